//! What callers do to letters and folders, written in the activity log.

use super::caller::Caller;
use super::errors::Refusal;
use crate::ids;
use crate::store::events::{self, Event};
use crate::store::mailboxes::Reached;
use crate::store::messages::{Change, Message};
use rusqlite::Connection;
use serde_json::Value;

/// Who does something, in which mailbox, and when.
#[derive(Clone, Copy)]
pub struct Deed<'a> {
    /// The caller.
    pub caller: &'a Caller,
    /// The mailbox as she reaches it.
    pub reached: &'a Reached,
    /// By the service's clock.
    pub now: &'a str,
}

impl Deed<'_> {
    /// Writes a deed about a letter or a folder in the log.
    ///
    /// # Errors
    /// When the store fails.
    pub fn note(&self, db: &Connection, tag: &str, about: &str, label: Option<&str>) -> Result<(), Refusal> {
        let actor = ids::stable(&["identity", &self.caller.person]);
        Ok(events::note(db, &self.event(tag, &actor, Some(about), label))?)
    }

    /// Writes a deed about a letter.
    ///
    /// # Errors
    /// When the store fails.
    pub fn note_letter(&self, db: &Connection, tag: &str, letter: &Message) -> Result<(), Refusal> {
        self.note(db, tag, &letter.id, letter.shape.get("label").and_then(Value::as_str))
    }

    /// Writes what a change of a letter did, each kind once.
    ///
    /// # Errors
    /// When the store fails.
    pub fn note_change(&self, db: &Connection, letter: &Message, change: &Change) -> Result<(), Refusal> {
        let was = |name: &str| letter.shape.get(name).and_then(Value::as_bool);
        let named = change.label.is_some() || change.code.is_some() || change.note.is_some();
        let moved = change.folder.as_deref().is_some_and(|to| letter.shape.get("folderId") != Some(&to.into()));
        let happened = [
            ("MESSAGE_READ", change.read == Some(true) && was("read") == Some(false)),
            ("FLAG_CHANGED", change.flag.is_some_and(|flag| was("flag") != Some(flag))),
            ("MESSAGE_MOVED", moved),
            ("MESSAGE_UPDATED", named || (change.read == Some(false) && was("read") == Some(true))),
            ("MESSAGE_LEGALLY_NOTIFIED", change.legally_notified && !letter.notified),
        ];
        happened.iter().filter(|(_, so)| *so).try_for_each(|(tag, _)| self.note_letter(db, tag, letter))
    }

    /// Writes that the mailbox was looked into, once a day.
    ///
    /// # Errors
    /// When the store fails.
    pub fn note_look(&self, db: &Connection) -> Result<(), Refusal> {
        let tag = if self.reached.kind == "own" { "MAILBOX_READ" } else { "MAILBOX_READ_BY_PARTY_REPRESENTATIVE" };
        let actor = ids::stable(&["identity", &self.caller.person]);
        Ok(events::note_once_a_day(db, &self.event(tag, &actor, None, None))?)
    }

    fn event<'a>(&'a self, tag: &'a str, actor: &'a str, about: Option<&'a str>, label: Option<&'a str>) -> Event<'a> {
        Event { tag, at: self.now, mailbox: &self.reached.id, actor: Some(actor), about, label, properties: &[] }
    }
}

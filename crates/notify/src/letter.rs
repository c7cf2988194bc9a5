//! What a rule has to know of a letter: whether the person knows of it already, what kind it is, and what may be shown
//! of it if she wants that.

use crate::rules::{Holds, Kind, compared};
use jiff::{SignedDuration, Timestamp};
use model::{ActionCode, Message, MessageState, MessageType, Weight};
use std::collections::BTreeSet;

/// A letter that is told of is not reminded of before so long.
const FIRST_REMINDER: SignedDuration = SignedDuration::from_hours(24);
/// So long before the last day for an answer.
const BEFORE_REPLY_BY: SignedDuration = SignedDuration::from_hours(3 * 24);
/// So long after a letter with legal effect was told of.
const AFTER_LEGAL: SignedDuration = SignedDuration::from_hours(3 * 24);

/// The facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Why nobody need be told: read, own, deleted.
    pub known: Option<&'static str>,
    pub kinds: BTreeSet<Kind>,
    pub sender: String,
    pub subject: String,
    pub received: Timestamp,
    pub reply_by: Option<Timestamp>,
    /// It can be marked as read unseen: nothing begins to count or is told by that, and nothing in it waits for her.
    pub is_light: bool,
}

impl Facts {
    /// Of a letter, which may have been read or thrown away here without the service knowing it yet.
    pub fn of(message: &Message, read_here: bool, deleted: bool) -> Self {
        let known = if matches!(message.state, MessageState::Draft | MessageState::Sent) {
            // Written by the person, in another viewer.
            Some("own")
        } else if message.read || read_here {
            Some("read")
        } else {
            deleted.then_some("deleted")
        };
        let kinds = kinds(message);
        let is_light = matches!(message.message_type, MessageType::Regular | MessageType::Mandatory)
            && message.needs_level.is_none()
            && message.weight == Weight::None
            && kinds.is_empty();
        Facts {
            known,
            kinds,
            sender: message.sender.label.clone(),
            subject: message.subject.clone(),
            received: message.received,
            reply_by: message.reply_by,
            is_light,
        }
    }

    /// Whether it is told at once.
    pub fn is_important(&self, rule: &Holds) -> bool {
        self.kinds.iter().any(|kind| rule.kinds.contains(kind)) || rule.senders.contains(&compared(&self.sender))
    }

    /// When the person is reminded of it, if it is told of now and she does not read it.
    pub fn reminder(&self, now: Timestamp) -> Option<Timestamp> {
        let first = now + FIRST_REMINDER;
        let reply = self.reply_by.and_then(|by| {
            let due = by.checked_sub(BEFORE_REPLY_BY).unwrap_or(by).max(first);
            (due < by).then_some(due)
        });
        let legal = self.kinds.contains(&Kind::Legal).then(|| now + AFTER_LEGAL);
        reply.into_iter().chain(legal).min()
    }
}

fn kinds(message: &Message) -> BTreeSet<Kind> {
    let mut kinds = BTreeSet::new();
    for action in message.documents.iter().flat_map(|document| &document.actions) {
        match action.code {
            ActionCode::Betaling => kinds.insert(Kind::Payments),
            ActionCode::Aftale => kinds.insert(Kind::Appointments),
            _ => action.reservation.is_some() && kinds.insert(Kind::Appointments),
        };
    }
    if matches!(message.message_type, MessageType::LegalNotification | MessageType::Unknown) {
        kinds.insert(Kind::Legal);
    }
    if message.reply_by.is_some() {
        kinds.insert(Kind::Reply);
    }
    kinds
}

//! `/mailboxes/{mailbox}/messages/`: drafts made and changed, and letters thrown away for good.
//!
//! Who may write makes, changes and discards drafts. A letter that is no draft is thrown away for good
//! only from the folder of deleted letters, and only by who may delete.

use super::caller::{Asked, Caller, reach, with};
use super::draft_fields;
use super::errors::Refusal;
use super::fields::Fields;
use super::noted::Deed;
use super::rights::Rights;
use super::versions;
use crate::compose::identified;
use crate::server::Shared;
use crate::store::mailboxes::Reached;
use crate::store::messages::Message;
use crate::store::messages::drafts::{self as written, Draft};
use crate::store::{StoreError, folders, messages, times::stamp};
use crate::{ids, people};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use rusqlite::Connection;
use serde_json::{Map, Value, json};

/// POST `…/messages/`; without a body an empty draft.
pub async fn make(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path(mailbox): Path<String>,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let fields = match body.is_empty() {
        true => Fields::of("message", Map::new()),
        false => Fields::parse("message", &body)?,
    };
    if !body.is_empty() && fields.get("folderId").is_none() {
        return Err(fields.wrong("folderId"));
    }
    let now = stamp(sandbox.clock.now());
    with(&sandbox.store, move |db| {
        let reached = reach(db, &caller, &mailbox, Asked::Deed)?;
        Rights::of(&reached).write()?;
        let draft = draft_fields::read(db, &mailbox, &fields, blank(&caller, &reached), &now)?;
        let (id, folder) = (ids::fresh(), folders::built_in(db, &mailbox, "DRAFTS")?);
        written::add(db, &mailbox, &folder, &id, &draft, &now)?;
        let deed = Deed { caller: &caller, reached: &reached, now: &now };
        deed.note(db, "DRAFT_SAVED", &id, Some(&draft.label))?;
        Ok((StatusCode::CREATED, Json(there(db, &mailbox, &id)?.shape)))
    })
    .await
}

/// PUT `…/messages/{id}`.
pub async fn replace(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, id)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Refusal> {
    let version = versions::if_match(&headers)?;
    let fields = Fields::parse("message", &body)?;
    fields.needed("folderId", super::fields::LONGEST)?;
    let now = stamp(sandbox.clock.now());
    with(&sandbox.store, move |db| {
        let message = editable(db, &caller, &mailbox, &id, Asked::Item)?;
        versions::expect(version, message.version)?;
        let draft = draft_fields::read(db, &mailbox, &fields, Draft::of(&message), &now)?;
        let transaction = db.transaction().map_err(StoreError::from)?;
        save(&transaction, &message, &draft, &now)?;
        let reached = reach(&transaction, &caller, &mailbox, Asked::Item)?;
        let deed = Deed { caller: &caller, reached: &reached, now: &now };
        deed.note(&transaction, "DRAFT_SAVED", &id, Some(&draft.label))?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(Json(there(db, &mailbox, &id)?.shape))
    })
    .await
}

/// DELETE `…/messages/{id}`.
pub async fn remove(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<StatusCode, Refusal> {
    let version = versions::if_match(&headers)?;
    let now = stamp(sandbox.clock.now());
    with(&sandbox.store, move |db| {
        let reached = reach(db, &caller, &mailbox, Asked::Item)?;
        let message = there(db, &mailbox, &id)?;
        let draft = message.state == "DRAFT";
        let rights = Rights::of(&reached);
        if draft {
            rights.write()?
        } else {
            rights.delete()?
        }
        versions::expect(version, message.version)?;
        let folder = message.shape.get("folderId").unwrap_or(&Value::Null);
        let kind = folders::kind(db, &mailbox, folder.as_str().unwrap_or_default())?;
        if !draft && kind.as_deref() != Some("DELETED") {
            let text = "Only a message in the folder of deleted ones can be deleted for good.";
            return Err(Refusal::rule("message", "folderId", "message.not.deleted", text, folder));
        }
        let transaction = db.transaction().map_err(StoreError::from)?;
        written::remove(&transaction, &message)?;
        let tag = if draft { "DRAFT_DELETED" } else { "MESSAGE_DELETED" };
        Deed { caller: &caller, reached: &reached, now: &now }.note_letter(&transaction, tag, &message)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// How a message that is not there is answered: 404, or 422 where no 404 is declared.
#[must_use]
pub fn missing(asked: Asked) -> Refusal {
    match asked {
        Asked::Deed => {
            let text = "There is no such message.";
            Refusal::rule("message", "id", "message.not.found", text, &Value::Null)
        }
        _ => Refusal::not_found("message"),
    }
}

/// The message as it is now.
///
/// # Errors
/// 404 when there is none.
pub fn there(db: &Connection, mailbox: &str, id: &str) -> Result<Message, Refusal> {
    messages::one(db, mailbox, id)?.ok_or_else(|| missing(Asked::Item))
}

/// The draft, when the caller may change it.
///
/// # Errors
/// 403 when not, 404 (or what `asked` calls for) when there is none, 422 when it is no draft.
pub fn editable(db: &Connection, caller: &Caller, mailbox: &str, id: &str, asked: Asked) -> Result<Message, Refusal> {
    let reached = reach(db, caller, mailbox, asked)?;
    let message = messages::one(db, mailbox, id)?.ok_or_else(|| missing(asked))?;
    Rights::of(&reached).write()?;
    if message.state != "DRAFT" {
        let (text, state) = ("Only a draft can be changed.", message.state.as_str().into());
        return Err(Refusal::rule("message", "messageState", "message.not.a.draft", text, &state));
    }
    Ok(message)
}

/// Writes what a draft says now, and forgets the bytes of files that it no longer has.
///
/// # Errors
/// When the store fails.
pub fn save(db: &Connection, before: &Message, draft: &Draft, now: &str) -> Result<(), Refusal> {
    let left = written::files_in(draft.doc.get("documents"));
    let mut gone = written::files_in(before.shape.get("documents"));
    gone.retain(|file| !left.contains(file));
    written::rewrite(db, &before.id, draft, now)?;
    Ok(written::drop_contents(db, &gone)?)
}

/// An empty draft of this mailbox's owner. Whoever writes in her place is named beside her.
#[must_use]
pub fn blank(caller: &Caller, reached: &Reached) -> Draft {
    let mut doc = Map::new();
    doc.insert("sender".to_owned(), owner(caller, reached, None));
    doc.insert("documents".to_owned(), json!([]));
    for name in ["reply", "forward", "welcomeMessage", "errorMessage"] {
        doc.insert(name.to_owned(), false.into());
    }
    Draft { doc, ..Draft::default() }
}

/// The interface's `Sender` for the owner of this mailbox, by another name if one is given.
#[must_use]
pub fn owner(caller: &Caller, reached: &Reached, name: Option<&str>) -> Value {
    let number = reached.owner_number.as_str();
    let kind = if number.len() == 8 { "CVR" } else { "CPR" };
    let label = name.unwrap_or(&reached.owner_name);
    let mut sender = json!({"senderId": number, "senderIdType": kind, "label": label});
    let writer = people::person(&caller.person).filter(|_| reached.kind != "own");
    if let (Some(person), Some(fields)) = (writer, sender.as_object_mut()) {
        let who = json!({"personId": ids::stable(&["identity", person.id]), "personLabel": person.name});
        fields.insert("attentionData".to_owned(), identified(ids::fresh(), who));
    }
    identified(ids::fresh(), sender)
}

//! PATCH of a letter: mark, flag, move, rename, note, being served, and the recipient of a draft.
//! `If-Match` must name the version last seen; what may be changed depends on the access.

use super::caller::{Asked, Caller, reach, with};
use super::errors::Refusal;
use super::fields::Fields;
use super::noted::Deed;
use super::rights::Rights;
use super::{draft_fields, versions};
use crate::server::Shared;
use crate::store::messages::drafts::{self, Draft};
use crate::store::messages::{self, Change, Message};
use crate::store::{StoreError, folders, mailboxes::Reached, times::stamp};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use rusqlite::Connection;
use serde_json::{Map, Value};

/// The longest label and message code of the description.
const LONGEST: usize = 256;

/// PATCH `…/messages/{id}`.
pub async fn patch(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, id)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Refusal> {
    let version = versions::if_match(&headers)?;
    let wanted: Map<String, Value> = serde_json::from_slice(&body)
        .map_err(|_| Refusal::new(StatusCode::BAD_REQUEST, "body.invalid", "The body is not a JSON object."))?;
    let now = stamp(sandbox.clock.now());
    with(&sandbox.store, move |db| {
        let reached = reach(db, &caller, &mailbox, Asked::Item)?;
        let message = messages::one(db, &mailbox, &id)?.ok_or_else(|| Refusal::not_found("message"))?;
        let change = read(&wanted)?;
        allowed(db, &reached, &mailbox, &message, &change)?;
        possible(db, &mailbox, &message, &wanted, &change)?;
        let recipient = recipient(&wanted)?;
        versions::expect(version, message.version)?;
        let transaction = db.transaction().map_err(StoreError::from)?;
        messages::apply(&transaction, &id, &change, &now)?;
        Deed { caller: &caller, reached: &reached, now: &now }.note_change(&transaction, &message, &change)?;
        if let Some(recipient) = recipient {
            let mut draft = Draft::of(&message);
            draft.doc.insert("recipient".to_owned(), recipient);
            drafts::set_doc(&transaction, &id, &draft)?;
        }
        transaction.commit().map_err(StoreError::from)?;
        let changed = messages::one(db, &mailbox, &id)?.ok_or_else(|| Refusal::not_found("message"))?;
        Ok(Json(changed.shape))
    })
    .await
}

fn wrong(field: &str, value: &Value) -> Refusal {
    let message = format!("The value of {field} is not valid.");
    Refusal::field(StatusCode::BAD_REQUEST, "message", field, "field.invalid", &message, value)
}

/// Reads the command; members that it does not know are let be, as the description says.
fn read(wanted: &Map<String, Value>) -> Result<Change, Refusal> {
    let text = |field: &str, longest: usize| match wanted.get(field) {
        None => Ok(None),
        Some(Value::String(text)) if text.chars().count() <= longest => Ok(Some(text.clone())),
        Some(other) => Err(wrong(field, other)),
    };
    let truth = |field: &str| match wanted.get(field) {
        None => Ok(None),
        Some(Value::Bool(truth)) => Ok(Some(*truth)),
        Some(other) => Err(wrong(field, other)),
    };
    Ok(Change {
        folder: text("folderId", LONGEST)?,
        code: text("messageCode", LONGEST)?,
        label: text("label", LONGEST)?,
        flag: truth("flag")?,
        read: truth("read")?,
        note: text("note", usize::MAX)?,
        legally_notified: truth("legallyNotified")?.unwrap_or(false),
    })
}

/// The recipient that is set, in the interface's shape.
fn recipient(wanted: &Map<String, Value>) -> Result<Option<Value>, Refusal> {
    match wanted.get("recipient") {
        None => Ok(None),
        Some(Value::Object(said)) => Ok(Some(draft_fields::recipient(&Fields::of("message", said.clone()))?)),
        Some(other) => Err(wrong("recipient", other)),
    }
}

/// Whether the access allows it: readers sort and mark, but neither rename, nor note, nor throw
/// away, and writers throw away nothing but drafts.
fn allowed(
    db: &Connection,
    reached: &Reached,
    mailbox: &str,
    message: &Message,
    change: &Change,
) -> Result<(), Refusal> {
    let rights = Rights::of(reached);
    let draft = message.state == "DRAFT";
    let writes = change.label.is_some() || change.code.is_some() || change.note.is_some();
    let target = match &change.folder {
        Some(folder) => folders::kind(db, mailbox, folder)?,
        None => None,
    };
    let deletes = target.as_deref() == Some("DELETED");
    rights.sort()?;
    if writes || draft {
        rights.write()?;
    }
    if deletes && !draft {
        rights.delete()?;
    }
    Ok(())
}

/// Whether the rules of the service allow it for this letter.
fn possible(
    db: &Connection,
    mailbox: &str,
    message: &Message,
    wanted: &Map<String, Value>,
    change: &Change,
) -> Result<(), Refusal> {
    let rule = |field: &str, code: &str, text: &str| {
        let value = wanted.get(field).unwrap_or(&Value::Null);
        Err(Refusal::field(StatusCode::UNPROCESSABLE_ENTITY, "message", field, code, text, value))
    };
    if let Some(folder) = &change.folder {
        let kind = folders::kind(db, mailbox, folder)?;
        let fits = match (message.state.as_str(), kind.as_deref()) {
            (_, None) => return rule("folderId", "folder.unknown", "The folder does not exist."),
            ("DRAFT", Some(kind)) => ["DRAFTS", "DELETED"].contains(&kind),
            ("SENT", Some(kind)) => !["DRAFTS", "INBOX"].contains(&kind),
            (_, Some(kind)) => !["DRAFTS", "SENT"].contains(&kind),
        };
        if !fits {
            return rule("folderId", "folder.not.allowed", "The message cannot be moved there.");
        }
    }
    if message.state == "SENT" {
        for name in ["label", "messageCode"] {
            if wanted.contains_key(name) {
                return rule(name, "message.sent", "A message that was sent cannot be changed.");
            }
        }
    }
    if wanted.contains_key("recipient") && message.state != "DRAFT" {
        return rule("recipient", "recipient.fixed", "The recipient of a message that is no draft is fixed.");
    }
    if wanted.contains_key("legallyNotified") {
        if message.message_type != "LEGAL_NOTIFICATION" {
            return rule("legallyNotified", "not.a.legal.notification", "Only a legal notification can be served.");
        }
        if !change.legally_notified {
            return rule("legallyNotified", "already.served", "Service cannot be taken back.");
        }
    }
    Ok(())
}

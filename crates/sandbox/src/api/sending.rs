//! `…/messages/{id}/send`: a draft leaves, and lies among the sent letters from then on.
//!
//! One writes to authorities, at one of their contact points when they have any. Companies are written
//! to only in answer to a letter of theirs, persons not at all, and e-mail is for forwarding. An answer
//! goes to whoever wrote the letter, within the time that was given for it. Everything that is wrong
//! is said at once.

use super::caller::{Asked, Caller, reach, with};
use super::dispatch::{self, Broken};
use super::errors::Refusal;
use super::noted::Deed;
use super::{drafts, parts, replies, versions};
use crate::server::Shared;
use crate::store::messages::Message;
use crate::store::messages::drafts::{self as written, Draft};
use crate::store::{StoreError, folders, messages, times::stamp};
use crate::{compose, ids};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use rusqlite::Connection;
use serde_json::{Value, json};

/// POST `…/send`: whatever its version is.
pub async fn send(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, id)): Path<(String, String)>,
) -> Result<Json<Value>, Refusal> {
    dispatch(sandbox, caller, mailbox, id, None).await
}

/// PUT `…/send`: only the version last seen.
pub async fn send_seen(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refusal> {
    let version = versions::if_match(&headers)?;
    dispatch(sandbox, caller, mailbox, id, Some(version)).await
}

async fn dispatch(
    sandbox: Shared,
    caller: Caller,
    mailbox: String,
    id: String,
    version: Option<i64>,
) -> Result<Json<Value>, Refusal> {
    let now = stamp(sandbox.clock.now());
    with(&sandbox.store, move |db| {
        let message = drafts::editable(db, &caller, &mailbox, &id, Asked::Deed)?;
        if let Some(version) = version {
            versions::expect(version, message.version)?;
        }
        let reached = reach(db, &caller, &mailbox, Asked::Deed)?;
        let from = match reached.owner_number.len() {
            8 => "COMPANY",
            _ => "CITIZEN",
        };
        let parent = parent(db, &mailbox, &message)?;
        let mut broken = incomplete(&message);
        broken.extend(wrong_recipient(db, &message, parent.as_ref(), from, &now)?);
        if !broken.is_empty() {
            return Err(Refusal::rules("message", &broken));
        }
        let transaction = db.transaction().map_err(StoreError::from)?;
        leave(&transaction, &caller, &message, parent.as_ref(), &now)?;
        Deed { caller: &caller, reached: &reached, now: &now }.note_letter(&transaction, "MESSAGE_SENT", &message)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(Json(drafts::there(db, &mailbox, &id)?.shape))
    })
    .await
}

/// The letter that a draft answers, when it answers one that is still there.
fn parent(db: &Connection, mailbox: &str, message: &Message) -> Result<Option<Message>, Refusal> {
    match message.shape.pointer("/replyData/0/parentMessageId").and_then(Value::as_str) {
        Some(id) => Ok(messages::one(db, mailbox, id)?),
        None => Ok(None),
    }
}

/// What the letter itself lacks.
fn incomplete(message: &Message) -> Vec<Broken> {
    let mut broken: Vec<Broken> = Vec::new();
    let mut lacks = |field, code, text: &str| broken.push((field, code, text.to_owned(), Value::Null));
    if message.shape.get("label").and_then(Value::as_str).is_none_or(|label| label.trim().is_empty()) {
        lacks("label", "label.missing", "A message has a subject.");
    }
    let documents = parts::items(&message.shape, "documents");
    if !documents.iter().any(|one| one.get("documentType") == Some(&"MAIN".into())) {
        lacks("documents", "document.main.missing", "A message has one main document.");
    }
    if documents.iter().any(|one| parts::items(one, "files").is_empty()) {
        lacks("documents.files", "file.missing", "A document has at least one file.");
    }
    let files: Vec<Value> = documents.iter().flat_map(|one| parts::items(one, "files")).collect();
    if files.iter().any(|file| file.get("fileSize").is_none()) {
        lacks("documents.files", "file.content.missing", "The content of a file is missing.");
    }
    broken
}

/// What speaks against the recipient, or against what she takes.
fn wrong_recipient(
    db: &Connection,
    message: &Message,
    parent: Option<&Message>,
    from: &str,
    now: &str,
) -> Result<Vec<Broken>, Refusal> {
    let recipient = message.shape.get("recipient");
    let text = |path: &str| recipient.and_then(|one| one.pointer(path)).and_then(Value::as_str).unwrap_or_default();
    let (number, kind) = (text("/recipientId"), text("/recipientIdType"));
    let rule = |field, code, text: &str| Ok(vec![(field, code, text.to_owned(), Value::from(number))]);
    if recipient.is_none() {
        return rule("recipient", "recipient.missing", "A message has a recipient.");
    }
    let too_large = dispatch::memo_size(&message.shape) > super::file_writes::LARGEST_LETTER as u64;
    if too_large {
        return rule("documents", "memo.too.large", "No message may be larger than 99.5 MB.");
    }
    let answers = message.shape.pointer("/replyData/0").is_some();
    if let Some(parent) = parent {
        if let Err((code, text)) = replies::answerable(parent, now) {
            return rule("replyData", code, text);
        }
        if parent.shape.pointer("/sender/senderId").and_then(Value::as_str) != Some(number) {
            return rule("recipient", "recipient.fixed", "An answer goes to whoever wrote the message.");
        }
    } else if answers {
        return rule("replyData", "message.not.found", "The message that this answers is gone.");
    }
    let organisation = if kind == "CVR" { dispatch::registered(db, number)? } else { None };
    let Some(organisation) = organisation else {
        return match (answers, kind) {
            (true, _) => Ok(Vec::new()),
            (false, "CVR") => rule("recipient", "recipient.unknown", "There is no such recipient."),
            (false, _) => rule("recipient", "recipient.not.allowed", "Only authorities can be written to."),
        };
    };
    if !answers && organisation.get("type") != Some(&"AUTHORITY".into()) {
        return rule("recipient", "recipient.not.allowed", "Only authorities can be written to.");
    }
    let point = text("/contactPoint/contactPointId");
    if !point.is_empty() {
        let known = dispatch::contact_point(db, point)?;
        return Ok(dispatch::not_taken(known.as_ref(), &organisation, &message.shape, from));
    }
    if !answers && !crate::address_book::points(std::slice::from_ref(&organisation)).is_empty() {
        return rule(
            "recipient.contactPoint",
            "contact.point.missing",
            "The recipient is written to at a contact point.",
        );
    }
    Ok(Vec::new())
}

/// Moves the draft to the sent letters, ties it to the letter that it answers, and records it.
fn leave(
    db: &Connection,
    caller: &Caller,
    message: &Message,
    parent: Option<&Message>,
    now: &str,
) -> Result<(), Refusal> {
    let mailbox = message.shape.get("mailboxId").and_then(Value::as_str).unwrap_or_default();
    let mut draft = Draft::of(message);
    draft.doc.insert("sendDateTime".to_owned(), now.into());
    draft.doc.insert("memoCreatedDateTime".to_owned(), now.into());
    if let Some(recipient) = draft.doc.get_mut("recipient") {
        named(db, recipient)?;
    }
    written::sent(db, &message.id, &folders::built_in(db, mailbox, "SENT")?, &draft, now)?;
    if let Some(parent) = parent {
        let mut answered = Draft::of(parent);
        let known = answered.doc.get("replyData").and_then(Value::as_array).cloned().unwrap_or_default();
        let answer = json!({"childMessageId": message.id, "parentMessageId": parent.id});
        let all: Vec<Value> = known.into_iter().chain([compose::identified(ids::fresh(), answer)]).collect();
        answered.doc.insert("replyData".to_owned(), all.into());
        written::rewrite(db, &parent.id, &answered, now)?;
    }
    let kind = if parent.is_some() { "reply" } else { "message" };
    let what = json!({"kind": kind, "by": caller.person, "at": now, "delivered": null});
    dispatch::record(db, &drafts::there(db, mailbox, &message.id)?, what)
}

/// Names the recipient and its contact point as the registers do.
fn named(db: &Connection, recipient: &mut Value) -> Result<(), Refusal> {
    let text = |value: &Value, path: &str| value.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned();
    let organisation = dispatch::registered(db, &text(recipient, "/recipientId"))?;
    let point = dispatch::contact_point(db, &text(recipient, "/contactPoint/contactPointId"))?;
    if let (Some(organisation), Some(fields)) = (organisation, recipient.as_object_mut()) {
        fields.insert("label".to_owned(), organisation.get("name").cloned().unwrap_or_default());
    }
    let fields = recipient.get_mut("contactPoint").and_then(Value::as_object_mut);
    if let (Some(point), Some(fields)) = (point, fields) {
        fields.insert("label".to_owned(), point.point.name.into());
        if let Some(group) = point.point.group {
            fields.insert("contactGroup".to_owned(), group.into());
        }
    }
    Ok(())
}

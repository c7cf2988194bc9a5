//! `…/messages/{id}/reply`: an answer is begun. It can be begun only where the sender wants one and
//! until when it wants one; whether that day has passed is asked again when the answer is sent.

use super::caller::{Asked, Caller, reach, with};
use super::drafts;
use super::errors::Refusal;
use super::noted::Deed;
use super::rights::Rights;
use crate::compose::identified;
use crate::ids;
use crate::server::Shared;
use crate::store::messages::Message;
use crate::store::messages::drafts as written;
use crate::store::times::stamp;
use crate::store::{folders, messages};
use axum::Json;
use axum::extract::{Path, State};
use serde_json::{Map, Value, json};

/// POST `…/reply`.
pub async fn reply(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, id)): Path<(String, String)>,
) -> Result<Json<Value>, Refusal> {
    let now = stamp(sandbox.clock.now());
    with(&sandbox.store, move |db| {
        let reached = reach(db, &caller, &mailbox, Asked::Deed)?;
        Rights::of(&reached).write()?;
        let letter = messages::one(db, &mailbox, &id)?.ok_or_else(|| drafts::missing(Asked::Deed))?;
        if let Err((code, message)) = answerable(&letter, &now) {
            return Err(Refusal::rule("message", "reply", code, message, &Value::Null));
        }
        let mut draft = drafts::blank(&caller, &reached);
        draft.label = subject(&letter);
        draft.doc.insert("recipient".to_owned(), writer(&letter));
        draft.doc.insert("replyData".to_owned(), json!([reply_data(&letter)]));
        let answer = ids::fresh();
        let folder = folders::built_in(db, &mailbox, "DRAFTS")?;
        written::add(db, &mailbox, &folder, &answer, &draft, &now)?;
        let deed = Deed { caller: &caller, reached: &reached, now: &now };
        deed.note(db, "DRAFT_SAVED", &answer, Some(&draft.label))?;
        Ok(Json(drafts::there(db, &mailbox, &answer)?.shape))
    })
    .await
}

/// Whether a letter can be answered at this time: code and message when not.
///
/// # Errors
/// When it cannot.
pub fn answerable(letter: &Message, now: &str) -> Result<(), (&'static str, &'static str)> {
    if letter.state != "RECEIVED" || letter.shape.get("reply") != Some(&Value::Bool(true)) {
        return Err(("reply.not.allowed", "The message cannot be answered."));
    }
    match letter.shape.get("replyByDateTime").and_then(Value::as_str) {
        // Both are written alike, so their order as texts is that of the times.
        Some(by) if by < now => Err(("reply.too.late", "The time to answer the message has passed.")),
        _ => Ok(()),
    }
}

/// What an answer carries back: which letter, and what its sender wants returned.
#[must_use]
pub fn reply_data(letter: &Message) -> Value {
    let text = |path: &str| letter.shape.pointer(path).filter(|value| value.is_string()).cloned();
    let mut data: Map<String, Value> =
        letter.shape.pointer("/replyData/0").and_then(Value::as_object).cloned().unwrap_or_default();
    data.retain(|name, _| !["childMessageId", "senderId", "recipientId"].contains(&name.as_str()));
    for (name, path) in [
        ("messageIdentifier", "/messageIdentifier"),
        ("caseId", "/contentData/caseId"),
        ("contactPointId", "/sender/contactPoint/contactPointId"),
    ] {
        if let (false, Some(value)) = (data.contains_key(name), text(path)) {
            data.insert(name.to_owned(), value);
        }
    }
    data.insert("parentMessageId".to_owned(), letter.id.clone().into());
    identified(ids::fresh(), Value::Object(data))
}

/// The interface's `Recipient` for whoever wrote a letter.
fn writer(letter: &Message) -> Value {
    let text = |path: &str| letter.shape.pointer(path).cloned().unwrap_or_default();
    let mut recipient = json!({"recipientId": text("/sender/senderId"),
        "recipientIdType": text("/sender/senderIdType"), "label": text("/sender/label")});
    let point = letter.shape.pointer("/sender/contactPoint").filter(|point| point.is_object());
    if let (Some(point), Some(fields)) = (point, recipient.as_object_mut()) {
        fields.insert("contactPoint".to_owned(), identified(ids::fresh(), point.clone()));
    }
    identified(ids::fresh(), recipient)
}

fn subject(letter: &Message) -> String {
    let label = letter.shape.get("label").and_then(Value::as_str).unwrap_or_default();
    let marked = label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sv: "));
    let subject = if marked { label.to_owned() } else { format!("Sv: {label}") };
    subject.chars().take(super::fields::LONGEST).collect()
}

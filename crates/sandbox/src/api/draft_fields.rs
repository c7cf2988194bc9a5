//! What a body says of a draft. The sender is always the mailbox's owner; ids, times and states are the
//! service's own and let be, unless they contradict what a draft is.
//!
//! A draft that answers a letter names it in `replyData.parentMessageId`. Documents are listed only to
//! be replaced; a body without them leaves those that there are, since they have calls of their own.

use super::errors::Refusal;
use super::fields::{Fields, LONGEST};
use super::{lookups, parts, replies};
use crate::compose::identified;
use crate::ids;
use crate::store::messages::drafts::Draft;
use crate::store::{folders, messages};
use rusqlite::Connection;
use serde_json::{Map, Value, json};

/// The most details that a contact point may ask for, as in MeMo.
const MOST_DETAILS: usize = 2;

/// What the body makes of a draft.
///
/// # Errors
/// 400 when it is not understood, 422 when a rule forbids it.
pub fn read(db: &Connection, mailbox: &str, fields: &Fields, before: Draft, now: &str) -> Result<Draft, Refusal> {
    if let Some(folder) = fields.text("folderId", LONGEST)?
        && folders::kind(db, mailbox, &folder)?.as_deref() != Some("DRAFTS")
    {
        return Err(fields.rule("folderId", "folder.not.allowed", "A draft lies in the folder of drafts."));
    }
    for (name, only) in [("messageType", "REGULAR"), ("messageState", "DRAFT")] {
        if fields.text(name, LONGEST)?.is_some_and(|said| said != only) {
            return Err(fields.rule(name, "message.not.a.draft", "A draft is a regular message in the making."));
        }
    }
    let mut doc = before.doc;
    match fields.object("recipient", "recipient")? {
        Some(said) => drop(doc.insert("recipient".to_owned(), recipient(&said)?)),
        None => drop(doc.remove("recipient")),
    }
    match fields.get("contentData") {
        Some(Value::Object(data)) => {
            drop(doc.insert("contentData".to_owned(), identified(ids::fresh(), Value::Object(data.clone()))));
        }
        Some(_) => return Err(fields.wrong("contentData")),
        None => drop(doc.remove("contentData")),
    }
    if let Some(said) = fields.list("replyData", "replyData")? {
        let known = doc.get("replyData").and_then(Value::as_array).cloned().unwrap_or_default();
        let answers = answers(db, mailbox, fields, &said, &known, now)?;
        doc.insert("replyData".to_owned(), answers.into());
    }
    if let Some(said) = fields.list("documents", "document")? {
        let known = doc.get("documents").and_then(Value::as_array).cloned().unwrap_or_default();
        doc.insert("documents".to_owned(), parts::documents(&said, &known)?.into());
    }
    if let Some(mark) = fields.text("transactionId", LONGEST)? {
        doc.insert("transactionId".to_owned(), mark.into());
    }
    Ok(Draft {
        label: fields.text("label", LONGEST)?.unwrap_or_default(),
        code: fields.text("messageCode", LONGEST)?,
        flag: fields.truth("flag")?.unwrap_or(before.flag),
        note: fields.text("note", usize::MAX)?,
        doc,
    })
}

/// The interface's `Recipient`, as the client says it.
///
/// # Errors
/// 400 when it is not understood, 422 when the number is none.
pub fn recipient(said: &Fields) -> Result<Value, Refusal> {
    let number = said.needed("recipientId", LONGEST)?;
    let kind = said.needed("recipientIdType", LONGEST)?;
    let right = match kind.as_str() {
        "CPR" => lookups::is_number(&number, 10),
        "CVR" => lookups::is_number(&number, 8),
        "EMAIL" => true,
        _ => return Err(said.wrong("recipientIdType")),
    };
    if !right {
        return Err(said.rule("recipientId", "recipient.invalid", "The recipient's number is none."));
    }
    let mut shape = Map::new();
    shape.insert("recipientId".to_owned(), number.into());
    shape.insert("recipientIdType".to_owned(), kind.into());
    if let Some(label) = said.text("label", LONGEST)? {
        shape.insert("label".to_owned(), label.into());
    }
    if let Some(Value::Object(data)) = said.get("attentionData") {
        shape.insert("attentionData".to_owned(), Value::Object(data.clone()));
    }
    if let Some(point) = said.object("contactPoint", "contactPoint")? {
        shape.insert("contactPoint".to_owned(), contact_point(&point)?);
    }
    Ok(identified(ids::fresh(), Value::Object(shape)))
}

fn contact_point(said: &Fields) -> Result<Value, Refusal> {
    let mut shape = Map::new();
    for name in ["contactPointId", "label", "contactGroup"] {
        if let Some(text) = said.text(name, LONGEST)? {
            shape.insert(name.to_owned(), text.into());
        }
    }
    if let Some(details) = said.list("contactInfo", "contactInfo")? {
        if details.len() > MOST_DETAILS {
            return Err(said.rule("contactInfo", "contact.info.too.many", "At most two details can be given."));
        }
        let detail = |one: &Fields| {
            let shape = json!({"label": one.text("label", LONGEST)?, "value": one.text("value", LONGEST)?});
            Ok::<_, Refusal>(identified(ids::fresh(), shape))
        };
        shape.insert("contactInfo".to_owned(), details.iter().map(detail).collect::<Result<_, _>>()?);
    }
    Ok(identified(ids::fresh(), Value::Object(shape)))
}

/// The letters that a draft answers: at most one, known already or answerable now.
fn answers(
    db: &Connection,
    mailbox: &str,
    fields: &Fields,
    said: &[Fields],
    known: &[Value],
    now: &str,
) -> Result<Vec<Value>, Refusal> {
    let rule = |code, message| Err(fields.rule("replyData", code, message));
    let one = match said {
        [] => return Ok(Vec::new()),
        [one] => one,
        _ => return rule("reply.several", "A message answers one other."),
    };
    let Some(parent) = one.text("parentMessageId", LONGEST)? else {
        return rule("reply.parent.missing", "An answer names the message that it answers.");
    };
    let known = known.iter().find(|entry| entry.get("parentMessageId") == Some(&parent.as_str().into()));
    let mut entry = match known {
        Some(entry) => entry.clone(),
        None => {
            let letter = messages::one(db, mailbox, &parent)?;
            let Some(letter) = letter else { return rule("message.not.found", "There is no such message.") };
            if let Err((code, message)) = replies::answerable(&letter, now) {
                return rule(code, message);
            }
            replies::reply_data(&letter)
        }
    };
    if let (Some(comment), Some(members)) = (one.text("comment", 512)?, entry.as_object_mut()) {
        members.insert("comment".to_owned(), comment.into());
    }
    Ok(vec![entry])
}

//! `…/messages/{id}/forward`: a letter goes on to a person, a company, an authority or an e-mail address.
//!
//! Whoever may read may forward. What is forwarded lies among the sent letters, and in the mailbox of
//! the person or company that got it, as an ordinary letter that says from whom it once came; to an
//! authority or by e-mail it is only recorded. Handing on the content of a legal notification is
//! opening it, and serves the owner; content that takes a high level takes it here too. The letter
//! itself is answered, with `forward` set.

use super::caller::{Asked, Caller, reach, with};
use super::dispatch::{self, Broken};
use super::errors::Refusal;
use super::fields::{Fields, LONGEST};
use super::noted::Deed;
use super::rights::Rights;
use super::{drafts, lookups, parts};
use crate::compose::{self, Document, Letter, Part, identified};
use crate::contents;
use crate::ids;
use crate::server::Shared;
use crate::store::mailboxes::Reached;
use crate::store::messages::Message;
use crate::store::messages::drafts::{self as written, Draft};
use crate::store::times::{real_ms, stamp};
use crate::store::{StoreError, folders, messages, owners};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use model::Level;
use rusqlite::Connection;
use serde_json::{Map, Value, json};

/// The longest comment of the description.
const LONGEST_COMMENT: usize = 512;

/// The body, understood.
struct Command {
    number: String,
    kind: String,
    point: Option<String>,
    comment: Option<String>,
    sender: Option<String>,
    recipient: Option<String>,
}

/// Where it goes.
struct Goal {
    /// The recipient's name.
    name: Option<String>,
    /// The mailbox that it is put into.
    mailbox: Option<String>,
    /// The interface's contact point.
    point: Option<Value>,
}

/// POST `…/forward`.
pub async fn forward(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, id)): Path<(String, String)>,
    body: Bytes,
) -> Result<Json<Value>, Refusal> {
    let command = read(&Fields::parse("forwardCommand", &body)?)?;
    let now = stamp(sandbox.clock.now());
    with(&sandbox.store, move |db| {
        let reached = reach(db, &caller, &mailbox, Asked::Deed)?;
        Rights::of(&reached).sort()?;
        let letter = messages::one(db, &mailbox, &id)?.ok_or_else(|| drafts::missing(Asked::Deed))?;
        if letter.state == "DRAFT" {
            let text = "A draft cannot be forwarded.";
            return Err(Refusal::rule("message", "messageState", "message.is.a.draft", text, &"DRAFT".into()));
        }
        let needed = letter.level.as_deref().and_then(Level::from_claim);
        if needed.is_some_and(|needed| needed > caller.level) {
            return Err(Refusal::forbidden());
        }
        let goal = goal(db, &command, &letter, &reached)?;
        let transaction = db.transaction().map_err(StoreError::from)?;
        let deed = Deed { caller: &caller, reached: &reached, now: &now };
        if letter.message_type == "LEGAL_NOTIFICATION" && !letter.notified {
            messages::serve(&transaction, &id, &now)?;
            deed.note_letter(&transaction, "MESSAGE_LEGALLY_NOTIFIED", &letter)?;
        }
        deed.note_letter(&transaction, tag(&command, &goal), &letter)?;
        hand_on(&transaction, &caller, &reached, &letter, &command, &goal, &now)?;
        let mut forwarded = Draft::of(&drafts::there(&transaction, &mailbox, &id)?);
        forwarded.doc.insert("forward".to_owned(), true.into());
        written::rewrite(&transaction, &id, &forwarded, &now)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(Json(drafts::there(db, &mailbox, &id)?.shape))
    })
    .await
}

/// How the activity log names a forward.
fn tag(command: &Command, goal: &Goal) -> &'static str {
    match (command.kind.as_str(), &goal.mailbox) {
        ("EMAIL", _) => "MESSAGE_FORWARDED_TO_EMAIL",
        (_, Some(_)) => "MESSAGE_FORWARDED_TO_TRUSTED",
        (_, None) => "MESSAGE_FORWARDED_TO_AUTHORITY",
    }
}

fn read(fields: &Fields) -> Result<Command, Refusal> {
    let number = fields.needed("recipientId", LONGEST)?;
    let kind = fields.needed("recipientIdType", LONGEST)?;
    let right = match kind.as_str() {
        "CPR" => lookups::is_number(&number, 10),
        "CVR" => lookups::is_number(&number, 8),
        "EMAIL" => is_address(&number),
        _ => return Err(fields.wrong("recipientIdType")),
    };
    if !right {
        return Err(fields.rule("recipientId", "recipient.invalid", "This is no number or address."));
    }
    Ok(Command {
        number,
        kind,
        point: fields.text("contactPointId", LONGEST)?,
        comment: fields.text("comment", LONGEST_COMMENT)?,
        sender: fields.text("senderLabel", LONGEST)?,
        recipient: fields.text("recipientLabel", LONGEST)?,
    })
}

/// Whether a text looks like an e-mail address: something, an at sign, and a name with a dot in it.
fn is_address(text: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && !part.chars().any(|c| c.is_whitespace() || c.is_control() || c == '@');
    let domain = |name: &str| name.split('.').count() > 1 && name.split('.').all(|label| !label.is_empty());
    text.split_once('@').is_some_and(|(who, host)| plain(who) && plain(host) && domain(host))
}

/// Whom the command means, when it can be reached.
fn goal(db: &Connection, command: &Command, letter: &Message, from: &Reached) -> Result<Goal, Refusal> {
    let refuse = |code: &'static str, text: &str| {
        let value = Value::from(command.number.as_str());
        Err(Refusal::rule("forwardCommand", "recipientId", code, text, &value))
    };
    if command.kind == "EMAIL" {
        return Ok(Goal { name: None, mailbox: None, point: None });
    }
    if let Some(owner) = owners::by_number(db, &command.number)? {
        return match (owner.status.as_str(), owner.exempt) {
            ("CLOSED", _) => refuse("recipient.closed", "The recipient's mailbox is closed."),
            (_, true) => refuse("recipient.exempt", "The recipient is exempt from Digital Post."),
            _ => Ok(Goal { name: Some(owner.name), mailbox: Some(owner.mailbox), point: None }),
        };
    }
    let organisation = if command.kind == "CVR" { dispatch::registered(db, &command.number)? } else { None };
    let Some(organisation) = organisation else {
        return refuse("recipient.unknown", "There is no such recipient.");
    };
    let name = organisation.get("name").and_then(Value::as_str).map(str::to_owned);
    let Some(id) = &command.point else { return Ok(Goal { name, mailbox: None, point: None }) };
    let known = dispatch::contact_point(db, id)?;
    let kind = if from.owner_number.len() == 8 { "COMPANY" } else { "CITIZEN" };
    let broken: Vec<Broken> = dispatch::not_taken(known.as_ref(), &organisation, &letter.shape, kind);
    if !broken.is_empty() {
        let named = |(field, code, text, value): Broken| {
            let field = if field == "documents" { field } else { "contactPointId" };
            (field, code, text, value)
        };
        let broken: Vec<_> = broken.into_iter().map(named).collect();
        return Err(Refusal::rules("forwardCommand", &broken));
    }
    let label = known.map(|one| one.point.name);
    let point = identified(ids::fresh(), json!({"contactPointId": id, "label": label}));
    Ok(Goal { name, mailbox: None, point: Some(point) })
}

/// The same documents with their bytes, as a letter of their own.
fn copied(db: &Connection, letter: &Message) -> Result<Vec<Document>, Refusal> {
    let mut documents = Vec::new();
    for document in parts::items(&letter.shape, "documents") {
        let text = |name: &str| document.get(name).and_then(Value::as_str);
        let mut files = Vec::new();
        for file in parts::items(&document, "files") {
            let text = |name: &str| file.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            let bytes = contents::of(db, letter, &text("id"))?.unwrap_or_default();
            let (filename, mime, language) = (text("filename"), text("encodingFormat"), text("language"));
            files.push(Part { filename, mime, language, bytes });
        }
        documents.push(Document {
            kind: match text("documentType") {
                Some("MAIN") => "MAIN",
                Some("TECHNICAL") => "TECHNICAL",
                _ => "ADDITIONAL",
            },
            document_id: text("documentId").map(str::to_owned),
            label: text("label").map(str::to_owned),
            files,
            actions: parts::items(&document, "actions"),
        });
    }
    Ok(documents)
}

/// Puts one copy among the sent letters and one where it goes, and records it.
fn hand_on(
    db: &Connection,
    caller: &Caller,
    from: &Reached,
    letter: &Message,
    command: &Command,
    goal: &Goal,
    now: &str,
) -> Result<(), Refusal> {
    let documents = copied(db, letter)?;
    let (sent, arrived) = (ids::fresh(), goal.mailbox.as_ref().map(|_| ids::fresh()));
    let more = more(caller, from, letter, command, goal, arrived.as_deref(), now);
    let text = |name: &str| letter.shape.get(name).and_then(Value::as_str).map(str::to_owned);
    let copy = |id: &str, mailbox: &str, folder: Option<String>, read: bool| Letter {
        id: id.to_owned(),
        mailbox: mailbox.to_owned(),
        folder,
        received: now.to_owned(),
        message_type: "REGULAR",
        label: text("label").unwrap_or_default(),
        code: text("messageCode"),
        read,
        flag: false,
        level: letter.level.clone(),
        deliver_at: None,
        documents: documents.clone(),
        more: more.clone(),
        changed_ms: real_ms(),
    };
    if let (Some(mailbox), Some(id)) = (&goal.mailbox, &arrived) {
        let mut there = copy(id, mailbox, None, false);
        there.more.remove("sendDateTime");
        compose::deliver(db, there)?;
    }
    let folder = folders::built_in(db, &from.id, "SENT")?;
    compose::deliver(db, copy(&sent, &from.id, Some(folder), true))?;
    written::mark_sent(db, &sent)?;
    let delivered = goal.mailbox.as_ref().map(|mailbox| json!({"mailbox": mailbox, "message": arrived}));
    let what = json!({"kind": "forward", "by": caller.person, "at": now, "original": letter.id,
        "comment": command.comment, "delivered": delivered});
    dispatch::record(db, &drafts::there(db, &from.id, &sent)?, what)
}

/// Sender, recipient, and from whom the letter once came.
fn more(
    caller: &Caller,
    from: &Reached,
    letter: &Message,
    command: &Command,
    goal: &Goal,
    arrived: Option<&str>,
    now: &str,
) -> Map<String, Value> {
    let mut recipient = json!({"recipientId": command.number, "recipientIdType": command.kind});
    let label = command.recipient.as_ref().or(goal.name.as_ref()).unwrap_or(&command.number);
    let mut data = json!({"originalMessageId": letter.id});
    let put = |object: &mut Value, name: &str, value: Option<Value>| {
        if let (Some(value), Some(fields)) = (value, object.as_object_mut()) {
            fields.insert(name.to_owned(), value);
        }
    };
    put(&mut recipient, "label", Some(label.as_str().into()));
    put(&mut recipient, "contactPoint", goal.point.clone());
    put(&mut data, "originalSender", letter.shape.pointer("/sender/label").cloned());
    put(&mut data, "originalMessageDateTime", letter.shape.get("messageDateTime").cloned());
    put(&mut data, "contactPointId", command.point.clone().map(Value::from));
    put(&mut data, "comment", command.comment.clone().map(Value::from));
    put(&mut data, "newMemoId", arrived.map(Value::from));
    Map::from_iter([
        ("sender".to_owned(), drafts::owner(caller, from, command.sender.as_deref())),
        ("recipient".to_owned(), identified(ids::fresh(), recipient)),
        ("forwardData".to_owned(), identified(ids::fresh(), data)),
        ("forward".to_owned(), true.into()),
        ("sendDateTime".to_owned(), now.into()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_somebody_at_a_host_with_a_dot() {
        for good in ["revisor@example.org", "a.b+c@mail.example.org", "ø@eksempel.dk"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["", "revisor", "@example.org", "a@", "a@b", "a@b@c.dk", "a b@c.dk", "a@c..dk", "a@.dk", "a@c.dk\n"]
        {
            assert!(!is_address(bad), "{bad:?}");
        }
    }
}

//! Letters on their way out: what a contact point takes, and the record of what left.

use super::errors::Refusal;
use super::parts;
use crate::address_book::{self, Registered};
use crate::contents;
use crate::store::messages::Message;
use crate::store::{organisations, sent};
use data_encoding::HEXLOWER;
use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The longest text that the record repeats.
const LONGEST_TEXT: usize = 100_000;

/// A rule that is broken: field, code, message and value.
pub type Broken = (&'static str, &'static str, String, Value);

/// The contact point that a recipient names, if it does: what is known of it.
///
/// # Errors
/// When the store fails.
pub fn contact_point(db: &Connection, id: &str) -> Result<Option<Registered>, Refusal> {
    Ok(address_book::point(&organisations::all(db)?, id))
}

/// The organisation in the register with this CVR number.
///
/// # Errors
/// When the store fails.
pub fn registered(db: &Connection, cvr: &str) -> Result<Option<Value>, Refusal> {
    let is_it = |one: &Value| one.get("cvrNumber").and_then(Value::as_str) == Some(cvr);
    Ok(organisations::all(db)?.into_iter().find(is_it))
}

/// What of this letter a contact point of that organisation does not take, from a citizen or a company.
#[must_use]
pub fn not_taken(point: Option<&Registered>, organisation: &Value, letter: &Value, from: &str) -> Vec<Broken> {
    let field = "recipient.contactPoint";
    let broken = |field, code, text: &str, value| vec![(field, code, text.to_owned(), value)];
    let owner = |one: &Registered| one.shape.get("organisationId") == organisation.get("id");
    let Some(Registered { shape, point }) = point.filter(|one| owner(one)) else {
        return broken(field, "contact.point.unknown", "The recipient has no such contact point.", Value::Null);
    };
    let id = shape.get("id").cloned().unwrap_or_default();
    if !point.active {
        return broken(field, "contact.point.inactive", "The contact point takes no messages any more.", id);
    }
    if !point.targets.contains(&from) {
        return broken(field, "contact.point.not.for.sender", "The contact point is not for this sender.", id);
    }
    let mut broken = Vec::new();
    let attachments = attachments(letter);
    let most = usize::try_from(point.attachments).unwrap_or(usize::MAX);
    if attachments > most {
        let text = format!("The contact point takes at most {most} attachments.");
        broken.push(("documents", "attachments.too.many", text, attachments.into()));
    }
    let size = memo_size(letter);
    if size as f64 > point.megabytes * 1_000_000.0 {
        let text = format!("The contact point takes at most {} MB.", point.megabytes);
        broken.push(("documents", "memo.too.large", text, size.into()));
    }
    broken
}

fn attachments(letter: &Value) -> usize {
    let documents = parts::items(letter, "documents");
    documents.iter().filter(|one| one.get("documentType") == Some(&"ADDITIONAL".into())).count()
}

/// How large a letter is as MeMo, where every file is written in base64: four bytes for three.
#[must_use]
pub fn memo_size(letter: &Value) -> u64 {
    let documents = parts::items(letter, "documents");
    let files = documents.iter().flat_map(|document| parts::items(document, "files"));
    files.filter_map(|file| file.get("fileSize")?.as_u64()).map(|size| size.div_ceil(3).saturating_mul(4)).sum()
}

/// Keeps what left, as whoever got it has it: `what` says how, by whom and where to.
///
/// # Errors
/// When the store fails.
pub fn record(db: &Connection, letter: &Message, mut what: Value) -> Result<(), Refusal> {
    let mut documents = Vec::new();
    for document in parts::items(&letter.shape, "documents") {
        let mut files = Vec::new();
        for file in parts::items(&document, "files") {
            files.push(written(db, letter, &file)?);
        }
        documents.push(json!({"documentType": document.get("documentType"), "label": document.get("label"),
            "files": files}));
    }
    if let Some(fields) = what.as_object_mut() {
        fields.insert("mailbox".to_owned(), letter.shape.get("mailboxId").cloned().unwrap_or_default());
        fields.insert("message".to_owned(), letter.id.clone().into());
        for name in ["label", "sender", "recipient", "replyData", "forwardData", "contentData", "sendDateTime"] {
            if let Some(value) = letter.shape.get(name) {
                fields.insert(name.to_owned(), value.clone());
            }
        }
        fields.insert("documents".to_owned(), documents.into());
    }
    Ok(sent::note(db, &what)?)
}

/// A file with the digest of its bytes, and with its text when it is one.
fn written(db: &Connection, letter: &Message, file: &Value) -> Result<Value, Refusal> {
    let text = |name: &str| file.get(name).and_then(Value::as_str).unwrap_or_default();
    let bytes = contents::of(db, letter, text("id"))?.unwrap_or_default();
    let mut shape = json!({"filename": text("filename"), "encodingFormat": text("encodingFormat"),
        "language": text("language"), "fileSize": bytes.len(),
        "sha256": HEXLOWER.encode(&Sha256::digest(&bytes))});
    let readable = text("encodingFormat").starts_with("text/") && bytes.len() <= LONGEST_TEXT;
    if let (true, Ok(said), Some(fields)) = (readable, String::from_utf8(bytes), shape.as_object_mut()) {
        fields.insert("text".to_owned(), said.into());
    }
    Ok(shape)
}

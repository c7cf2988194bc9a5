//! The administrator's letters in Digipost.

use super::demo::SENDERS;
use super::letter::{File, Letter, Receipt};
use super::level::Needs;
use super::logo;
use super::store::documents::{self, Document};
use super::store::mailboxes;
use crate::admin::{NorwegianLetter, Refused};
use crate::compose::Part;
use crate::ids;
use crate::norway::dates::with_offset;
use crate::store::times::real_ms;
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::{Map, Value, json};

/// Delivers a letter to a mailbox, by its id or its address; the ids of what came of it.
///
/// # Errors
/// When there is no such mailbox, or the letter makes no sense.
pub fn deliver(
    db: &Connection,
    letter: &NorwegianLetter,
    mailbox: &str,
    now: Timestamp,
) -> Result<Vec<String>, Refused> {
    let mailbox = mailboxes::called(db, mailbox)?.ok_or_else(|| Refused::because("no such mailbox at Digipost"))?;
    // Every letter of Digipost has content.
    let bare = || Part {
        filename: "brev.txt".to_owned(),
        mime: "text/plain".to_owned(),
        language: "nb".to_owned(),
        bytes: letter.summary.clone().unwrap_or_else(|| letter.subject.clone()).into_bytes(),
    };
    let body = &letter.body.clone().unwrap_or_else(bare);
    let (invoice, metadata) = (letter.invoice.as_ref().map(invoice).transpose()?, metadata(letter)?);
    let kind = if invoice.is_some() { "INVOICE" } else { "LETTER" };
    let mut ids = Vec::new();
    for _ in 0..letter.count {
        let mut files = vec![file(body, &letter.subject, letter)];
        if let Some(main) = files.first_mut() {
            main.invoice.clone_from(&invoice);
            main.metadata.clone_from(&metadata);
        }
        files.extend(letter.attachments.iter().map(|part| file(part, stem(&part.filename), letter)));
        let parts = std::iter::once(body).chain(&letter.attachments);
        let contents: Vec<_> =
            files.iter().zip(parts).map(|(file, part)| (file.id.clone(), part.bytes.clone())).collect();
        let document = Document {
            id: ids::fresh(),
            mailbox: mailbox.id.clone(),
            folder: None,
            created_ms: documents::moment(db, &mailbox.id, now.as_millisecond())?,
            letter: Letter {
                subject: letter.subject.clone(),
                creator: letter.sender.clone(),
                origin: origin(&letter.sender).to_owned(),
                kind: kind.to_owned(),
                organisation: logo::of(&letter.sender),
                files,
                ..Letter::default()
            },
        };
        documents::add(db, &document, &contents, real_ms())?;
        ids.push(document.id);
    }
    Ok(ids)
}

/// Which kind of sender this is; a company unless it is known otherwise.
#[must_use]
pub fn origin(sender: &str) -> &'static str {
    let public = SENDERS.iter().any(|(name, public)| *name == sender && *public);
    if public { "PUBLIC_ENTITY" } else { "CORPORATION" }
}

/// A file's name without its end.
fn stem(filename: &str) -> &str {
    filename.rsplit_once('.').map_or(filename, |(stem, _)| stem)
}

/// The end of a file's name, or what follows from its type.
#[must_use]
pub fn file_type(filename: &str, mime: &str) -> String {
    if let Some((_, end)) = filename.rsplit_once('.')
        && !end.is_empty()
    {
        return end.to_lowercase();
    }
    match mime {
        "application/pdf" => "pdf",
        "text/html" => "html",
        "text/plain" => "txt",
        "image/png" => "png",
        "image/jpeg" => "jpg",
        _ => "bin",
    }
    .to_owned()
}

fn file(part: &Part, subject: &str, letter: &NorwegianLetter) -> File {
    File {
        id: ids::fresh(),
        subject: subject.to_owned(),
        file_type: file_type(&part.filename, &part.mime),
        size: part.bytes.len(),
        needs: Needs::of(letter.level),
        receipt: if letter.receipt { Receipt::Wanted } else { Receipt::None },
        ..File::default()
    }
}

/// An invoice; what is not said of it is filled in.
fn invoice(wish: &Value) -> Result<Value, Refused> {
    let Value::Object(fields) = wish else { return Err(Refused::because("an invoice is an object")) };
    let mut invoice = Map::from_iter([
        ("kid".to_owned(), json!("00000000000")),
        ("accountNumber".to_owned(), json!("00000000000")),
        ("canBePaidByUser".to_owned(), json!(true)),
    ]);
    invoice.extend(fields.clone());
    Ok(Value::Object(invoice))
}

/// Structured data: as it was written, and a link for what can be done, or answered, by a day.
fn metadata(letter: &NorwegianLetter) -> Result<Vec<Value>, Refused> {
    if letter.metadata.iter().any(|one| !one.is_object()) {
        return Err(Refused::because("metadata are objects"));
    }
    let mut all = letter.metadata.clone();
    if letter.action.is_some() || letter.due.is_some() {
        let label = letter.action.as_ref().map_or("Svar", |action| action.label.as_str());
        let url = letter.action.as_ref().map_or("https://skjema.example.org/", |action| action.url.as_str());
        let mut link = json!({"type": "ExternalLink", "url": url, "buttonText": label});
        if let Some(fields) = link.as_object_mut() {
            fields.extend(letter.due.map(|due| ("deadline".to_owned(), with_offset(due).into())));
            fields.extend(letter.summary.clone().map(|summary| ("description".to_owned(), summary.into())));
        }
        all.push(link);
    }
    Ok(all)
}

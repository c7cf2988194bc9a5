//! The demo's letters: who writes to whom, about what, and when, counted from the day on which the
//! sandbox is first started, so that deadlines lie ahead (or are just missed) on any day.
//!
//! Each theme has a file of its own; this one turns them into letters.

mod annexes;
mod children;
mod company;
mod courts;
pub mod dates;
mod garden;
mod health;
mod home;
mod long;
mod money;
mod newsletter;
mod offices;
mod others;
mod senders;

pub use senders::SENDERS;

use crate::compose::{self, Document, Part};
use crate::pdf::{self, Sheet};
use crate::seed::{organisation_mailbox, own_mailbox};
use crate::store::times::stamp;
use crate::store::{StoreError, folders};
use crate::{ids, people};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use serde_json::{Map, Value};

/// A letter of the demo.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Who gets it: a person's word or an organisation's CVR number.
    pub to: &'static str,
    /// Who writes.
    pub from: &'static str,
    /// About what. `{dag:N}` is a day N days from now, as in all texts.
    pub subject: &'static str,
    /// How long ago it came, in hours.
    pub hours_ago: i64,
    /// What it says.
    pub body: Body,
    /// Everything that most letters do not have.
    pub extra: Extra,
}

/// What the main document is.
#[derive(Debug, Clone)]
pub enum Body {
    /// A PDF of this text, in the markup of [`pdf`].
    Pdf(String),
    /// A page of HTML.
    Html(&'static str),
    /// Plain text.
    Text(&'static str),
}

/// What most letters do not have.
#[derive(Debug, Clone, Default)]
pub struct Extra {
    /// Still unread.
    pub unread: bool,
    /// Flagged.
    pub flag: bool,
    /// `MANDATORY` or `LEGAL_NOTIFICATION`, when not `REGULAR`.
    pub message_type: Option<&'static str>,
    /// A reply is asked for in so many days.
    pub reply_in_days: Option<i64>,
    /// What can be done about it.
    pub actions: Vec<Action>,
    /// More documents.
    pub attachments: Vec<Annex>,
    /// In a folder of her own by this name.
    pub folder: Option<&'static str>,
    /// The sender's department.
    pub department: Option<&'static str>,
    /// The sender's case.
    pub case: Option<&'static str>,
    /// Its content takes the high level.
    pub high: bool,
}

/// Something that can be done about a letter, with days counted from now.
#[derive(Debug, Clone)]
pub enum Action {
    /// A link: label, code, address, and until when.
    Link(&'static str, &'static str, &'static str, i64),
    /// An appointment: label, where, organiser, day from now, hour of the day, minutes.
    Appointment(&'static str, &'static str, &'static str, i64, i8, i64),
}

/// An attachment.
#[derive(Debug, Clone)]
pub struct Annex {
    /// Its name.
    pub filename: &'static str,
    /// Its type.
    pub mime: &'static str,
    /// Its content.
    pub content: AnnexContent,
}

/// What an attachment holds.
#[derive(Debug, Clone)]
pub enum AnnexContent {
    /// A PDF of this text.
    Pdf(&'static str),
    /// A text, in whichever type.
    Text(&'static str),
    /// A drawing, as PNG.
    Picture,
}

/// An ordinary, already read letter with a PDF.
pub fn letter(to: &'static str, from: &'static str, hours_ago: i64, subject: &'static str, body: Body) -> Letter {
    Letter { to, from, subject, hours_ago, body, extra: Extra::default() }
}

/// A PDF of this text.
pub fn pdf_of(text: &str) -> Body {
    Body::Pdf(text.to_owned())
}

/// All letters of the demo.
fn all() -> Vec<Letter> {
    let themes = [
        children::letters(),
        health::letters(),
        money::letters(),
        home::letters(),
        courts::letters(),
        newsletter::letters(),
        annexes::letters(),
        long::letters(),
        company::letters(),
        garden::letters(),
        others::letters(),
        offices::letters(),
    ];
    themes.into_iter().flatten().collect()
}

/// Delivers them.
///
/// # Errors
/// When the store fails or a PDF cannot be made.
pub fn deliver(db: &Connection, now: Timestamp) -> Result<(), StoreError> {
    all().into_iter().enumerate().try_for_each(|(at, letter)| deliver_one(db, now, at, letter))
}

fn deliver_one(db: &Connection, now: Timestamp, at: usize, letter: Letter) -> Result<(), StoreError> {
    let person = people::person(letter.to);
    let mailbox = person.map_or_else(|| organisation_mailbox(letter.to), |person| own_mailbox(person.id));
    let received = now.checked_sub(SignedDuration::from_hours(letter.hours_ago)).unwrap_or(now);
    let recipient = compose::recipient(db, &mailbox)?;
    let name = recipient.get("label").and_then(Value::as_str).unwrap_or_default().to_owned();
    let subject = dates::filled(letter.subject, now);
    let id = ids::stable(&["demo", letter.to, &at.to_string()]);
    let documents = documents(&letter, now, received, &name, &subject, &id)?;
    let folder = match letter.extra.folder {
        Some(name) => Some(own_folder(db, &mailbox, name)?),
        None => None,
    };
    let more = more(db, &letter, now, recipient, &id)?;
    compose::deliver(
        db,
        compose::Letter {
            id,
            mailbox,
            folder,
            received: stamp(received),
            message_type: letter.extra.message_type.unwrap_or("REGULAR"),
            label: subject,
            code: None,
            read: !letter.extra.unread,
            flag: letter.extra.flag,
            level: letter.extra.high.then(|| "high".to_owned()),
            deliver_at: None,
            documents,
            more,
            changed_ms: 0,
        },
    )
}

fn own_folder(db: &Connection, mailbox: &str, name: &str) -> Result<String, StoreError> {
    let known = folders::of(db, mailbox)?;
    let found = known.iter().find(|folder| folder.get("name").and_then(Value::as_str) == Some(name));
    match found.and_then(|folder| folder.get("id")).and_then(Value::as_str) {
        Some(id) => Ok(id.to_owned()),
        None => folders::add_own(db, mailbox, name, "2024-01-08T09:00:00.000Z"),
    }
}

/// Sender, recipient, reply and case.
fn more(
    db: &Connection,
    letter: &Letter,
    now: Timestamp,
    recipient: Value,
    id: &str,
) -> Result<Map<String, Value>, StoreError> {
    let mut sender = compose::sender(db, letter.from)?;
    let point = |label: &str| compose::identified(ids::stable(&[id, "point"]), serde_json::json!({"label": label}));
    if let (Some(department), Some(fields)) = (letter.extra.department, sender.as_object_mut()) {
        fields.insert("contactPoint".to_owned(), point(department));
    }
    let mut more = Map::from_iter([("sender".to_owned(), sender), ("recipient".to_owned(), recipient)]);
    more.insert("reply".to_owned(), letter.extra.reply_in_days.is_some().into());
    if let Some(days) = letter.extra.reply_in_days {
        more.insert("replyByDateTime".to_owned(), stamp(dates::end_of_day(now, days)).into());
    }
    if let Some(case) = letter.extra.case {
        let data = serde_json::json!({"caseId": case, "caseSystem": "Eksempelsag"});
        more.insert("contentData".to_owned(), compose::identified(ids::stable(&[id, "content"]), data));
    }
    Ok(more)
}

fn documents(
    letter: &Letter,
    now: Timestamp,
    received: Timestamp,
    to: &str,
    subject: &str,
    id: &str,
) -> Result<Vec<Document>, StoreError> {
    let date = dates::long(received);
    let sheet = |title: &str, text: &str| pdf::write(&Sheet { from: letter.from, to, date: &date, title, text });
    let part = |filename: &str, mime: &str, bytes| Part {
        filename: filename.to_owned(),
        mime: mime.to_owned(),
        language: "da".to_owned(),
        bytes,
    };
    let text = |text: &str| dates::filled(text, now).replace("{navn}", to);
    let main = match &letter.body {
        Body::Pdf(source) => part("brev.pdf", "application/pdf", sheet(subject, &text(source))?),
        Body::Html(source) => part("brev.html", "text/html", text(source).into_bytes()),
        Body::Text(source) => part("brev.txt", "text/plain", text(source).into_bytes()),
    };
    let mut main = Document::of("MAIN", subject, main);
    main.actions = letter.extra.actions.iter().map(|action| dates::action(action, now, id)).collect();
    let mut documents = vec![main];
    for annex in &letter.extra.attachments {
        let bytes = match annex.content {
            AnnexContent::Pdf(source) => sheet(annex.filename.trim_end_matches(".pdf"), &text(source))?,
            AnnexContent::Text(source) => text(source).into_bytes(),
            AnnexContent::Picture => annexes::picture(),
        };
        documents.push(Document::of("ADDITIONAL", annex.filename, part(annex.filename, annex.mime, bytes)));
    }
    Ok(documents)
}

#[cfg(test)]
mod tests;

//! The demo's letters in Digipost: invented senders, plain letters, and one of everything that a program must cope with.

mod data;
mod kari;
mod per;

use super::deliver::{file_type, origin};
use super::letter::{File, Letter, Receipt};
use super::level::Needs;
use super::logo;
use super::store::documents::{self, Document};
use super::store::{folders, mailboxes};
use crate::ids;
use crate::norway::dates;
use crate::pdf::{self, Sheet};
use crate::store::StoreError;
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use serde_json::Value;

/// The senders that have a logo, and which of them are public.
pub const SENDERS: [(&str, bool); 10] = [
    ("Prøvevik kommune", true),
    ("Prøvefjord kommune", true),
    ("Prøvesykehuset", true),
    ("Eksempeletaten for skatt", true),
    ("Prøvevik bibliotek", true),
    ("Eksempel Strøm AS", false),
    ("Eksempel Forsikring AS", false),
    ("Eksempel Pensjon AS", false),
    ("Eksempel Bank ASA", false),
    ("Kaffebaren Prøve AS", false),
];

/// A letter of the demo.
pub struct Draft {
    to: &'static str,
    from: &'static str,
    subject: &'static str,
    hours_ago: i64,
    body: Body,
    extra: Extra,
}

/// What a file is.
#[derive(Clone, Copy)]
pub enum Body {
    /// A PDF of this text, in the markup of [`pdf`].
    Pdf(&'static str),
    /// A page.
    Html(&'static str),
    /// Plain text.
    Text(&'static str),
}

/// What says something that depends on the day.
type Told = fn(Timestamp) -> Value;

/// What most letters do not have.
#[derive(Default)]
pub struct Extra {
    unread: bool,
    nynorsk: bool,
    needs: Needs,
    confidential: bool,
    receipt: bool,
    origin: Option<&'static str>,
    folder: Option<(&'static str, &'static str)>,
    invoice: Option<Told>,
    metadata: Vec<Told>,
    attachments: Vec<(&'static str, Body)>,
    encrypted: bool,
    linkless: bool,
    without: &'static [&'static str],
    with: &'static [&'static str],
}

/// Delivers them.
///
/// # Errors
/// When the store fails or a PDF cannot be made.
pub fn seed(db: &Connection, now: Timestamp) -> Result<(), StoreError> {
    let mut all = kari::letters();
    all.extend(per::letters());
    all.iter().enumerate().try_for_each(|(at, draft)| deliver(db, now, at, draft))
}

impl Body {
    fn bytes(
        self,
        draft: &Draft,
        title: &str,
        to: &str,
        now: Timestamp,
        came: Timestamp,
    ) -> Result<Vec<u8>, StoreError> {
        let text = |text: &str| dates::filled(text, now).replace("{navn}", to);
        Ok(match self {
            Body::Pdf(source) => {
                let (date, text) = (dates::long(came), text(source));
                let sheet = Sheet { from: draft.from, to, date: &date, title, text: &text };
                pdf::write_in(&sheet, if draft.extra.nynorsk { "nn" } else { "nb" })?
            }
            Body::Html(source) | Body::Text(source) => text(source).into_bytes(),
        })
    }

    fn mime(self) -> &'static str {
        match self {
            Body::Pdf(_) => "application/pdf",
            Body::Html(_) => "text/html",
            Body::Text(_) => "text/plain",
        }
    }
}

fn deliver(db: &Connection, now: Timestamp, at: usize, draft: &Draft) -> Result<(), StoreError> {
    let Some(mailbox) = mailboxes::of_person(db, draft.to)? else { return Ok(()) };
    let extra = &draft.extra;
    let came = now.checked_sub(SignedDuration::from_hours(draft.hours_ago)).unwrap_or(now);
    let id = ids::stable(&["digipost-demo", draft.to, &at.to_string()]);
    let subject = dates::filled(draft.subject, now);
    let mut files = Vec::new();
    let mut contents = Vec::new();
    let named = std::iter::once(("", draft.body)).chain(extra.attachments.iter().copied());
    for (number, (name, body)) in named.enumerate() {
        let main = number == 0;
        let title = if main { subject.as_str() } else { name.rsplit_once('.').map_or(name, |(stem, _)| stem) };
        let bytes = body.bytes(draft, title, &mailbox.name, now, came)?;
        let file = File {
            id: ids::stable(&[&id, &number.to_string()]),
            subject: title.to_owned(),
            file_type: file_type(name, body.mime()),
            size: bytes.len(),
            needs: extra.needs,
            receipt: if extra.receipt { Receipt::Wanted } else { Receipt::None },
            read: !extra.unread,
            opened: false,
            invoice: extra.invoice.filter(|_| main).map(|told| told(now)),
            metadata: extra.metadata.iter().filter(|_| main).map(|told| told(now)).collect(),
            // A key of her own, or no way in at all: never the main file, which would be a letter of nothing.
            encrypted: extra.encrypted && !main,
            linkless: extra.linkless && !main,
        };
        contents.push((file.id.clone(), bytes));
        files.push(file);
    }
    let folder = extra.folder.map(|(name, icon)| own_folder(db, &mailbox.id, name, icon)).transpose()?;
    let letter = Letter {
        subject,
        creator: draft.from.to_owned(),
        origin: extra.origin.unwrap_or_else(|| origin(draft.from)).to_owned(),
        kind: if extra.invoice.is_some() { "INVOICE" } else { "LETTER" }.to_owned(),
        confidential: extra.confidential,
        organisation: logo::of(draft.from),
        without: extra.without.iter().map(|relation| (*relation).to_owned()).collect(),
        with: extra.with.iter().map(|relation| (*relation).to_owned()).collect(),
        files,
    };
    let document = Document { id, mailbox: mailbox.id, folder, created_ms: came.as_millisecond(), letter };
    documents::add(db, &document, &contents, 0)
}

/// A folder of a mailbox by its name, made when it is not there yet.
fn own_folder(db: &Connection, mailbox: &str, name: &str, icon: &str) -> Result<i64, StoreError> {
    let known = folders::of(db, mailbox)?.into_iter().find(|folder| folder.name == name);
    match known {
        Some(folder) => Ok(folder.number),
        None => folders::add(db, &ids::stable(&["digipost-folder", mailbox, name]), mailbox, name, icon),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mailbox_has_at_least_five_letters_and_none_came_at_the_same_time() {
        for (person, letters) in [("kari", kari::letters()), ("per", per::letters())] {
            assert!(letters.len() >= 5, "{person}");
            let mut hours: Vec<i64> = letters.iter().map(|draft| draft.hours_ago).collect();
            hours.sort_unstable();
            hours.dedup();
            assert_eq!(hours.len(), letters.len(), "{person}");
            assert!(letters.iter().all(|draft| draft.to == person));
        }
    }
}

//! A mail message as other programs save it: its text becomes the main document, what is attached the others.

use super::Entry;
use super::Why;
use super::memo::shown;
use super::message::{ReadContent, ReadDocument, ReadFile, ReadLetter};
use super::sink::Sink;
use jiff::Timestamp;
use mail_parser::{Message, MessageParser, MimeHeaders};
use model::{DocumentKind, MessageType, Sender};
use sha2::{Digest, Sha256};
use std::io::Read;
use vault::{Kept, StoreError};

/// A message is read as a whole, so larger ones are refused.
pub(super) const LARGEST: usize = 40 << 20;
/// More parts than any letter has.
const MOST_PARTS: usize = 500;

/// Reads one message.
///
/// # Errors
/// [`StoreError`] when it cannot be stored, or `each` failed.
pub(super) fn read(
    input: impl Read,
    kept: &Kept,
    now: Timestamp,
    mut each: impl FnMut(Entry) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut raw = Vec::new();
    let entry = match input.take(LARGEST as u64 + 1).read_to_end(&mut raw) {
        Err(error) => Entry::Refused(String::new(), Why::from(&error)),
        Ok(_) if raw.len() > LARGEST => Entry::Refused(String::new(), Why::TooLarge),
        Ok(_) => match understood(&raw, kept, now)? {
            Some(letter) => Entry::Letter(Box::new(letter)),
            None => Entry::Refused(String::new(), Why::NoMail),
        },
    };
    each(entry)
}

/// The letter that a message is; none when it is none.
pub(super) fn understood(raw: &[u8], kept: &Kept, now: Timestamp) -> Result<Option<ReadLetter>, StoreError> {
    let message = MessageParser::default().parse(raw);
    let Some(message) = message.filter(|one| one.from().is_some() || one.subject().is_some()) else {
        return Ok(None);
    };
    let mut parts = Parts { kept, documents: Vec::new(), contents: Vec::new() };
    parts.body(&message)?;
    for part in message.attachments().take(MOST_PARTS) {
        let mime = part.content_type().map(|kind| {
            let subtype = kind.subtype().unwrap_or("octet-stream");
            format!("{}/{subtype}", kind.ctype())
        });
        let mime = mime.unwrap_or_else(|| "application/octet-stream".to_owned());
        let name = part.attachment_name().map_or_else(|| "vedhæftet".to_owned(), shown);
        parts.add(DocumentKind::Additional, &[(part.contents(), mime, name)])?;
    }
    let mut hash = Sha256::new();
    hash.update(b"mail");
    hash.update(raw);
    let sender = message.from().and_then(|from| from.first());
    let sender = sender.and_then(|one| one.name.as_deref().or(one.address.as_deref())).unwrap_or_default();
    let sent = message.date().and_then(|date| Timestamp::from_second(date.to_timestamp()).ok());
    Ok(Some(ReadLetter {
        fingerprint: hash.finalize().into(),
        id: message.message_id().unwrap_or_default().to_owned(),
        message_type: MessageType::Regular,
        subject: shown(message.subject().unwrap_or_default()),
        sender: Sender { label: shown(sender), ..Sender::default() },
        received: sent.unwrap_or(now),
        reply_by: None,
        documents: parts.documents,
        memo: None,
        contents: parts.contents,
    }))
}

/// The documents of a message as they come together.
struct Parts<'k> {
    kept: &'k Kept,
    documents: Vec<ReadDocument>,
    contents: Vec<ReadContent>,
}

impl Parts<'_> {
    /// The message's own text, as a page and as plain text where it has both.
    fn body(&mut self, message: &Message<'_>) -> Result<(), StoreError> {
        let of = |ids: &[u32], html: bool| {
            let parts = ids.iter().filter_map(|id| message.part(*id)).filter(|part| part.is_text_html() == html);
            let texts: Vec<&str> = parts.filter_map(|part| part.text_contents()).collect();
            (!texts.is_empty()).then(|| texts.join("\n"))
        };
        let (page, text) = (of(&message.html_body, true), of(&message.text_body, false));
        let mut variants = Vec::new();
        if let Some(page) = &page {
            variants.push((page.as_bytes(), "text/html; charset=utf-8".to_owned(), "brev.html".to_owned()));
        }
        if let Some(text) = &text {
            variants.push((text.as_bytes(), "text/plain; charset=utf-8".to_owned(), "brev.txt".to_owned()));
        }
        if variants.is_empty() {
            variants.push((b"", "text/plain; charset=utf-8".to_owned(), "brev.txt".to_owned()));
        }
        self.add(DocumentKind::Main, &variants)
    }

    fn add(&mut self, kind: DocumentKind, variants: &[(&[u8], String, String)]) -> Result<(), StoreError> {
        let mut files = Vec::new();
        for (bytes, mime, filename) in variants {
            let number = u32::try_from(self.contents.len()).unwrap_or(u32::MAX);
            self.contents.push(ReadContent::look(number, Sink::store(self.kept, bytes)?, mime)?);
            files.push(ReadFile { number, filename: filename.clone(), mime: mime.clone(), language: String::new() });
        }
        let label = if kind == DocumentKind::Main {
            String::new()
        } else {
            files.first().map_or_else(String::new, |file| file.filename.clone())
        };
        self.documents.push(ReadDocument { kind, label, files, actions: Vec::new() });
        Ok(())
    }
}

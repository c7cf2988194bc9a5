//! MeMo letters, alone or in a container: each becomes a letter that keeps all of it, known or not.

use super::Why;
use super::message::{ReadContent, ReadDocument, ReadFile, ReadLetter};
use super::sink::{Sink, Stored};
use jiff::Timestamp;
use memo::{ContainerLimits, Letter, Limits, MessageKind, Without, read_container, read_letter, write_letter};
use model::{Action, ActionCode, DocumentKind, MessageType, Reservation, Sender};
use sha2::{Digest, Sha256};
use std::io::Read;
use std::ops::ControlFlow;
use vault::{Kept, StoreError};

/// Longer texts than the format allows are cut where they are shown; the letter itself is kept as it came.
const LONGEST_TEXT: usize = 4096;

/// What was found in a file.
pub(crate) enum Entry {
    /// A letter.
    Letter(Box<ReadLetter>),
    /// Something that cannot be taken: its name in the container, and why.
    Refused(String, Why),
}

/// Reads every letter in turn.
///
/// # Errors
/// [`StoreError`] when what was read cannot be stored, or `each` failed.
pub(crate) fn read(
    input: impl Read,
    kept: &Kept,
    now: Timestamp,
    mut each: impl FnMut(Entry) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut outcome = Ok(());
    let read = read_container(input, &ContainerLimits::default(), |found| {
        let entry = match found.letter {
            Ok(mut bytes) => match one(&mut bytes, kept, now) {
                Ok(Ok(letter)) => Ok(Entry::Letter(Box::new(letter))),
                Ok(Err(why)) => Ok(Entry::Refused(found.name, why)),
                Err(error) => Err(error),
            },
            Err(refused) => Ok(Entry::Refused(found.name, refused.into())),
        };
        match entry.and_then(&mut each) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                outcome = Err(error);
                ControlFlow::Break(())
            }
        }
    });
    outcome?;
    match read {
        Ok(()) => Ok(()),
        Err(error) => each(Entry::Refused(String::new(), error.into())),
    }
}

/// Reads one letter, or says why not.
fn one(input: &mut dyn Read, kept: &Kept, now: Timestamp) -> Result<Result<ReadLetter, Why>, StoreError> {
    let mut sink = Sink::new(kept);
    match read_letter(input, &mut sink, &Limits::default()) {
        Ok(letter) => understood(letter, kept, now),
        Err(error) => sink.failed.map_or(Ok(Err(error.into())), Err),
    }
}

fn understood(letter: Letter<Stored>, kept: &Kept, now: Timestamp) -> Result<Result<ReadLetter, Why>, StoreError> {
    let mut skeleton = Vec::new();
    if write_letter(&mut skeleton, &letter.fields, &mut Without).is_err() {
        return Ok(Err(Why::Malformed));
    }
    let header = Header::of(&letter, now);
    let (mut documents, mut contents) = (Vec::new(), Vec::new());
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    for document in letter.body.into_iter().flat_map(|body| body.documents) {
        let mut files = Vec::new();
        for file in document.files {
            let number = number(file.number);
            contents.push(ReadContent::look(number, file.handle, &file.mime)?);
            files.push(ReadFile {
                number,
                filename: shown(&file.filename),
                mime: shown(&file.mime),
                language: shown(&file.language),
            });
        }
        documents.push(ReadDocument {
            kind: match document.kind {
                memo::DocumentKind::Main => DocumentKind::Main,
                memo::DocumentKind::Additional => DocumentKind::Additional,
                memo::DocumentKind::Technical => DocumentKind::Technical,
            },
            label: shown(&document.label),
            files,
            actions: document.actions.into_iter().map(action).collect(),
        });
    }
    for (spare, stored) in letter.spare {
        contents.push(ReadContent::look(number(spare), stored, "")?);
    }
    contents.sort_by_key(|content| content.number);
    let fingerprint = fingerprint(&skeleton, &contents);
    if let (MessageKind::NemSms, true) = (letter.kind, documents.is_empty()) {
        // A NemSMS has no documents; its notification is its text.
        let (document, content) = text_message(kept, &contents, letter.notification.unwrap_or_default())?;
        documents.push(document);
        contents.push(content);
    }
    documents.sort_by_key(|document| document.kind);
    Ok(Ok(ReadLetter {
        fingerprint,
        id: letter.uuid,
        message_type: header.message_type,
        subject: header.subject,
        sender: header.sender,
        received: header.received,
        reply_by: letter.reply_by,
        documents,
        memo: Some(skeleton),
        contents,
    }))
}

/// What a list shows of it.
struct Header {
    message_type: MessageType,
    subject: String,
    sender: Sender,
    received: Timestamp,
}

impl Header {
    fn of(letter: &Letter<Stored>, now: Timestamp) -> Self {
        let created = letter.body.as_ref().and_then(|body| body.created);
        Header {
            message_type: match (letter.legal_notification, letter.mandatory) {
                (true, _) => MessageType::LegalNotification,
                (false, true) => MessageType::Mandatory,
                (false, false) => MessageType::Regular,
            },
            subject: shown(&letter.subject),
            sender: Sender {
                label: shown(&letter.sender.label),
                department: letter.sender.contact_point.as_deref().map(shown),
                organisation: None,
            },
            received: created.unwrap_or(now),
        }
    }
}

/// Everything in the letter: its elements, and the bytes of its files.
fn fingerprint(skeleton: &[u8], contents: &[ReadContent]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"memo");
    hash.update(skeleton);
    for content in contents {
        hash.update(content.stored.sha256);
    }
    hash.finalize().into()
}

fn text_message(
    kept: &Kept,
    contents: &[ReadContent],
    text: String,
) -> Result<(ReadDocument, ReadContent), StoreError> {
    let number = contents.last().map_or(0, |last| last.number.saturating_add(1));
    let content = ReadContent::look(number, Sink::store(kept, text.as_bytes())?, "text/plain")?;
    let file =
        ReadFile { number, filename: "sms.txt".to_owned(), mime: "text/plain".to_owned(), language: "da".to_owned() };
    let document =
        ReadDocument { kind: DocumentKind::Main, label: String::new(), files: vec![file], actions: Vec::new() };
    Ok((document, content))
}

/// A text as it can be shown: in one piece, without what a screen would obey.
pub(super) fn shown(text: &str) -> String {
    let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    plain.chars().filter(|c| !c.is_control()).take(LONGEST_TEXT).collect()
}

fn action(action: memo::Action) -> Action {
    let of = |one: memo::Reservation| Reservation {
        uuid: shown(&one.uuid),
        summary: shown(&one.summary),
        description: shown(&one.description),
        location: shown(&one.location),
        starts: one.starts,
        ends: one.ends,
        organizer: one.organizer_name.as_deref().map(shown),
        organizer_mail: one.organizer_mail.as_deref().map(shown),
    };
    let code = shown(&action.code);
    Action {
        label: shown(&action.label),
        code: serde_json::from_value(code.clone().into()).unwrap_or(ActionCode::Other(code)),
        starts: action.starts,
        ends: action.ends,
        url: action.url.as_deref().map(shown),
        reservation: action.reservation.map(of),
        payment: None,
        prompt: None,
    }
}

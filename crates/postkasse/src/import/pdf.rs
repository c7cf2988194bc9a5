//! A PDF that somebody saved: a letter of its own, called as the file is.

use super::Entry;
use super::Why;
use super::memo::shown;
use super::message::{ReadContent, ReadDocument, ReadFile, ReadLetter};
use super::sink::Sink;
use jiff::Timestamp;
use memo::FileSink;
use model::{DocumentKind, MessageType, Sender};
use sha2::{Digest, Sha256};
use std::io::{ErrorKind, Read};
use std::path::Path;
use vault::{Kept, StoreError};

/// The largest file of a letter (99.5 MB), and a little.
const LARGEST: u64 = 105 << 20;

/// Reads it.
///
/// # Errors
/// [`StoreError`] when it cannot be stored, or `each` failed.
pub(super) fn read(
    input: impl Read,
    path: &Path,
    kept: &Kept,
    now: Timestamp,
    mut each: impl FnMut(Entry) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let refused = |why| Entry::Refused(String::new(), why);
    let mut sink = Sink::new(kept);
    let stored = match copy(input, &mut sink) {
        Ok(stored) => stored,
        Err(error) => match sink.failed {
            Some(failed) => return Err(failed),
            None if error.kind() == ErrorKind::FileTooLarge => return each(refused(Why::TooLarge)),
            None => return each(refused(Why::Unreadable)),
        },
    };
    let mut hash = Sha256::new();
    hash.update(b"pdf");
    hash.update(stored.sha256);
    let changed = std::fs::metadata(path).and_then(|found| found.modified()).ok();
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let title = path.file_stem().map(|stem| shown(&stem.to_string_lossy())).unwrap_or_default();
    let file = ReadFile { number: 0, filename: name, mime: "application/pdf".to_owned(), language: String::new() };
    each(Entry::Letter(Box::new(ReadLetter {
        fingerprint: hash.finalize().into(),
        id: String::new(),
        message_type: MessageType::Regular,
        subject: title.clone(),
        sender: Sender::default(),
        received: changed.and_then(|at| Timestamp::try_from(at).ok()).unwrap_or(now),
        reply_by: None,
        documents: vec![ReadDocument {
            kind: DocumentKind::Main,
            label: title,
            files: vec![file],
            actions: Vec::new(),
        }],
        memo: None,
        contents: vec![ReadContent::look(0, stored, "application/pdf")?],
    })))
}

fn copy(mut input: impl Read, sink: &mut Sink<'_>) -> std::io::Result<super::sink::Stored> {
    let (mut piece, mut left) = (vec![0; 64 << 10], LARGEST);
    sink.begin()?;
    loop {
        let count = match input.read(&mut piece) {
            Ok(0) => return sink.end(),
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        left = left.checked_sub(count as u64).ok_or(ErrorKind::FileTooLarge)?;
        sink.write(piece.get(..count).unwrap_or_default())?;
    }
}

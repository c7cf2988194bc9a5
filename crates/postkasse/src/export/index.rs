//! The index of an export: what was written, with check sums, beside the files.

use super::letters::Letter;
use super::place::{Folder, Written};
use super::shown;
use crate::views::{ExportFormat, ExportView, FileDone, FileRefused};
use jiff::Timestamp;
use model::Mailbox;
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;
use vault::StoreError;

/// What is gathered meanwhile.
pub(super) struct Index {
    format: ExportFormat,
    made: Timestamp,
    files: Vec<Line>,
    refused: Vec<FileRefused>,
}

struct Line {
    written: Written,
    mailbox: String,
    letter: Option<(Timestamp, String, String)>,
}

/// A file in the index, named from the folder in which the index lies.
#[derive(Serialize)]
struct Entry<'a> {
    file: String,
    sha256: &'a str,
    messages: u64,
    mailbox: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    received: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sender: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
}

#[derive(Serialize)]
struct Whole<'a> {
    made: Timestamp,
    format: ExportFormat,
    files: Vec<Entry<'a>>,
}

impl Index {
    pub(super) fn new(format: ExportFormat, made: Timestamp) -> Self {
        Index { format, made, files: Vec::new(), refused: Vec::new() }
    }

    /// A letter was written.
    pub(super) fn written(&mut self, mailbox: &Mailbox, letter: &Letter, written: Vec<Written>) {
        let message = &letter.message;
        let about = || (message.received, message.sender.label.clone(), message.subject.clone());
        self.files.extend(written.into_iter().map(|written| Line {
            written,
            mailbox: mailbox.name.clone(),
            letter: Some(about()),
        }));
    }

    /// Many letters were written in one file.
    pub(super) fn written_together(&mut self, mailbox: &Mailbox, written: Written) {
        self.files.push(Line { written, mailbox: mailbox.name.clone(), letter: None });
    }

    /// Something was not.
    pub(super) fn refused(&mut self, refused: FileRefused) {
        self.refused.push(refused);
    }

    /// Writes the index, under its name or one with a number.
    pub(super) fn finish(self, folder: &Folder) -> Result<ExportView, StoreError> {
        let entry = |line: &Line| -> (PathBuf, String) {
            let path = line.written.path.clone();
            let below = path.strip_prefix(folder.path()).unwrap_or(&path);
            let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            (path.clone(), parts.join("/"))
        };
        let names: Vec<_> = self.files.iter().map(entry).collect();
        let files = self.files.iter().zip(&names).map(|(line, (_, name))| Entry {
            file: name.clone(),
            sha256: &line.written.sha256,
            messages: line.written.messages,
            mailbox: &line.mailbox,
            received: line.letter.as_ref().map(|(received, ..)| *received),
            sender: line.letter.as_ref().map(|(_, sender, _)| sender.as_str()),
            subject: line.letter.as_ref().map(|(.., subject)| subject.as_str()),
        });
        let whole = Whole { made: self.made, format: self.format, files: files.collect() };
        let mut out = folder.file("index.json")?;
        out.write_all(&serde_json::to_vec_pretty(&whole)?)?;
        out.write_all(b"\n")?;
        out.finish(0)?;
        let written = self.files.iter().zip(&names).map(|(line, (path, _))| FileDone {
            file: shown(path),
            sha256: line.written.sha256.clone(),
            messages: line.written.messages,
        });
        Ok(ExportView { folder: shown(folder.path()), written: written.collect(), refused: self.refused })
    }
}

//! What an import or an export did, file by file. The JSON is a contract of the command line, in which `why` is words.

use model::MailboxId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// In which form letters are written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum ExportFormat {
    /// The state's own format: one XML file a letter, with everything in it.
    #[default]
    Memo,
    /// One file a mailbox, as mail programs read it.
    Mbox,
    /// A folder a letter with its files, for people.
    Files,
}

/// A file that was read or written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FileDone {
    /// Its path.
    pub file: String,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// How many letters are in it.
    #[ts(type = "number")]
    pub messages: u64,
}

/// A file, or a letter, that was not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FileRefused {
    /// Its path, or what it is called.
    pub file: String,
    /// Why, as a key of the text catalogue.
    pub why: String,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImportView {
    /// Where the letters lie now.
    #[ts(type = "string")]
    pub mailbox: MailboxId,
    /// What was read.
    pub read: Vec<FileDone>,
    /// What was not.
    pub refused: Vec<FileRefused>,
}

/// What an export did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ExportView {
    /// The folder.
    pub folder: String,
    /// What was written.
    pub written: Vec<FileDone>,
    /// Letters that were not.
    pub refused: Vec<FileRefused>,
}

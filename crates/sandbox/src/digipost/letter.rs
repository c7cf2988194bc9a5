//! What a letter of Digipost is, apart from where it lies.

use super::level::Needs;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A letter.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Letter {
    /// The subject.
    pub subject: String,
    /// Who made it.
    pub creator: String,
    /// Which kind of sender: a word of the interface, or any other.
    pub origin: String,
    /// `LETTER` or `INVOICE`.
    pub kind: String,
    /// Who does not get in far enough may not know what it is about.
    pub confidential: bool,
    /// The sender's organisation, where it has a logo.
    pub organisation: Option<String>,
    /// Relations that this letter lacks.
    pub without: Vec<String>,
    /// Relations that no other letter has.
    pub with: Vec<String>,
    /// Its files; the first is the main one.
    pub files: Vec<File>,
}

/// A file of a letter.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct File {
    /// The end of its address on the net.
    pub id: String,
    /// What it is called.
    pub subject: String,
    /// The end of its name: `pdf`.
    pub file_type: String,
    /// Bytes.
    pub size: usize,
    /// What opening it takes.
    pub needs: Needs,
    /// The sender wants to know that it was opened.
    pub receipt: Receipt,
    /// It was read.
    pub read: bool,
    /// Its content was fetched.
    pub opened: bool,
    /// What is to be paid.
    pub invoice: Option<Value>,
    /// Structured data.
    pub metadata: Vec<Value>,
    /// It is locked with a key that only the person has.
    pub encrypted: bool,
    /// It has no links at all.
    pub linkless: bool,
}

/// Whether the sender wants to know that a file was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Receipt {
    /// No.
    #[default]
    None,
    /// Yes, and the person has not said that she will open it.
    Wanted,
    /// She has.
    Given,
}

impl Letter {
    /// The main file.
    #[must_use]
    pub fn main(&self) -> Option<&File> {
        self.files.first()
    }

    /// Its main file was read.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.main().is_some_and(|file| file.read)
    }

    /// Bytes of all its files.
    #[must_use]
    pub fn bytes(&self) -> i64 {
        let sum: usize = self.files.iter().map(|file| file.size).sum();
        i64::try_from(sum).unwrap_or(i64::MAX)
    }

    /// The file of this id.
    pub fn file_mut(&mut self, id: &str) -> Option<&mut File> {
        self.files.iter_mut().find(|file| file.id == id)
    }
}

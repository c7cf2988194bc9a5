//! A letter as the administrator writes it to somebody in Norway, whichever the service: each takes of it what it knows.

use crate::compose::Part;
use jiff::Timestamp;
use model::Level;
use serde_json::{Map, Value};

/// A letter for Altinn or for Digipost.
#[derive(Debug, Clone)]
pub struct NorwegianLetter {
    /// The sender's name.
    pub sender: String,
    /// The subject.
    pub subject: String,
    /// What it says in a line or two.
    pub summary: Option<String>,
    /// The main document; a letter may have none.
    pub body: Option<Part>,
    /// More documents.
    pub attachments: Vec<Part>,
    /// An answer is asked for by then.
    pub due: Option<Timestamp>,
    /// The level of assurance that its content takes.
    pub level: Option<Level>,
    /// Opening it takes that its receipt is confirmed.
    pub receipt: bool,
    /// What can be done about it.
    pub action: Option<LetterAction>,
    /// What is to be paid, in the words of Digipost's `invoice`.
    pub invoice: Option<Value>,
    /// Structured data, in the words of Digipost's `metadata`.
    pub metadata: Vec<Value>,
    /// So many alike; at least one.
    pub count: u32,
}

/// What can be done about a letter.
#[derive(Debug, Clone)]
pub struct LetterAction {
    /// What it is called.
    pub label: String,
    /// Where it leads.
    pub url: String,
    /// Whatever else the administrator said of it.
    pub more: Map<String, Value>,
}

//! What a letter's text seems to ask for by a day. It is worked out from words, never told by the sender: wherever it is
//! shown it is marked as a guess, with the sentence that it comes from.

use jiff::Timestamp;

/// What kind of thing it seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GuessKind {
    /// To answer.
    Reply,
    /// To be somewhere at a time.
    Appointment,
    /// To pay.
    Payment,
    /// Something else to do.
    Task,
}

impl GuessKind {
    /// All of them, with the names under which they are kept.
    const NAMES: [(GuessKind, &str); 4] = [
        (GuessKind::Reply, "reply"),
        (GuessKind::Appointment, "appointment"),
        (GuessKind::Payment, "payment"),
        (GuessKind::Task, "task"),
    ];

    /// The name under which it is kept.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::NAMES.iter().find(|(kind, _)| *kind == self).map_or("task", |(_, name)| name)
    }

    /// The kind of this name, if there is one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, one)| *one == name).map(|(kind, _)| *kind)
    }
}

/// One thing that a text seems to ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// What kind.
    pub kind: GuessKind,
    /// By when, or when an appointment begins. Where only a day is named, the end of that day.
    pub at: Timestamp,
    /// How much to pay, as the letter writes it.
    pub amount: Option<String>,
    /// The sentence that says so.
    pub words: String,
}

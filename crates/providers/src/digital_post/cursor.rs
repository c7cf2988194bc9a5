//! What is remembered of a mailbox between two pulls: the letter that changed last, and how many there are.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Lists lag behind writes: what changed within this time before the newest change is looked at again.
const OVERLAP: SignedDuration = SignedDuration::from_mins(10);

/// The cursor.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cursor {
    /// When the newest change was.
    pub newest: Option<Timestamp>,
    /// Which letter it was, and its version then.
    pub id: String,
    /// Its version.
    pub version: i64,
    /// How many letters there were.
    pub total: u64,
    /// The peek's answer then.
    pub etag: Option<String>,
    /// Asked again after the pull, the list said the same.
    pub settled: bool,
}

impl Cursor {
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From when on changes have to be looked at again.
    pub fn overlap_from(&self) -> Option<Timestamp> {
        self.newest.and_then(|newest| newest.checked_sub(OVERLAP).ok())
    }

    /// Takes a letter in, if it changed later than what is known.
    pub fn see(&mut self, id: &str, version: i64, updated: Timestamp) {
        if self.newest.is_none_or(|newest| (updated, version) > (newest, self.version)) {
            (self.newest, self.id, self.version) = (Some(updated), id.to_owned(), version);
        }
    }

    /// Whether the list's first letter and its total are still the same.
    pub fn agrees_with(&self, first: Option<&Value>, total: u64) -> bool {
        let Some(first) = first else { return total == 0 && self.total == 0 };
        total == self.total
            && first.get("id").and_then(Value::as_str) == Some(self.id.as_str())
            && first.get("version").and_then(Value::as_i64) == Some(self.version)
    }
}

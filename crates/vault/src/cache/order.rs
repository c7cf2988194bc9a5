//! In which order letters are listed, the same in the database and over several of them.

use jiff::Timestamp;
use model::{Message, MessageId};
use rusqlite::types::Value;
use std::cmp::Ordering;

/// Who sent a letter, as the indexes of migration 009 have it.
const SENDER: &str = "lower(json_extract(description, '$.sender.label'))";

/// In which order letters are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ListOrder {
    /// The newest first.
    #[default]
    Newest,
    /// The oldest first.
    Oldest,
    /// By sender, and of each the newest first.
    Sender,
}

/// Where a letter stands in every order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPlace {
    /// Who sent it.
    pub sender: String,
    /// When it came.
    pub received: Timestamp,
    /// Ours; among equals it decides, so that paging is certain.
    pub id: MessageId,
}

impl ListPlace {
    /// The place of a message.
    #[must_use]
    pub fn of(message: &Message) -> Self {
        let Message { sender, received, id, .. } = message;
        ListPlace { sender: sender.label.clone(), received: *received, id: id.clone() }
    }

    fn came(&self) -> (Timestamp, &str) {
        (self.received, self.id.as_str())
    }
}

impl ListOrder {
    /// Which of two letters comes first.
    #[must_use]
    pub fn compare(self, a: &ListPlace, b: &ListPlace) -> Ordering {
        let newest = || b.came().cmp(&a.came());
        match self {
            ListOrder::Newest => newest(),
            ListOrder::Oldest => a.came().cmp(&b.came()),
            // SQLite's `lower` knows these letters alone.
            ListOrder::Sender => a.sender.to_ascii_lowercase().cmp(&b.sender.to_ascii_lowercase()).then_with(newest),
        }
    }

    /// The condition for what comes after a place, and its values.
    pub(super) fn after(self, place: &ListPlace) -> (String, Vec<Value>) {
        let came = [place.received.as_microsecond().into(), place.id.as_str().to_owned().into()];
        match self {
            ListOrder::Newest => (" AND (received, id) < (?, ?)".to_owned(), came.into()),
            ListOrder::Oldest => (" AND (received, id) > (?, ?)".to_owned(), came.into()),
            ListOrder::Sender => {
                let sender = Value::from(place.sender.to_ascii_lowercase());
                let sql = format!(" AND {SENDER} >= ? AND ({SENDER} > ? OR (received, id) < (?, ?))");
                (sql, [sender.clone(), sender].into_iter().chain(came).collect())
            }
        }
    }

    /// What the rows are ordered by.
    pub(super) fn by(self) -> String {
        match self {
            ListOrder::Newest => "received DESC, id DESC".to_owned(),
            ListOrder::Oldest => "received, id".to_owned(),
            ListOrder::Sender => format!("{SENDER}, received DESC, id DESC"),
        }
    }
}

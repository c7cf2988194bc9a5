//! Wishes: what the person wants done at the service. One row in the outbox each, sent by sync.

use crate::{Code, MessageId, Right};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A wish's number in its mailbox's outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WishId(pub i64);

/// A change to one message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "change", content = "to")]
pub enum Change {
    /// Read or unread.
    Read(bool),
    /// Flagged or not.
    Flag(bool),
}

impl Change {
    /// The right that it takes.
    #[must_use]
    pub fn needs(&self) -> Right {
        match self {
            Change::Read(_) | Change::Flag(_) => Right::Mark,
        }
    }
}

/// Where a wish is on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "state")]
pub enum WishState {
    /// Waiting for its turn.
    Waiting,
    /// The service refused it; the person is told and the change is undone here.
    Refused {
        /// In the words a shell can act on.
        code: Code,
    },
}

/// A wish in the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Wish {
    /// Its number.
    pub id: WishId,
    /// About which message.
    pub message: MessageId,
    /// What is wanted.
    pub change: Change,
    /// The message's version that the person saw.
    pub seen_version: i64,
    /// When it was wished.
    pub made: Timestamp,
    /// How often it was tried.
    pub tries: u32,
    /// Where it is.
    pub state: WishState,
}

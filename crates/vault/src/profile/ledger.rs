//! The ledger of notifications: written before anything is told, one line a letter and channel.

use super::Profile;
use crate::StoreError;
use jiff::Timestamp;
use model::{MailboxId, MessageId, RemoteId};
use rusqlite::params;

/// What became of a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerState {
    /// About to be sent; found at a start, it is doubtful whether it was.
    Intended,
    /// Sent.
    Sent,
    /// It could not be sent.
    Failed,
    /// A rule said no.
    Suppressed,
}

impl LedgerState {
    /// The word in the ledger.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            LedgerState::Intended => "intended",
            LedgerState::Sent => "sent",
            LedgerState::Failed => "failed",
            LedgerState::Suppressed => "suppressed",
        }
    }
}

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// The mailbox.
    pub mailbox: MailboxId,
    /// The letter, ours.
    pub message: MessageId,
    /// The letter, the service's.
    pub remote_id: RemoteId,
    /// The channel ("desktop").
    pub channel: String,
    /// What became of it.
    pub state: LedgerState,
    /// Why, for a rule or a failure.
    pub why: Option<String>,
    /// When.
    pub at: Timestamp,
}

impl Profile {
    /// Writes a new line; false when there is one for this letter and channel already.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written: then nothing may be sent.
    pub fn ledger_begin(&self, entry: &LedgerEntry) -> Result<bool, StoreError> {
        let sql = "INSERT OR IGNORE INTO ledger (mailbox, message, remote_id, channel, state, why, at)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let written = self.database.hold().db()?.execute(
            sql,
            params![
                entry.mailbox.as_str(),
                entry.message.as_str(),
                entry.remote_id.as_str(),
                entry.channel,
                entry.state.as_str(),
                entry.why,
                entry.at.to_string()
            ],
        )?;
        Ok(written > 0)
    }

    /// What became of it.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn ledger_end(
        &self,
        message: &MessageId,
        channel: &str,
        state: LedgerState,
        why: Option<&str>,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE ledger SET state = ?3, why = ?4 WHERE message = ?1 AND channel = ?2";
        self.database.hold().db()?.execute(sql, params![message.as_str(), channel, state.as_str(), why])?;
        Ok(())
    }
}

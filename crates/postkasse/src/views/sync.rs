//! The state of syncing, its report, and the doctor's. The JSON of report and doctor is a contract.

use super::ApiError;
use jiff::Timestamp;
use model::{AccountId, Code, MailboxId, RemoteId};
use serde::Serialize;
use ts_rs::TS;

/// What sync is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum SyncPhase {
    /// Nothing.
    Idle,
    /// Letters are coming.
    Letters,
    /// Documents are coming, in the background.
    Documents,
}

/// A login of which nothing got through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AccountTrouble {
    /// Which.
    #[ts(type = "string")]
    pub account: AccountId,
    /// Why (`offline`, `busy`, …).
    #[ts(type = "string")]
    pub trouble: Code,
}

/// How syncing stands, for the line under the top bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct SyncState {
    /// What it is doing.
    pub phase: SyncPhase,
    /// Letters (or documents) done in this phase.
    #[ts(type = "number")]
    pub done: u64,
    /// Of so many.
    #[ts(type = "number")]
    pub of: u64,
    /// It is the first sync of a mailbox.
    pub first: bool,
    /// When everything was last up to date.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub synced: Option<Timestamp>,
    /// Why it does not go on, if it does not (`offline`, `signInAgain`, …); with several logins, only what is the matter
    /// with all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub trouble: Option<Code>,
    /// The logins of which nothing gets through while others go on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<AccountTrouble>>")]
    pub failing: Vec<AccountTrouble>,
    /// Wishes not sent yet.
    #[ts(type = "number")]
    pub queued: u64,
}

/// What sync did in one mailbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct MailboxSync {
    /// Which.
    #[ts(type = "string")]
    pub id: MailboxId,
    /// New letters.
    #[ts(type = "number")]
    pub new: u64,
    /// Changed letters.
    #[ts(type = "number")]
    pub changed: u64,
    /// Letters that are gone at the service.
    #[ts(type = "number")]
    pub removed: u64,
    /// Documents fetched.
    #[ts(type = "number")]
    pub documents: u64,
    /// Wishes sent.
    #[ts(type = "number")]
    pub sent: u64,
    /// Wishes refused.
    #[ts(type = "number")]
    pub refused: u64,
    /// Requests made.
    #[ts(type = "number")]
    pub requests: u64,
    /// Bytes of bodies received.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Time taken, in milliseconds.
    #[ts(type = "number")]
    pub ms: u64,
    /// Why it did not get through.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub error: Option<Code>,
    /// A key of the text catalogue that says it more exactly, for the terminal.
    #[serde(skip)]
    #[ts(skip)]
    pub text: Option<&'static str>,
}

/// What a sync did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncDone {
    /// In each mailbox.
    pub mailboxes: Vec<MailboxSync>,
    /// What is wrong with logins of which no mailbox is known yet.
    pub accounts: Vec<(AccountId, ApiError)>,
}

/// A letter with something odd about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OddView {
    /// The service's id, or an empty text when it had none.
    #[ts(type = "string")]
    pub remote_id: RemoteId,
    /// What is odd.
    pub why: String,
}

/// What the doctor found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DoctorView {
    /// Files looked at.
    #[ts(type = "number")]
    pub files: u64,
    /// Those that are damaged, named from the home folder.
    pub damaged: Vec<String>,
    /// Letters kept as far as they could be.
    pub odd: Vec<OddView>,
    /// What was mended on the way.
    pub mended: Vec<String>,
}

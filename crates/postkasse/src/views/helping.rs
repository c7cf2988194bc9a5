//! The mailboxes of those whom the person helps, as they cross to a shell.

use super::LetterRow;
use jiff::Timestamp;
use model::MailboxId;
use serde::Serialize;
use ts_rs::TS;

/// A mailbox of somebody whom the person helps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct HelpedView {
    /// Which.
    #[ts(type = "string")]
    pub mailbox: MailboxId,
    /// Letters that the owner has not read, the newest first; of many only the first.
    pub letters: Vec<HelpedLetter>,
    /// How many there are.
    #[ts(type = "number")]
    pub unread: u64,
    /// The letter that the person looked at last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<HelpedLetter>,
    /// The note to hand over by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handover: Option<HandoverView>,
}

/// A letter of somebody whom the person helps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct HelpedLetter {
    /// As in a list.
    pub letter: LetterRow,
    /// When the person herself looked at it last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub looked: Option<Timestamp>,
}

/// A note to hand over by: kept here only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct HandoverView {
    /// What it says.
    pub text: String,
    /// When it was written.
    #[ts(type = "string")]
    pub at: Timestamp,
}

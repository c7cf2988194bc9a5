//! What lies on this computer, and whom the program talks to.

use jiff::Timestamp;
use model::MailboxId;
use serde::Serialize;
use ts_rs::TS;

/// What lies here of a mailbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct StoredMailbox {
    /// Which.
    #[ts(type = "string")]
    pub mailbox: MailboxId,
    /// Letters.
    #[ts(type = "number")]
    pub letters: u64,
    /// Files of letters.
    #[ts(type = "number")]
    pub documents: u64,
    /// Bytes on the disk.
    #[ts(type = "number")]
    pub bytes: u64,
    /// When the oldest letter came.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(type = "string")]
    pub since: Option<Timestamp>,
    /// Letters in the making.
    #[ts(type = "number")]
    pub drafts: u64,
    /// Ticks on what is done.
    #[ts(type = "number")]
    pub ticks: u64,
    /// What waits to be sent.
    #[ts(type = "number")]
    pub waiting: u64,
    /// It is damaged just now; the next sync mends it.
    pub damaged: bool,
}

/// What lies on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StoredView {
    /// The folder.
    pub folder: String,
    /// Bytes of everything.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Mailbox by mailbox.
    pub mailboxes: Vec<StoredMailbox>,
}

/// Why a host is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum HostWhy {
    /// Letters are fetched from there, and wishes sent to it.
    Mail,
    /// Who one is: logging in and staying logged in.
    Login,
    /// The national register of contact details: asked when a person looks at what it says of her.
    Register,
    /// Sends messages by e-mail.
    Email,
    /// Sends messages by SMS.
    Sms,
}

/// A host that the program talks to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct HostView {
    /// Its name.
    pub host: String,
    /// Why.
    pub why: HostWhy,
    /// For whose login; nothing where it is for all of them.
    pub persons: Vec<String>,
    /// It is this computer itself: sample letters.
    pub here: bool,
}

/// What the program is, and whom it talks to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct KnownView {
    /// The hosts, as everything is set up now.
    pub hosts: Vec<HostView>,
    /// A service also tells on which servers of the senders a letter's text and files lie; they are fetched from there.
    pub elsewhere: bool,
    /// The licence, by its SPDX name.
    pub licence: String,
}

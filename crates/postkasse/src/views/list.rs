//! Lists of letters. The JSON of a row is a contract of the command line.

use jiff::Timestamp;
use model::{FolderId, FolderRole, Level, MailboxId, MessageId, RemoteId, SenderId, Waits};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// In which order letters are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum LetterOrder {
    /// The newest first.
    #[default]
    Newest,
    /// The oldest first.
    Oldest,
    /// By sender, and of each the newest first.
    Sender,
}

impl From<LetterOrder> for vault::ListOrder {
    fn from(order: LetterOrder) -> Self {
        match order {
            LetterOrder::Newest => vault::ListOrder::Newest,
            LetterOrder::Oldest => vault::ListOrder::Oldest,
            LetterOrder::Sender => vault::ListOrder::Sender,
        }
    }
}

/// Which letters, and in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct LetterQuery {
    /// One mailbox, or all.
    #[ts(optional, type = "string")]
    pub mailbox: Option<MailboxId>,
    /// One folder of it.
    #[ts(optional, type = "string")]
    pub folder: Option<FolderId>,
    /// Folders of this kind, in one mailbox or all.
    #[ts(optional, type = "\"inbox\" | \"drafts\" | \"sent\" | \"archive\" | \"deleted\" | \"own\"")]
    pub role: Option<FolderRole>,
    /// Unread only.
    #[ts(as = "Option<bool>")]
    pub unread: bool,
    /// Only those with a date to answer by.
    #[ts(as = "Option<bool>")]
    pub with_deadline: bool,
    /// Only those with attachments.
    #[ts(as = "Option<bool>")]
    pub with_attachments: bool,
    /// Flagged only.
    #[ts(as = "Option<bool>")]
    pub flagged: bool,
    /// Which first; the newest unless told.
    #[ts(as = "Option<LetterOrder>")]
    pub order: LetterOrder,
    /// At most so many; 50 unless told, 10,000 at most.
    #[ts(optional, type = "number")]
    pub limit: Option<u32>,
    /// What follows this letter in that order.
    #[ts(optional, type = "string")]
    pub before: Option<MessageId>,
}

/// In which order letters are found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum SearchOrder {
    /// The newest first.
    #[default]
    Newest,
    /// Those that the words say most of first.
    Best,
}

/// A search.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct SearchQuery {
    /// What the person typed: words, "phrases", beginning*, -not, and conditions as `sender:`.
    #[ts(as = "String")]
    pub text: String,
    /// One mailbox, or all.
    #[ts(optional, type = "string")]
    pub mailbox: Option<MailboxId>,
    /// At most so many; 50 unless told, 10,000 at most.
    #[ts(optional, type = "number")]
    pub limit: Option<u32>,
    /// Which first; the newest unless told.
    #[ts(as = "Option<SearchOrder>")]
    pub order: SearchOrder,
}

/// A stretch of found text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SnippetPart {
    /// The text.
    pub text: String,
    /// It is one of the words looked for.
    pub marked: bool,
}

/// One letter in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct LetterRow {
    /// Ours.
    #[ts(type = "string")]
    pub id: MessageId,
    /// The service's.
    #[ts(type = "string")]
    pub remote_id: RemoteId,
    /// Where it lies.
    #[ts(type = "string")]
    pub mailbox: MailboxId,
    /// In which folder: a built-in folder's role, or the name of one's own.
    pub folder: String,
    /// The folder's id.
    #[ts(type = "string")]
    pub folder_id: FolderId,
    /// The subject.
    pub subject: String,
    /// Who sent it.
    pub sender: String,
    /// By what the sender's logo is asked for, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub logo: Option<SenderId>,
    /// Whom it was sent to, when it was sent from this mailbox.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// When it came.
    #[ts(type = "string")]
    pub received: Timestamp,
    /// Read, the person's own wishes laid over.
    pub read: bool,
    /// Flagged, the person's own wishes laid over.
    pub flag: bool,
    /// Number of attachments.
    pub attachments: u32,
    /// A reply is asked for by then.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub reply_by: Option<Timestamp>,
    /// The level it takes, when higher than the login's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "\"low\" | \"substantial\" | \"high\"")]
    pub needs_level: Option<Level>,
    /// Why its content waits for the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "\"legalNotification\" | \"higherLevel\" | \"receipt\" | \"seen\"")]
    pub waits: Option<Waits>,
    /// A wish about it is still to be sent.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>")]
    pub queued: bool,
    /// Where the words were found; only from a search.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snippet: Option<Vec<SnippetPart>>,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LetterPage {
    /// The letters.
    pub rows: Vec<LetterRow>,
    /// There are more; ask again with `before` the last row's id.
    pub more: bool,
}

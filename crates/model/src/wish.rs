//! Wishes: what the person wants done at the service. One row in the outbox each, sent by sync.

use crate::{Code, DraftId, FolderIcon, FolderId, MessageId, Right};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A wish's number in its mailbox's outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WishId(pub i64);

/// A change to one message, one folder or one draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "change", content = "to")]
pub enum Change {
    /// A message: read or unread.
    Read(bool),
    /// A message: flagged or not.
    Flag(bool),
    /// A message: into this folder.
    Move(FolderId),
    /// A message: into the folder for what is deleted, from where it can be had back.
    Delete,
    /// A message: gone for good.
    Erase,
    /// A message: the private note, empty for none.
    Note(String),
    /// A message: what it is called in this mailbox.
    Rename(String),
    /// A folder: made, with this name, in another folder or beside the built-in ones.
    MakeFolder {
        /// Its name.
        name: String,
        /// The folder in which it lies.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        parent: Option<FolderId>,
        /// Its picture, where the service has such.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        icon: Option<FolderIcon>,
    },
    /// A folder: called this.
    RenameFolder(String),
    /// A folder: with this picture.
    FolderIcon(FolderIcon),
    /// A folder: gone.
    RemoveFolder,
    /// A draft of a letter or an answer: sent.
    Send,
    /// A draft by which a letter goes on to somebody else: sent.
    Forward,
    /// A draft: what the service has of it thrown away.
    Discard,
}

/// What a change is about: of two wishes about the same topic of the same thing the newer one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Read or not.
    Read,
    /// Flagged or not.
    Flag,
    /// Where it lies, or that it is gone.
    Place,
    /// The private note.
    Note,
    /// What it is called.
    Name,
    /// Its picture.
    Icon,
    /// Whether it is sent.
    Sending,
}

impl Change {
    /// What it is about.
    #[must_use]
    pub fn topic(&self) -> Topic {
        match self {
            Change::Read(_) => Topic::Read,
            Change::Flag(_) => Topic::Flag,
            Change::Move(_) | Change::Delete | Change::Erase => Topic::Place,
            Change::MakeFolder { .. } | Change::RemoveFolder => Topic::Place,
            Change::Note(_) => Topic::Note,
            Change::Rename(_) | Change::RenameFolder(_) => Topic::Name,
            Change::FolderIcon(_) => Topic::Icon,
            Change::Send | Change::Forward | Change::Discard => Topic::Sending,
        }
    }

    /// The right that it takes. A name of one's own is kept as a note is: readers have neither.
    #[must_use]
    pub fn needs(&self) -> Right {
        match self {
            Change::Read(_) | Change::Flag(_) => Right::Mark,
            Change::Move(_) => Right::Move,
            Change::MakeFolder { .. } | Change::RenameFolder(_) => Right::Move,
            Change::FolderIcon(_) | Change::RemoveFolder => Right::Move,
            Change::Delete | Change::Erase => Right::Delete,
            Change::Note(_) | Change::Rename(_) => Right::Note,
            Change::Send | Change::Discard => Right::Write,
            Change::Forward => Right::Forward,
        }
    }
}

/// The thing that a wish is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Subject {
    /// A message.
    Message(MessageId),
    /// A folder; one that is to be made has an id of ours until the service gave it its own.
    Folder(FolderId),
    /// A letter in the making.
    Draft(DraftId),
}

impl From<&DraftId> for Subject {
    fn from(draft: &DraftId) -> Self {
        Subject::Draft(draft.clone())
    }
}

impl From<&MessageId> for Subject {
    fn from(message: &MessageId) -> Self {
        Subject::Message(message.clone())
    }
}

impl From<&FolderId> for Subject {
    fn from(folder: &FolderId) -> Self {
        Subject::Folder(folder.clone())
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
        /// The service's own word for the rule that was broken, or ours (`attachments.too.many`).
        #[serde(skip_serializing_if = "Option::is_none", default)]
        reason: Option<String>,
    },
}

/// A wish in the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Wish {
    /// Its number.
    pub id: WishId,
    /// About what.
    #[serde(flatten)]
    pub subject: Subject,
    /// What is wanted.
    pub change: Change,
    /// The version that the person saw.
    pub seen_version: i64,
    /// When it was wished.
    pub made: Timestamp,
    /// How often it was tried.
    pub tries: u32,
    /// A letter that the person saw among the deleted ones, or wished there before: finding it there is no conflict.
    #[serde(default)]
    pub restores: bool,
    /// Where it is.
    pub state: WishState,
}

impl Wish {
    /// The message that it is about, if it is about one.
    #[must_use]
    pub fn message(&self) -> Option<&MessageId> {
        match &self.subject {
            Subject::Message(message) => Some(message),
            Subject::Folder(_) | Subject::Draft(_) => None,
        }
    }

    /// The folder that it is about, if it is about one.
    #[must_use]
    pub fn folder(&self) -> Option<&FolderId> {
        match &self.subject {
            Subject::Folder(folder) => Some(folder),
            Subject::Message(_) | Subject::Draft(_) => None,
        }
    }

    /// The draft that it is about, if it is about one.
    #[must_use]
    pub fn draft(&self) -> Option<&DraftId> {
        match &self.subject {
            Subject::Draft(draft) => Some(draft),
            Subject::Message(_) | Subject::Folder(_) => None,
        }
    }
}

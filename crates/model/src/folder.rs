//! Folders of a mailbox.

use crate::{FolderId, RemoteId};
use serde::{Deserialize, Serialize};

/// What a folder is for. The services' built-in folders have a role; one's own have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FolderRole {
    /// What came.
    Inbox,
    /// What is being written.
    Drafts,
    /// What was sent.
    Sent,
    /// What was put away and is to be kept, where the service has a place of its own for that.
    Archive,
    /// What was deleted and can be had back.
    Deleted,
    /// Made by the person.
    Own,
}

impl FolderRole {
    /// The word used in SQL and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            FolderRole::Inbox => "inbox",
            FolderRole::Drafts => "drafts",
            FolderRole::Sent => "sent",
            FolderRole::Archive => "archive",
            FolderRole::Deleted => "deleted",
            FolderRole::Own => "own",
        }
    }

    /// Reads the word back; an unknown one is somebody's own folder.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        [FolderRole::Inbox, FolderRole::Drafts, FolderRole::Sent, FolderRole::Archive, FolderRole::Deleted]
            .into_iter()
            .find(|role| role.as_str() == word)
            .unwrap_or(FolderRole::Own)
    }
}

/// A picture for a folder (Digipost, `folder.icon`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FolderIcon {
    /// A box.
    Box,
    /// A folder.
    Folder,
    /// An envelope.
    Envelope,
    /// A letter.
    Letter,
    /// A sheet of paper.
    Paper,
    /// Tags.
    Tags,
    /// A heart.
    Heart,
    /// A trophy.
    Trophy,
    /// A home.
    Home,
    /// A star.
    Star,
    /// A suitcase.
    Suitcase,
    /// A camera.
    Camera,
    /// Money.
    Money,
    /// A bonus.
    Bonus,
    /// A receipt.
    Receipt,
}

impl FolderIcon {
    /// All of them, in the order in which they are offered.
    pub const ALL: [FolderIcon; 15] = [
        FolderIcon::Folder,
        FolderIcon::Box,
        FolderIcon::Envelope,
        FolderIcon::Letter,
        FolderIcon::Paper,
        FolderIcon::Tags,
        FolderIcon::Heart,
        FolderIcon::Trophy,
        FolderIcon::Home,
        FolderIcon::Star,
        FolderIcon::Suitcase,
        FolderIcon::Camera,
        FolderIcon::Money,
        FolderIcon::Bonus,
        FolderIcon::Receipt,
    ];

    /// The service's word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            FolderIcon::Box => "BOX",
            FolderIcon::Folder => "FOLDER",
            FolderIcon::Envelope => "ENVELOPE",
            FolderIcon::Letter => "LETTER",
            FolderIcon::Paper => "PAPER",
            FolderIcon::Tags => "TAGS",
            FolderIcon::Heart => "HEART",
            FolderIcon::Trophy => "TROPHY",
            FolderIcon::Home => "HOME",
            FolderIcon::Star => "STAR",
            FolderIcon::Suitcase => "SUITCASE",
            FolderIcon::Camera => "CAMERA",
            FolderIcon::Money => "MONEY",
            FolderIcon::Bonus => "BONUS",
            FolderIcon::Receipt => "RECEIPT",
        }
    }

    /// Reads the service's word; an unknown picture is none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|icon| icon.word() == word)
    }
}

/// A folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Folder {
    /// Ours.
    pub id: FolderId,
    /// The service's.
    pub remote_id: RemoteId,
    /// The folder this one lies in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub parent: Option<FolderId>,
    /// What it is for.
    pub role: FolderRole,
    /// Its name at the service; a built-in folder is shown by its role, in the person's language.
    pub name: String,
    /// The version last seen, for `If-Match`.
    pub version: i64,
    /// The picture that the person chose for it, where the service has such.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub icon: Option<FolderIcon>,
}

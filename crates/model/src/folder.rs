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
            FolderRole::Deleted => "deleted",
            FolderRole::Own => "own",
        }
    }

    /// Reads the word back; an unknown one is somebody's own folder.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        [FolderRole::Inbox, FolderRole::Drafts, FolderRole::Sent, FolderRole::Deleted]
            .into_iter()
            .find(|role| role.as_str() == word)
            .unwrap_or(FolderRole::Own)
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
}

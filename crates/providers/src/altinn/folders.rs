//! Altinn's folders. They are no things of their own there: where a letter lies follows from its system labels and from
//! how far its case has come, so they are always the same and nobody has to ask for them.

use crate::RemoteFolder;
use model::{FolderRole, RemoteId};

/// A folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// What came (label `Default`).
    Inbox,
    /// What was begun (status `Draft`).
    Drafts,
    /// What was sent (label `Sent`).
    Sent,
    /// What was put away (label `Archive`).
    Archive,
    /// What was thrown away (label `Bin`). Nothing there goes for good but by its sender.
    Deleted,
}

impl Place {
    const ALL: [Place; 5] = [Place::Inbox, Place::Drafts, Place::Sent, Place::Archive, Place::Deleted];

    fn role(self) -> FolderRole {
        match self {
            Place::Inbox => FolderRole::Inbox,
            Place::Drafts => FolderRole::Drafts,
            Place::Sent => FolderRole::Sent,
            Place::Archive => FolderRole::Archive,
            Place::Deleted => FolderRole::Deleted,
        }
    }

    /// By the id that we gave it.
    pub fn parse(id: &RemoteId) -> Option<Self> {
        Place::ALL.into_iter().find(|place| place.role().as_str() == id.as_str())
    }

    /// The id that we give it.
    pub fn id(self) -> RemoteId {
        self.role().as_str().into()
    }

    /// As a folder; it is shown by its role.
    pub fn folder(self) -> RemoteFolder {
        let role = self.role();
        RemoteFolder { id: self.id(), parent: None, role, name: role.as_str().to_owned(), version: 1, icon: None }
    }

    /// All of them.
    pub fn folders() -> Vec<RemoteFolder> {
        Place::ALL.into_iter().map(Place::folder).collect()
    }
}

//! What a person changes at a service: one call a wish, each with the version that she saw (`If-Match`).

use crate::{Done, ProviderError, RemoteFolder};
use async_trait::async_trait;
use model::{FolderIcon, RemoteId};

/// A change to a message, under the service's ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemoteChange {
    /// Read or unread.
    Read(bool),
    /// Flagged or not.
    Flag(bool),
    /// Into this folder.
    Folder(RemoteId),
    /// The private note, empty for none.
    Note(String),
    /// What it is called.
    Label(String),
}

/// The writing half of a service.
#[async_trait]
pub trait Writing: Send + Sync {
    /// Changes a message.
    async fn apply(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
        seen_version: i64,
        change: &RemoteChange,
    ) -> Result<Done, ProviderError>;

    /// Does what opening does at the service (records a legal notification as served). Called only
    /// when the person agreed.
    async fn open(&self, mailbox: &RemoteId, message: &RemoteId, seen_version: i64) -> Result<Done, ProviderError>;

    /// Deletes a message for good.
    async fn erase(&self, mailbox: &RemoteId, message: &RemoteId, seen_version: i64) -> Result<(), ProviderError>;

    /// Makes a folder. A service without pictures for folders takes none.
    async fn make_folder(
        &self,
        _mailbox: &RemoteId,
        _name: &str,
        _parent: Option<&RemoteId>,
        _icon: Option<FolderIcon>,
    ) -> Result<RemoteFolder, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// Gives a folder another name and, where the service has such, another picture.
    async fn rename_folder(
        &self,
        _mailbox: &RemoteId,
        _folder: &RemoteId,
        _seen_version: i64,
        _name: &str,
        _icon: Option<FolderIcon>,
    ) -> Result<RemoteFolder, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// Removes a folder.
    async fn remove_folder(
        &self,
        _mailbox: &RemoteId,
        _folder: &RemoteId,
        _seen_version: i64,
    ) -> Result<(), ProviderError> {
        Err(ProviderError::NotOffered)
    }
}

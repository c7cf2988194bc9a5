//! Putting a document of one's own into a mailbox. The person waits for it, so it is asked for directly.

use crate::{ProviderError, Source};
use async_trait::async_trait;
use model::RemoteId;
use std::sync::Arc;

/// What is put in.
pub struct OwnDocument {
    /// What it is to be called.
    pub subject: String,
    /// The name of the file, with its ending.
    pub filename: String,
    /// Its bytes.
    pub source: Arc<dyn Source>,
    /// Is told how many bytes have gone so far.
    pub gone: Arc<dyn Fn(u64) + Send + Sync>,
}

/// A service that takes documents of one's own.
#[async_trait]
pub trait Uploading: Send + Sync {
    /// The largest file that the service takes, in bytes; none where it takes none.
    fn largest_upload(&self) -> Option<u64> {
        None
    }

    /// Puts a document in, into this folder or the inbox.
    async fn put_in(
        &self,
        _mailbox: &RemoteId,
        _folder: Option<&RemoteId>,
        _document: &OwnDocument,
    ) -> Result<(), ProviderError> {
        Err(ProviderError::NotOffered)
    }
}

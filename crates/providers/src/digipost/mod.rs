//! Norway's Digipost, by its interface for private persons, which is followed link by link.

use crate::wire::{Timeouts, Wire};
use crate::{
    Accesses, AddressBook, Checked, Connected, Content, Done, MailboxList, Notified, Page, PageRequest, Peek, Provider,
    ProviderError, Reach, Registered, RemoteChange, RemoteFolder, RemoteMailbox, RemoteMessage, Sending, Settled,
    Uploading, Writing,
};
use async_trait::async_trait;
use model::{ProviderId, RemoteId};

/// The service as one account reaches it.
pub struct Digipost {
    wire: Wire,
}

impl Digipost {
    /// The service at this address.
    ///
    /// # Errors
    /// [`ProviderError::Refused`] unless the address is https or on this computer.
    pub fn new(at: &Reach) -> Result<Self, ProviderError> {
        let base = at.at("/post/api")?;
        let wire =
            Wire::new(base, at.authorizer.clone(), Timeouts::default(), "application/vnd.digipost-v2+json", |_, _| {
                None
            })?;
        Ok(Digipost { wire })
    }
}

impl Sending for Digipost {}
impl Accesses for Digipost {}
impl AddressBook for Digipost {}
impl Connected for Digipost {}
impl Notified for Digipost {}
impl Registered for Digipost {}
impl Uploading for Digipost {}

#[async_trait]
impl Writing for Digipost {
    async fn apply(&self, _: &RemoteId, _: &RemoteId, _: i64, _: &RemoteChange) -> Result<Done, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    async fn open(&self, _: &RemoteId, _: &RemoteId, _: i64) -> Result<Done, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    async fn erase(&self, _: &RemoteId, _: &RemoteId, _: i64) -> Result<(), ProviderError> {
        Err(ProviderError::NotOffered)
    }
}

#[async_trait]
impl Provider for Digipost {
    fn id(&self) -> ProviderId {
        ProviderId::Digipost
    }

    async fn mailboxes(&self, _seen: Option<&str>) -> Result<MailboxList, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    async fn check_mailbox(&self, _mailbox: &RemoteId) -> Result<Checked<RemoteMailbox>, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    async fn peek(&self, _mailbox: &RemoteId, _cursor: Option<&str>) -> Result<Peek, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    async fn folders(&self, _mailbox: &RemoteId) -> Result<Vec<RemoteFolder>, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    async fn folder(&self, _mailbox: &RemoteId, _folder: &RemoteId) -> Result<Checked<RemoteFolder>, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    async fn messages(&self, _mailbox: &RemoteId, _request: &PageRequest) -> Result<Page, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    fn skip(&self, _request: &PageRequest) -> Option<String> {
        None
    }

    async fn settle(&self, _mailbox: &RemoteId, _cursor: &str) -> Result<Settled, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    async fn message(&self, _: &RemoteId, _: &RemoteId) -> Result<Checked<RemoteMessage>, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    async fn content(&self, _: &RemoteId, _: &RemoteId, _: &RemoteId, _: &RemoteId) -> Result<Content, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    fn take_traffic(&self) -> (u64, u64) {
        self.wire.take_traffic()
    }
}

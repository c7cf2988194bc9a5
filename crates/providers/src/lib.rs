//! The national services behind one trait, one folder each.
//!
//! The trait is the union of what the services can do as far as Postkasse uses it today. A provider
//! speaks its service's own documented interface, keeps its quirks to itself and speaks `model`
//! outwards. Nothing here may do what opening does, but for [`Writing::open`] and [`Sending::forward`].

mod accesses;
mod activity;
mod address_book;
pub mod altinn;
mod authorizer;
mod connected;
mod contact_register;
pub mod digipost;
pub mod digital_post;
mod error;
mod notified;
mod quiet;
mod reach;
pub mod receiver;
mod registered;
mod remote;
mod sending;
mod uploading;
mod wire;
mod writing;

pub use accesses::{AccessStep, AccessTerms, Accesses, Party, RemoteAccess, RemoteEnd};
pub use activity::{ActivityPage, ActivityQuery, Actor, RemoteActivity};
pub use address_book::{AddressBook, Listed, Organisation, Trustee};
pub use authorizer::{Authorizer, NotAuthorized};
pub use connected::{Connected, RemoteConsent};
pub use error::{ProviderError, Retry};
pub use notified::{Notified, NotifiedChange, RemoteAddress, RemoteNotifications, RemoteSetting};
pub use quiet::Quiet;
pub use reach::{Reach, reach};
pub use registered::{NemSmsChange, Registered, RemoteRegistration};
pub use remote::{
    Checked, Content, Done, MailboxList, Page, PageRequest, Peek, RemoteDocument, RemoteFile, RemoteFolder,
    RemoteMailbox, RemoteMessage, RemoteThread, Settled,
};
pub use sending::{Forwardable, Onward, Outgoing, RemoteDraft, RemotePart, Sending, Source};
pub use uploading::{OwnDocument, Uploading};
pub use wire::Timeouts;
pub use writing::{RemoteChange, Writing};

use async_trait::async_trait;
use model::{ProviderId, RemoteId};

/// One national service, as one signed-in account reaches it.
#[async_trait]
pub trait Provider: Writing + Sending + AddressBook + Registered + Notified + Connected + Accesses + Uploading {
    /// Which service this is.
    fn id(&self) -> ProviderId;

    /// The mailboxes this account reaches. `seen` is what the last answer said of its own state;
    /// where nothing changed since, the answer is [`MailboxList::Unchanged`].
    async fn mailboxes(&self, seen: Option<&str>) -> Result<MailboxList, ProviderError>;

    /// The direct question about one mailbox, asked before an access counts as ended.
    async fn check_mailbox(&self, mailbox: &RemoteId) -> Result<Checked<RemoteMailbox>, ProviderError>;

    /// What the person who is logged in is called, where the eID does not say it and the service does.
    async fn person(&self) -> Result<Option<String>, ProviderError> {
        Ok(None)
    }

    /// How many mailboxes one request can ask about.
    fn at_once(&self) -> usize {
        1
    }

    /// These are about to be synced, each with its cursor: a service that answers for several at once is asked once
    /// for all of them, and what it says is kept until each has had its turn.
    async fn prepare(&self, _mailboxes: &[(RemoteId, Option<String>)]) -> Result<(), ProviderError> {
        Ok(())
    }

    /// Whether a list may say less than a direct question did before it. Where it may not, versions need not grow: what
    /// a list says is how it is.
    fn lists_lag(&self) -> bool {
        true
    }

    /// One cheap request: has anything changed since the cursor was written?
    async fn peek(&self, mailbox: &RemoteId, cursor: Option<&str>) -> Result<Peek, ProviderError>;

    /// All folders of a mailbox.
    async fn folders(&self, mailbox: &RemoteId) -> Result<Vec<RemoteFolder>, ProviderError>;

    /// The direct question about one folder, asked before it is dropped here.
    async fn folder(&self, mailbox: &RemoteId, folder: &RemoteId) -> Result<Checked<RemoteFolder>, ProviderError>;

    /// One page of messages, newest first for a first pull, last changed first for a later one.
    async fn messages(&self, mailbox: &RemoteId, request: &PageRequest) -> Result<Page, ProviderError>;

    /// Where to go on (as a `from`) after a page that cannot be read, if it can be told. What was on it is found
    /// by a sweep.
    fn skip(&self, request: &PageRequest) -> Option<String>;

    /// After a complete pull: looks once more at what changed last, and makes the cursor one that a
    /// [`Provider::peek`] can be answered by cheaply.
    async fn settle(&self, mailbox: &RemoteId, cursor: &str) -> Result<Settled, ProviderError>;

    /// The direct question about one message, asked before it is deleted here.
    async fn message(&self, mailbox: &RemoteId, message: &RemoteId) -> Result<Checked<RemoteMessage>, ProviderError>;

    /// A file's bytes as they come. Never called for a message that waits, unless the person opened it.
    async fn content(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
        document: &RemoteId,
        file: &RemoteId,
    ) -> Result<Content, ProviderError>;

    /// An organisation's logo as the service has it, or none: bytes of at most 256 KiB that nobody has looked at.
    async fn logo(&self, _organisation: &RemoteId) -> Result<Option<Vec<u8>>, ProviderError> {
        Ok(None)
    }

    /// Requests made and body bytes received since the last call; for reports and tests of thrift.
    fn take_traffic(&self) -> (u64, u64);
}

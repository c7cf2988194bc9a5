//! Norway's Digipost, by its interface for private persons (digipost.no/plattform/annet/oauth, `digipost-data-types`, and
//! the open apps of the service), which is followed link by link: but for its root no address is known.
//!
//! Its quirks, kept in here: no feed of changes and no versions, so a look at everything from time to time, and versions
//! that are fingerprints; no ids of letters but their addresses; having a letter's content counts as having read it,
//! and some ask for a receipt; nothing can be marked; no place for what was deleted.

mod accesses;
mod amount;
mod content;
mod data;
mod folder;
mod held;
mod letter;
mod link;
mod notified;
mod part;
mod place;
mod root;
mod senders;
mod text;
mod uploading;
mod walk;
mod web;
mod writing;

use crate::wire::Timeouts;
use crate::{
    AddressBook, Checked, Connected, Content, MailboxList, Organisation, Page, PageRequest, Peek, Provider,
    ProviderError, Reach, Registered, RemoteFolder, RemoteMailbox, RemoteMessage, Sending, Settled,
};
use async_trait::async_trait;
use held::Held;
use model::{Clock, ProviderId, RemoteId, SystemClock};
use place::Cursor;
use root::Roots;
use senders::Senders;
use serde_json::Value;
use std::sync::Arc;
use web::Web;

/// The service as one account reaches it.
pub struct Digipost {
    web: Web,
    clock: Arc<dyn Clock>,
    roots: Roots,
    held: Held,
    senders: Senders,
    /// What is said of a letter that only Digipost's own page can open, in the person's language.
    locked: String,
}

impl Digipost {
    /// The service at this address.
    ///
    /// # Errors
    /// [`ProviderError::Refused`] unless the address is https or on this computer.
    pub fn new(at: &Reach) -> Result<Self, ProviderError> {
        Digipost::with(at, Arc::new(SystemClock), Timeouts::default())
    }

    /// The same with another clock and other waits.
    ///
    /// # Errors
    /// [`ProviderError::Refused`] unless the address is https or on this computer.
    pub fn with(at: &Reach, clock: Arc<dyn Clock>, timeouts: Timeouts) -> Result<Self, ProviderError> {
        let texts: Value = serde_json::from_str(at.language.texts()).unwrap_or_default();
        let locked = texts.get("error.digipost.locked").and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(Digipost {
            web: Web::new(at, timeouts)?,
            clock,
            roots: Roots::default(),
            held: Held::default(),
            senders: Senders::default(),
            locked,
        })
    }
}

impl Sending for Digipost {}
impl Connected for Digipost {}
impl Registered for Digipost {}

#[async_trait]
impl AddressBook for Digipost {
    async fn organisation(&self, organisation: &RemoteId) -> Result<Checked<Organisation>, ProviderError> {
        self.sender(organisation)
    }
}

#[async_trait]
impl Provider for Digipost {
    fn id(&self) -> ProviderId {
        ProviderId::Digipost
    }

    async fn mailboxes(&self, _seen: Option<&str>) -> Result<MailboxList, ProviderError> {
        let root = self.root().await?;
        Ok(MailboxList::All { mailboxes: root::mailboxes(&root)?, ends_known: true, seen: None })
    }

    async fn check_mailbox(&self, mailbox: &RemoteId) -> Result<Checked<RemoteMailbox>, ProviderError> {
        let root = self.roots.now(&self.web).await?;
        let found = root::find(&root, mailbox)?.and_then(|entry| root::read(&root, entry));
        Ok(found.map_or(Checked::Gone, Checked::There))
    }

    async fn person(&self) -> Result<Option<String>, ProviderError> {
        Ok(root::person(&*self.root().await?))
    }

    fn lists_lag(&self) -> bool {
        false
    }

    async fn peek(&self, mailbox: &RemoteId, cursor: Option<&str>) -> Result<Peek, ProviderError> {
        self.look_shortly(mailbox, cursor).await
    }

    async fn folders(&self, mailbox: &RemoteId) -> Result<Vec<RemoteFolder>, ProviderError> {
        let root = self.root().await?;
        let entry = root::find(&root, mailbox)?.ok_or(ProviderError::NotFound)?;
        Ok(folder::all(entry))
    }

    async fn folder(&self, mailbox: &RemoteId, folder: &RemoteId) -> Result<Checked<RemoteFolder>, ProviderError> {
        let root = self.roots.now(&self.web).await?;
        let entry = root::find(&root, mailbox)?.ok_or(ProviderError::NotFound)?;
        let found = folder::all(entry).into_iter().find(|one| one.id == *folder);
        Ok(found.map_or(Checked::Gone, Checked::There))
    }

    async fn messages(&self, mailbox: &RemoteId, request: &PageRequest) -> Result<Page, ProviderError> {
        self.page(mailbox, request).await
    }

    fn skip(&self, _request: &PageRequest) -> Option<String> {
        // Folders that cannot be read are left out on the way; where the inbox goes on behind such a page, only the
        // page would say.
        None
    }

    async fn settle(&self, _mailbox: &RemoteId, cursor: &str) -> Result<Settled, ProviderError> {
        let cursor = Cursor::read(Some(cursor)).unwrap_or_default();
        Ok(Settled { latest: Vec::new(), total: cursor.total, cursor: cursor.to_text() })
    }

    async fn message(&self, mailbox: &RemoteId, message: &RemoteId) -> Result<Checked<RemoteMessage>, ProviderError> {
        self.check_letter(mailbox, message).await
    }

    async fn content(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
        document: &RemoteId,
        _file: &RemoteId,
    ) -> Result<Content, ProviderError> {
        self.bytes_of(mailbox, message, document).await
    }

    async fn logo(&self, organisation: &RemoteId) -> Result<Option<Vec<u8>>, ProviderError> {
        self.web.logo(organisation.as_str()).await
    }

    fn take_traffic(&self) -> (u64, u64) {
        self.web.take_traffic()
    }
}

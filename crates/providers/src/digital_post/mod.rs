//! Denmark's Digital Post, by the interface in docs/interfaces/digital-post.openapi.yaml.
//!
//! Its quirks, kept in here: no change feed, lists that lag behind, paging by number and size, versions in
//! `If-Match`, and that a first pull reads pages of growing size so that the newest letters are there first
//! and no page is read twice.

mod access_requests;
mod accesses;
mod activity;
mod address;
mod address_book;
mod connected;
mod cursor;
mod forwarding;
mod http;
mod listing;
mod mailbox;
mod message;
mod notified;
mod paging;
mod registered;
mod sending;
mod writing;

use crate::wire::Timeouts;
use crate::{
    Authorizer, Checked, Content, MailboxList, Page, PageRequest, Peek, Provider, ProviderError, RemoteFolder,
    RemoteMailbox, RemoteMessage, Settled, Uploading,
};
use async_trait::async_trait;
use cursor::{Cursor, Mark};
use http::{Body, Http};
use listing::{Listing, Of};
use model::{Clock, FolderRole, ProviderId, RemoteId, SystemClock};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::Arc;
use url::Url;

/// Mailboxes and folders a page: nobody has more, so that one answer and its state speak for all.
const LARGE_PAGE: u64 = 1000;
/// More than anybody has; whoever pages on does so for ever.
const MOST_PAGES: u64 = 100;

/// The service as one account reaches it.
pub struct DigitalPost {
    http: Http,
    clock: Arc<dyn Clock>,
}

impl DigitalPost {
    /// The service at this base address (`…/apis/v1`).
    ///
    /// # Errors
    /// [`ProviderError::Refused`] unless the address is https or on this computer.
    pub fn new(base: Url, authorizer: Arc<dyn Authorizer>) -> Result<Self, ProviderError> {
        DigitalPost::with(base, authorizer, Arc::new(SystemClock), Timeouts::default())
    }

    /// The same with another clock and other waits.
    ///
    /// # Errors
    /// [`ProviderError::Refused`] unless the address is https or on this computer.
    pub fn with(
        base: Url,
        authorizer: Arc<dyn Authorizer>,
        clock: Arc<dyn Clock>,
        timeouts: Timeouts,
    ) -> Result<Self, ProviderError> {
        Ok(DigitalPost { http: Http::new(base, authorizer, timeouts)?, clock })
    }
}

impl Uploading for DigitalPost {}

#[async_trait]
impl Provider for DigitalPost {
    fn id(&self) -> ProviderId {
        ProviderId::DigitalPost
    }

    async fn mailboxes(&self, seen: Option<&str>) -> Result<MailboxList, ProviderError> {
        let Some((values, state)) = self.mailbox_values(seen).await? else { return Ok(MailboxList::Unchanged) };
        let ends = match values.iter().any(mailbox::may_end) {
            true => self.ends(accesses::identity_in(&values)).await?,
            false => Some(HashMap::new()),
        };
        let mut all: Vec<RemoteMailbox> = values.iter().filter_map(mailbox::read).collect();
        for one in &mut all {
            let known = one.owner_ref.as_ref().and_then(|owner| ends.as_ref()?.get(owner)).copied();
            one.ends = one.ends.or(known);
        }
        // When it cannot be told when an access ends, the list is to be asked for again.
        let ends_known = ends.is_some();
        Ok(MailboxList::All { mailboxes: all, ends_known, seen: state.filter(|_| ends_known) })
    }

    async fn check_mailbox(&self, mailbox: &RemoteId) -> Result<Checked<RemoteMailbox>, ProviderError> {
        match self.http.get(&["mailboxes", mailbox.as_str()]).await {
            Ok(value) => match mailbox::read(&value) {
                Some(mailbox) => Ok(Checked::There(mailbox)),
                None => Err(ProviderError::Garbage { what: "a mailbox without id" }),
            },
            Err(ProviderError::NotFound | ProviderError::NotAllowed) => Ok(Checked::Gone),
            Err(error) => Err(error),
        }
    }

    async fn peek(&self, mailbox: &RemoteId, cursor: Option<&str>) -> Result<Peek, ProviderError> {
        let now = self.clock.now();
        let mark = cursor.and_then(Cursor::parse).and_then(|cursor| cursor.mark).filter(|mark| mark.holds(now));
        let Some(mark) = mark else { return Ok(Peek::Changed) };
        let path = ["mailboxes", mailbox.as_str(), "messages", ""];
        let query = paging::peek_query(mark.size);
        let Some(body) = self.http.list_unless(&path, &query, mark.etag.as_deref()).await? else {
            return Ok(Peek::Unchanged);
        };
        let listing = Listing::read(&body.bytes, Of::Messages)?;
        let top: Vec<Value> = listing.items().flatten().collect();
        Ok(if mark.agrees_with(&top, listing.total) { Peek::Unchanged } else { Peek::Changed })
    }

    async fn folders(&self, mailbox: &RemoteId) -> Result<Vec<RemoteFolder>, ProviderError> {
        let mut folders = Vec::new();
        for page in 0..MOST_PAGES {
            let path = ["mailboxes", mailbox.as_str(), "folders", ""];
            let Some(body) = self.page(&path, page, None).await? else { break };
            let listing = Listing::read(&body.bytes, Of::Folders)?;
            folders.extend(listing.items().flatten().filter_map(|item| read_folder(&item)));
            if !listing.goes_on(page, LARGE_PAGE) {
                return Ok(folders);
            }
        }
        Err(ProviderError::Garbage { what: "a list without end" })
    }

    async fn folder(&self, mailbox: &RemoteId, folder: &RemoteId) -> Result<Checked<RemoteFolder>, ProviderError> {
        match self.http.get(&["mailboxes", mailbox.as_str(), "folders", folder.as_str()]).await {
            Ok(value) => {
                let folder = read_folder(&value).ok_or(ProviderError::Garbage { what: "a folder without id" })?;
                Ok(Checked::There(folder))
            }
            Err(ProviderError::NotFound) => Ok(Checked::Gone),
            Err(error) => Err(error),
        }
    }

    async fn messages(&self, mailbox: &RemoteId, request: &PageRequest) -> Result<Page, ProviderError> {
        let path = ["mailboxes", mailbox.as_str(), "messages", ""];
        let now = self.clock.now();
        let place = paging::Place::of(request, now)?;
        let body = self.http.list(&path, &place.query(request)).await?;
        place.read(request, &Listing::read(&body.bytes, Of::Messages)?, now)
    }

    fn skip(&self, request: &PageRequest) -> Option<String> {
        paging::Place::of(request, self.clock.now()).ok()?.skip()
    }

    async fn settle(&self, mailbox: &RemoteId, cursor: &str) -> Result<Settled, ProviderError> {
        let mut cursor = Cursor::parse(cursor).unwrap_or_default();
        let path = ["mailboxes", mailbox.as_str(), "messages", ""];
        let now = self.clock.now();
        let size = cursor.look(now);
        let Body { bytes, etag } = self.http.list(&path, &paging::peek_query(size)).await?;
        let listing = Listing::read(&bytes, Of::Messages)?;
        let top: Vec<Value> = listing.items().flatten().collect();
        cursor.mark = Mark::of(&top, &listing, size, etag, now);
        Ok(Settled { latest: cursor::versions(&top).collect(), total: listing.total, cursor: cursor.to_text() })
    }

    async fn message(&self, mailbox: &RemoteId, message: &RemoteId) -> Result<Checked<RemoteMessage>, ProviderError> {
        self.read_message(mailbox, message).await
    }

    async fn content(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
        document: &RemoteId,
        file: &RemoteId,
    ) -> Result<Content, ProviderError> {
        let of = ["mailboxes", mailbox.as_str(), "messages", message.as_str()];
        let path = ["documents", document.as_str(), "files", file.as_str(), "content"];
        match self.http.content(&[&of[..], &path].concat()).await {
            // The service says no more than that; its letter says whether a higher level would do.
            Err(ProviderError::NotAllowed) => match self.message(mailbox, message).await? {
                Checked::There(letter) if letter.needs_level.is_some() => Err(ProviderError::HigherLevelNeeded),
                _ => Err(ProviderError::NotAllowed),
            },
            answer => answer,
        }
    }

    async fn logo(&self, organisation: &RemoteId) -> Result<Option<Vec<u8>>, ProviderError> {
        self.http.logo(&["organisations", organisation.as_str(), "logo"]).await
    }

    fn take_traffic(&self) -> (u64, u64) {
        self.http.take_traffic()
    }
}

impl DigitalPost {
    /// The mailboxes as the service says them, and the state of their list; none when it is in this state still.
    async fn mailbox_values(&self, seen: Option<&str>) -> Result<Option<(Vec<Value>, Option<String>)>, ProviderError> {
        let (mut all, mut state) = (Vec::new(), None);
        for page in 0..MOST_PAGES {
            let condition = seen.filter(|_| page == 0);
            let Some(Body { bytes, etag }) = self.page(&["mailboxes", ""], page, condition).await? else {
                return Ok(None);
            };
            let listing = Listing::read(&bytes, Of::Mailboxes)?;
            all.extend(listing.items().flatten());
            if page == 0 {
                state = etag;
            }
            if !listing.goes_on(page, LARGE_PAGE) {
                // One etag speaks for one page only.
                return Ok(Some((all, state.filter(|_| page == 0))));
            }
        }
        Err(ProviderError::Garbage { what: "a list without end" })
    }

    async fn page(&self, path: &[&str], page: u64, condition: Option<&str>) -> Result<Option<Body>, ProviderError> {
        let query = [("page", page.to_string()), ("size", LARGE_PAGE.to_string())];
        self.http.list_unless(path, &query, condition).await
    }

    async fn read_message(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
    ) -> Result<Checked<RemoteMessage>, ProviderError> {
        match self.http.get(&["mailboxes", mailbox.as_str(), "messages", message.as_str()]).await {
            Ok(value) => self.read_one(&value).map(Checked::There),
            Err(ProviderError::NotFound) => Ok(Checked::Gone),
            Err(error) => Err(error),
        }
    }

    fn read_one(&self, value: &Value) -> Result<RemoteMessage, ProviderError> {
        let read = message::read(value, self.clock.now());
        read.map(|read| read.message).ok_or(ProviderError::Garbage { what: "a message without id" })
    }
}

fn read_folder(value: &Value) -> Option<RemoteFolder> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let role = match text("folderType") {
        Some("INBOX") => FolderRole::Inbox,
        Some("DRAFTS") => FolderRole::Drafts,
        Some("SENT") => FolderRole::Sent,
        Some("DELETED") => FolderRole::Deleted,
        _ => FolderRole::Own,
    };
    Some(RemoteFolder {
        id: text("id")?.into(),
        parent: text("parentFolderId").map(RemoteId::from),
        role,
        name: text("name").unwrap_or_default().chars().take(256).collect(),
        version: value.get("version").and_then(Value::as_i64).unwrap_or(0),
        icon: None,
    })
}

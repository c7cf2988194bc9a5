//! Denmark's Digital Post, by the interface in docs/interfaces/digital-post.openapi.yaml.
//!
//! Its quirks, kept in here: no change feed, lists that lag behind, paging by number and size, versions in
//! `If-Match`, and that a first pull reads pages of growing size so that the newest letters are there first
//! and no page is read twice.

mod cursor;
mod http;
mod mailbox;
mod message;
mod paging;

use crate::{
    Authorizer, Checked, Content, Done, MailboxList, Page, PageRequest, Peek, Provider, ProviderError, RemoteFolder,
    RemoteMailbox, RemoteMessage,
};
use async_trait::async_trait;
use cursor::Cursor;
use http::{Body, Http};
use model::{Change, FolderRole, ProviderId, RemoteId};
use serde_json::{Value, json};
use std::sync::Arc;
use url::Url;

/// Mailboxes and folders a page.
const LARGE_PAGE: &str = "200";

/// The service as one account reaches it.
pub struct DigitalPost {
    http: Http,
}

impl DigitalPost {
    /// The service at this base address (`…/apis/v1`).
    ///
    /// # Errors
    /// [`ProviderError::Refused`] unless the address is https or on this computer.
    pub fn new(base: Url, authorizer: Arc<dyn Authorizer>) -> Result<Self, ProviderError> {
        Ok(DigitalPost { http: Http::new(base, authorizer)? })
    }
}

#[async_trait]
impl Provider for DigitalPost {
    fn id(&self) -> ProviderId {
        ProviderId::DigitalPost
    }

    async fn mailboxes(&self, seen: Option<&str>) -> Result<MailboxList, ProviderError> {
        let (mut all, mut page, mut state) = (Vec::new(), 0, None);
        loop {
            let query = [("page", page.to_string()), ("size", LARGE_PAGE.to_owned())];
            let condition = seen.filter(|_| page == 0);
            let Body::New { value, etag } = self.http.list(&["mailboxes", ""], &query, condition).await? else {
                return Ok(MailboxList::Unchanged);
            };
            let items = paging::items(&value, "mailboxes")?;
            let last = paging::is_last(&value, page, items.len());
            all.extend(items.iter().filter_map(mailbox::read));
            if page == 0 {
                state = etag;
            }
            if last {
                // One etag speaks for one page only.
                return Ok(MailboxList::All { mailboxes: all, seen: state.filter(|_| page == 0) });
            }
            page += 1;
        }
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
        let Some(cursor) = cursor.and_then(Cursor::parse) else { return Ok(Peek::Changed) };
        let path = ["mailboxes", mailbox.as_str(), "messages", ""];
        let query = paging::peek_query();
        match self.http.list(&path, &query, cursor.etag.as_deref()).await? {
            Body::Unchanged => Ok(Peek::Unchanged),
            Body::New { value, .. } => {
                let items = paging::items(&value, "messages")?;
                let same = cursor.agrees_with(items.first(), paging::total(&value)) && cursor.settled;
                Ok(if same { Peek::Unchanged } else { Peek::Changed })
            }
        }
    }

    async fn folders(&self, mailbox: &RemoteId) -> Result<Vec<RemoteFolder>, ProviderError> {
        let (mut folders, mut page) = (Vec::new(), 0);
        loop {
            let query = [("page", page.to_string()), ("size", LARGE_PAGE.to_owned())];
            let path = ["mailboxes", mailbox.as_str(), "folders", ""];
            let Body::New { value, .. } = self.http.list(&path, &query, None).await? else { return Ok(folders) };
            let items = paging::items(&value, "folders")?;
            folders.extend(items.iter().filter_map(read_folder));
            if paging::is_last(&value, page, items.len()) {
                return Ok(folders);
            }
            page += 1;
        }
    }

    async fn messages(&self, mailbox: &RemoteId, request: &PageRequest) -> Result<Page, ProviderError> {
        let path = ["mailboxes", mailbox.as_str(), "messages", ""];
        let place = paging::Place::of(request)?;
        let Body::New { value, .. } = self.http.list(&path, &place.query(request), None).await? else {
            return Err(ProviderError::Garbage { what: "not modified, without having been asked" });
        };
        place.read(request, &value)
    }

    async fn settle(&self, mailbox: &RemoteId, cursor: &str) -> Result<String, ProviderError> {
        let Some(mut cursor) = Cursor::parse(cursor) else { return Ok(cursor.to_owned()) };
        let path = ["mailboxes", mailbox.as_str(), "messages", ""];
        if let Body::New { value, etag } = self.http.list(&path, &paging::peek_query(), None).await? {
            let items = paging::items(&value, "messages")?;
            cursor.settled = cursor.agrees_with(items.first(), paging::total(&value));
            cursor.etag = etag.filter(|_| cursor.settled);
        }
        Ok(cursor.to_text())
    }

    async fn message(&self, mailbox: &RemoteId, message: &RemoteId) -> Result<Checked<RemoteMessage>, ProviderError> {
        match self.http.get(&["mailboxes", mailbox.as_str(), "messages", message.as_str()]).await {
            Ok(value) => read_one(&value).map(Checked::There),
            Err(ProviderError::NotFound) => Ok(Checked::Gone),
            Err(error) => Err(error),
        }
    }

    async fn content(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
        document: &RemoteId,
        file: &RemoteId,
    ) -> Result<Content, ProviderError> {
        let (mailbox, message) = (mailbox.as_str(), message.as_str());
        let (document, file) = (document.as_str(), file.as_str());
        let path = ["mailboxes", mailbox, "messages", message, "documents", document, "files", file, "content"];
        self.http.content(&path).await
    }

    async fn apply(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
        seen_version: i64,
        change: &Change,
    ) -> Result<Done, ProviderError> {
        let body = match change {
            Change::Read(read) => json!({"read": read}),
            Change::Flag(flag) => json!({"flag": flag}),
        };
        self.patch(mailbox, message, seen_version, &body).await
    }

    async fn open(&self, mailbox: &RemoteId, message: &RemoteId, seen_version: i64) -> Result<Done, ProviderError> {
        self.patch(mailbox, message, seen_version, &json!({"legallyNotified": true})).await
    }

    async fn logo(&self, organisation: &RemoteId) -> Result<Option<Vec<u8>>, ProviderError> {
        self.http.small_file(&["organisations", organisation.as_str(), "logo"]).await
    }

    fn take_traffic(&self) -> (u64, u64) {
        self.http.take_traffic()
    }
}

impl DigitalPost {
    async fn patch(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
        version: i64,
        body: &Value,
    ) -> Result<Done, ProviderError> {
        let path = ["mailboxes", mailbox.as_str(), "messages", message.as_str()];
        let value = self.http.patch(&path, version, body).await?;
        Ok(Done { message: read_one(&value)? })
    }
}

fn read_one(value: &Value) -> Result<RemoteMessage, ProviderError> {
    message::read(value)
        .map(|(message, _)| message)
        .map_err(|_| ProviderError::Garbage { what: "a message without id" })
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
    })
}

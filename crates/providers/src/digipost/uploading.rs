//! Putting a document of one's own into a mailbox. What will not fit is not sent: a hundred megabytes over a slow line
//! take half an hour.

use super::folder::{self, INBOX};
use super::{Digipost, link, root};
use crate::wire::Upload;
use crate::{OwnDocument, ProviderError, Uploading};
use async_trait::async_trait;
use model::RemoteId;
use serde_json::Value;

/// The largest file (`upload_too_large_file` of the service's own apps).
const LARGEST: u64 = 100 << 20;

/// Where documents go that are put into this folder.
fn target<'a>(entry: &'a Value, folder: Option<&RemoteId>) -> Result<&'a str, ProviderError> {
    match folder.filter(|folder| folder.as_str() != INBOX) {
        Some(folder) => link::follow(folder::find(entry, folder)?, "upload_document"),
        None => {
            link::find(entry, "upload_document_to_inbox").map_or_else(|| link::follow(entry, "upload_document"), Ok)
        }
    }
}

#[async_trait]
impl Uploading for Digipost {
    fn largest_upload(&self) -> Option<u64> {
        Some(LARGEST)
    }

    async fn put_in(
        &self,
        mailbox: &RemoteId,
        folder: Option<&RemoteId>,
        document: &OwnDocument,
    ) -> Result<(), ProviderError> {
        let size = document.source.size();
        if size > LARGEST {
            return Err(ProviderError::Said("error.upload.tooLarge"));
        }
        let root = self.roots.now(&self.web).await?;
        let entry = root::find(&root, mailbox)?.ok_or(ProviderError::NotFound)?;
        let space = root::read(&root, entry).and_then(|mailbox| mailbox.space);
        if space.is_some_and(|space| size > space.total.saturating_sub(space.used)) {
            return Err(ProviderError::Said("error.upload.full"));
        }
        let sent = self.web.upload(target(entry, folder)?, &|| Upload::form(document)).await;
        self.roots.forget().await;
        sent
    }
}

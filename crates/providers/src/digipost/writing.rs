//! What a person changes: where a letter lies and what it is called, which are said together; opening one, with the
//! receipts that it asks for; deleting, which is for good, since there is no place for what was deleted.

use super::folder::{self, Folders, INBOX};
use super::letter::{self, Letter};
use super::part::parts;
use super::{Digipost, link, root};
use crate::{Done, ProviderError, RemoteChange, RemoteFolder, Writing};
use async_trait::async_trait;
use model::{FolderIcon, RemoteId, Weight};
use reqwest::Method;
use serde_json::{Value, json};

impl Digipost {
    /// The letter, if it is as the person saw it: the service counts no versions and would not notice.
    async fn as_seen(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
        version: i64,
    ) -> Result<(Value, Letter), ProviderError> {
        let (value, letter) = self.now(mailbox, message).await?;
        if letter.message.version == version { Ok((value, letter)) } else { Err(ProviderError::Conflict) }
    }

    /// Where it is to lie, in the service's terms.
    async fn place(&self, mailbox: &RemoteId, folder: &RemoteId, subject: Value) -> Result<Value, ProviderError> {
        if folder.as_str() == INBOX {
            return Ok(json!({"location": "INBOX", "subject": subject}));
        }
        let root = self.root().await?;
        let entry = root::find(&root, mailbox)?.ok_or(ProviderError::NotFound)?;
        match folder::find(entry, folder) {
            Ok(found) => Ok(json!({"location": "FOLDER", "folderId": found.get("id"), "subject": subject})),
            Err(_) => Err(ProviderError::Refused { code: "folder.unknown".to_owned() }),
        }
    }

    fn folders<'a>(&'a self, mailbox: &'a RemoteId) -> Folders<'a> {
        Folders { web: &self.web, roots: &self.roots, mailbox }
    }
}

#[async_trait]
impl Writing for Digipost {
    async fn apply(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
        seen_version: i64,
        change: &RemoteChange,
    ) -> Result<Done, ProviderError> {
        if !matches!(change, RemoteChange::Folder(_) | RemoteChange::Label(_)) {
            return Err(ProviderError::NotOffered);
        }
        let (value, letter) = self.as_seen(mailbox, message, seen_version).await?;
        let folder = match change {
            RemoteChange::Folder(folder) => folder,
            _ => &letter.message.folder,
        };
        let subject = match change {
            RemoteChange::Label(name) => {
                letter::may_be_renamed(&value, letter.message.needs_level)?;
                name.as_str().into()
            }
            // As it came: what is mended here for reading is not written there.
            _ => value.get("subject").cloned().unwrap_or_default(),
        };
        let body = self.place(mailbox, folder, subject).await?;
        let answer = self.web.put_or_post(Method::POST, link::follow(&value, "update_document")?, &body).await?;
        self.roots.forget().await;
        let taken = answer.and_then(|answer| self.taken(mailbox, message, answer).ok());
        let (_, letter) = match taken {
            Some(taken) => taken,
            None => self.now(mailbox, message).await?,
        };
        Ok(Done { message: letter.message })
    }

    async fn open(&self, mailbox: &RemoteId, message: &RemoteId, seen_version: i64) -> Result<Done, ProviderError> {
        let (value, letter) = self.now(mailbox, message).await?;
        if letter.message.weight != Weight::Receipt {
            return Ok(Done { message: letter::opened(letter) });
        }
        if letter.message.version != seen_version {
            // What the person agreed to may have been less than a receipt.
            return Err(ProviderError::Conflict);
        }
        for part in parts(&value) {
            if let Some(receipt) = part.receipt {
                self.web.post_nothing(receipt).await?;
            }
        }
        self.roots.forget().await;
        let (_, letter) = self.now(mailbox, message).await?;
        Ok(Done { message: letter::opened(letter) })
    }

    async fn erase(&self, mailbox: &RemoteId, message: &RemoteId, seen_version: i64) -> Result<(), ProviderError> {
        let (value, _) = self.as_seen(mailbox, message, seen_version).await?;
        self.web.delete(link::follow(&value, "delete_document")?).await?;
        self.held.forget(mailbox, message);
        self.roots.forget().await;
        Ok(())
    }

    async fn make_folder(
        &self,
        mailbox: &RemoteId,
        name: &str,
        parent: Option<&RemoteId>,
        icon: Option<FolderIcon>,
    ) -> Result<RemoteFolder, ProviderError> {
        match parent {
            // They lie beside one another.
            Some(_) => Err(ProviderError::NotOffered),
            None => self.folders(mailbox).make(name, icon).await,
        }
    }

    async fn rename_folder(
        &self,
        mailbox: &RemoteId,
        folder: &RemoteId,
        _seen_version: i64,
        name: &str,
        icon: Option<FolderIcon>,
    ) -> Result<RemoteFolder, ProviderError> {
        self.folders(mailbox).change(folder, name, icon).await
    }

    async fn remove_folder(
        &self,
        mailbox: &RemoteId,
        folder: &RemoteId,
        _seen_version: i64,
    ) -> Result<(), ProviderError> {
        self.folders(mailbox).remove(folder).await
    }
}

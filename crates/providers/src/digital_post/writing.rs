//! Changing letters and folders: PATCH, POST, PUT and DELETE with the version last seen.

use super::{DigitalPost, read_folder};
use crate::{Checked, Done, ProviderError, RemoteChange, RemoteFolder, Writing};
use async_trait::async_trait;
use model::{FolderIcon, MessageType, RemoteId};
use serde_json::{Map, Value, json};

#[async_trait]
impl Writing for DigitalPost {
    async fn apply(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
        seen_version: i64,
        change: &RemoteChange,
    ) -> Result<Done, ProviderError> {
        let body = match change {
            RemoteChange::Read(read) => json!({"read": read}),
            RemoteChange::Flag(flag) => json!({"flag": flag}),
            RemoteChange::Folder(folder) => json!({"folderId": folder.as_str()}),
            RemoteChange::Note(note) => json!({"note": note}),
            RemoteChange::Label(label) => json!({"label": label}),
        };
        self.patch(mailbox, message, seen_version, &body).await
    }

    async fn open(&self, mailbox: &RemoteId, message: &RemoteId, seen_version: i64) -> Result<Done, ProviderError> {
        match self.patch(mailbox, message, seen_version, &json!({"legallyNotified": true})).await {
            // A letter of a kind that we do not know waited as if it served the owner. It does not.
            Err(refused @ ProviderError::Refused { .. }) => match self.read_message(mailbox, message).await? {
                Checked::There(message) if message.message_type == MessageType::Unknown => Ok(Done { message }),
                _ => Err(refused),
            },
            answer => answer,
        }
    }

    async fn erase(&self, mailbox: &RemoteId, message: &RemoteId, seen_version: i64) -> Result<(), ProviderError> {
        self.http.delete(&["mailboxes", mailbox.as_str(), "messages", message.as_str()], seen_version).await
    }

    async fn make_folder(
        &self,
        mailbox: &RemoteId,
        name: &str,
        parent: Option<&RemoteId>,
        _icon: Option<FolderIcon>,
    ) -> Result<RemoteFolder, ProviderError> {
        let mut body =
            Map::from_iter([("folderType".to_owned(), "USER_DEFINED".into()), ("name".to_owned(), name.into())]);
        if let Some(parent) = parent {
            body.insert("parentFolderId".to_owned(), parent.as_str().into());
        }
        let path = ["mailboxes", mailbox.as_str(), "folders", ""];
        folder(&self.http.post(&path, &Value::Object(body)).await?)
    }

    async fn rename_folder(
        &self,
        mailbox: &RemoteId,
        id: &RemoteId,
        seen_version: i64,
        name: &str,
        _icon: Option<FolderIcon>,
    ) -> Result<RemoteFolder, ProviderError> {
        let path = ["mailboxes", mailbox.as_str(), "folders", id.as_str()];
        // A PUT replaces the whole, so what else the service knows of it is sent back as it came.
        let mut body = self.http.get(&path).await?;
        let fields = body.as_object_mut().ok_or(ProviderError::Garbage { what: "a folder that is no object" })?;
        fields.insert("name".to_owned(), name.into());
        folder(&self.http.put(&path, seen_version, &body).await?)
    }

    async fn remove_folder(
        &self,
        mailbox: &RemoteId,
        folder: &RemoteId,
        seen_version: i64,
    ) -> Result<(), ProviderError> {
        self.http.delete(&["mailboxes", mailbox.as_str(), "folders", folder.as_str()], seen_version).await
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
        Ok(Done { message: self.read_one(&value)? })
    }
}

fn folder(value: &Value) -> Result<RemoteFolder, ProviderError> {
    read_folder(value).ok_or(ProviderError::Garbage { what: "a folder without id" })
}

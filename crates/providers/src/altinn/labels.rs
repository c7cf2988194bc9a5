//! What a person changes about a letter: its system labels, and nothing else. A change is sent with the state of the
//! labels (`If-Match`), which the list says; the letter itself is never read for it, since that would count as seen.

use super::Altinn;
use super::folders::Place;
use super::item::{Item, Relabel};
use crate::{Checked, Done, ProviderError, RemoteChange, RemoteMessage, Writing};
use async_trait::async_trait;
use model::RemoteId;
use serde_json::json;

/// It is there and in no list.
const NOT_LISTED: ProviderError = ProviderError::Said("error.altinn.notListed");

#[async_trait]
impl Writing for Altinn {
    async fn apply(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
        seen_version: i64,
        change: &RemoteChange,
    ) -> Result<Done, ProviderError> {
        let relabels = matches!(change, RemoteChange::Read(_) | RemoteChange::Folder(_));
        if !relabels {
            return Err(ProviderError::NotOffered);
        }
        let item = match self.known(mailbox, message) {
            Some(item) => item,
            None => match self.find(mailbox, message).await? {
                Some(item) => item,
                None => {
                    self.is_there(message).await?;
                    return Err(NOT_LISTED);
                }
            },
        };
        if item.version() != seen_version {
            return Err(ProviderError::Conflict);
        }
        match relabel(&item, change)? {
            None => Ok(Done { message: item.message() }),
            Some(change) => Ok(Done { message: self.put(mailbox, item, change).await? }),
        }
    }

    async fn open(&self, mailbox: &RemoteId, message: &RemoteId, _seen_version: i64) -> Result<Done, ProviderError> {
        Ok(Done { message: self.read_dialog(mailbox, message).await? })
    }

    async fn erase(&self, _: &RemoteId, _: &RemoteId, _: i64) -> Result<(), ProviderError> {
        Err(ProviderError::NotOffered)
    }
}

/// What has to be done about the labels, if anything.
fn relabel(item: &Item, change: &RemoteChange) -> Result<Option<Relabel>, ProviderError> {
    match change {
        RemoteChange::Read(false) => Ok(item.is_read().then(|| Item::marking(true))),
        RemoteChange::Read(true) if item.is_read() => Ok(None),
        RemoteChange::Read(true) if item.is_only_marked() => Ok(Some(Item::marking(false))),
        // Nothing but having its content makes a letter seen.
        RemoteChange::Read(true) => Err(ProviderError::Said("error.altinn.readByOpening")),
        RemoteChange::Folder(folder) => match Place::parse(folder) {
            None => Err(ProviderError::Said("error.move.notThere")),
            // Drafts and what was sent lie where they do by what they are.
            Some(place @ (Place::Drafts | Place::Sent)) if place != item.own_place() => {
                Err(ProviderError::Said("error.move.notThere"))
            }
            Some(place) => {
                Ok(item.towards(place).filter(|_| place != Place::Inbox || item.place() != item.own_place()))
            }
        },
        RemoteChange::Flag(_) | RemoteChange::Note(_) | RemoteChange::Label(_) => Err(ProviderError::NotOffered),
    }
}

impl Altinn {
    fn known(&self, mailbox: &RemoteId, message: &RemoteId) -> Option<Item> {
        self.kept().item(mailbox, message)
    }

    async fn put(&self, mailbox: &RemoteId, item: Item, change: Relabel) -> Result<RemoteMessage, ProviderError> {
        let path = ["enduser", "dialogs", item.id.as_str(), "context", "systemlabels"];
        let body = json!({"addLabels": change.add, "removeLabels": change.remove});
        let state = self.http.put(&path, &item.revision, &body).await;
        // Also when nobody heard whether it was done.
        self.kept().forget(mailbox, &item.id);
        let item = match state? {
            Some(state) => item.relabelled(change, state),
            None => self.find(mailbox, &item.id).await?.ok_or(NOT_LISTED)?,
        };
        self.kept().put(mailbox, item.clone());
        Ok(item.message())
    }

    /// Whether the service has a letter, without reading it: the log of who has seen it writes nothing when it is read.
    async fn is_there(&self, message: &RemoteId) -> Result<(), ProviderError> {
        match self.http.list(&["enduser", "dialogs", message.as_str(), "seenlog"], &[]).await {
            // Who may not read it learns that it is there.
            Ok(_) | Err(ProviderError::HigherLevelNeeded) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The direct question about one letter. It must leave no trace, so it is two: whether it is there, and what the
    /// list says of it. What is there and in no list (it has expired, or is to be seen later) is not gone.
    pub(super) async fn check(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
    ) -> Result<Checked<RemoteMessage>, ProviderError> {
        match self.is_there(message).await {
            Err(ProviderError::NotFound) => {
                self.kept().forget(mailbox, message);
                return Ok(Checked::Gone);
            }
            asked => asked?,
        }
        let item = match self.known(mailbox, message) {
            Some(item) => Some(item),
            None => self.find(mailbox, message).await?,
        };
        Ok(Checked::There(item.ok_or(NOT_LISTED)?.message()))
    }
}

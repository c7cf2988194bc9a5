//! A mailbox as the person sees it: what the service says, with what she did here laid over.

use crate::letter::Facts;
use model::{Change, FolderId, FolderRole, Mailbox, Message, MessageId, RemoteId, WishState};
use std::collections::BTreeSet;
use std::sync::Arc;
use vault::{Cache, Profile, StoreError};

/// The mailbox.
pub(crate) struct View {
    mailbox: Mailbox,
    pub cache: Arc<Cache>,
    deleted: BTreeSet<FolderId>,
    /// She marked it as read here, and the service does not know it yet.
    read_here: BTreeSet<MessageId>,
    /// She threw it away here.
    deleted_here: BTreeSet<MessageId>,
}

impl View {
    pub fn open(profile: &Profile, mailbox: &Mailbox) -> Result<Self, StoreError> {
        let cache = profile.cache(&mailbox.id)?;
        let wishes = profile.state_if_any(&mailbox.id)?.map_or_else(|| Ok(Vec::new()), |state| state.wishes())?;
        let folders = cache.folders()?.into_iter().filter(|folder| folder.role == FolderRole::Deleted);
        let deleted: BTreeSet<FolderId> = folders.map(|folder| folder.id).collect();
        let (mut read_here, mut deleted_here) = (BTreeSet::new(), BTreeSet::new());
        for wish in wishes.into_iter().filter(|wish| wish.state == WishState::Waiting) {
            let Some(message) = wish.message().cloned() else { continue };
            match &wish.change {
                Change::Read(true) => _ = read_here.insert(message),
                Change::Read(false) => _ = read_here.remove(&message),
                Change::Delete | Change::Erase => _ = deleted_here.insert(message),
                Change::Move(to) if deleted.contains(to) => _ = deleted_here.insert(message),
                Change::Move(_) => _ = deleted_here.remove(&message),
                _ => {}
            }
        }
        Ok(View { mailbox: mailbox.clone(), cache, deleted, read_here, deleted_here })
    }

    /// Of a letter that is in hand.
    pub fn facts(&self, message: &Message) -> Facts {
        let deleted = self.deleted.contains(&message.folder) || self.deleted_here.contains(&message.id);
        Facts::of(message, self.read_here.contains(&message.id), deleted)
    }

    /// What we call a letter of the service.
    pub fn id(&self, letter: &RemoteId) -> MessageId {
        MessageId::derive(&self.mailbox.id, letter)
    }

    /// Of a letter that may not be here.
    pub fn find(&self, letter: &RemoteId) -> Result<Option<Facts>, StoreError> {
        self.facts_of(&self.id(letter))
    }

    /// The same, by our own name.
    pub fn facts_of(&self, letter: &MessageId) -> Result<Option<Facts>, StoreError> {
        Ok(self.cache.message(letter)?.map(|message| self.facts(&message)))
    }
}

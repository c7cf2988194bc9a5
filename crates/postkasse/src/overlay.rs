//! What is shown is the cache with the person's own wishes laid over it.

use crate::views::LetterRow;
use model::{Change, FolderRole, MailboxId, Wish, WishState};
use std::collections::HashMap;
use vault::{MessageHead, Profile, StoreError};

/// The names of a mailbox's folders, and the wishes that wait in it.
struct Beside {
    folders: HashMap<model::FolderId, String>,
    wishes: Vec<Wish>,
}

/// Makes rows of headers; what is needed of each mailbox is read once.
pub(crate) struct Overlay<'a> {
    profile: &'a Profile,
    beside: HashMap<MailboxId, Beside>,
}

impl<'a> Overlay<'a> {
    pub(crate) fn new(profile: &'a Profile) -> Self {
        Overlay { profile, beside: HashMap::new() }
    }

    fn beside(&mut self, mailbox: &MailboxId) -> Result<&Beside, StoreError> {
        if !self.beside.contains_key(mailbox) {
            let folders = self.profile.cache(mailbox)?.folders()?.into_iter().map(|folder| {
                let name = if folder.role == FolderRole::Own { folder.name } else { folder.role.as_str().to_owned() };
                (folder.id, name)
            });
            let folders = folders.collect();
            let wishes = match self.profile.state_if_any(mailbox)? {
                Some(state) => state.wishes()?,
                None => Vec::new(),
            };
            self.beside.insert(mailbox.clone(), Beside { folders, wishes });
        }
        self.beside.get(mailbox).ok_or(StoreError::NotFound)
    }

    /// The row of a header.
    pub(crate) fn row(&mut self, head: MessageHead) -> Result<LetterRow, StoreError> {
        let beside = self.beside(&head.mailbox)?;
        let folder = beside.folders.get(&head.folder).cloned().unwrap_or_default();
        let mut row = LetterRow {
            id: head.id,
            remote_id: head.remote_id,
            mailbox: head.mailbox,
            folder,
            subject: head.subject,
            sender: head.sender,
            received: head.received,
            read: head.read,
            flag: head.flag,
            attachments: head.attachments,
            reply_by: head.reply_by,
            needs_level: head.needs_level,
            waits: head.waits,
            queued: false,
            snippet: None,
        };
        for wish in beside.wishes.iter().filter(|wish| wish.message == row.id && wish.state == WishState::Waiting) {
            row.queued = true;
            match wish.change {
                Change::Read(read) => row.read = read,
                Change::Flag(flag) => row.flag = flag,
            }
        }
        Ok(row)
    }
}

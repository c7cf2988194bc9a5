//! What is shown is the cache with the person's own wishes laid over it.

use crate::senders::Senders;
use crate::views::LetterRow;
use model::{Change, Folder, FolderId, FolderRole, MailboxId, MessageId, RemoteId, Topic, Wish, WishState};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use vault::{MessageHead, Profile, StoreError, Wished};

/// Makes rows of headers; what is needed of each mailbox is read once, and only what is needed: a list over all
/// asks every mailbox for its wishes, but only those that are on the page for their folders.
pub(crate) struct Overlay<'a> {
    profile: &'a Profile,
    wishes: HashMap<MailboxId, Vec<Wish>>,
    folders: HashMap<MailboxId, Vec<Folder>>,
    begun: HashMap<MailboxId, Vec<RemoteId>>,
    senders: Senders<'a>,
}

impl<'a> Overlay<'a> {
    pub(crate) fn new(profile: &'a Profile) -> Self {
        let (wishes, folders, begun) = (HashMap::new(), HashMap::new(), HashMap::new());
        Overlay { profile, wishes, folders, begun, senders: Senders::new(profile) }
    }

    /// The wishes that wait.
    fn wishes(&mut self, mailbox: &MailboxId) -> Result<&[Wish], StoreError> {
        match self.wishes.entry(mailbox.clone()) {
            Entry::Occupied(read) => Ok(read.into_mut()),
            Entry::Vacant(place) => {
                let state = self.profile.state_if_any(mailbox)?;
                let mut wishes = state.map_or_else(|| Ok(Vec::new()), |state| state.wishes())?;
                wishes.retain(|wish| wish.state == WishState::Waiting);
                Ok(place.insert(wishes))
            }
        }
    }

    /// The folders as the person wants them.
    pub(crate) fn folders(&mut self, mailbox: &MailboxId) -> Result<&[Folder], StoreError> {
        if !self.folders.contains_key(mailbox) {
            let mut folders = self.profile.folders(mailbox)?;
            for wish in self.wishes(mailbox)? {
                if let Some(folder) = wish.folder() {
                    lay_over(&mut folders, folder, &wish.change);
                }
            }
            self.folders.insert(mailbox.clone(), folders);
        }
        Ok(self.folders.get(mailbox).ok_or(StoreError::NotFound)?)
    }

    /// The letters about which something of these topics waits.
    pub(crate) fn about(
        &mut self,
        mailbox: &MailboxId,
        topics: impl Fn(Topic) -> bool,
    ) -> Result<Vec<MessageId>, StoreError> {
        let waiting = self.wishes(mailbox)?.iter().filter(|wish| topics(wish.change.topic()));
        let mut about: Vec<_> = waiting.filter_map(|wish| wish.message().cloned()).collect();
        about.sort();
        about.dedup();
        Ok(about)
    }

    /// What the person wished of letters, for a search.
    pub(crate) fn wished(&mut self, mailbox: &MailboxId) -> Result<Vec<Wished>, StoreError> {
        if self.wishes(mailbox)?.is_empty() {
            return Ok(Vec::new());
        }
        let deleted = self.folders(mailbox)?.iter().find(|folder| folder.role == FolderRole::Deleted);
        let deleted = deleted.map(|folder| folder.id.clone());
        let mut all: BTreeMap<MessageId, Wished> = BTreeMap::new();
        for wish in self.wishes(mailbox)? {
            let Some(message) = wish.message() else { continue };
            let one = all.entry(message.clone()).or_insert_with(|| Wished::nothing(message.clone()));
            match &wish.change {
                Change::Read(read) => one.read = Some(*read),
                Change::Move(folder) => one.folder = Some(folder.clone()),
                Change::Delete => one.folder = deleted.clone().or(one.folder.take()),
                Change::Erase => one.gone = true,
                Change::Rename(subject) => one.subject = Some(subject.clone()),
                Change::Note(note) => one.note = Some(note.clone()),
                Change::Flag(_) | Change::Send | Change::Forward | Change::Discard => {}
                Change::MakeFolder { .. } | Change::RenameFolder(_) => {}
                Change::FolderIcon(_) | Change::RemoveFolder => {}
            }
        }
        Ok(all.into_values().collect())
    }

    /// Whether it is what the service has of a letter that is being written here: that one is shown already.
    fn is_written_here(&mut self, head: &MessageHead) -> Result<bool, StoreError> {
        let folders = self.folders(&head.mailbox)?;
        if !folders.iter().any(|folder| folder.id == head.folder && folder.role == FolderRole::Drafts) {
            return Ok(false);
        }
        let begun = match self.begun.entry(head.mailbox.clone()) {
            Entry::Occupied(read) => read.into_mut(),
            Entry::Vacant(place) => {
                let state = self.profile.state_if_any(&head.mailbox)?;
                place.insert(state.map_or_else(|| Ok(Vec::new()), |state| state.begun())?)
            }
        };
        Ok(begun.contains(&head.remote_id))
    }

    /// The row of a header; none when the letter waits to be erased, or is being written here.
    pub(crate) fn row(&mut self, head: MessageHead) -> Result<Option<LetterRow>, StoreError> {
        if self.is_written_here(&head)? {
            return Ok(None);
        }
        let logo = self.senders.logo(&head)?;
        let (Some(folders), Some(wishes)) = (self.folders.get(&head.mailbox), self.wishes.get(&head.mailbox)) else {
            return Err(StoreError::NotFound);
        };
        let mut row = LetterRow {
            id: head.id,
            remote_id: head.remote_id,
            mailbox: head.mailbox,
            folder: String::new(),
            folder_id: head.folder,
            subject: head.subject,
            sender: head.sender,
            logo,
            recipient: head.recipient,
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
        for wish in wishes.iter().filter(|wish| wish.message() == Some(&row.id)) {
            row.queued = true;
            match &wish.change {
                Change::Read(read) => row.read = *read,
                Change::Flag(flag) => row.flag = *flag,
                Change::Rename(subject) => row.subject.clone_from(subject),
                Change::Move(folder) => row.folder_id = folder.clone(),
                Change::Delete => {
                    if let Some(deleted) = folders.iter().find(|folder| folder.role == FolderRole::Deleted) {
                        row.folder_id = deleted.id.clone();
                    }
                }
                Change::Erase => return Ok(None),
                Change::Note(_) | Change::MakeFolder { .. } | Change::RenameFolder(_) => {}
                Change::FolderIcon(_) | Change::RemoveFolder => {}
                Change::Send | Change::Forward | Change::Discard => {}
            }
        }
        if let Some(folder) = folders.iter().find(|folder| folder.id == row.folder_id) {
            row.folder = shown_name(folder);
        }
        Ok(Some(row))
    }

    /// The private note of a letter, as the person wants it.
    pub(crate) fn note(&mut self, message: &model::Message) -> Result<Option<String>, StoreError> {
        let about = |wish: &&Wish| wish.message() == Some(&message.id);
        let wished = self.wishes(&message.mailbox)?.iter().filter(about).find_map(|wish| match &wish.change {
            Change::Note(note) => Some(note.clone()),
            _ => None,
        });
        Ok(wished.or_else(|| message.note.clone()).filter(|note| !note.is_empty()))
    }
}

/// A built-in folder is named by its role, in the person's language.
pub(crate) fn shown_name(folder: &Folder) -> String {
    if folder.role == FolderRole::Own { folder.name.clone() } else { folder.role.as_str().to_owned() }
}

fn lay_over(folders: &mut Vec<Folder>, id: &FolderId, change: &Change) {
    match change {
        Change::MakeFolder { name, parent, icon } => folders.push(Folder {
            id: id.clone(),
            remote_id: RemoteId(String::new()),
            parent: parent.clone(),
            role: FolderRole::Own,
            name: name.clone(),
            version: 0,
            icon: *icon,
        }),
        Change::RenameFolder(name) => {
            folders.iter_mut().filter(|folder| folder.id == *id).for_each(|folder| folder.name.clone_from(name));
        }
        Change::FolderIcon(icon) => {
            folders.iter_mut().filter(|folder| folder.id == *id).for_each(|folder| folder.icon = Some(*icon));
        }
        Change::RemoveFolder => folders.retain(|folder| folder.id != *id),
        _ => {}
    }
}

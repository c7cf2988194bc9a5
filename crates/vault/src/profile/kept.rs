//! Mailboxes whose letters are kept here alone: making one, putting letters into it, carrying out at once what the
//! person wishes, and making its cache anew from what is kept.

use super::{Profile, mend};
use crate::cache::{Damage, Placed};
use crate::home::{alone, mailbox_folder};
use crate::kept::NewKept;
use crate::{Cache, Kept, MailboxRecord, Mended, NewAccount, NewMailbox, State, StoreError};
use jiff::Timestamp;
use model::{
    AccountId, Change, Code, Folder, FolderId, FolderRole, Level, Mailbox, MailboxId, Message, MessageId, ProviderId,
    RemoteId, Subject, Wish, WishState,
};
use std::fs::{File, TryLockError};

/// Lies in the mailbox's folder; locked by whoever puts letters in.
const LOCK: &str = "kept.lock";
/// Letters that the cache is made of at a time.
const PAGE: usize = 200;

/// Held by the one that puts letters into such a mailbox, over all copies of this program.
#[derive(Debug)]
pub struct KeptLock {
    mailbox: MailboxId,
    _file: File,
}

impl KeptLock {
    /// Which mailbox.
    #[must_use]
    pub fn mailbox(&self) -> &MailboxId {
        &self.mailbox
    }
}

impl Profile {
    /// The account of imported letters, behind which there is no service. It is not among [`Profile::accounts`].
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn archive_account(&self) -> Result<AccountId, StoreError> {
        self.add_account(&NewAccount {
            provider: ProviderId::Archive,
            server: String::new(),
            issuer: String::new(),
            client_id: String::new(),
            person: String::new(),
            subject: String::new(),
            level: Level::High,
        })
    }

    /// The mailbox of imported letters, if there is one.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn archive(&self) -> Result<Option<MailboxRecord>, StoreError> {
        Ok(self.mailboxes()?.into_iter().find(|record| record.mailbox.provider == ProviderId::Archive))
    }

    /// Adds a mailbox whose letters are kept here alone, with its built-in folders, or brings a known one up to date.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn add_kept_mailbox(&self, account: &AccountId, new: NewMailbox) -> Result<Mailbox, StoreError> {
        let mailbox = self.upsert_mailbox(account, new)?;
        let kept = self.kept(&mailbox.id)?;
        let there = kept.folders()?;
        for role in [FolderRole::Inbox, FolderRole::Deleted] {
            let folder = built_in(&mailbox.id, role);
            if there.iter().all(|one| one.id != folder.id) {
                kept.set_folder(&folder)?;
            }
        }
        let _alone = self.kept_lock(&mailbox.id)?;
        self.cache(&mailbox.id)?.replace_folders(&kept.folders()?)?;
        self.refresh_heads(&mailbox.id, self.level(&mailbox.id)?)?;
        Ok(mailbox)
    }

    /// The right to put letters in; another who has it is waited for.
    ///
    /// # Errors
    /// [`StoreError`] when the folder cannot be written.
    pub fn kept_lock(&self, mailbox: &MailboxId) -> Result<KeptLock, StoreError> {
        Ok(KeptLock { mailbox: mailbox.clone(), _file: alone(&mailbox_folder(&self.folder, mailbox), LOCK)? })
    }

    /// The same right, unless another has it now.
    ///
    /// # Errors
    /// [`StoreError`] when the folder cannot be written.
    pub fn try_kept_lock(&self, mailbox: &MailboxId) -> Result<Option<KeptLock>, StoreError> {
        let path = mailbox_folder(&self.folder, mailbox).join(LOCK);
        let file = File::options().create(true).truncate(false).write(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(KeptLock { mailbox: mailbox.clone(), _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Keeps letters, all or none. They are safe on the disk when this returns. `arrived` says that somebody may have
    /// to be told of them.
    ///
    /// # Errors
    /// [`StoreError`]; what was kept and did not get into the cache gets there by [`Profile::mend_kept`].
    pub fn keep(&self, lock: &KeptLock, letters: Vec<NewKept>, arrived: Option<Timestamp>) -> Result<(), StoreError> {
        let placed = self.kept(&lock.mailbox)?.add(letters)?;
        self.cache(&lock.mailbox)?.place(&placed, self.level(&lock.mailbox)?, arrived)
    }

    /// Brings the newest headers and the counts up to date, once letters were put in.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be written.
    pub fn kept_up_to(&self, lock: &KeptLock, now: Timestamp) -> Result<(), StoreError> {
        self.refresh_heads(&lock.mailbox, self.level(&lock.mailbox)?)?;
        self.set_counts(&lock.mailbox, &self.cache(&lock.mailbox)?.counts()?, Some(now))
    }

    /// Makes the cache anew from what is kept, if it is damaged or lacks something; carries out what waits, and
    /// removes what a cut left behind.
    ///
    /// # Errors
    /// [`StoreError`] when the disk refuses, or what is kept is damaged itself.
    pub fn mend_kept(&self, lock: &KeptLock) -> Result<Mended, StoreError> {
        let mailbox = &lock.mailbox;
        let folder = mailbox_folder(&self.folder, mailbox);
        let broken = match self.cache(mailbox) {
            Err(StoreError::Damaged) => true,
            cache if mend::is_marked(&folder) => {
                let broken = cache?.check()?.damaged.contains(&Damage::Cache);
                mend::unmark(&folder)?;
                broken
            }
            cache => cache.map(|_| false)?,
        };
        if broken {
            self.set_aside(mailbox)?;
        }
        let (kept, cache) = (self.kept(mailbox)?, self.cache(mailbox)?);
        if broken || cache.counts()?.total != kept.count()? {
            self.fill(&kept, &cache)?;
        }
        self.carry_out(mailbox)?;
        kept.remove_leftovers()?;
        self.rebuilt(mailbox)?;
        Ok(if broken { Mended::Cache } else { Mended::Sound })
    }

    /// Puts everything that is kept into the cache.
    fn fill(&self, kept: &Kept, cache: &Cache) -> Result<(), StoreError> {
        let level = self.level(&cache.mailbox)?;
        cache.replace_folders(&kept.folders()?)?;
        let mut last = 0;
        loop {
            let (letters, next) = kept.after(last, PAGE)?;
            if letters.is_empty() {
                return self.refresh_heads(&cache.mailbox, level);
            }
            cache.place(&letters, level, None)?;
            last = next;
        }
    }

    /// Carries out what the person wishes in such a mailbox. Each wish stays in the outbox until all of it is done,
    /// and doing it again changes nothing, so that a cut loses nothing.
    ///
    /// # Errors
    /// [`StoreError`]; what was not done waits.
    pub fn carry_out(&self, mailbox: &MailboxId) -> Result<(), StoreError> {
        let Some(state) = self.state_if_any(mailbox)? else { return Ok(()) };
        let wishes: Vec<Wish> = state.wishes()?.into_iter().filter(|one| one.state == WishState::Waiting).collect();
        if wishes.is_empty() {
            return Ok(());
        }
        let (kept, cache, level) = (self.kept(mailbox)?, self.cache(mailbox)?, self.level(mailbox)?);
        for wish in wishes {
            match &wish.subject {
                Subject::Message(message) => {
                    let Some(changed) = changed(&kept, mailbox, message, &wish.change)? else {
                        settle(&state, &wish, &kept, &cache, message)?;
                        continue;
                    };
                    kept.update(&changed)?;
                    cache.place(&[Placed { message: changed, files: Vec::new() }], level, None)?;
                }
                Subject::Folder(folder) => {
                    change_folder(&kept, folder, &wish.change)?;
                    cache.replace_folders(&kept.folders()?)?;
                }
                // Nothing can be sent from there.
                Subject::Draft(_) => {
                    state.wish_refused(wish.id, Code::NotAllowed, None)?;
                    continue;
                }
            }
            state.wish_done(wish.id)?;
        }
        self.refresh_heads(mailbox, level)
    }

    fn level(&self, mailbox: &MailboxId) -> Result<Level, StoreError> {
        Ok(self.account(&self.mailbox(mailbox)?.mailbox.account)?.level)
    }
}

/// A built-in folder of such a mailbox.
fn built_in(mailbox: &MailboxId, role: FolderRole) -> Folder {
    let remote = RemoteId(role.as_str().to_owned());
    let id = FolderId::derive(mailbox, &remote);
    Folder { id, remote_id: remote, parent: None, role, name: String::new(), version: 0, icon: None }
}

/// The letter after the change; none when it is not here (any more), or the change is no change of a letter.
fn changed(
    kept: &Kept,
    mailbox: &MailboxId,
    message: &MessageId,
    change: &Change,
) -> Result<Option<Message>, StoreError> {
    let Some(mut letter) = kept.message(message)? else { return Ok(None) };
    match change {
        Change::Read(read) => letter.read = *read,
        Change::Flag(flag) => letter.flag = *flag,
        Change::Move(folder) => letter.folder = folder.clone(),
        Change::Delete => letter.folder = built_in(mailbox, FolderRole::Deleted).id,
        Change::Note(note) => letter.note = Some(note.clone()).filter(|note| !note.is_empty()),
        Change::Rename(subject) => letter.subject.clone_from(subject),
        _ => return Ok(None),
    }
    letter.version += 1;
    Ok(Some(letter))
}

/// A wish about a letter that leaves no letter: it is erased, or there was none.
fn settle(state: &State, wish: &Wish, kept: &Kept, cache: &Cache, message: &MessageId) -> Result<(), StoreError> {
    if wish.change != Change::Erase {
        let code = if kept.message(message)?.is_some() { Code::Refused } else { Code::NotFound };
        return state.wish_refused(wish.id, code, None);
    }
    kept.remove(message)?;
    if let Some(letter) = cache.message(message)? {
        cache.remove_message(&letter.remote_id)?;
    }
    state.wish_done(wish.id)
}

fn change_folder(kept: &Kept, id: &FolderId, change: &Change) -> Result<(), StoreError> {
    let there = kept.folders()?.into_iter().find(|folder| folder.id == *id);
    match (change, there) {
        (Change::MakeFolder { name, parent, icon }, _) => kept.set_folder(&Folder {
            id: id.clone(),
            remote_id: RemoteId(id.as_str().to_owned()),
            parent: parent.clone(),
            role: FolderRole::Own,
            name: name.clone(),
            version: 0,
            icon: *icon,
        }),
        (Change::RenameFolder(name), Some(folder)) => {
            kept.set_folder(&Folder { name: name.clone(), version: folder.version + 1, ..folder })
        }
        (Change::FolderIcon(icon), Some(folder)) => {
            kept.set_folder(&Folder { icon: Some(*icon), version: folder.version + 1, ..folder })
        }
        (Change::RemoveFolder, Some(_)) => kept.remove_folder(id),
        _ => Ok(()),
    }
}

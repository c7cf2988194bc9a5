//! The one who puts letters into the vault: each once, several in one transaction.

use super::ReadLetter;
use data_encoding::HEXLOWER;
use jiff::Timestamp;
use model::{MailboxId, RemoteId};
use std::collections::HashSet;
use std::sync::Arc;
use vault::{Kept, KeptLock, NewKept, Profile, StoreError};

/// Letters that are written at once, and how much memory they may take until then.
const MOST: usize = 512;
const HEAVIEST: usize = 6 << 20;
/// A sender's id that is longer than this is no id to go by.
const LONGEST_ID: usize = 100;

/// What letters are to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum News {
    /// She has had them for long: they come from an archive.
    Old,
    /// She has not read them.
    Unread,
    /// And they came just now, to be told of.
    Arrived(Timestamp),
}

/// Takes letters, and keeps them.
pub(crate) struct Intake<'p> {
    profile: &'p Profile,
    lock: &'p KeptLock,
    kept: Arc<Kept>,
    news: News,
    waiting: Vec<NewKept>,
    weight: usize,
    fingerprints: HashSet<[u8; 32]>,
    names: HashSet<String>,
}

impl<'p> Intake<'p> {
    /// Into this mailbox.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be opened.
    pub(crate) fn new(profile: &'p Profile, lock: &'p KeptLock, news: News) -> Result<Self, StoreError> {
        Ok(Intake {
            profile,
            lock,
            kept: profile.kept(lock.mailbox())?,
            news,
            waiting: Vec::new(),
            weight: 0,
            fingerprints: HashSet::new(),
            names: HashSet::new(),
        })
    }

    fn mailbox(&self) -> &MailboxId {
        self.lock.mailbox()
    }

    /// The letters of this mailbox, for whoever stores their contents.
    pub(crate) fn kept(&self) -> &Arc<Kept> {
        &self.kept
    }

    /// Takes a letter under its sender's id for it, as far as that is one; whether it was not here yet.
    ///
    /// # Errors
    /// [`StoreError`] when what waits cannot be written.
    pub(crate) fn add(&mut self, letter: ReadLetter) -> Result<bool, StoreError> {
        let remote = self.name(&letter)?;
        self.add_as(letter, remote)
    }

    /// Takes a letter under this id.
    ///
    /// # Errors
    /// As [`Intake::add`].
    pub(crate) fn add_as(&mut self, letter: ReadLetter, remote: RemoteId) -> Result<bool, StoreError> {
        if self.fingerprints.contains(&letter.fingerprint) || self.kept.find(&letter.fingerprint)?.is_some() {
            return Ok(false);
        }
        self.fingerprints.insert(letter.fingerprint);
        self.names.insert(remote.as_str().to_owned());
        self.weight += letter.weight();
        let new = letter.place(self.mailbox(), remote, self.news == News::Old);
        self.waiting.push(new);
        if self.waiting.len() >= MOST || self.weight >= HEAVIEST {
            self.flush()?;
        }
        Ok(true)
    }

    /// Ids are free text, and two letters may have the same: then the later one is named by what is in it.
    fn name(&self, letter: &ReadLetter) -> Result<RemoteId, StoreError> {
        let id = letter.id.trim();
        let sound = !id.is_empty() && id.chars().count() <= LONGEST_ID && !id.chars().any(char::is_control);
        let remote = RemoteId(id.to_owned());
        if sound && !self.names.contains(id) && self.kept.find_remote(&remote)?.is_none() {
            return Ok(remote);
        }
        Ok(RemoteId(HEXLOWER.encode(letter.fingerprint.get(..16).unwrap_or_default())))
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        self.weight = 0;
        self.fingerprints.clear();
        self.names.clear();
        match std::mem::take(&mut self.waiting) {
            none if none.is_empty() => Ok(()),
            letters => {
                let arrived = match self.news {
                    News::Arrived(at) => Some(at),
                    News::Old | News::Unread => None,
                };
                self.profile.keep(self.lock, letters, arrived)
            }
        }
    }

    /// Everything is safe on the disk.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub(crate) fn finish(mut self, now: Timestamp) -> Result<(), StoreError> {
        self.flush()?;
        self.profile.kept_up_to(self.lock, now)
    }
}

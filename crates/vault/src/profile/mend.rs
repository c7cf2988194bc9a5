//! Putting a damaged mailbox right, from the service. Whoever meets damage leaves a mark; the next sync looks
//! at everything there, and sets a damaged cache aside with its files, whose keys it held. The letters come
//! again; only when all of them are here is the old cache deleted. `state.db` and the files of drafts, which
//! nobody can give again, are never touched.

use super::Profile;
use crate::cache::Damage;
use crate::home::{mailbox_folder, make_private};
use crate::{StoreError, database};
use model::MailboxId;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Lies in the mailbox's folder while damage is suspected.
const MARK: &str = "suspect";
/// The damaged cache, until the new one is whole.
const ASIDE: &str = "damaged-cache";
/// The same while it is moved away.
const MOVING: &str = "damaged-cache.part";
const CACHE: &str = "cache.db";
/// What the cache is made of, in the order in which it moves: a journal must not meet another cache.
const PARTS: [&str; 4] = ["cache.db-wal", "cache.db-shm", CACHE, "blobs"];

/// What was done about a mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mended {
    /// Nothing was wrong, as far as one looked.
    Sound,
    /// So many files are to be fetched again.
    Files(usize),
    /// The cache was set aside: everything is to be fetched again.
    Cache,
}

impl Profile {
    /// Something in this mailbox seemed damaged: the next sync looks at everything in it.
    pub fn suspect(&self, mailbox: &MailboxId) {
        mark(&mailbox_folder(&self.folder, mailbox));
        self.opened().let_go(mailbox);
    }

    /// Something seemed damaged, and it is not known where.
    pub fn suspect_all(&self) {
        for entry in fs::read_dir(self.folder.join("mailboxes")).into_iter().flatten().flatten() {
            if let Some(mailbox) = entry.file_name().to_str().and_then(|name| MailboxId::parse(name).ok()) {
                self.suspect(&mailbox);
            }
        }
    }

    /// Puts a mailbox right as far as that goes without the service. Only for the one who has the right to
    /// sync.
    ///
    /// # Errors
    /// [`StoreError`] when the disk refuses; nothing is lost then.
    pub fn mend(&self, mailbox: &MailboxId) -> Result<Mended, StoreError> {
        let folder = mailbox_folder(&self.folder, mailbox);
        let cache = match self.cache(mailbox) {
            Err(StoreError::Damaged) => return self.set_aside(mailbox),
            cache => cache?,
        };
        if !is_marked(&folder) {
            return Ok(Mended::Sound);
        }
        let damaged = cache.check()?.damaged;
        if damaged.contains(&Damage::Cache) {
            return self.set_aside(mailbox);
        }
        let files: Vec<_> = damaged
            .into_iter()
            .filter_map(|damage| match damage {
                Damage::File(file) => Some(file),
                Damage::Cache => None,
            })
            .collect();
        cache.fetch_again(&files)?;
        unmark(&folder)?;
        Ok(if files.is_empty() { Mended::Sound } else { Mended::Files(files.len()) })
    }

    /// Everything of this mailbox is here: a cache that was set aside is of no more use.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be deleted.
    pub fn rebuilt(&self, mailbox: &MailboxId) -> Result<(), StoreError> {
        let folder = mailbox_folder(&self.folder, mailbox);
        let (moving, aside) = (folder.join(MOVING), folder.join(ASIDE));
        // The old one goes only when the new one is on the disk; else with the next sync.
        if !(moving.exists() || aside.exists())
            || !database::outlives_power(self.cache(mailbox)?.database.hold().db()?)?
        {
            return Ok(());
        }
        remove(&moving)?;
        Ok(remove(&aside)?)
    }

    /// Whether a damaged cache of this mailbox was set aside and the new one is not whole yet.
    #[must_use]
    pub fn is_being_rebuilt(&self, mailbox: &MailboxId) -> bool {
        mailbox_folder(&self.folder, mailbox).join(ASIDE).exists()
    }

    /// The files in which the outbox, the drafts and the like and what is kept here alone lie, and `profile.db`: which of
    /// them are damaged, by their name below the profile's folder, and how many there are.
    ///
    /// # Errors
    /// [`StoreError`] when the disk refuses, or the vault is locked meanwhile.
    pub fn check_own(&self, mailboxes: &[MailboxId]) -> Result<(u64, Vec<PathBuf>), StoreError> {
        let (mut files, mut damaged) = (1, Vec::new());
        if !database::check(self.database.hold().db()?)? {
            damaged.push(PathBuf::from("profile.db"));
        }
        for mailbox in mailboxes {
            let folder = Path::new("mailboxes").join(mailbox.as_str());
            match self.kept_is_sound(mailbox)? {
                None => {}
                Some(true) => files += 1,
                Some(false) => {
                    files += 1;
                    damaged.push(folder.join("kept.db"));
                }
            }
            let state = match self.state_if_any(mailbox) {
                Ok(None) => continue,
                Ok(Some(state)) if database::check(state.database.hold().db()?)? => Some(state),
                Ok(Some(_)) | Err(StoreError::Damaged) => None,
                Err(error) => return Err(error),
            };
            files += 1;
            match state.map(|state| state.read_attachments()) {
                None => damaged.push(folder.join("state.db")),
                Some(Err(StoreError::Damaged)) => damaged.push(folder.join("drafts")),
                Some(read) => files += read?,
            }
        }
        Ok((files, damaged))
    }

    /// Whether what is kept here alone is sound; none where nothing is.
    fn kept_is_sound(&self, mailbox: &MailboxId) -> Result<Option<bool>, StoreError> {
        match self.kept_if_any(mailbox) {
            Ok(None) => Ok(None),
            Ok(Some(kept)) => database::check(kept.database.hold().db()?).map(Some),
            Err(StoreError::Damaged) => Ok(Some(false)),
            Err(error) => Err(error),
        }
    }

    pub(super) fn set_aside(&self, mailbox: &MailboxId) -> Result<Mended, StoreError> {
        // A key that cannot be had would make a sound cache look damaged.
        self.mailbox_key(mailbox)?;
        let folder = mailbox_folder(&self.folder, mailbox);
        self.opened().close(Some(mailbox));
        let (aside, moving) = (folder.join(ASIDE), folder.join(MOVING));
        // A cut came between the last two steps.
        if moving.join(CACHE).exists() && !aside.exists() {
            fs::rename(&moving, &aside)?;
        }
        if aside.exists() {
            // What was set aside before was whole once; what came since was not yet.
            for part in PARTS {
                remove(&folder.join(part))?;
            }
        } else {
            make_private(&moving)?;
            for part in PARTS {
                move_away(&folder.join(part), &moving.join(part))?;
            }
            fs::rename(&moving, &aside)?;
        }
        unmark(&folder)?;
        tracing::warn!(%mailbox, "a damaged cache was set aside");
        Ok(Mended::Cache)
    }
}

fn mark(folder: &Path) {
    // On a disk that cannot be written nothing can be mended either.
    let _ = fs::write(folder.join(MARK), b"");
}

pub(super) fn is_marked(folder: &Path) -> bool {
    folder.join(MARK).exists()
}

pub(super) fn unmark(folder: &Path) -> io::Result<()> {
    remove(&folder.join(MARK))
}

fn move_away(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        moved => moved,
    }
}

/// Removes a file or a folder; that there is none is fine too.
fn remove(path: &Path) -> io::Result<()> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::Journal;
    use crate::{Access, Home, KeySource, Profile};
    use model::{Mailbox, MailboxKind, MailboxState, ProviderId, Right, Rights};

    fn mailbox(profile: &Profile) -> Mailbox {
        let account = crate::NewAccount {
            provider: ProviderId::DigitalPost,
            server: "s".into(),
            issuer: "i".into(),
            client_id: "c".into(),
            person: "Prøve Person".into(),
            subject: "s".into(),
            level: model::Level::Substantial,
        };
        let account = profile.add_account(&account).unwrap();
        let new = crate::NewMailbox {
            remote_id: "r".into(),
            provider: ProviderId::DigitalPost,
            name: "n".into(),
            owner: "o".into(),
            owner_ref: None,
            kind: MailboxKind::Own,
            rights: Rights::of(&[Right::Read]),
            ends: None,
            state: MailboxState::Active,
            part_of: None,
            favourite: false,
            space: None,
        };
        profile.upsert_mailbox(&account, new).unwrap()
    }

    #[test]
    fn a_cache_of_a_newer_program_is_not_taken_for_a_damaged_one_and_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let profile = Profile::open(&Home::new(folder.path()), "p", KeySource::Memory, Access::Usual).unwrap();
        let mailbox = mailbox(&profile);
        drop(profile.cache(&mailbox.id).unwrap());
        profile.opened().close(None);
        let path = mailbox_folder(&profile.folder, &mailbox.id).join("cache.db");
        let key = profile.mailbox_key(&mailbox.id).unwrap().derive("cache.db");
        let newer = [crate::cache::SCHEMA, &["CREATE TABLE more (x)"]].concat();
        drop(database::open(&path, &key, Journal::Cache, &newer).unwrap());
        let before = fs::read(&path).unwrap();
        assert!(matches!(profile.cache(&mailbox.id), Err(StoreError::Newer)));
        profile.suspect(&mailbox.id);
        assert!(matches!(profile.mend(&mailbox.id), Err(StoreError::Newer)));
        assert_eq!(fs::read(&path).unwrap(), before);
    }

    #[test]
    fn what_was_set_aside_stays_as_long_as_the_new_cache_lies_in_its_journal_only() {
        let folder = tempfile::tempdir().unwrap();
        let profile = Profile::open(&Home::new(folder.path()), "p", KeySource::Memory, Access::Usual).unwrap();
        let mailbox = mailbox(&profile);
        drop(profile.cache(&mailbox.id).unwrap());
        profile.opened().close(None);
        let own = mailbox_folder(&profile.folder, &mailbox.id);
        fs::write(own.join(CACHE), vec![7; 8192]).unwrap();
        assert_eq!(profile.mend(&mailbox.id).unwrap(), Mended::Cache);
        assert!(own.join(ASIDE).exists());
        let cache = profile.cache(&mailbox.id).unwrap();
        // Another process reads, as a window does: what is written from now on cannot leave the journal.
        let key = profile.mailbox_key(&mailbox.id).unwrap().derive(CACHE);
        let reader = database::open(&own.join(CACHE), &key, Journal::Cache, crate::cache::SCHEMA).unwrap();
        reader.execute_batch("BEGIN; SELECT count(*) FROM message").unwrap();
        reader.query_row("SELECT count(*) FROM meta", [], |row| row.get::<_, i64>(0)).unwrap();
        let sql = "INSERT INTO folder VALUES ('f', '{}')";
        cache.database.hold().db().unwrap().execute(sql, []).unwrap();
        profile.rebuilt(&mailbox.id).unwrap();
        assert!(own.join(ASIDE).exists(), "a power cut now would take the new one");
        reader.execute_batch("COMMIT").unwrap();
        profile.rebuilt(&mailbox.id).unwrap();
        assert!(!own.join(ASIDE).exists() && !own.join(MOVING).exists());
    }
}

//! Opening a profile, and the mailboxes in it.

use super::{MOST_OPEN, OpenMailbox, Profile, SCHEMA};
use crate::cache::{self, Cache};
use crate::database::{self, Database, Journal};
use crate::home::{Home, mailbox_folder, make_private};
use crate::secret::Key;
use crate::state::{self, State};
use crate::{KeySource, OpenError, StoreError, device_key};
use data_encoding::HEXLOWER;
use model::MailboxId;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

const DATABASE_LABEL: &str = "postkasse profile.db 1";
pub(super) const WRAP_LABEL: &str = "postkasse wrapping key 1";
/// Lies in the folder while the person has locked the profile.
const LOCKED: &str = "locked";

/// What to do about a profile that the person locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Answer "locked".
    Usual,
    /// Open it and take the lock off: the person asked for it.
    Unlock,
}

impl Profile {
    /// Opens a profile, or makes it.
    ///
    /// # Errors
    /// [`OpenError`] says what is the matter with the key, the folder or the database.
    pub fn open(home: &Home, name: &str, source: KeySource, access: Access) -> Result<Arc<Self>, OpenError> {
        let mut folder = home.profile(name)?;
        let of_this_session = matches!(source, KeySource::Memory);
        if of_this_session {
            let mut random = [0; 8];
            getrandom::fill(&mut random).map_err(|_| StoreError::NoRandomness)?;
            folder = folder.join(format!("session-{}", HEXLOWER.encode(&random)));
        }
        make_private(&folder)?;
        if access == Access::Usual && folder.join(LOCKED).exists() {
            return Err(OpenError::Locked);
        }
        let fresh = !folder.join("profile.db").exists();
        let device = device_key::device_key(&folder, &source, fresh)?;
        let key = device.derive(DATABASE_LABEL);
        let database = match database::open(&folder.join("profile.db"), &key, Journal::Wal, SCHEMA) {
            // The file is there but is no database under this key.
            Err(OpenError::Store(StoreError::Damaged)) if !fresh => {
                return Err(match source {
                    KeySource::Passphrase(..) => OpenError::WrongPassphrase,
                    _ => OpenError::KeyLost,
                });
            }
            other => other?,
        };
        let wrapped = Key::make()?;
        let wrapped = device.derive(WRAP_LABEL).wrap("wrapping", &wrapped)?;
        let sql = "INSERT OR IGNORE INTO wrapping (id, wrapped) VALUES (1, ?1)";
        database.execute(sql, [wrapped]).map_err(StoreError::from)?;
        if access == Access::Unlock {
            let _ = std::fs::remove_file(folder.join(LOCKED));
        }
        Ok(Arc::new(Profile {
            folder,
            source,
            database: Database::new(database),
            device: Mutex::new(Some(device)),
            open: Mutex::default(),
            of_this_session,
        }))
    }

    /// Locks the profile for this and every other process until it is opened with [`Access::Unlock`].
    ///
    /// # Errors
    /// [`StoreError`] when the folder cannot be written; this process is locked all the same.
    pub fn lock_for_all(&self) -> Result<(), StoreError> {
        self.lock();
        Ok(std::fs::write(self.folder.join(LOCKED), b"")?)
    }

    /// Whether the person locked the profile, here or in another process.
    #[must_use]
    pub fn is_locked_for_all(folder: &Path) -> bool {
        folder.join(LOCKED).exists()
    }

    /// The mailbox's cache, opened when first asked for.
    ///
    /// # Errors
    /// [`StoreError::Ended`] when it was forgotten, other [`StoreError`]s when it cannot be opened.
    pub fn cache(&self, mailbox: &MailboxId) -> Result<Arc<Cache>, StoreError> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = open.iter().position(|one| one.id == *mailbox) {
            // The newest used stands last.
            let used = open.remove(at);
            let cache = used.cache.clone();
            open.push(used);
            return Ok(cache);
        }
        let key = self.mailbox_key(mailbox)?;
        let folder = mailbox_folder(&self.folder, mailbox);
        let blobs = folder.join("blobs");
        make_private(&blobs)?;
        let database = database::open(&folder.join("cache.db"), &key.derive("cache.db"), Journal::Wal, cache::SCHEMA);
        let database = Database::new(database.map_err(flat)?);
        let cache = Arc::new(Cache { database, mailbox: mailbox.clone(), blobs });
        if open.len() >= MOST_OPEN {
            open.remove(0);
        }
        open.push(OpenMailbox { id: mailbox.clone(), cache: cache.clone(), state: None });
        Ok(cache)
    }

    /// What cannot be fetched again: the outbox. Made when first needed.
    ///
    /// # Errors
    /// As [`Profile::cache`].
    pub fn state(&self, mailbox: &MailboxId) -> Result<Arc<State>, StoreError> {
        self.cache(mailbox)?;
        let key = self.mailbox_key(mailbox)?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let one = open.iter_mut().find(|one| one.id == *mailbox).ok_or(StoreError::Locked)?;
        if let Some(state) = &one.state {
            return Ok(state.clone());
        }
        let path = mailbox_folder(&self.folder, mailbox).join("state.db");
        let database =
            database::open(&path, &key.derive("state.db"), Journal::Rollback, state::SCHEMA).map_err(flat)?;
        let state = Arc::new(State(Database::new(database)));
        one.state = Some(state.clone());
        Ok(state)
    }

    /// The outbox, unless nothing was ever wished in this mailbox.
    ///
    /// # Errors
    /// As [`Profile::cache`].
    pub fn state_if_any(&self, mailbox: &MailboxId) -> Result<Option<Arc<State>>, StoreError> {
        if !mailbox_folder(&self.folder, mailbox).join("state.db").exists() {
            return Ok(None);
        }
        self.state(mailbox).map(Some)
    }
}

/// Inside an open profile there is only one kind of trouble left.
fn flat(error: OpenError) -> StoreError {
    match error {
        OpenError::Store(error) => error,
        OpenError::Disk(error) => error.into(),
        _ => StoreError::Damaged,
    }
}

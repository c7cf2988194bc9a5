//! Opening a profile, and the mailboxes in it.

use super::anew;
use super::opened::{OpenMailbox, OpenMailboxes};
use super::session::Session;
use super::{Profile, SCHEMA};
use crate::cache::{self, Cache};
use crate::database::{self, Database, Journal};
use crate::home::{Home, alone, identity, mailbox_folder, make_private};
use crate::kept::{self, Kept};
use crate::secret::Key;
use crate::state::{self, State};
use crate::tries::one_more;
use crate::{KeySource, OpenError, StoreError, device_key};
use model::MailboxId;
use rusqlite::Connection;
use std::path::Path;
use std::sync::{Arc, Mutex, Weak};
use std::time::SystemTime;

pub(super) const DATABASE_LABEL: &str = "postkasse profile.db 1";
pub(super) const WRAP_LABEL: &str = "postkasse wrapping key 1";
/// The folder of the sealed files of letters that are kept here alone.
const CONTENTS: &str = "contents";
/// Lies in the folder while the person has locked the profile.
const LOCKED: &str = "locked";

/// What to do about a profile that the person locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Answer "locked".
    Usual,
    /// Open it and take the lock off: the person asked for it.
    Unlock,
    /// The same, and begin anew if it was never locked in this way: the person cannot open it as it is, and
    /// chose another way. What is there is set aside ([`Profile::forget_set_aside`]).
    Anew,
}

impl Profile {
    /// Opens a profile, or makes it.
    ///
    /// # Errors
    /// [`OpenError`] says what is the matter with the key, the folder or the database.
    pub fn open(home: &Home, name: &str, source: KeySource, access: Access) -> Result<Arc<Self>, OpenError> {
        let mut folder = home.profile(name)?;
        make_private(&folder)?;
        let session = matches!(source, KeySource::Memory).then(|| Session::begin(&folder)).transpose()?;
        if let Some(session) = &session {
            folder = session.folder().to_owned();
        }
        if access == Access::Usual && folder.join(LOCKED).exists() {
            return Err(OpenError::Locked);
        }
        if access == Access::Anew && device_key::is_in_the_way(&folder, &source) {
            anew::set_aside(&folder)?;
        }
        // Two that find nothing here must not both make a key.
        let exists = || folder.join("profile.db").exists();
        let _alone = (!exists()).then(|| alone(&folder, "key.lock")).transpose()?;
        let fresh = !exists();
        if !fresh {
            device_key::is_known(&folder, &source)?;
        }
        let opening = || {
            let device = device_key::device_key(&folder, &source, fresh)?;
            match open_database(&folder, &device) {
                // The file is there but is no database under this key. If the key is the right one, it is damaged.
                Err(OpenError::Store(StoreError::Damaged)) if !fresh && !device_key::fits(&folder, &device) => {
                    Err(match source {
                        KeySource::Passphrase(..) => OpenError::WrongPassphrase,
                        _ => OpenError::KeyLost,
                    })
                }
                opened => Ok((opened?, device)),
            }
        };
        // Whoever types something can be wrong, and is not to try it as often as a program could.
        let typed = matches!(source, KeySource::Passphrase(..)) && !fresh;
        let (database, device) = if typed { one_more(&folder, SystemTime::now(), opening) } else { opening() }?;
        // Without it a wrong key and damage look alike; that is no reason to keep the letters shut.
        let _ = device_key::remember(&folder, &device);
        if access != Access::Usual {
            let _ = std::fs::remove_file(folder.join(LOCKED));
        }
        let profile = Profile {
            folder,
            database: Database::new(database),
            device: Mutex::new(Some(device)),
            open: Mutex::default(),
            _session: session,
        };
        if let Err(error) = profile.finish_forgetting() {
            // On a disk that cannot be written; what is to go can be read by nobody.
            tracing::info!(%error, "what was forgotten is still to be removed");
        }
        Ok(Arc::new(profile))
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
        Ok(self.open_mailbox(&mut self.opened(), mailbox)?.cache.clone())
    }

    fn open_mailbox<'a>(
        &self,
        opened: &'a mut OpenMailboxes,
        mailbox: &MailboxId,
    ) -> Result<&'a mut OpenMailbox, StoreError> {
        let folder = mailbox_folder(&self.folder, mailbox);
        let path = folder.join("cache.db");
        let there = identity(&path);
        if opened.find(mailbox).is_none_or(|one| Some(one.identity) != there) {
            opened.let_go(mailbox);
            let key = self.mailbox_key(mailbox)?;
            let kept = self.mailbox(mailbox)?.mailbox.provider.keeps_here();
            let blobs = folder.join(if kept { CONTENTS } else { "blobs" });
            make_private(&blobs)?;
            let database = database::open(&path, &key.derive("cache.db"), Journal::Cache, cache::SCHEMA);
            let database = Database::new(database.map_err(flat)?);
            let cache = Arc::new(Cache { database, mailbox: mailbox.clone(), blobs, kept });
            cache.renew_words()?;
            let identity = identity(&path).ok_or(StoreError::Damaged)?;
            opened.add(OpenMailbox { cache, state: None, kept: None, identity });
        }
        opened.find(mailbox).ok_or(StoreError::NotFound)
    }

    /// What cannot be fetched again: the outbox and the drafts. Made when first needed.
    ///
    /// # Errors
    /// As [`Profile::cache`].
    pub fn state(&self, mailbox: &MailboxId) -> Result<Arc<State>, StoreError> {
        let mut opened = self.opened();
        // A damaged cache must not keep the person from what she wished.
        let one = match self.open_mailbox(&mut opened, mailbox) {
            Ok(one) => one,
            Err(StoreError::Damaged) => {
                let state = self.open_state(mailbox)?;
                opened.handed_out(mailbox, Arc::downgrade(&state), Weak::new());
                return Ok(state);
            }
            Err(error) => return Err(error),
        };
        if let Some(state) = &one.state {
            return Ok(state.clone());
        }
        let state = self.open_state(mailbox)?;
        one.state = Some(state.clone());
        Ok(state)
    }

    fn open_state(&self, mailbox: &MailboxId) -> Result<Arc<State>, StoreError> {
        let key = self.mailbox_key(mailbox)?;
        let folder = mailbox_folder(&self.folder, mailbox);
        let path = folder.join("state.db");
        let database = database::open(&path, &key.derive("state.db"), Journal::Rollback, state::SCHEMA);
        let database = Database::new(database.map_err(flat)?);
        Ok(Arc::new(State { database, mailbox: mailbox.clone(), drafts: folder.join("drafts") }))
    }

    /// The letters of a mailbox that are kept here alone.
    ///
    /// # Errors
    /// As [`Profile::cache`].
    pub fn kept(&self, mailbox: &MailboxId) -> Result<Arc<Kept>, StoreError> {
        let mut opened = self.opened();
        // The cache is made of them, so a damaged one must not keep them away.
        let one = match self.open_mailbox(&mut opened, mailbox) {
            Ok(one) => one,
            Err(StoreError::Damaged) => {
                let kept = self.open_kept(mailbox)?;
                opened.handed_out(mailbox, Weak::new(), Arc::downgrade(&kept));
                return Ok(kept);
            }
            Err(error) => return Err(error),
        };
        if let Some(kept) = &one.kept {
            return Ok(kept.clone());
        }
        let kept = self.open_kept(mailbox)?;
        one.kept = Some(kept.clone());
        Ok(kept)
    }

    fn open_kept(&self, mailbox: &MailboxId) -> Result<Arc<Kept>, StoreError> {
        let key = self.mailbox_key(mailbox)?;
        let folder = mailbox_folder(&self.folder, mailbox);
        let contents = folder.join(CONTENTS);
        make_private(&contents)?;
        let path = folder.join("kept.db");
        let database = database::open(&path, &key.derive("kept.db"), Journal::Rollback, kept::SCHEMA);
        let database = Database::new(database.map_err(flat)?);
        Ok(Arc::new(Kept { database, mailbox: mailbox.clone(), contents }))
    }

    /// The letters that are kept here alone, if this is a mailbox of such.
    ///
    /// # Errors
    /// As [`Profile::cache`].
    pub fn kept_if_any(&self, mailbox: &MailboxId) -> Result<Option<Arc<Kept>>, StoreError> {
        if self.mailbox(mailbox)?.mailbox.provider.keeps_here() { self.kept(mailbox).map(Some) } else { Ok(None) }
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

/// Opens `profile.db`, and makes the wrapping key if there is none yet.
fn open_database(folder: &Path, device: &Key) -> Result<Connection, OpenError> {
    let key = device.derive(DATABASE_LABEL);
    let database = database::open(&folder.join("profile.db"), &key, Journal::Wal, SCHEMA)?;
    let sql = "SELECT count(*) FROM wrapping";
    let made: i64 = database.query_row(sql, [], |row| row.get(0)).map_err(StoreError::from)?;
    if made == 0 {
        let wrapped = device.derive(WRAP_LABEL).wrap("wrapping", &Key::make()?)?;
        let sql = "INSERT OR IGNORE INTO wrapping (id, wrapped) VALUES (1, ?1)";
        database.execute(sql, [wrapped]).map_err(StoreError::from)?;
    }
    Ok(database)
}

/// Inside an open profile there is only one kind of trouble left.
fn flat(error: OpenError) -> StoreError {
    match error {
        OpenError::Store(error) => error,
        OpenError::Disk(error) => error.into(),
        OpenError::NewerVault => StoreError::Newer,
        _ => StoreError::Damaged,
    }
}

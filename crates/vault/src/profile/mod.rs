//! A profile: one person's accounts and mailboxes on this computer, behind one device key and one lock.

mod accounts;
mod forget;
mod heads;
mod ledger;
mod mailboxes;
mod open;
mod settings;
mod sync_lock;
mod tokens;

pub use accounts::{Account, NewAccount};
pub use ledger::{LedgerEntry, LedgerState};
pub use mailboxes::{MailboxRecord, NewMailbox};
pub use open::Access;
pub use sync_lock::SyncLock;

use crate::cache::Cache;
use crate::database::Database;
use crate::secret::Key;
use crate::state::State;
use crate::{KeySource, StoreError};
use model::MailboxId;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

pub(crate) const SCHEMA: &[&str] = &[include_str!("../../migrations/profile/001_start.sql")];

/// Mailboxes held open at once; the one not used for longest is closed for a new one.
const MOST_OPEN: usize = 32;

/// An open profile. Shared by all who read and write it.
pub struct Profile {
    folder: PathBuf,
    source: KeySource,
    database: Database,
    /// Unwraps the wrapping key. Gone when locked.
    device: Mutex<Option<Key>>,
    open: Mutex<Vec<OpenMailbox>>,
    /// A folder of this session only, removed at the end.
    of_this_session: bool,
}

struct OpenMailbox {
    id: MailboxId,
    cache: Arc<Cache>,
    state: Option<Arc<State>>,
}

impl Profile {
    /// The folder of this profile.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        &self.folder
    }

    /// Closes every database and drops every key. Afterwards everything answers "locked".
    pub fn lock(&self) {
        self.device.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.database.close();
        for mailbox in self.open.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            mailbox.cache.database.close();
            if let Some(state) = mailbox.state {
                state.0.close();
            }
        }
    }

    /// The key that wraps the mailboxes' keys.
    fn wrapping_key(&self) -> Result<Key, StoreError> {
        let wrapped: Vec<u8> =
            self.database.hold().db()?.query_row("SELECT wrapped FROM wrapping", [], |row| row.get(0))?;
        let device = self.device.lock().unwrap_or_else(PoisonError::into_inner);
        device.as_ref().ok_or(StoreError::Locked)?.derive(open::WRAP_LABEL).unwrap_key("wrapping", &wrapped)
    }

    /// A mailbox's own key.
    fn mailbox_key(&self, mailbox: &MailboxId) -> Result<Key, StoreError> {
        let sql = "SELECT wrapped_key FROM mailbox WHERE id = ?1";
        let wrapped: Option<Vec<u8>> =
            self.database.hold().db()?.query_row(sql, [mailbox.as_str()], |row| row.get(0))?;
        self.wrapping_key()?.unwrap_key(mailbox.as_str(), &wrapped.ok_or(StoreError::Ended)?)
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        self.lock();
        if self.of_this_session {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

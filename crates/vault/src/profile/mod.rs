//! A profile: one person's accounts and mailboxes on this computer, behind one device key and one lock.

mod accounts;
mod anew;
mod channels;
mod ends;
mod forget;
mod forgotten;
mod heads;
mod kept;
mod ledger;
mod locking;
mod mailboxes;
mod mend;
#[cfg(test)]
mod old;
mod open;
mod opened;
mod receivers;
mod senders;
mod sendings;
mod session;
mod settings;
mod size;
mod sync_lock;
mod tokens;

pub use accounts::{Account, NewAccount};
pub use anew::forget_unopened;
pub use channels::{ChannelRecord, RuleRecord};
pub use kept::KeptLock;
pub use ledger::{LedgerLine, LedgerState, MailboxKey, NewLine, Purpose};
pub use locking::{LockFacts, lock_facts};
pub use mailboxes::{MailboxRecord, NewMailbox};
pub use mend::Mended;
pub use open::Access;
pub use receivers::ReceiverSecrets;
pub use senders::{KnownSender, LogoAnswer};
pub use sendings::NewSending;
pub use sync_lock::{ScreenLock, SyncLock};

use crate::StoreError;
use crate::database::Database;
use crate::home::reason;
use crate::secret::Key;
use model::{Mailbox, MailboxId};
use opened::OpenMailboxes;
use session::Session;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

pub(crate) const SCHEMA: &[&str] = &[
    include_str!("../../migrations/profile/001_start.sql"),
    include_str!("../../migrations/profile/002_ends.sql"),
    include_str!("../../migrations/profile/003_receiver.sql"),
    include_str!("../../migrations/profile/004_newest.sql"),
    include_str!("../../migrations/profile/005_heads.sql"),
    include_str!("../../migrations/profile/006_notify.sql"),
    include_str!("../../migrations/profile/007_senders.sql"),
];

/// An open profile. Shared by all who read and write it.
pub struct Profile {
    folder: PathBuf,
    database: Database,
    /// Unwraps the wrapping key. Gone when locked.
    device: Mutex<Option<Key>>,
    open: Mutex<OpenMailboxes>,
    /// When the key is kept in memory only. Last, because its folder goes with it.
    _session: Option<Session>,
}

impl Profile {
    /// The folder of this profile.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        &self.folder
    }

    /// The disk's own reason for a failure that names none, as a database's do.
    #[must_use]
    pub fn reason(&self, error: StoreError) -> StoreError {
        reason(&self.folder, error)
    }

    /// Closes every database and drops every key. Afterwards everything answers "locked".
    pub fn lock(&self) {
        self.device.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.database.close();
        self.opened().close(None);
    }

    fn opened(&self) -> MutexGuard<'_, OpenMailboxes> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The key that wraps the mailboxes' keys.
    fn wrapping_key(&self) -> Result<Key, StoreError> {
        let wrapped: Vec<u8> =
            self.database.hold().db()?.query_row("SELECT wrapped FROM wrapping", [], |row| row.get(0))?;
        let device = self.device.lock().unwrap_or_else(PoisonError::into_inner);
        device.as_ref().ok_or(StoreError::Locked)?.derive(open::WRAP_LABEL).unwrap_key("wrapping", &wrapped)
    }

    /// A mailbox's own key.
    ///
    /// Where the person may not read there is none to be had: whatever asks, the letters stay shut.
    fn mailbox_key(&self, mailbox: &MailboxId) -> Result<Key, StoreError> {
        let sql = "SELECT wrapped_key, description FROM mailbox WHERE id = ?1";
        let (wrapped, description): (Option<Vec<u8>>, String) =
            self.database.hold().db()?.query_row(sql, [mailbox.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let wrapped = wrapped.ok_or(StoreError::Ended)?;
        if !serde_json::from_str::<Mailbox>(&description)?.is_readable() {
            return Err(StoreError::NotAllowed);
        }
        self.wrapping_key()?.unwrap_key(mailbox.as_str(), &wrapped)
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        self.lock();
    }
}

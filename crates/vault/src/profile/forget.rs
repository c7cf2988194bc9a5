//! Forgetting: the key goes, the key that wrapped it is replaced, the folder goes.

use super::{Profile, open};
use crate::home::mailbox_folder;
use crate::secret::Key;
use crate::{OpenError, StoreError, device_key};
use model::{AccountId, Ending, MailboxId, MailboxState};
use rusqlite::params;
use std::sync::PoisonError;

impl Profile {
    /// Forgets a mailbox and the line that names it.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn forget_mailbox(&self, id: &MailboxId) -> Result<(), StoreError> {
        self.mailbox(id)?;
        self.drop_key(id)?;
        self.database.hold().db()?.execute("DELETE FROM mailbox WHERE id = ?1", params![id.as_str()])?;
        self.erase_traces()
    }

    /// The access has ended: everything of the mailbox is forgotten but the line that says so.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_ended(&self, id: &MailboxId, ending: Ending) -> Result<(), StoreError> {
        let mut mailbox = self.mailbox(id)?.mailbox;
        self.drop_key(id)?;
        mailbox.state = MailboxState::Ended(ending);
        let sql = "UPDATE mailbox SET description = ?2, total = 0, unread = 0 WHERE id = ?1";
        let description = serde_json::to_string(&mailbox)?;
        self.database.hold().db()?.execute(sql, params![id.as_str(), description])?;
        self.erase_traces()
    }

    /// The person may no longer read here, though she still has to do with the mailbox: its letters are forgotten.
    /// It gets a new key, so that others can come.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn forget_letters(&self, id: &MailboxId) -> Result<(), StoreError> {
        self.drop_key(id)?;
        let wrapped = self.wrapping_key()?.wrap(id.as_str(), &Key::make()?)?;
        let sql = "UPDATE mailbox SET wrapped_key = ?2, total = 0, unread = 0 WHERE id = ?1";
        self.database.hold().db()?.execute(sql, params![id.as_str(), wrapped])?;
        self.erase_traces()
    }

    /// Forgets an account with its tokens and all its mailboxes.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn forget_account(&self, id: &AccountId) -> Result<(), StoreError> {
        self.account(id)?;
        let mailboxes = self.mailboxes()?;
        for record in mailboxes.iter().filter(|record| record.mailbox.account == *id) {
            self.drop_key(&record.mailbox.id)?;
        }
        self.database.hold().db()?.execute("DELETE FROM account WHERE id = ?1", params![id.as_str()])?;
        self.erase_traces()
    }

    /// Forgets everything, the device key first.
    ///
    /// # Errors
    /// [`OpenError`] when the keyring or the disk refuses.
    pub fn forget_all(&self) -> Result<(), OpenError> {
        device_key::forget(&self.folder)?;
        self.lock();
        std::fs::remove_dir_all(&self.folder)?;
        Ok(())
    }

    /// Takes a mailbox's key away and wraps the others anew, in one transaction; then removes its folder.
    fn drop_key(&self, id: &MailboxId) -> Result<(), StoreError> {
        let old = self.wrapping_key()?;
        let new = Key::make()?;
        {
            let device = self.device.lock().unwrap_or_else(PoisonError::into_inner);
            let device = device.as_ref().ok_or(StoreError::Locked)?.derive(open::WRAP_LABEL);
            let mut held = self.database.hold();
            let transaction = held.db()?.transaction()?;
            transaction.execute("UPDATE mailbox SET wrapped_key = NULL WHERE id = ?1", params![id.as_str()])?;
            transaction.execute("DELETE FROM head WHERE mailbox = ?1", params![id.as_str()])?;
            let others: Vec<(String, Vec<u8>)> = {
                let sql = "SELECT id, wrapped_key FROM mailbox WHERE wrapped_key IS NOT NULL";
                let mut query = transaction.prepare(sql)?;
                let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
                rows.collect::<Result<_, _>>()?
            };
            for (other, wrapped) in others {
                let wrapped = new.wrap(&other, &old.unwrap_key(&other, &wrapped)?)?;
                transaction.execute("UPDATE mailbox SET wrapped_key = ?2 WHERE id = ?1", params![other, wrapped])?;
            }
            transaction.execute("UPDATE wrapping SET wrapped = ?1", params![device.wrap("wrapping", &new)?])?;
            transaction.commit()?;
        }
        self.opened().close(Some(id));
        match std::fs::remove_dir_all(mailbox_folder(&self.folder, id)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// What was deleted is not to be found in the journal or in free pages either.
    fn erase_traces(&self) -> Result<(), StoreError> {
        let mut held = self.database.hold();
        let db = held.db()?;
        // A reader in another process can hold the journal: then the next checkpoint does it.
        let _ = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        Ok(())
    }
}

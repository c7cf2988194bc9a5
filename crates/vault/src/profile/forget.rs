//! Forgetting: the key goes, the key that wrapped it is replaced, the folder goes.

use super::{Profile, anew, forgotten, open};
use crate::home::alone;
use crate::secret::Key;
use crate::{OpenError, StoreError, device_key};
use model::{AccountId, Ending, MailboxId, MailboxState};
use rusqlite::{Transaction, params};
use std::sync::PoisonError;

impl Profile {
    /// Forgets a mailbox and the line that names it.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn forget_mailbox(&self, id: &MailboxId) -> Result<(), StoreError> {
        self.mailbox(id)?;
        self.drop_keys(std::slice::from_ref(id), |rows, _| {
            rows.execute("DELETE FROM mailbox WHERE id = ?1", params![id.as_str()])?;
            Ok(())
        })
    }

    /// The access has ended: everything of the mailbox is forgotten but the line that says so.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_ended(&self, id: &MailboxId, ending: Ending) -> Result<(), StoreError> {
        let mut mailbox = self.mailbox(id)?.mailbox;
        mailbox.state = MailboxState::Ended(ending);
        let description = serde_json::to_string(&mailbox)?;
        self.drop_keys(std::slice::from_ref(id), |rows, _| {
            let sql = "UPDATE mailbox SET description = ?2, total = 0, unread = 0 WHERE id = ?1";
            rows.execute(sql, params![id.as_str(), description])?;
            Ok(())
        })
    }

    /// The person may no longer read here, though she still has to do with the mailbox: its letters are forgotten.
    /// It gets a new key, so that others can come.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn forget_letters(&self, id: &MailboxId) -> Result<(), StoreError> {
        self.drop_keys(std::slice::from_ref(id), |rows, wrapping| {
            let wrapped = wrapping.wrap(id.as_str(), &Key::make()?)?;
            let sql = "UPDATE mailbox SET wrapped_key = ?2, total = 0, unread = 0 WHERE id = ?1";
            rows.execute(sql, params![id.as_str(), wrapped])?;
            Ok(())
        })
    }

    /// Forgets an account with its tokens and all its mailboxes.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn forget_account(&self, id: &AccountId) -> Result<(), StoreError> {
        self.account(id)?;
        let all = self.mailboxes()?.into_iter().map(|record| record.mailbox);
        let own: Vec<MailboxId> = all.filter(|mailbox| mailbox.account == *id).map(|mailbox| mailbox.id).collect();
        self.drop_keys(&own, |rows, _| {
            rows.execute("DELETE FROM account WHERE id = ?1", params![id.as_str()])?;
            Ok(())
        })
    }

    /// Forgets everything, the device key first.
    ///
    /// # Errors
    /// [`OpenError`] when the keyring or the disk refuses.
    pub fn forget_all(&self) -> Result<(), OpenError> {
        device_key::forget(&self.folder)?;
        anew::forget_keys_set_aside(&self.folder);
        self.lock();
        std::fs::remove_dir_all(&self.folder)?;
        Ok(())
    }

    /// Takes the keys of mailboxes away, wraps the others anew, does the rest with their rows, and notes whose
    /// folders are to go, all in one transaction: forgotten is forgotten, wherever it is cut. Then the folders go.
    fn drop_keys(
        &self,
        ids: &[MailboxId],
        rest: impl FnOnce(&Transaction<'_>, &Key) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let _alone = alone(&self.folder, forgotten::LOCK)?;
        let (old, new) = (self.wrapping_key()?, Key::make()?);
        {
            let device = self.device.lock().unwrap_or_else(PoisonError::into_inner);
            let device = device.as_ref().ok_or(StoreError::Locked)?.derive(open::WRAP_LABEL);
            let mut held = self.database.hold();
            // No folder goes before the forgetting is on the disk.
            held.db()?.execute_batch("PRAGMA synchronous = FULL")?;
            let transaction = held.db()?.transaction()?;
            for id in ids {
                transaction.execute("UPDATE mailbox SET wrapped_key = NULL WHERE id = ?1", params![id.as_str()])?;
                transaction.execute("DELETE FROM head WHERE mailbox = ?1", params![id.as_str()])?;
                forgotten::note(&transaction, id)?;
            }
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
            // It tells who wrote to whom, and what is left of it comes again.
            transaction.execute("DELETE FROM sender", [])?;
            transaction.execute("UPDATE wrapping SET wrapped = ?1", params![device.wrap("wrapping", &new)?])?;
            rest(&transaction, &new)?;
            transaction.commit()?;
            held.db()?.execute_batch("PRAGMA synchronous = NORMAL")?;
        }
        self.remove_forgotten()?;
        self.erase_traces()
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

//! Folders of forgotten mailboxes. Which are to go is noted with the forgetting itself; if it is cut before they are
//! gone, whoever opens the profile next removes them. What lies in them opens with no key any more.

use super::Profile;
use crate::StoreError;
use crate::home::{MAILBOXES, mailbox_folder, sync_names};
use model::MailboxId;
use rusqlite::{Connection, params};
use std::fs::{self, File};
use std::io::ErrorKind;

/// Held by whoever forgets: nobody else removes a folder meanwhile, which may be another one by then.
pub(super) const LOCK: &str = "forget.lock";
/// Before the mailbox's id, in the name of a setting.
const NOTE: &str = "forgotten:";

/// The folder of this mailbox is to go.
pub(super) fn note(db: &Connection, mailbox: &MailboxId) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO setting (key, value) VALUES (?1, 'true')";
    db.execute(sql, params![format!("{NOTE}{mailbox}")])?;
    Ok(())
}

impl Profile {
    /// Removes what a cut left behind; not while somebody forgets just now.
    pub(super) fn finish_forgetting(&self) -> Result<(), StoreError> {
        if self.forgotten()?.is_empty() {
            return Ok(());
        }
        let lock = File::options().create(true).truncate(false).write(true).open(self.folder.join(LOCK))?;
        match lock.try_lock() {
            Ok(()) => self.remove_forgotten(),
            Err(_) => Ok(()),
        }
    }

    /// Removes the folders that are to go, and the notes.
    pub(super) fn remove_forgotten(&self) -> Result<(), StoreError> {
        for id in self.forgotten()? {
            self.opened().close(Some(&id));
            match fs::remove_dir_all(mailbox_folder(&self.folder, &id)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
            // The note stays until the folder is gone for good.
            let all = self.folder.join(MAILBOXES);
            if all.exists() {
                sync_names(&all)?;
            }
            let sql = "DELETE FROM setting WHERE key = ?1";
            self.database.hold().db()?.execute(sql, params![format!("{NOTE}{id}")])?;
        }
        Ok(())
    }

    fn forgotten(&self) -> Result<Vec<MailboxId>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare("SELECT key FROM setting WHERE key GLOB ?1 || '*'")?;
        let keys = query.query_map([NOTE], |row| row.get::<_, String>(0))?;
        let ids = keys.filter_map(|key| key.map(|key| key.strip_prefix(NOTE).map(MailboxId::parse)).transpose());
        ids.map(|id| id?.map_err(|_| StoreError::Damaged)).collect()
    }
}

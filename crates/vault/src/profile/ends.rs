//! Accesses that end by themselves: which of them are over. This needs no service: a time-limited access is over
//! when its own end has come, online or not. A clock that was set back does not keep one alive: the present is
//! never earlier than the last sync.

use super::Profile;
use crate::StoreError;
use jiff::Timestamp;
use model::{EndReason, Ending, MailboxId};

impl Profile {
    /// The present, or the last sync where the clock says something earlier.
    fn present(&self, now: Timestamp) -> Result<Timestamp, StoreError> {
        let sql = "SELECT max(synced) FROM mailbox";
        let synced: Option<String> = self.database.hold().db()?.query_row(sql, [], |row| row.get(0))?;
        let synced = synced.and_then(|synced| synced.parse().ok());
        Ok(synced.map_or(now, |synced: Timestamp| synced.max(now)))
    }

    /// Whether an access with this end of its own is over.
    ///
    /// # Errors
    /// [`StoreError`] when the vault cannot be read.
    pub fn is_over(&self, ends: Option<Timestamp>, now: Timestamp) -> Result<bool, StoreError> {
        match ends {
            Some(ends) => Ok(ends <= self.present(now)?),
            None => Ok(false),
        }
    }

    /// When the next access ends by itself, if one does.
    ///
    /// # Errors
    /// [`StoreError`] when the vault cannot be read.
    pub fn next_end(&self) -> Result<Option<Timestamp>, StoreError> {
        let mut held = self.database.hold();
        let sql = "SELECT json_extract(description, '$.ends') FROM mailbox \
                   WHERE json_extract(description, '$.ends') IS NOT NULL AND wrapped_key IS NOT NULL";
        let mut query = held.db()?.prepare_cached(sql)?;
        let ends = query.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(ends.iter().filter_map(|end| end.parse().ok()).min())
    }

    /// Ends every access whose own end has come, and says which mailboxes these were.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn end_what_is_over(&self, now: Timestamp) -> Result<Vec<MailboxId>, StoreError> {
        let ending: Vec<String> = {
            let mut held = self.database.hold();
            let sql = "SELECT id FROM mailbox WHERE json_extract(description, '$.ends') IS NOT NULL \
                       AND wrapped_key IS NOT NULL";
            let mut query = held.db()?.prepare_cached(sql)?;
            let rows = query.query_map([], |row| row.get(0))?;
            rows.collect::<Result<_, _>>()?
        };
        let mut over = Vec::new();
        for id in ending {
            let id = MailboxId::parse(&id).map_err(|_| StoreError::Damaged)?;
            let mailbox = self.mailbox(&id)?.mailbox;
            if self.is_over(mailbox.ends, now)? {
                let since = mailbox.ends;
                self.set_ended(&id, Ending { at: now, why: EndReason::Expired, since, said: None })?;
                over.push(id);
            }
        }
        Ok(over)
    }
}

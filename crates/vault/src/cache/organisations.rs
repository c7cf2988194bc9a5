//! Which organisations write to this mailbox.

use super::Cache;
use crate::StoreError;
use model::{Message, MessageState, RemoteId};
use rusqlite::{Transaction, params};
use std::collections::BTreeMap;

/// Notes who wrote these, once each: a page has many letters of few.
pub(super) fn note(db: &Transaction<'_>, messages: &[Message]) -> Result<(), StoreError> {
    let mut newest: BTreeMap<&RemoteId, i64> = BTreeMap::new();
    for message in messages.iter().filter(|one| one.state == MessageState::Received) {
        let Some(organisation) = &message.sender.organisation else { continue };
        let received = message.received.as_microsecond();
        newest.entry(organisation).and_modify(|known| *known = received.max(*known)).or_insert(received);
    }
    let sql = "INSERT INTO organisation (remote_id, newest) VALUES (?1, ?2)
        ON CONFLICT (remote_id) DO UPDATE SET newest = ?2 WHERE newest < ?2";
    let mut write = db.prepare_cached(sql)?;
    for (organisation, received) in newest {
        write.execute(params![organisation.as_str(), received])?;
    }
    Ok(())
}

/// Who wrote this letter, which is gone, is forgotten if nothing else of that name is here.
pub(super) fn forget_if_last(db: &Transaction<'_>, description: &str) -> Result<(), StoreError> {
    // As the index of senders has it, so that no other letter is read.
    let sql = "DELETE FROM organisation WHERE remote_id = json_extract(?1, '$.sender.organisation') AND NOT EXISTS
        (SELECT 1 FROM message WHERE lower(json_extract(description, '$.sender.label')) =
           lower(json_extract(?1, '$.sender.label')))";
    db.prepare_cached(sql)?.execute([description])?;
    Ok(())
}

impl Cache {
    /// The organisations that wrote to this mailbox, with when each wrote last (microseconds since 1970).
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn organisations(&self) -> Result<Vec<(RemoteId, i64)>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached("SELECT remote_id, newest FROM organisation")?;
        let rows = query.query_map([], |row| Ok((RemoteId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

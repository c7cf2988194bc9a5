//! What is odd about letters, for the doctor: fields that make no sense, letters that could not be read at
//! all, and files that could not be fetched. What comes right again is odd no more.

use super::Cache;
use crate::StoreError;
use model::RemoteId;
use rusqlite::{Transaction, params};

/// Something odd about a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Odd {
    /// The service's id; empty when the letter has none.
    pub remote_id: RemoteId,
    /// What is odd, without content. Tells letters without an id apart.
    pub why: String,
}

/// A letter came: what is odd about it now takes the place of what was.
pub(super) fn replace(db: &Transaction<'_>, remote_id: &RemoteId, odd: &[Odd]) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM odd WHERE remote_id = ?1")?.execute(params![remote_id.as_str()])?;
    odd.iter().filter(|odd| odd.remote_id == *remote_id).try_for_each(|odd| add(db, odd))
}

/// Letters without an id came.
pub(super) fn add_unreadable(db: &Transaction<'_>, odd: &[Odd]) -> Result<(), StoreError> {
    odd.iter().filter(|odd| odd.remote_id.as_str().is_empty()).try_for_each(|odd| add(db, odd))
}

fn add(db: &Transaction<'_>, odd: &Odd) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO odd (remote_id, why) VALUES (?1, ?2)";
    db.prepare_cached(sql)?.execute(params![odd.remote_id.as_str(), odd.why])?;
    Ok(())
}

impl Cache {
    /// The service's whole list was looked through: these are all its letters that could not be read.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be written.
    pub fn replace_unreadable(&self, unreadable: &[Odd]) -> Result<(), StoreError> {
        self.note(Some("DELETE FROM odd WHERE remote_id NOT IN (SELECT remote_id FROM message)"), unreadable)
    }

    /// These could not be read either.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be written.
    pub fn add_odd(&self, more: &[Odd]) -> Result<(), StoreError> {
        self.note(None, more)
    }

    fn note(&self, first: Option<&str>, odd: &[Odd]) -> Result<(), StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        if let Some(sql) = first {
            transaction.execute(sql, [])?;
        }
        odd.iter().try_for_each(|odd| add(&transaction, odd))?;
        transaction.commit()?;
        Ok(())
    }

    /// All that is odd.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn odd(&self) -> Result<Vec<Odd>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare(
            "SELECT remote_id, why FROM odd
             UNION SELECT m.remote_id, 'a file could not be fetched: ' || f.why
               FROM file f JOIN message m ON m.n = f.message WHERE f.blob IS NULL AND f.why IS NOT NULL
             ORDER BY 1, 2",
        )?;
        let rows = query.query_map([], |row| Ok(Odd { remote_id: RemoteId(row.get(0)?), why: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

//! Who else may use a mailbox of Digipost.

use crate::ids;
use crate::store::StoreError;
use rusqlite::{Connection, OptionalExtension, Row};

/// An access to somebody's mailbox.
#[derive(Debug, Clone)]
pub struct Access {
    /// The end of its address on the net.
    pub id: String,
    /// The mailbox.
    pub mailbox: String,
    /// The demo's word for who has it.
    pub person: String,
    /// Since when.
    pub given: String,
}

const COLUMNS: &str = "SELECT id, mailbox, person, given FROM digipost_accesses";

fn read(row: &Row<'_>) -> rusqlite::Result<Access> {
    Ok(Access { id: row.get(0)?, mailbox: row.get(1)?, person: row.get(2)?, given: row.get(3)? })
}

/// Those to a mailbox, the oldest first.
///
/// # Errors
/// When the store fails.
pub fn to(db: &Connection, mailbox: &str) -> Result<Vec<Access>, StoreError> {
    let mut query = db.prepare_cached(&format!("{COLUMNS} WHERE mailbox = ?1 ORDER BY given, id"))?;
    let rows = query.query_map([mailbox], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The one of this id.
///
/// # Errors
/// When the store fails.
pub fn of_id(db: &Connection, id: &str) -> Result<Option<Access>, StoreError> {
    Ok(db.prepare_cached(&format!("{COLUMNS} WHERE id = ?1"))?.query_row([id], read).optional()?)
}

/// Gives one; whether the person did not have it yet.
///
/// # Errors
/// When the store fails.
pub fn give(db: &Connection, mailbox: &str, person: &str, now: &str) -> Result<bool, StoreError> {
    let sql = "INSERT INTO digipost_accesses VALUES (?1, ?2, ?3, ?4) ON CONFLICT (mailbox, person) DO NOTHING";
    Ok(db.execute(sql, [&ids::fresh(), mailbox, person, now])? > 0)
}

/// Takes one back, or all of them when no person is named; how many there were.
///
/// # Errors
/// When the store fails.
pub fn end(db: &Connection, mailbox: &str, person: Option<&str>) -> Result<usize, StoreError> {
    Ok(match person {
        Some(person) => {
            db.execute("DELETE FROM digipost_accesses WHERE mailbox = ?1 AND person = ?2", [mailbox, person])?
        }
        None => db.execute("DELETE FROM digipost_accesses WHERE mailbox = ?1", [mailbox])?,
    })
}

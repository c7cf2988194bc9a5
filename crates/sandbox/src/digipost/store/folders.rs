//! Folders of Digipost's mailboxes, in the order that their owner gave them.

use crate::store::StoreError;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A folder.
#[derive(Debug, Clone)]
pub struct Folder {
    /// Its number in the interface.
    pub number: i64,
    /// The end of its address on the net.
    pub id: String,
    /// The mailbox.
    pub mailbox: String,
    /// Its name.
    pub name: String,
    /// Its icon.
    pub icon: String,
}

const COLUMNS: &str = "SELECT number, id, mailbox, name, icon FROM digipost_folders";

fn read(row: &Row<'_>) -> rusqlite::Result<Folder> {
    Ok(Folder { number: row.get(0)?, id: row.get(1)?, mailbox: row.get(2)?, name: row.get(3)?, icon: row.get(4)? })
}

/// Those of a mailbox.
///
/// # Errors
/// When the store fails.
pub fn of(db: &Connection, mailbox: &str) -> Result<Vec<Folder>, StoreError> {
    let mut query = db.prepare_cached(&format!("{COLUMNS} WHERE mailbox = ?1 ORDER BY position, number"))?;
    let rows = query.query_map([mailbox], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The folder of this id.
///
/// # Errors
/// When the store fails.
pub fn of_id(db: &Connection, id: &str) -> Result<Option<Folder>, StoreError> {
    Ok(db.prepare_cached(&format!("{COLUMNS} WHERE id = ?1"))?.query_row([id], read).optional()?)
}

/// Makes one, behind the others; its number.
///
/// # Errors
/// When the store fails.
pub fn add(db: &Connection, id: &str, mailbox: &str, name: &str, icon: &str) -> Result<i64, StoreError> {
    db.execute(
        "INSERT INTO digipost_folders (id, mailbox, name, icon, position)
         VALUES (?1, ?2, ?3, ?4, (SELECT coalesce(max(position), 0) + 1 FROM digipost_folders WHERE mailbox = ?2))",
        params![id, mailbox, name, icon],
    )?;
    Ok(db.last_insert_rowid())
}

/// Gives it another name and icon.
///
/// # Errors
/// When the store fails.
pub fn change(db: &Connection, number: i64, name: &str, icon: &str) -> Result<(), StoreError> {
    db.execute("UPDATE digipost_folders SET name = ?2, icon = ?3 WHERE number = ?1", params![number, name, icon])?;
    Ok(())
}

/// Gives it another place.
///
/// # Errors
/// When the store fails.
pub fn place(db: &Connection, number: i64, position: i64) -> Result<(), StoreError> {
    db.execute("UPDATE digipost_folders SET position = ?2 WHERE number = ?1", params![number, position])?;
    Ok(())
}

/// Takes it away.
///
/// # Errors
/// When the store fails.
pub fn remove(db: &Connection, number: i64) -> Result<(), StoreError> {
    db.execute("DELETE FROM digipost_folders WHERE number = ?1", [number])?;
    Ok(())
}

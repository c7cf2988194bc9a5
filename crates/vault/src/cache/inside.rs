//! What is in a file: its text, and all of its bytes when they are few. It lies beside the file's row, which so stays
//! small and never grows where it stands.

use crate::StoreError;
use model::FileId;
use rusqlite::{Connection, params};

/// Puts in what can be read in a file, and its bytes if they are to lie here; its number, if there is any of it.
pub(super) fn put(db: &Connection, text: Option<&str>, bytes: Option<&[u8]>) -> Result<Option<i64>, StoreError> {
    let text = text.filter(|text| !text.trim().is_empty());
    if text.is_none() && bytes.is_none() {
        return Ok(None);
    }
    let whole = text.map(str::as_bytes) == bytes;
    let sql = "INSERT INTO content (text, whole, bytes) VALUES (?1, ?2, ?3)";
    db.prepare_cached(sql)?.execute(params![text, whole, bytes.filter(|_| !whole)])?;
    Ok(Some(db.last_insert_rowid()))
}

/// Removes what was in the file with this id.
pub(super) fn remove_of(db: &Connection, file: &FileId) -> Result<(), StoreError> {
    let sql = "DELETE FROM content WHERE n = (SELECT content FROM file WHERE id = ?1)";
    db.prepare_cached(sql)?.execute(params![file.as_str()])?;
    Ok(())
}

/// Removes what is in the files of a message.
pub(super) fn remove_all(db: &Connection, message: i64) -> Result<(), StoreError> {
    let sql = "DELETE FROM content WHERE n IN (SELECT content FROM file WHERE message = ?1)";
    db.prepare_cached(sql)?.execute(params![message])?;
    Ok(())
}

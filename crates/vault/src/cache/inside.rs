//! What is in a file: its text, and all of its bytes when they are few. It lies beside the file's row, which so stays
//! small and never grows where it stands.

use crate::StoreError;
use model::{FileId, Message};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

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

/// Removes the files of a message that are none of its own any more, with what is in them: its content is another one by
/// now. The names of their sealed files.
pub(super) fn remove_older(db: &Connection, number: i64, message: &Message) -> Result<Vec<String>, StoreError> {
    let own = message.documents.iter().flat_map(|document| &document.files);
    let own: BTreeSet<&str> = own.map(|file| file.id.as_str()).collect();
    let mut query = db.prepare_cached("SELECT id, blob FROM file WHERE message = ?1")?;
    let rows =
        query.query_map(params![number], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?)))?;
    let mut sealed = Vec::new();
    for (id, blob) in rows.collect::<Result<Vec<_>, _>>()? {
        if !own.contains(id.as_str()) {
            let sql = "DELETE FROM content WHERE n = (SELECT content FROM file WHERE id = ?1)";
            db.prepare_cached(sql)?.execute(params![id])?;
            db.prepare_cached("DELETE FROM file WHERE id = ?1")?.execute(params![id])?;
            sealed.extend(blob.filter(|name| !name.is_empty()));
        }
    }
    Ok(sealed)
}

/// Removes what is in the files of a message.
pub(super) fn remove_all(db: &Connection, message: i64) -> Result<(), StoreError> {
    let sql = "DELETE FROM content WHERE n IN (SELECT content FROM file WHERE message = ?1)";
    db.prepare_cached(sql)?.execute(params![message])?;
    Ok(())
}

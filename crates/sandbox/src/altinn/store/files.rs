//! The files of attachments. They lie with the service owner, which is the sandbox, too.

use crate::store::StoreError;
use rusqlite::{Connection, OptionalExtension, params};

/// A file.
#[derive(Debug, Clone)]
pub struct File {
    /// Its id.
    pub id: String,
    /// Its type, as the sender claims.
    pub mime: String,
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Keeps a file of a dialog.
///
/// # Errors
/// When the store fails.
pub fn add(db: &Connection, dialog: &str, file: &File) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO altinn_files (id, dialog, mime, name, bytes) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![file.id, dialog, file.mime, file.name, file.bytes])?;
    Ok(())
}

/// A file of a dialog.
///
/// # Errors
/// When the store fails.
pub fn one(db: &Connection, dialog: &str, id: &str) -> Result<Option<File>, StoreError> {
    let mut query = db.prepare_cached("SELECT mime, name, bytes FROM altinn_files WHERE dialog = ?1 AND id = ?2")?;
    let found = query.query_row([dialog, id], |row| {
        Ok(File { id: id.to_owned(), mime: row.get(0)?, name: row.get(1)?, bytes: row.get(2)? })
    });
    Ok(found.optional()?)
}

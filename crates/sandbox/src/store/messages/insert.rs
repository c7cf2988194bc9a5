//! A new message with the contents of its files.

use crate::store::StoreError;
use rusqlite::{Connection, params};
use serde_json::Value;

/// A message to put into a mailbox.
pub struct NewMessage {
    /// Its id.
    pub id: String,
    /// Into which mailbox.
    pub mailbox: String,
    /// Into which folder of it.
    pub folder: String,
    /// When it came, as the interface writes times.
    pub received: String,
    /// `REGULAR`, `MANDATORY` or `LEGAL_NOTIFICATION`.
    pub message_type: &'static str,
    /// The subject.
    pub label: String,
    /// The sender's code for this kind of letter.
    pub code: Option<String>,
    /// Already read.
    pub read: bool,
    /// Already flagged.
    pub flag: bool,
    /// `high` when the content takes that level.
    pub level: Option<String>,
    /// Kept back until then.
    pub deliver_at: Option<String>,
    /// The rest of the interface's `Message`.
    pub doc: Value,
    /// Contents by file id.
    pub contents: Vec<(String, Vec<u8>)>,
    /// How the contents are made when they are not stored.
    pub recipe: Option<String>,
    /// The computer's own time of this change; 0 for what was always there.
    pub changed_ms: i64,
}

const INSERT: &str = "INSERT INTO messages (id, mailbox, folder, version, created, updated, received, type, state, \
    label, code, read, flag, level, deliver_at, doc, recipe, changed_ms) \
    VALUES (?1, ?2, ?3, 0, ?4, ?4, ?4, ?5, 'RECEIVED', ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";

/// Puts it in.
///
/// # Errors
/// When SQLite refuses, for one when the id is taken.
pub fn insert(db: &Connection, new: &NewMessage) -> Result<(), StoreError> {
    db.prepare_cached(INSERT)?.execute(params![
        new.id,
        new.mailbox,
        new.folder,
        new.received,
        new.message_type,
        new.label,
        new.code,
        new.read,
        new.flag,
        new.level,
        new.deliver_at,
        new.doc.to_string(),
        new.recipe,
        new.changed_ms,
    ])?;
    let mut store = db.prepare_cached("INSERT INTO contents VALUES (?1, ?2)")?;
    for (file, bytes) in &new.contents {
        store.execute(params![file, bytes])?;
    }
    Ok(())
}

//! Letters that a person writes: made, changed and sent; and letters that are thrown away for good.
//! What never changes of a letter that came may change of a draft.

use super::Message;
use super::change::keep_past;
use crate::store::{StoreError, times};
use rusqlite::{Connection, params};
use serde_json::{Map, Value};

/// Members of the interface's `Message` that have a column, or follow from columns; the others make
/// up the document.
const OF_COLUMNS: [&str; 18] = [
    "id",
    "version",
    "mailboxId",
    "folderId",
    "createdDateTime",
    "lastUpdated",
    "messageDateTime",
    "receivedDateTime",
    "messageType",
    "messageState",
    "label",
    "messageCode",
    "read",
    "flag",
    "legallyNotified",
    "legallyNotifiedDateTime",
    "note",
    "requiredLevel",
];

/// What a person writes.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The subject.
    pub label: String,
    /// A code for this kind of letter.
    pub code: Option<String>,
    /// Flagged.
    pub flag: bool,
    /// The private note.
    pub note: Option<String>,
    /// The rest of the interface's `Message`.
    pub doc: Map<String, Value>,
}

impl Draft {
    /// What a draft says so far.
    #[must_use]
    pub fn of(message: &Message) -> Self {
        let text = |name: &str| message.shape.get(name).and_then(Value::as_str).map(str::to_owned);
        let mut doc = message.shape.as_object().cloned().unwrap_or_default();
        doc.retain(|name, _| !OF_COLUMNS.contains(&name.as_str()));
        Draft {
            label: text("label").unwrap_or_default(),
            code: text("messageCode"),
            flag: message.shape.get("flag") == Some(&Value::Bool(true)),
            note: text("note"),
            doc,
        }
    }
}

/// Makes a draft in this folder; its id is given.
///
/// # Errors
/// When SQLite refuses.
pub fn add(db: &Connection, mailbox: &str, folder: &str, id: &str, draft: &Draft, now: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO messages (id, mailbox, folder, version, created, updated, received, type, state, label, \
               code, read, flag, note, doc, changed_ms) \
               VALUES (?1, ?2, ?3, 0, ?4, ?4, ?4, 'REGULAR', 'DRAFT', ?5, ?6, 1, ?7, nullif(?8, ''), ?9, ?10)";
    let doc = Value::Object(draft.doc.clone()).to_string();
    db.prepare_cached(sql)?.execute(params![
        id,
        mailbox,
        folder,
        now,
        draft.label,
        draft.code,
        draft.flag,
        draft.note,
        doc,
        times::real_ms()
    ])?;
    Ok(())
}

/// Changes what a letter says.
///
/// # Errors
/// When SQLite refuses.
pub fn rewrite(db: &Connection, id: &str, draft: &Draft, now: &str) -> Result<(), StoreError> {
    let changed_ms = keep_past(db, id)?;
    let sql = "UPDATE messages SET label = ?2, code = ?3, flag = ?4, note = nullif(?5, ''), doc = ?6, updated = ?7, \
               changed_ms = ?8, version = version + 1 WHERE id = ?1";
    let doc = Value::Object(draft.doc.clone()).to_string();
    db.prepare_cached(sql)?.execute(params![
        id,
        draft.label,
        draft.code,
        draft.flag,
        draft.note,
        doc,
        now,
        changed_ms
    ])?;
    Ok(())
}

/// Sets what has no column, beside a change that raises the version.
///
/// # Errors
/// When SQLite refuses.
pub fn set_doc(db: &Connection, id: &str, draft: &Draft) -> Result<(), StoreError> {
    let doc = Value::Object(draft.doc.clone()).to_string();
    db.prepare_cached("UPDATE messages SET doc = ?2 WHERE id = ?1")?.execute(params![id, doc])?;
    Ok(())
}

/// A draft has been sent and lies in the folder of those.
///
/// # Errors
/// When SQLite refuses.
pub fn sent(db: &Connection, id: &str, folder: &str, draft: &Draft, now: &str) -> Result<(), StoreError> {
    rewrite(db, id, draft, now)?;
    let sql = "UPDATE messages SET state = 'SENT', folder = ?2, received = ?3, read = 1 WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![id, folder, now])?;
    Ok(())
}

/// A letter that was delivered among the sent ones is one of them.
///
/// # Errors
/// When SQLite refuses.
pub fn mark_sent(db: &Connection, id: &str) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE messages SET state = 'SENT' WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// The bytes of a file that a person has put in.
///
/// # Errors
/// When SQLite refuses.
pub fn put_content(db: &Connection, file: &str, bytes: &[u8]) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO contents VALUES (?1, ?2)")?.execute(params![file, bytes])?;
    Ok(())
}

/// Forgets the bytes of files.
///
/// # Errors
/// When SQLite refuses.
pub fn drop_contents(db: &Connection, files: &[String]) -> Result<(), StoreError> {
    let mut query = db.prepare_cached("DELETE FROM contents WHERE file = ?1")?;
    for file in files {
        query.execute([file])?;
    }
    Ok(())
}

/// The ids of all files in some documents.
#[must_use]
pub fn files_in(documents: Option<&Value>) -> Vec<String> {
    let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
    let files = list(documents).into_iter().flat_map(|document| list(document.get("files")));
    files.filter_map(|file| file.get("id").and_then(Value::as_str).map(str::to_owned)).collect()
}

/// Throws a letter away for good, with its contents.
///
/// # Errors
/// When SQLite refuses.
pub fn remove(db: &Connection, message: &Message) -> Result<(), StoreError> {
    keep_past(db, &message.id)?;
    drop_contents(db, &files_in(message.shape.get("documents")))?;
    db.prepare_cached("DELETE FROM messages WHERE id = ?1")?.execute([&message.id])?;
    Ok(())
}

//! Letters in Digipost's mailboxes. A letter that changes leaves its earlier state behind, from which late lists answer.

use crate::digipost::letter::Letter;
use crate::store::StoreError;
use crate::store::times::real_ms;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A letter in its place.
#[derive(Debug, Clone)]
pub struct Document {
    /// The end of its address on the net.
    pub id: String,
    /// The mailbox.
    pub mailbox: String,
    /// A folder's number; none means the inbox.
    pub folder: Option<i64>,
    /// When it came, in milliseconds by the service's clock. No two of a mailbox came at once.
    pub created_ms: i64,
    /// Everything else.
    pub letter: Letter,
}

const COLUMNS: &str = "id, mailbox, folder, created_ms, doc";

fn read(row: &Row<'_>) -> rusqlite::Result<(Document, String)> {
    let document = Document {
        id: row.get(0)?,
        mailbox: row.get(1)?,
        folder: row.get(2)?,
        created_ms: row.get(3)?,
        letter: Letter::default(),
    };
    Ok((document, row.get(4)?))
}

fn whole((document, doc): (Document, String)) -> Result<Document, StoreError> {
    Ok(Document { letter: serde_json::from_str(&doc)?, ..document })
}

/// The letter of this id.
///
/// # Errors
/// When the store fails.
pub fn of_id(db: &Connection, id: &str) -> Result<Option<Document>, StoreError> {
    let mut query = db.prepare_cached(&format!("SELECT {COLUMNS} FROM digipost_documents WHERE id = ?1"))?;
    query.query_row([id], read).optional()?.map(whole).transpose()
}

/// The letter that a file belongs to.
///
/// # Errors
/// When the store fails.
pub fn of_file(db: &Connection, file: &str) -> Result<Option<Document>, StoreError> {
    let mut query = db.prepare_cached("SELECT document FROM digipost_files WHERE id = ?1")?;
    let document: Option<String> = query.query_row([file], |row| row.get(0)).optional()?;
    document.map_or(Ok(None), |document| of_id(db, &document))
}

/// What a file holds.
///
/// # Errors
/// When the store fails.
pub fn bytes(db: &Connection, file: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let mut query = db.prepare_cached("SELECT bytes FROM digipost_files WHERE id = ?1")?;
    Ok(query.query_row([file], |row| row.get(0)).optional()?)
}

/// Which letters.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// In this folder; none means the inbox.
    pub folder: Option<i64>,
    /// Those that came before that moment.
    pub before_ms: i64,
    /// At most so many.
    pub limit: i64,
    /// As the list was then, by the computer's own clock.
    pub seen_ms: Option<i64>,
}

/// Letters of a mailbox, the newest first.
///
/// # Errors
/// When the store fails.
pub fn list(db: &Connection, mailbox: &str, wanted: Wanted) -> Result<Vec<Document>, StoreError> {
    let place = "mailbox = ?1 AND folder IS ?2 AND created_ms < ?3 AND changed_ms <= ?5";
    let sql = format!(
        "SELECT {COLUMNS} FROM digipost_documents WHERE {place} UNION ALL \
         SELECT {COLUMNS} FROM digipost_documents_past WHERE {place} AND until_ms > ?5 \
         ORDER BY created_ms DESC LIMIT ?4"
    );
    let mut query = db.prepare_cached(&sql)?;
    let seen_ms = wanted.seen_ms.unwrap_or(i64::MAX);
    let asked = params![mailbox, wanted.folder, wanted.before_ms, wanted.limit, seen_ms];
    let rows = query.query_map(asked, read)?.collect::<Result<Vec<_>, _>>()?;
    rows.into_iter().map(whole).collect()
}

/// All letters of a mailbox, the newest first.
///
/// # Errors
/// When the store fails.
pub fn all(db: &Connection, mailbox: &str) -> Result<Vec<Document>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM digipost_documents WHERE mailbox = ?1 ORDER BY created_ms DESC");
    let mut query = db.prepare_cached(&sql)?;
    let rows = query.query_map([mailbox], read)?.collect::<Result<Vec<_>, _>>()?;
    rows.into_iter().map(whole).collect()
}

fn number(db: &Connection, sql: &str, mailbox: &str) -> Result<i64, StoreError> {
    Ok(db.prepare_cached(sql)?.query_row([mailbox], |row| row.get(0))?)
}

/// How many letters of the inbox are unread.
///
/// # Errors
/// When the store fails.
pub fn unread(db: &Connection, mailbox: &str) -> Result<i64, StoreError> {
    let sql = "SELECT count(*) FROM digipost_documents WHERE mailbox = ?1 AND folder IS NULL AND read = 0";
    number(db, sql, mailbox)
}

/// How many bytes the letters take.
///
/// # Errors
/// When the store fails.
pub fn used(db: &Connection, mailbox: &str) -> Result<i64, StoreError> {
    number(db, "SELECT coalesce(sum(bytes), 0) FROM digipost_documents WHERE mailbox = ?1", mailbox)
}

/// Whether a folder holds anything.
///
/// # Errors
/// When the store fails.
pub fn any_in(db: &Connection, folder: i64) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM digipost_documents WHERE folder = ?1)";
    Ok(db.prepare_cached(sql)?.query_row([folder], |row| row.get(0))?)
}

/// A moment for a new letter: now, or just after the newest one.
///
/// # Errors
/// When the store fails.
pub fn moment(db: &Connection, mailbox: &str, now_ms: i64) -> Result<i64, StoreError> {
    let sql = "SELECT coalesce(max(created_ms), 0) FROM digipost_documents WHERE mailbox = ?1";
    Ok(now_ms.max(number(db, sql, mailbox)? + 1))
}

/// Puts a letter into its place, with what its files hold. `changed_ms` is 0 for what was always there.
///
/// # Errors
/// When the store fails.
pub fn add(
    db: &Connection,
    document: &Document,
    contents: &[(String, Vec<u8>)],
    changed_ms: i64,
) -> Result<(), StoreError> {
    let letter = &document.letter;
    db.prepare_cached("INSERT INTO digipost_documents VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?.execute(params![
        document.id,
        document.mailbox,
        document.folder,
        document.created_ms,
        letter.is_read(),
        letter.bytes(),
        serde_json::to_string(letter)?,
        changed_ms,
    ])?;
    for (file, bytes) in contents {
        let sql = "INSERT INTO digipost_files VALUES (?1, ?2, ?3)";
        db.prepare_cached(sql)?.execute(params![file, document.id, bytes])?;
    }
    Ok(())
}

fn leave_behind(db: &Connection, id: &str, now_ms: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO digipost_documents_past SELECT *, ?2 FROM digipost_documents WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![id, now_ms])?;
    Ok(())
}

/// Writes a letter down that has changed.
///
/// # Errors
/// When the store fails.
pub fn save(db: &Connection, document: &Document) -> Result<(), StoreError> {
    let now_ms = real_ms();
    leave_behind(db, &document.id, now_ms)?;
    let sql = "UPDATE digipost_documents SET folder = ?2, read = ?3, doc = ?4, changed_ms = ?5 WHERE id = ?1";
    let letter = &document.letter;
    let doc = serde_json::to_string(letter)?;
    db.prepare_cached(sql)?.execute(params![document.id, document.folder, letter.is_read(), doc, now_ms])?;
    Ok(())
}

/// Takes a letter away for good.
///
/// # Errors
/// When the store fails.
pub fn remove(db: &Connection, id: &str) -> Result<(), StoreError> {
    leave_behind(db, id, real_ms())?;
    db.execute("DELETE FROM digipost_documents WHERE id = ?1", [id])?;
    db.execute("DELETE FROM digipost_files WHERE document = ?1", [id])?;
    Ok(())
}

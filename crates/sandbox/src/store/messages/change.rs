//! Changes of messages. Each keeps the earlier state for lists that answer late, and raises the
//! version.

use crate::store::{StoreError, times};
use rusqlite::{Connection, params};

/// What a PATCH may set; `None` leaves it.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// Move there.
    pub folder: Option<String>,
    /// The sender's code.
    pub code: Option<String>,
    /// Rename.
    pub label: Option<String>,
    /// Flag or unflag.
    pub flag: Option<bool>,
    /// Mark as read or unread.
    pub read: Option<bool>,
    /// The private note; empty removes it.
    pub note: Option<String>,
    /// The owner counts as served.
    pub legally_notified: bool,
}

/// How long earlier states are kept: longer than any list is made stale in a test.
pub const KEEP_PAST_MS: i64 = 3_600_000;

pub(super) fn keep_past(db: &Connection, id: &str) -> Result<i64, StoreError> {
    let now = times::real_ms();
    db.prepare_cached("DELETE FROM messages_past WHERE until_ms < ?1")?.execute([now - KEEP_PAST_MS])?;
    db.prepare_cached("INSERT INTO messages_past SELECT *, ?2 FROM messages WHERE id = ?1")?
        .execute(params![id, now])?;
    Ok(now)
}

/// Applies a change that is known to be allowed.
///
/// # Errors
/// When SQLite refuses.
pub fn apply(db: &Connection, id: &str, change: &Change, now: &str) -> Result<(), StoreError> {
    let changed_ms = keep_past(db, id)?;
    let sql = "UPDATE messages SET folder = coalesce(?2, folder), code = coalesce(?3, code), \
               label = coalesce(?4, label), flag = coalesce(?5, flag), read = coalesce(?6, read), \
               note = CASE WHEN ?7 IS NULL THEN note ELSE nullif(?7, '') END, \
               updated = ?8, changed_ms = ?9, version = version + 1 WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![
        id,
        change.folder,
        change.code,
        change.label,
        change.flag,
        change.read,
        change.note,
        now,
        changed_ms
    ])?;
    if change.legally_notified {
        served(db, id, now)?;
    }
    Ok(())
}

/// Moves every letter of a folder, those that were sent elsewhere than the others.
///
/// # Errors
/// When SQLite refuses.
pub fn move_all(db: &Connection, from: &str, to: &str, sent_to: &str, now: &str) -> Result<(), StoreError> {
    let changed_ms = times::real_ms();
    db.prepare_cached("INSERT INTO messages_past SELECT *, ?2 FROM messages WHERE folder = ?1")?
        .execute(params![from, changed_ms])?;
    let sql = "UPDATE messages SET folder = iif(state = 'SENT', ?3, ?2), updated = ?4, changed_ms = ?5, \
               version = version + 1 WHERE folder = ?1";
    db.prepare_cached(sql)?.execute(params![from, to, sent_to, now, changed_ms])?;
    Ok(())
}

/// The letter is opened and the owner served: the sender gets the receipt that the law wants.
fn served(db: &Connection, id: &str, now: &str) -> Result<(), StoreError> {
    let sql = "UPDATE messages SET notified_at = coalesce(notified_at, ?2), opened = 1, served = 1, \
               receipt = 1 WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![id, now])?;
    Ok(())
}

/// The content of a legal notification was opened for the first time.
///
/// # Errors
/// When SQLite refuses.
pub fn serve(db: &Connection, id: &str, now: &str) -> Result<(), StoreError> {
    let changed_ms = keep_past(db, id)?;
    let sql = "UPDATE messages SET updated = ?2, changed_ms = ?3, version = version + 1 WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![id, now, changed_ms])?;
    served(db, id, now)
}

/// Lets in the letters that were to be kept back until now.
///
/// # Errors
/// When SQLite refuses.
pub fn deliver_due(db: &Connection, now: &str) -> Result<usize, StoreError> {
    let sql = "UPDATE messages SET deliver_at = NULL, received = ?1, updated = ?1, changed_ms = ?2 \
               WHERE deliver_at IS NOT NULL AND deliver_at <= ?1";
    Ok(db.prepare_cached(sql)?.execute(params![now, times::real_ms()])?)
}

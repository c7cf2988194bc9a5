//! Folders of a person's own: made, changed and removed. Each change keeps the earlier state for
//! lists that answer late, and raises the version.

use super::{StoreError, folders, messages, times};
use rusqlite::{Connection, params};

/// What a person says about a folder of her own.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Its name.
    pub name: String,
    /// In which folder it lies; none for the top.
    pub parent: Option<String>,
    /// The client's own mark on the call.
    pub transaction: Option<String>,
}

/// Makes a folder; its id is new.
///
/// # Errors
/// When SQLite refuses.
pub fn make(db: &Connection, mailbox: &str, wanted: &Wanted, now: &str) -> Result<String, StoreError> {
    let id = crate::ids::fresh();
    db.prepare_cached("INSERT INTO folders VALUES (?1, 0, ?2, ?3, 'USER_DEFINED', ?4, ?5, ?5, ?6, ?7)")?
        .execute(params![id, mailbox, wanted.parent, wanted.name, now, wanted.transaction, times::real_ms()])?;
    Ok(id)
}

/// Gives a folder another name or place.
///
/// # Errors
/// When SQLite refuses.
pub fn replace(db: &Connection, id: &str, wanted: &Wanted, now: &str) -> Result<(), StoreError> {
    let changed_ms = keep_past(db, id)?;
    let sql = "UPDATE folders SET name = ?2, parent = ?3, transaction_id = coalesce(?4, transaction_id), \
               updated = ?5, changed_ms = ?6, version = version + 1 WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![id, wanted.name, wanted.parent, wanted.transaction, now, changed_ms])?;
    Ok(())
}

/// Removes a folder. Its letters and folders move up to where it lay; what lay at the top has its
/// letters moved to where they came from: the inbox, or the folder of sent letters.
///
/// # Errors
/// When SQLite refuses.
pub fn remove(db: &Connection, mailbox: &str, id: &str, parent: Option<&str>, now: &str) -> Result<(), StoreError> {
    let inbox = folders::built_in(db, mailbox, "INBOX")?;
    let up = parent.unwrap_or(&inbox);
    let sent = if up == inbox { folders::built_in(db, mailbox, "SENT")? } else { up.to_owned() };
    messages::move_all(db, id, up, &sent, now)?;
    let mut inner = db.prepare_cached("SELECT id FROM folders WHERE parent = ?1")?;
    let inner = inner.query_map([id], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    for folder in inner {
        let changed_ms = keep_past(db, &folder)?;
        let sql = "UPDATE folders SET parent = ?2, updated = ?3, changed_ms = ?4, version = version + 1 WHERE id = ?1";
        db.prepare_cached(sql)?.execute(params![folder, parent, now, changed_ms])?;
    }
    keep_past(db, id)?;
    db.prepare_cached("DELETE FROM folders WHERE id = ?1")?.execute([id])?;
    Ok(())
}

fn keep_past(db: &Connection, id: &str) -> Result<i64, StoreError> {
    let now = times::real_ms();
    db.prepare_cached("DELETE FROM folders_past WHERE until_ms < ?1")?.execute([now - messages::KEEP_PAST_MS])?;
    db.prepare_cached("INSERT INTO folders_past SELECT *, rowid, ?2 FROM folders WHERE id = ?1")?
        .execute(params![id, now])?;
    Ok(now)
}

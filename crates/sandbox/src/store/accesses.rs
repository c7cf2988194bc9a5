//! Accesses: who may read which mailbox, until when, and why it ended. An ended access stays as a line, so
//! that asking by id can be told from asking for something that never was.

use super::StoreError;
use super::times::real_ms;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Value, json};

/// An access to give.
pub struct NewAccess<'a> {
    /// Its id.
    pub id: &'a str,
    /// To which mailbox.
    pub mailbox: &'a str,
    /// To which demo person.
    pub person: &'a str,
    /// `own`, `company`, `delegated` or `association`: what the mailbox is to her.
    pub kind: &'a str,
    /// The interface's privileges.
    pub privileges: &'a [&'a str],
    /// When it was given.
    pub created: &'a str,
    /// When it ends by itself.
    pub ends: Option<&'a str>,
}

/// An access that has not ended.
#[derive(Debug, Clone)]
pub struct Access {
    /// Its id.
    pub id: String,
    /// The demo person who has it.
    pub person: String,
    /// Whether she owns the mailbox.
    pub owner: bool,
    /// Its privileges.
    pub privileges: Vec<String>,
    /// The interface's `Access`.
    pub shape: Value,
}

/// The columns that [`shape`] takes, in its order.
pub const COLUMNS: &str = "a.id, a.version, a.access_type, a.privileges, a.created, a.updated, a.person, a.mailbox";

/// The interface's `Access`, from the columns that begin at `from`.
///
/// # Errors
/// When SQLite refuses.
pub fn shape(row: &Row<'_>, from: usize) -> rusqlite::Result<Value> {
    let text = |at: usize| row.get::<_, String>(from + at);
    let privileges: Vec<String> = serde_json::from_str(&text(3)?).unwrap_or_default();
    Ok(json!({
        "id": text(0)?, "version": row.get::<_, i64>(from + 1)?, "createdDateTime": text(4)?,
        "lastUpdated": text(5)?, "accessType": text(2)?, "mailboxId": text(7)?,
        "identityId": crate::ids::stable(&["identity", &text(6)?]), "introductionCompleted": true,
        "emailNotificationSubscriptions": [], "pushNotificationSubscriptions": [], "privileges": privileges,
    }))
}

/// Gives an access.
///
/// # Errors
/// When SQLite refuses.
pub fn give(db: &Connection, new: &NewAccess<'_>) -> Result<(), StoreError> {
    let access_type = if new.kind == "own" { "OWNER" } else { "PARTY_REPRESENTATIVE" };
    let privileges = serde_json::to_string(new.privileges)?;
    let sql = "INSERT INTO accesses (id, version, mailbox, person, access_type, kind, privileges, created, updated, ends) \
               VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8)";
    db.prepare_cached(sql)?.execute(params![
        new.id,
        new.mailbox,
        new.person,
        access_type,
        new.kind,
        privileges,
        new.created,
        new.ends
    ])?;
    Ok(())
}

/// Notes that something about an access has changed.
///
/// # Errors
/// When SQLite refuses.
pub fn touch(db: &Connection, access: &str, now: &str) -> Result<(), StoreError> {
    db.execute("UPDATE accesses SET version = version + 1, updated = ?2 WHERE id = ?1", [access, now])?;
    Ok(())
}

/// Changes what an access allows and until when.
///
/// # Errors
/// When SQLite refuses.
pub fn change(db: &Connection, id: &str, privileges: &[&str], ends: Option<&str>, now: &str) -> Result<(), StoreError> {
    let sql = "UPDATE accesses SET privileges = ?2, ends = ?3, updated = ?4, version = version + 1 WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![id, serde_json::to_string(privileges)?, ends, now])?;
    Ok(())
}

/// The accesses to a mailbox that have not ended, the owner's first.
///
/// # Errors
/// When SQLite refuses.
pub fn of_mailbox(db: &Connection, mailbox: &str) -> Result<Vec<Access>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM accesses a WHERE a.mailbox = ?1 AND a.ended_ms IS NULL \
         ORDER BY a.access_type, a.created, a.rowid"
    );
    let mut query = db.prepare_cached(&sql)?;
    let rows = query.query_map([mailbox], |row| {
        let privileges = serde_json::from_str(&row.get::<_, String>(3)?).unwrap_or_default();
        let owner = row.get::<_, String>(2)? == "OWNER";
        Ok(Access { id: row.get(0)?, person: row.get(6)?, owner, privileges, shape: shape(row, 0)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The access of a person to a mailbox, if she has one that has not ended.
///
/// # Errors
/// When SQLite refuses.
pub fn of_person(db: &Connection, mailbox: &str, person: &str) -> Result<Option<Access>, StoreError> {
    Ok(of_mailbox(db, mailbox)?.into_iter().find(|access| access.person == person))
}

/// The demo person who has or had an access.
///
/// # Errors
/// When SQLite refuses.
pub fn holder(db: &Connection, id: &str) -> Result<Option<String>, StoreError> {
    let mut query = db.prepare_cached("SELECT person FROM accesses WHERE id = ?1")?;
    Ok(query.query_row([id], |row| row.get(0)).optional()?)
}

/// What a mailbox is to those who have access to it without owning it.
///
/// # Errors
/// When SQLite refuses.
pub fn kind(db: &Connection, mailbox: &str) -> Result<String, StoreError> {
    let sql = "SELECT kind FROM accesses WHERE mailbox = ?1 AND kind <> 'own' LIMIT 1";
    let known = db.prepare_cached(sql)?.query_row([mailbox], |row| row.get(0)).optional()?;
    Ok(known.unwrap_or_else(|| "delegated".to_owned()))
}

/// Ends an access. Says whether it had not ended before.
///
/// # Errors
/// When SQLite refuses.
pub fn end(db: &Connection, id: &str, why: &str, now: &str) -> Result<bool, StoreError> {
    let sql = "UPDATE accesses SET ended_ms = ?2, ended_why = ?3, updated = ?4, version = version + 1 \
               WHERE id = ?1 AND ended_ms IS NULL";
    Ok(db.prepare_cached(sql)?.execute(params![id, real_ms(), why, now])? > 0)
}

/// The accesses whose own end has come and which have not ended yet: their ids and mailboxes.
///
/// # Errors
/// When SQLite refuses.
pub fn due(db: &Connection, now: &str) -> Result<Vec<(String, String)>, StoreError> {
    let sql = "SELECT id, mailbox FROM accesses WHERE ends <= ?1 AND ended_ms IS NULL";
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map([now], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

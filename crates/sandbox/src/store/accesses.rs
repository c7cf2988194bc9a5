//! Accesses: who may read which mailbox, and why. An ended access stays as a line, so that asking
//! by id can be told from asking for something that never was.

use super::StoreError;
use rusqlite::{Connection, params};

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
}

/// Gives an access.
///
/// # Errors
/// When SQLite refuses.
pub fn give(db: &Connection, new: &NewAccess<'_>) -> Result<(), StoreError> {
    let access_type = if new.kind == "own" { "OWNER" } else { "PARTY_REPRESENTATIVE" };
    let privileges = serde_json::to_string(new.privileges)?;
    db.prepare_cached("INSERT INTO accesses VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, NULL, NULL)")?
        .execute(params![new.id, new.mailbox, new.person, access_type, new.kind, privileges, new.created])?;
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

/// Whether the owner ever let this delegate read her own mailbox.
///
/// # Errors
/// When SQLite refuses.
pub fn given(db: &Connection, owner: &str, delegate: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM accesses WHERE kind = 'delegated' AND person = ?2 \
               AND mailbox IN (SELECT id FROM mailboxes WHERE person = ?1))";
    Ok(db.prepare_cached(sql)?.query_row([owner, delegate], |row| row.get(0))?)
}

/// Ends the accesses of one delegate (or of all, without one) to the owner's own mailbox.
/// Returns how many ended.
///
/// # Errors
/// When SQLite refuses.
pub fn end(db: &Connection, owner: &str, delegate: Option<&str>, why: &str, now: &str) -> Result<usize, StoreError> {
    let sql = "UPDATE accesses SET ended_ms = ?1, ended_why = ?2, updated = ?3, version = version + 1 \
               WHERE ended_ms IS NULL AND kind = 'delegated' AND (?5 IS NULL OR person = ?5) \
               AND mailbox IN (SELECT id FROM mailboxes WHERE person = ?4)";
    Ok(db.execute(sql, params![super::times::real_ms(), why, now, owner, delegate])?)
}

/// After a company has closed its owners may still read what is left, nobody else may.
///
/// # Errors
/// When SQLite refuses.
pub fn narrow_to_closed(db: &Connection, mailbox: &str, now: &str) -> Result<(), StoreError> {
    db.execute(
        "UPDATE accesses SET privileges = '[\"LEGAL_OWNER_OF_INACTIVE_OR_CLOSED_COMPANY\"]', updated = ?2, \
         version = version + 1 WHERE mailbox = ?1 AND privileges LIKE '%\"LEGAL_OWNER\"%'",
        params![mailbox, now],
    )?;
    db.execute(
        "UPDATE accesses SET ended_ms = ?3, ended_why = 'expired', updated = ?2, version = version + 1 \
         WHERE mailbox = ?1 AND ended_ms IS NULL AND privileges NOT LIKE '%LEGAL_OWNER%'",
        params![mailbox, now, super::times::real_ms()],
    )?;
    Ok(())
}

//! Owners of mailboxes by their number: whom a letter can reach.

use super::StoreError;
use rusqlite::{Connection, OptionalExtension};

/// An owner of a mailbox.
#[derive(Debug, Clone)]
pub struct Owner {
    /// Her mailbox.
    pub mailbox: String,
    /// Her name.
    pub name: String,
    /// Her id as an identity.
    pub identity: String,
    /// `ACTIVE`, `INACTIVE` or `CLOSED`.
    pub status: String,
    /// Exempt from Digital Post.
    pub exempt: bool,
}

/// The owner with this CPR or CVR number.
///
/// # Errors
/// When SQLite refuses.
pub fn by_number(db: &Connection, number: &str) -> Result<Option<Owner>, StoreError> {
    let sql = "SELECT id, owner_name, owner_identity, status, exempt FROM mailboxes \
               WHERE owner_number = ?1";
    let mut query = db.prepare_cached(sql)?;
    let found = query.query_row([number], |row| {
        Ok(Owner {
            mailbox: row.get(0)?,
            name: row.get(1)?,
            identity: row.get(2)?,
            status: row.get(3)?,
            exempt: row.get(4)?,
        })
    });
    Ok(found.optional()?)
}

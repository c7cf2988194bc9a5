//! Owners of mailboxes, by their number or their identity: whom a letter or an access can reach.

use super::StoreError;
use rusqlite::{Connection, OptionalExtension, Row};

/// An owner of a mailbox.
#[derive(Debug, Clone)]
pub struct Owner {
    /// Her mailbox.
    pub mailbox: String,
    /// Her name.
    pub name: String,
    /// Her CPR or CVR number.
    pub number: String,
    /// Her id as an identity.
    pub identity: String,
    /// The demo person, when the owner is one; else it is a company or an association.
    pub person: Option<String>,
    /// `ACTIVE`, `INACTIVE` or `CLOSED`.
    pub status: String,
    /// Exempt from Digital Post.
    pub exempt: bool,
}

const COLUMNS: &str = "SELECT id, owner_name, owner_number, owner_identity, person, status, exempt FROM mailboxes";

fn read(row: &Row<'_>) -> rusqlite::Result<Owner> {
    Ok(Owner {
        mailbox: row.get(0)?,
        name: row.get(1)?,
        number: row.get(2)?,
        identity: row.get(3)?,
        person: row.get(4)?,
        status: row.get(5)?,
        exempt: row.get(6)?,
    })
}

fn find(db: &Connection, column: &str, value: &str) -> Result<Option<Owner>, StoreError> {
    let mut query = db.prepare_cached(&format!("{COLUMNS} WHERE {column} = ?1"))?;
    Ok(query.query_row([value], read).optional()?)
}

/// The owner with this CPR or CVR number.
///
/// # Errors
/// When SQLite refuses.
pub fn by_number(db: &Connection, number: &str) -> Result<Option<Owner>, StoreError> {
    find(db, "owner_number", number)
}

/// The owner with this identity.
///
/// # Errors
/// When SQLite refuses.
pub fn by_identity(db: &Connection, identity: &str) -> Result<Option<Owner>, StoreError> {
    find(db, "owner_identity", identity)
}

/// The owner of this mailbox.
///
/// # Errors
/// When SQLite refuses.
pub fn of_mailbox(db: &Connection, mailbox: &str) -> Result<Option<Owner>, StoreError> {
    find(db, "id", mailbox)
}

/// A demo person as an owner.
///
/// # Errors
/// When SQLite refuses.
pub fn of_person(db: &Connection, person: &str) -> Result<Option<Owner>, StoreError> {
    find(db, "person", person)
}

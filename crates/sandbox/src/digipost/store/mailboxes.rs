//! Digipost's mailboxes: one a person, and who reaches which.

use crate::digipost::settings::Kept;
use crate::ids;
use crate::store::StoreError;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A mailbox.
#[derive(Debug, Clone)]
pub struct Mailbox {
    /// The end of its address on the net.
    pub id: String,
    /// The demo's word for its owner.
    pub person: String,
    /// Its owner's name.
    pub name: String,
    /// Its Digipost address.
    pub address: String,
    /// Bytes that are used by what is not shown.
    pub elsewhere: i64,
    /// Where its owner is told of letters.
    pub settings: Kept,
}

const COLUMNS: &str = "SELECT id, person, name, address, elsewhere, settings FROM digipost_mailboxes";

fn read(row: &Row<'_>) -> rusqlite::Result<(Mailbox, String)> {
    let mailbox = Mailbox {
        id: row.get(0)?,
        person: row.get(1)?,
        name: row.get(2)?,
        address: row.get(3)?,
        elsewhere: row.get(4)?,
        settings: Kept::default(),
    };
    Ok((mailbox, row.get(5)?))
}

fn whole((mailbox, settings): (Mailbox, String)) -> Result<Mailbox, StoreError> {
    Ok(Mailbox { settings: serde_json::from_str(&settings)?, ..mailbox })
}

fn find(db: &Connection, column: &str, value: &str) -> Result<Option<Mailbox>, StoreError> {
    let mut query = db.prepare_cached(&format!("{COLUMNS} WHERE {column} = ?1"))?;
    query.query_row([value], read).optional()?.map(whole).transpose()
}

/// The mailbox of this id.
///
/// # Errors
/// When the store fails.
pub fn of_id(db: &Connection, id: &str) -> Result<Option<Mailbox>, StoreError> {
    find(db, "id", id)
}

/// The mailbox of this Digipost address, in whichever case.
///
/// # Errors
/// When the store fails.
pub fn of_address(db: &Connection, address: &str) -> Result<Option<Mailbox>, StoreError> {
    find(db, "lower(address)", &address.trim().to_lowercase())
}

/// A person's own mailbox.
///
/// # Errors
/// When the store fails.
pub fn of_person(db: &Connection, person: &str) -> Result<Option<Mailbox>, StoreError> {
    find(db, "person", person)
}

/// The mailbox of this id or address.
///
/// # Errors
/// When the store fails.
pub fn called(db: &Connection, name: &str) -> Result<Option<Mailbox>, StoreError> {
    Ok(match of_id(db, name)? {
        Some(mailbox) => Some(mailbox),
        None => of_address(db, name)?,
    })
}

/// What a person reaches: her own first, then those of others.
///
/// # Errors
/// When the store fails.
pub fn reached(db: &Connection, person: &str) -> Result<Vec<Mailbox>, StoreError> {
    let sql = format!(
        "{COLUMNS} WHERE person = ?1 OR id IN (SELECT mailbox FROM digipost_accesses WHERE person = ?1) \
         ORDER BY person <> ?1, name"
    );
    let mut query = db.prepare_cached(&sql)?;
    let rows = query.query_map([person], read)?.collect::<Result<Vec<_>, _>>()?;
    rows.into_iter().map(whole).collect()
}

/// Whether a person reaches a mailbox.
///
/// # Errors
/// When the store fails.
pub fn reaches(db: &Connection, person: &str, mailbox: &Mailbox) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM digipost_accesses WHERE mailbox = ?1 AND person = ?2)";
    Ok(mailbox.person == person || db.prepare_cached(sql)?.query_row([&mailbox.id, person], |row| row.get(0))?)
}

/// Makes a person's mailbox, with the folder that every one begins with.
///
/// # Errors
/// When the store fails.
pub fn add(db: &Connection, person: &str, name: &str, address: &str) -> Result<Mailbox, StoreError> {
    let id = ids::stable(&["digipost", person]);
    let settings = Kept::of(person);
    db.execute(
        "INSERT INTO digipost_mailboxes (id, person, name, address, settings) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![id, person, name, address, serde_json::to_string(&settings)?],
    )?;
    super::folders::add(db, &ids::stable(&["digipost-folder", person, "Arkivet"]), &id, "Arkivet", "BOX")?;
    Ok(Mailbox {
        id,
        person: person.to_owned(),
        name: name.to_owned(),
        address: address.to_owned(),
        elsewhere: 0,
        settings,
    })
}

/// Writes down where the owner is told of letters.
///
/// # Errors
/// When the store fails.
pub fn set_settings(db: &Connection, mailbox: &str, settings: &Kept) -> Result<(), StoreError> {
    let sql = "UPDATE digipost_mailboxes SET settings = ?2 WHERE id = ?1";
    db.execute(sql, [mailbox, &serde_json::to_string(settings)?])?;
    Ok(())
}

/// Sets how many bytes are used by what is not shown.
///
/// # Errors
/// When the store fails.
pub fn set_elsewhere(db: &Connection, mailbox: &str, bytes: i64) -> Result<(), StoreError> {
    db.execute("UPDATE digipost_mailboxes SET elsewhere = ?2 WHERE id = ?1", params![mailbox, bytes])?;
    Ok(())
}

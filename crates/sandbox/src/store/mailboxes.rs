//! Mailboxes as a person reaches them: the mailbox and her access to it, in the interface's shape.

use super::{StoreError, accesses, subscriptions};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Value, json};

/// A mailbox to make.
pub struct NewMailbox<'a> {
    /// Its id.
    pub id: &'a str,
    /// `CITIZEN` or `ORGANISATION`.
    pub owner_type: &'a str,
    /// The owner's name.
    pub owner_name: &'a str,
    /// CPR or CVR number, invented.
    pub owner_number: &'a str,
    /// The owner's id as an identity.
    pub owner_identity: &'a str,
    /// Exempt from Digital Post.
    pub exempt: bool,
    /// The demo person who owns it, when a person does.
    pub person: Option<&'a str>,
    /// When it was made.
    pub created: &'a str,
}

/// A mailbox and an access to it.
#[derive(Debug, Clone)]
pub struct Reached {
    /// The mailbox's id.
    pub id: String,
    /// The owner's name.
    pub owner_name: String,
    /// The owner's CPR or CVR number.
    pub owner_number: String,
    /// The owner's id as an identity.
    pub owner_identity: String,
    /// `own`, `company`, `delegated` or `association`.
    pub kind: String,
    /// The access's privileges.
    pub privileges: Vec<String>,
    /// Whether the access has ended.
    pub ended: bool,
    /// Whether the mailbox is closed.
    pub closed: bool,
    shape: Value,
}

impl Reached {
    /// The interface's `Mailbox`.
    #[must_use]
    pub fn to_json(&self) -> &Value {
        &self.shape
    }

    /// The access's id.
    #[must_use]
    pub fn access_id(&self) -> &str {
        self.shape.pointer("/access/id").and_then(Value::as_str).unwrap_or_default()
    }

    /// The access's version.
    #[must_use]
    pub fn access_version(&self) -> i64 {
        self.shape.pointer("/access/version").and_then(Value::as_i64).unwrap_or_default()
    }

    /// The same with where the person is told of new letters.
    fn completed(mut self, db: &Connection) -> Result<Self, StoreError> {
        if let Some(access) = self.shape.get_mut("access").and_then(Value::as_object_mut) {
            subscriptions::complete(db, access)?;
        }
        Ok(self)
    }
}

const MAILBOX: &str = "m.id, m.version, m.owner_type, m.owner_name, m.owner_number, m.owner_identity, \
    m.status, m.status_date, m.created, m.updated, m.exempt, a.kind, a.privileges, a.ended_ms";

/// The columns that [`read`] takes.
fn columns() -> String {
    format!("SELECT {MAILBOX}, {} FROM mailboxes m JOIN accesses a ON a.mailbox = m.id", accesses::COLUMNS)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Reached> {
    let id: String = row.get(0)?;
    let privileges: Vec<String> = serde_json::from_str(&row.get::<_, String>(12)?).unwrap_or_default();
    let (owner_name, owner_number, owner_identity): (String, String, String) = (row.get(3)?, row.get(4)?, row.get(5)?);
    let shape = json!({
        "id": id, "version": row.get::<_, i64>(1)?, "createdDateTime": row.get::<_, String>(8)?,
        "lastUpdated": row.get::<_, String>(9)?, "ownerType": row.get::<_, String>(2)?,
        "ownerIdentityId": owner_identity, "ownerName": owner_name, "ownerExternalId": owner_number,
        "statusType": row.get::<_, String>(6)?, "statusDate": row.get::<_, String>(7)?,
        "recipientSystemAvailable": false, "exempt": row.get::<_, bool>(10)?, "reminded": false,
        "access": accesses::shape(row, 14)?,
    });
    let kind = row.get(11)?;
    let ended = row.get::<_, Option<i64>>(13)?.is_some();
    let closed = row.get::<_, String>(6)? == "CLOSED";
    Ok(Reached { id, owner_name, owner_number, owner_identity, kind, privileges, ended, closed, shape })
}

/// The mailboxes a person reaches, or reached at `seen_ms` when an older state is asked for.
///
/// # Errors
/// When SQLite refuses.
pub fn reached(db: &Connection, person: &str, seen_ms: Option<i64>) -> Result<Vec<Reached>, StoreError> {
    let sql = format!(
        "{} WHERE a.person = ?1 AND (a.ended_ms IS NULL OR a.ended_ms > ?2) ORDER BY m.created, m.rowid",
        columns()
    );
    let mut query = db.prepare_cached(&sql)?;
    let rows = query.query_map(params![person, seen_ms.unwrap_or(i64::MAX)], read)?;
    let known = subscriptions::known(db)?;
    let complete = |row: rusqlite::Result<Reached>| {
        let one = row?;
        if known.contains(one.access_id()) { one.completed(db) } else { Ok(one) }
    };
    rows.map(complete).collect()
}

/// One mailbox that the person reaches or once reached.
///
/// # Errors
/// When SQLite refuses.
pub fn reach(db: &Connection, person: &str, mailbox: &str) -> Result<Option<Reached>, StoreError> {
    let sql = format!("{} WHERE a.person = ?1 AND m.id = ?2 ORDER BY a.ended_ms IS NOT NULL LIMIT 1", columns());
    let found = db.prepare_cached(&sql)?.query_row(params![person, mailbox], read).optional()?;
    found.map(|one| one.completed(db)).transpose()
}

/// The mailbox that a person owns.
///
/// # Errors
/// When SQLite refuses.
pub fn own(db: &Connection, person: &str) -> Result<Option<String>, StoreError> {
    let mut query = db.prepare_cached("SELECT id FROM mailboxes WHERE person = ?1")?;
    Ok(query.query_row([person], |row| row.get(0)).optional()?)
}

/// Who a mailbox belongs to: number and name.
///
/// # Errors
/// When SQLite refuses.
pub fn owner(db: &Connection, mailbox: &str) -> Result<Option<(String, String)>, StoreError> {
    let mut query = db.prepare_cached("SELECT owner_number, owner_name FROM mailboxes WHERE id = ?1")?;
    Ok(query.query_row([mailbox], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// Whether a mailbox is a company's or an association's.
///
/// # Errors
/// When SQLite refuses.
pub fn of_organisation(db: &Connection, mailbox: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM mailboxes WHERE id = ?1 AND owner_type = 'ORGANISATION')";
    Ok(db.prepare_cached(sql)?.query_row([mailbox], |row| row.get(0))?)
}

/// Makes a mailbox with the four built-in folders.
///
/// # Errors
/// When SQLite refuses.
pub fn add(db: &Connection, new: &NewMailbox<'_>) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO mailboxes VALUES (?1, 1, ?2, ?3, ?4, ?5, 'ACTIVE', substr(?6, 1, 10), ?6, ?6, ?7, ?8)",
    )?
    .execute(params![
        new.id,
        new.owner_type,
        new.owner_name,
        new.owner_number,
        new.owner_identity,
        new.created,
        new.exempt,
        new.person
    ])?;
    super::folders::add_built_in(db, new.id, new.created)
}

/// Closes a mailbox: its company or its person is no more.
///
/// # Errors
/// When SQLite refuses.
pub fn close(db: &Connection, mailbox: &str, now: &str) -> Result<bool, StoreError> {
    let sql = "UPDATE mailboxes SET status = 'CLOSED', status_date = substr(?2, 1, 10), updated = ?2, \
               version = version + 1 WHERE id = ?1 AND status <> 'CLOSED'";
    Ok(db.execute(sql, params![mailbox, now])? > 0)
}

//! Requests about rights: who asks or gives, whose mailbox it is about, who gets the access, and how far it
//! has come. Each keeps the interface's own shape.

use super::StoreError;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::Value;

/// A request as stored.
#[derive(Debug, Clone)]
pub struct AccessRequest {
    /// Its id.
    pub id: String,
    /// For `If-Match`.
    pub version: i64,
    /// `DRAFT`, `SUBMITTED`, `APPROVED`, `REJECTED` or `REVOKED`.
    pub state: String,
    /// The identity that started it.
    pub requester: String,
    /// The identity whose mailbox it is about.
    pub owner: String,
    /// The identity that gets the access.
    pub target: String,
    /// The access that came of it.
    pub access: Option<String>,
    /// The code by which an organisation makes it its own.
    pub code: Option<String>,
    /// The interface's `AccessRequest`, but for what the columns say.
    pub shape: Value,
}

const COLUMNS: &str = "SELECT id, version, state, requester, owner, target, access, code, created, updated, doc \
                       FROM access_requests";

fn read(row: &Row<'_>) -> rusqlite::Result<AccessRequest> {
    let (id, version, state): (String, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let mut shape: Value = serde_json::from_str(&row.get::<_, String>(10)?).unwrap_or_default();
    if let Some(fields) = shape.as_object_mut() {
        fields.insert("id".to_owned(), id.clone().into());
        fields.insert("version".to_owned(), version.into());
        fields.insert("requestState".to_owned(), state.clone().into());
        fields.insert("createdDateTime".to_owned(), row.get::<_, String>(8)?.into());
        fields.insert("lastUpdated".to_owned(), row.get::<_, String>(9)?.into());
    }
    Ok(AccessRequest {
        id,
        version,
        state,
        requester: row.get(3)?,
        owner: row.get(4)?,
        target: row.get(5)?,
        access: row.get(6)?,
        code: row.get(7)?,
        shape,
    })
}

fn all(db: &Connection, condition: &str, value: &str) -> Result<Vec<AccessRequest>, StoreError> {
    let mut query = db.prepare_cached(&format!("{COLUMNS} WHERE {condition} ORDER BY created, rowid"))?;
    let rows = query.query_map([value], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One request.
///
/// # Errors
/// When SQLite refuses.
pub fn one(db: &Connection, id: &str) -> Result<Option<AccessRequest>, StoreError> {
    Ok(db.prepare_cached(&format!("{COLUMNS} WHERE id = ?1"))?.query_row([id], read).optional()?)
}

/// The request that waits for this code.
///
/// # Errors
/// When SQLite refuses.
pub fn by_code(db: &Connection, code: &str) -> Result<Option<AccessRequest>, StoreError> {
    Ok(all(db, "code = ?1", code)?.pop())
}

/// Those that came to this access, the newest last.
///
/// # Errors
/// When SQLite refuses.
pub fn of_access(db: &Connection, access: &str) -> Result<Vec<AccessRequest>, StoreError> {
    all(db, "access = ?1", access)
}

/// Those about this owner's mailbox.
///
/// # Errors
/// When SQLite refuses.
pub fn about(db: &Connection, owner: &str) -> Result<Vec<AccessRequest>, StoreError> {
    all(db, "owner = ?1", owner)
}

/// Those that an identity started or gets an access by.
///
/// # Errors
/// When SQLite refuses.
pub fn of(db: &Connection, identity: &str) -> Result<Vec<AccessRequest>, StoreError> {
    all(db, "requester = ?1 OR target = ?1", identity)
}

/// Keeps a new one. Its id is in it; the version is 0.
///
/// # Errors
/// When SQLite refuses.
pub fn add(db: &Connection, new: &AccessRequest, now: &str) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO access_requests VALUES (?1, 0, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9)")?.execute(
        params![
            new.id,
            new.state,
            new.requester,
            new.owner,
            new.target,
            new.access,
            new.code,
            now,
            new.shape.to_string()
        ],
    )?;
    Ok(())
}

/// Keeps what became of one, under the next version.
///
/// # Errors
/// When SQLite refuses.
pub fn save(db: &Connection, changed: &AccessRequest, now: &str) -> Result<(), StoreError> {
    let sql = "UPDATE access_requests SET version = version + 1, state = ?2, access = ?3, code = ?4, updated = ?5, \
               doc = ?6 WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![
        changed.id,
        changed.state,
        changed.access,
        changed.code,
        now,
        changed.shape.to_string()
    ])?;
    Ok(())
}

/// Takes one away that came to nothing.
///
/// # Errors
/// When SQLite refuses.
pub fn remove(db: &Connection, id: &str) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM access_requests WHERE id = ?1")?.execute([id])?;
    Ok(())
}

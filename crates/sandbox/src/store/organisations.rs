//! The senders' register: authorities and companies, in the interface's shape.

use super::StoreError;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

/// All of them, by name.
///
/// # Errors
/// When SQLite refuses.
pub fn all(db: &Connection) -> Result<Vec<Value>, StoreError> {
    let mut query = db.prepare_cached("SELECT doc FROM organisations ORDER BY name")?;
    let docs = query.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    docs.iter().map(|doc| Ok(serde_json::from_str(doc)?)).collect()
}

/// One by id.
///
/// # Errors
/// When SQLite refuses.
pub fn one(db: &Connection, id: &str) -> Result<Option<Value>, StoreError> {
    let mut query = db.prepare_cached("SELECT doc FROM organisations WHERE id = ?1")?;
    let doc = query.query_row([id], |row| row.get::<_, String>(0)).optional()?;
    doc.map(|doc| Ok(serde_json::from_str(&doc)?)).transpose()
}

/// The one with this name: id and CVR number.
///
/// # Errors
/// When SQLite refuses.
pub fn named(db: &Connection, name: &str) -> Result<Option<(String, String)>, StoreError> {
    let sql = "SELECT id, json_extract(doc, '$.cvrNumber') FROM organisations WHERE name = ?1";
    Ok(db.prepare_cached(sql)?.query_row([name], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// Enters one.
///
/// # Errors
/// When SQLite refuses.
pub fn add(db: &Connection, id: &str, name: &str, doc: &Value) -> Result<(), StoreError> {
    db.execute("INSERT OR REPLACE INTO organisations VALUES (?1, ?2, ?3)", params![id, name, doc.to_string()])?;
    Ok(())
}

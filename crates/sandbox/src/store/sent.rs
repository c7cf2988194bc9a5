//! What left the service: letters that were sent, answers and forwards, as whoever got them has them.
//! They stay when the sender throws hers away.

use super::StoreError;
use rusqlite::{Connection, params};
use serde_json::Value;

/// Notes a letter that left.
///
/// # Errors
/// When SQLite refuses.
pub fn note(db: &Connection, doc: &Value) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO sent (doc) VALUES (?1)")?.execute([doc.to_string()])?;
    Ok(())
}

/// Those after number `n`, each with its number.
///
/// # Errors
/// When SQLite refuses, or a stored one is not readable.
pub fn since(db: &Connection, n: i64) -> Result<Vec<Value>, StoreError> {
    let mut query = db.prepare_cached("SELECT n, doc FROM sent WHERE n > ?1 ORDER BY n")?;
    let rows = query.query_map(params![n], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
    let mut sent = Vec::new();
    for row in rows {
        let (n, doc) = row?;
        let mut doc: Value = serde_json::from_str(&doc)?;
        if let Some(fields) = doc.as_object_mut() {
            fields.insert("n".to_owned(), n.into());
        }
        sent.push(doc);
    }
    Ok(sent)
}

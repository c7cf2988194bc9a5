//! The queue of a receiver system: letters as they were handed in, and what became of each. A row stays when its
//! letter is deleted, so that one can look at what was done.

use super::StoreError;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};

/// Puts a letter into the queue.
///
/// # Errors
/// When SQLite refuses.
pub fn add(db: &Connection, id: &str, xml: &[u8]) -> Result<(), StoreError> {
    db.execute("INSERT INTO memos (id, xml) VALUES (?1, ?2)", params![id, xml])?;
    Ok(())
}

/// Ids that wait, oldest first, and how many there are in all.
///
/// # Errors
/// When SQLite refuses.
pub fn waiting(db: &Connection, skip: i64, take: i64) -> Result<(Vec<String>, i64), StoreError> {
    let mut query = db.prepare_cached("SELECT id FROM memos WHERE xml IS NOT NULL ORDER BY n LIMIT ?2 OFFSET ?1")?;
    let ids = query.query_map([skip, take], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let total = db.query_row("SELECT count(*) FROM memos WHERE xml IS NOT NULL", [], |row| row.get(0))?;
    Ok((ids, total))
}

/// A letter that waits.
///
/// # Errors
/// When SQLite refuses.
pub fn fetch(db: &Connection, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
    db.execute("UPDATE memos SET fetched = fetched + 1 WHERE id = ?1 AND xml IS NOT NULL", [id])?;
    let sql = "SELECT xml FROM memos WHERE id = ?1 AND xml IS NOT NULL";
    Ok(db.query_row(sql, [id], |row| row.get(0)).optional()?)
}

/// Notes a receipt; false when no such letter waits.
///
/// # Errors
/// When SQLite refuses.
pub fn receipt(db: &Connection, id: &str, receipt: &Value) -> Result<bool, StoreError> {
    let sql = "UPDATE memos SET receipt = ?2, receipts = receipts + 1 WHERE id = ?1 AND xml IS NOT NULL";
    Ok(db.execute(sql, params![id, receipt.to_string()])? > 0)
}

/// Takes a letter out of the queue; false when no such letter waits.
///
/// # Errors
/// When SQLite refuses.
pub fn delete(db: &Connection, id: &str) -> Result<bool, StoreError> {
    Ok(db.execute("UPDATE memos SET xml = NULL WHERE id = ?1 AND xml IS NOT NULL", [id])? > 0)
}

/// Everything that ever waited.
///
/// # Errors
/// When SQLite refuses.
pub fn all(db: &Connection) -> Result<Vec<Value>, StoreError> {
    let mut query = db.prepare("SELECT id, fetched, receipt, receipts, xml IS NULL FROM memos ORDER BY n")?;
    let rows = query.query_map([], |row| {
        let receipt: Option<String> = row.get(2)?;
        let receipt: Option<Value> = receipt.and_then(|receipt| serde_json::from_str(&receipt).ok());
        let (id, fetched, receipts): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(3)?);
        let deleted: bool = row.get(4)?;
        Ok(json!({"id": id, "fetched": fetched, "receipt": receipt, "receipts": receipts, "deleted": deleted}))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

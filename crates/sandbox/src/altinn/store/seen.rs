//! The seen log: who saw a dialog, and when.

use crate::store::StoreError;
use rusqlite::{Connection, Row, params};

/// An entry.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Its id.
    pub id: String,
    /// When.
    pub at: String,
    /// Who, as a URN.
    pub actor: String,
    /// By name.
    pub name: String,
    /// Seen in the service owner's own pages.
    pub via_owner: bool,
    /// Seen by the end users' interface of this sandbox, not there from the beginning.
    pub by_reading: bool,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Seen> {
    Ok(Seen {
        id: row.get("id")?,
        at: row.get("at")?,
        actor: row.get("actor")?,
        name: row.get("name")?,
        via_owner: row.get("via_owner")?,
        by_reading: row.get("by_reading")?,
    })
}

/// Writes an entry.
///
/// # Errors
/// When the store fails.
pub fn add(db: &Connection, dialog: &str, seen: &Seen) -> Result<(), StoreError> {
    let sql = "INSERT INTO altinn_seen (id, dialog, at, actor, name, via_owner, by_reading)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    db.prepare_cached(sql)?.execute(params![
        seen.id,
        dialog,
        seen.at,
        seen.actor,
        seen.name,
        seen.via_owner,
        seen.by_reading
    ])?;
    Ok(())
}

/// The entries of a dialog, the oldest first.
///
/// # Errors
/// When the store fails.
pub fn of(db: &Connection, dialog: &str) -> Result<Vec<Seen>, StoreError> {
    let mut query = db.prepare_cached("SELECT * FROM altinn_seen WHERE dialog = ?1 ORDER BY at, id")?;
    let found = query.query_map([dialog], read)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The last entry of each person since a moment, as the interface tells it.
#[must_use]
pub fn since<'a>(log: &'a [Seen], moment: &str) -> Vec<&'a Seen> {
    let mut last: Vec<&Seen> = Vec::new();
    for seen in log.iter().filter(|seen| seen.at.as_str() >= moment) {
        last.retain(|known| known.actor != seen.actor);
        last.push(seen);
    }
    last
}

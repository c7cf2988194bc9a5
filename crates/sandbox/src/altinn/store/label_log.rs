//! The label log: which labels were set and removed, by whom and when.

use crate::altinn::dialog::{Actor, Label};
use crate::store::StoreError;
use rusqlite::{Connection, params};

/// An entry.
#[derive(Debug, Clone)]
pub struct Entry {
    /// When.
    pub at: String,
    /// The label, as the log names it.
    pub label: String,
    /// `set` or `remove`.
    pub action: String,
    /// Who did it.
    pub by: Actor,
}

/// Writes what changed. The inbox is no label in this log.
///
/// # Errors
/// When the store fails.
pub fn note(
    db: &Connection,
    dialog: &str,
    at: &str,
    (before, after): (&[Label], &[Label]),
    by: &Actor,
) -> Result<(), StoreError> {
    let set = after.iter().filter(|label| !before.contains(label)).map(|label| (label, "set"));
    let removed = before.iter().filter(|label| !after.contains(label)).map(|label| (label, "remove"));
    let sql = "INSERT INTO altinn_label_log (dialog, at, label, action, actor, name) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    for (label, action) in set.chain(removed).filter(|(label, _)| **label != Label::Default) {
        let name = format!("systemlabel:{}", label.as_str());
        let actor = by.id.as_ref().filter(|_| !by.owner);
        db.prepare_cached(sql)?.execute(params![dialog, at, name, action, actor, by.name])?;
    }
    Ok(())
}

/// The entries of a dialog, the oldest first.
///
/// # Errors
/// When the store fails.
pub fn of(db: &Connection, dialog: &str) -> Result<Vec<Entry>, StoreError> {
    let sql = "SELECT at, label, action, actor, name FROM altinn_label_log WHERE dialog = ?1 ORDER BY n";
    let mut query = db.prepare_cached(sql)?;
    let found = query.query_map([dialog], |row| {
        let actor: Option<String> = row.get(3)?;
        let by = Actor { owner: actor.is_none(), id: actor, name: row.get(4)? };
        Ok(Entry { at: row.get(0)?, label: row.get(1)?, action: row.get(2)?, by })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

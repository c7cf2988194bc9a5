//! The bytes of a file: stored ones, or made again from the recipe of a letter among many.

use crate::bulk::{self, Recipe};
use crate::store::StoreError;
use crate::store::messages::Message;
use rusqlite::{Connection, OptionalExtension};

/// The bytes of a file of this message.
///
/// # Errors
/// When the store fails or the document cannot be made.
pub fn of(db: &Connection, message: &Message, file: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let mut query = db.prepare_cached("SELECT bytes FROM contents WHERE file = ?1")?;
    let stored: Option<Vec<u8>> = query.query_row([file], |row| row.get(0)).optional()?;
    if stored.is_some() {
        return Ok(stored);
    }
    let Some(recipe) = &message.recipe else { return Ok(None) };
    let recipe: Recipe = serde_json::from_str(recipe)?;
    Ok(Some(bulk::content(&recipe)?))
}

//! The letters that ask for something.

use super::{Cache, read_message};
use crate::StoreError;
use jiff::Timestamp;
use model::Message;
use rusqlite::params;

/// The index of migration 008 is found by this very condition.
const DATED: &str = "SELECT description FROM message
  WHERE (reply_by IS NOT NULL OR instr(description, '\"actions\":[{') > 0) AND received >= ?1
  ORDER BY received DESC LIMIT ?2";

impl Cache {
    /// Letters that came since then and ask for an answer by a day, or for something that their sender wrote into their
    /// data; the newest first, at most so many.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn dated(&self, since: Timestamp, most: usize) -> Result<Vec<Message>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached(DATED)?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = query.query_map(params![since.as_microsecond(), most], |row| row.get::<_, String>(0))?;
        rows.map(|row| read_message(&row?)).collect()
    }
}

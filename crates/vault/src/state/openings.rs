//! Answers to the question whether a letter whose opening has weight is to be opened. They lie in `state.db`: no
//! service keeps them.

use super::State;
use crate::StoreError;
use jiff::Timestamp;
use model::{MessageId, Opening, OpeningAnswer};
use rusqlite::{Row, params};

fn read(row: &Row<'_>) -> rusqlite::Result<Result<Opening, StoreError>> {
    let (answer, at): (String, String) = (row.get("answer")?, row.get("at")?);
    let (by, done) = (row.get("who")?, row.get("done")?);
    let opening = || -> Result<Opening, StoreError> {
        let at = at.parse().map_err(|_| StoreError::Damaged)?;
        Ok(Opening { answer: serde_json::from_str(&answer)?, by, at, done })
    };
    Ok(opening())
}

impl State {
    /// Keeps an answer; its number.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn add_opening(
        &self,
        message: &MessageId,
        answer: OpeningAnswer,
        by: &str,
        at: Timestamp,
    ) -> Result<i64, StoreError> {
        let mut held = self.database.hold();
        let sql = "INSERT INTO opening (message, answer, who, at) VALUES (?1, ?2, ?3, ?4)";
        let db = held.db()?;
        db.execute(sql, params![message.as_str(), serde_json::to_string(&answer)?, by, at.to_string()])?;
        Ok(db.last_insert_rowid())
    }

    /// The service has it as opened.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn opening_done(&self, number: i64) -> Result<(), StoreError> {
        self.database.hold().db()?.execute("UPDATE opening SET done = 1 WHERE n = ?1", params![number])?;
        Ok(())
    }

    /// The answers about a letter, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn openings(&self, message: &MessageId) -> Result<Vec<Opening>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached("SELECT * FROM opening WHERE message = ?1 ORDER BY n")?;
        let rows = query.query_map(params![message.as_str()], read)?;
        rows.map(|row| row?).collect()
    }
}

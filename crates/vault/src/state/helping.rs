//! What somebody who reads on behalf of another keeps here: which letters she looked at, and a note to hand over by. No
//! service knows of either.

use super::State;
use crate::StoreError;
use jiff::Timestamp;
use model::MessageId;
use rusqlite::{OptionalExtension, params};
use std::collections::HashMap;

/// No more letters than this are remembered as looked at; the oldest looks go.
const MOST_LOOKED: i64 = 10_000;

/// A note to hand over by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// What it says.
    pub text: String,
    /// When it was written.
    pub at: Timestamp,
}

impl State {
    /// The person looked at this letter now.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn looked_at(&self, message: &MessageId, at: Timestamp) -> Result<(), StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let sql = "INSERT OR REPLACE INTO looked (message, at) VALUES (?1, ?2)";
        transaction.execute(sql, params![message.as_str(), at.to_string()])?;
        let sql =
            "DELETE FROM looked WHERE message IN (SELECT message FROM looked ORDER BY at DESC LIMIT -1 OFFSET ?1)";
        transaction.execute(sql, [MOST_LOOKED])?;
        Ok(transaction.commit()?)
    }

    /// The letters that the person looked at, and when last.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn looked(&self) -> Result<HashMap<MessageId, Timestamp>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached("SELECT message, at FROM looked")?;
        let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        rows.map(|row| {
            let (message, at) = row?;
            let message = MessageId::parse(&message).map_err(|_| StoreError::Damaged)?;
            Ok((message, at.parse().map_err(|_| StoreError::Damaged)?))
        })
        .collect()
    }

    /// The note to hand over by.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn handover(&self) -> Result<Option<Handover>, StoreError> {
        let mut held = self.database.hold();
        let sql = "SELECT text, at FROM handover";
        let found: Option<(String, String)> =
            held.db()?.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let read =
            |(text, at): (String, String)| Ok(Handover { text, at: at.parse().map_err(|_| StoreError::Damaged)? });
        found.map(read).transpose()
    }

    /// Writes the note, or takes it away.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_handover(&self, handover: Option<&Handover>) -> Result<(), StoreError> {
        let mut held = self.database.hold();
        let db = held.db()?;
        match handover {
            None => db.execute("DELETE FROM handover", [])?,
            Some(Handover { text, at }) => {
                let sql = "INSERT OR REPLACE INTO handover (one, text, at) VALUES (1, ?1, ?2)";
                db.execute(sql, params![text, at.to_string()])?
            }
        };
        Ok(())
    }
}

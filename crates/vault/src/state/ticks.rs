//! What the person ticked as done of what letters ask for. It lies in `state.db`: no service keeps it.

use super::State;
use crate::StoreError;
use jiff::Timestamp;
use model::MessageId;
use rusqlite::params;
use std::collections::HashMap;

/// A tick that was set, or taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tick {
    /// Done, or said not to be whatever else seems so.
    pub done: bool,
    /// When.
    pub at: Timestamp,
}

impl State {
    /// Sets a tick, or takes it away.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_tick(&self, message: &MessageId, item: &str, tick: Tick) -> Result<(), StoreError> {
        let mut held = self.database.hold();
        let sql = "INSERT OR REPLACE INTO tick (message, item, done, at) VALUES (?1, ?2, ?3, ?4)";
        held.db()?.execute(sql, params![message.as_str(), item, tick.done, tick.at.to_string()])?;
        Ok(())
    }

    /// All ticks, by letter and by what it asks for.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn ticks(&self) -> Result<HashMap<(MessageId, String), Tick>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached("SELECT message, item, done, at FROM tick")?;
        let rows = query.query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, bool>(2)?, row.get::<_, String>(3)?))
        })?;
        let mut ticks = HashMap::new();
        for row in rows {
            let (message, item, done, at) = row?;
            let message = MessageId::parse(&message).map_err(|_| StoreError::Damaged)?;
            let at = at.parse().map_err(|_| StoreError::Damaged)?;
            ticks.insert((message, item), Tick { done, at });
        }
        Ok(ticks)
    }
}

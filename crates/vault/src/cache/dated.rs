//! The letters that ask for something.

use super::{Cache, guesses, read_message};
use crate::StoreError;
use jiff::Timestamp;
use model::{Guess, Message};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;

/// The index of migration 008 is found by this very condition.
const DATED: &str = "SELECT n, description FROM message
  WHERE (reply_by IS NOT NULL OR instr(description, '\"actions\":[{') > 0) AND received >= ?1
  ORDER BY received DESC LIMIT ?2";
const GUESSED: &str = "SELECT g.message, g.kind, g.at, g.amount, g.words FROM guess g JOIN message m ON m.n = g.message
  WHERE m.received >= ?1 AND g.at >= ?3 ORDER BY m.received DESC, g.rowid LIMIT ?2";

/// A letter that asks for something.
#[derive(Debug, Clone)]
pub struct Dated {
    /// The letter.
    pub message: Message,
    /// What its text seems to ask for.
    pub guesses: Vec<Guess>,
}

impl Cache {
    /// Letters that came since then and ask for an answer by a day, or for something that their sender wrote into their
    /// data, or whose text seems to ask for something by a day after `guessed_since`; at most so many of each.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn dated(&self, since: Timestamp, guessed_since: Timestamp, most: usize) -> Result<Vec<Dated>, StoreError> {
        let mut held = self.database.hold();
        let db = held.db()?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut letters: BTreeMap<i64, Dated> = BTreeMap::new();
        let mut query = db.prepare_cached(DATED)?;
        let rows = query.query_map(params![since.as_microsecond(), most], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })?;
        for row in rows {
            let (number, description) = row?;
            letters.insert(number, Dated { message: read_message(&description)?, guesses: Vec::new() });
        }
        let mut query = db.prepare_cached(GUESSED)?;
        let bounds = params![since.as_microsecond(), most, guessed_since.as_microsecond()];
        let rows = query.query_map(bounds, |row| Ok((row.get::<_, i64>(0)?, guesses::raw(row, 1)?)))?;
        for row in rows {
            let (number, raw) = row?;
            let guess = guesses::guess(raw)?;
            if let Some(letter) = letters.get_mut(&number) {
                letter.guesses.push(guess);
                continue;
            }
            let mut one = db.prepare_cached("SELECT description FROM message WHERE n = ?1")?;
            let description: Option<String> = one.query_row([number], |row| row.get(0)).optional()?;
            let message = read_message(&description.ok_or(StoreError::Damaged)?)?;
            letters.insert(number, Dated { message, guesses: vec![guess] });
        }
        Ok(letters.into_values().collect())
    }
}

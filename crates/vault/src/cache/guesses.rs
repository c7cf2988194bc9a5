//! What the texts of letters seem to ask for: written with each text, and for all of them anew when the way in which it
//! is worked out has changed. How that is done is not the vault's business; it is handed in.

use super::{Cache, read_message};
use crate::StoreError;
use jiff::Timestamp;
use model::{FileId, Guess, GuessKind, Message, MessageId};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Letters that are looked at anew in one transaction.
const AT_ONCE: i64 = 500;

/// Puts what a file's text seems to ask for in the place of what it seemed to.
pub(super) fn replace(db: &Connection, file: &FileId, message: i64, guesses: &[Guess]) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM guess WHERE file = ?1")?.execute([file.as_str()])?;
    let sql = "INSERT INTO guess (file, message, kind, at, amount, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    for guess in guesses {
        let at = guess.at.as_microsecond();
        db.prepare_cached(sql)?.execute(params![
            file.as_str(),
            message,
            guess.kind.as_str(),
            at,
            guess.amount,
            guess.words
        ])?;
    }
    Ok(())
}

/// What was read of a row: kind, when, amount, sentence.
pub(super) type Raw = (String, i64, Option<String>, String);

/// Reads four columns from this one on.
pub(super) fn raw(row: &Row<'_>, from: usize) -> rusqlite::Result<Raw> {
    Ok((row.get(from)?, row.get(from + 1)?, row.get(from + 2)?, row.get(from + 3)?))
}

pub(super) fn guess((kind, at, amount, words): Raw) -> Result<Guess, StoreError> {
    let kind = GuessKind::parse(&kind).ok_or(StoreError::Damaged)?;
    let at = Timestamp::from_microsecond(at).map_err(|_| StoreError::Damaged)?;
    Ok(Guess { kind, at, amount, words })
}

impl Cache {
    /// What the texts of one letter seem to ask for.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn guesses(&self, message: &MessageId) -> Result<Vec<Guess>, StoreError> {
        let mut held = self.database.hold();
        let sql = "SELECT g.kind, g.at, g.amount, g.words FROM guess g JOIN message m ON m.n = g.message
          WHERE m.id = ?1 ORDER BY g.rowid";
        let mut query = held.db()?.prepare_cached(sql)?;
        let rows = query.query_map([message.as_str()], |row| raw(row, 0))?;
        rows.map(|row| guess(row?)).collect()
    }

    /// Works out anew what the texts seem to ask for, if it was worked out otherwise than `edition` says: `of` does it
    /// for a file of a letter and its text. What is cut goes on where it was.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read or written.
    pub fn renew_guesses(
        &self,
        edition: &str,
        of: impl Fn(&Message, &FileId, &str) -> Vec<Guess>,
    ) -> Result<(), StoreError> {
        loop {
            // Let go of it after each piece: others read and write meanwhile.
            let mut held = self.database.hold();
            let db = held.db()?;
            let sql = "SELECT value FROM meta WHERE key = 'guessed'";
            let value: Option<String> = db.query_row(sql, [], |row| row.get(0)).optional()?;
            let mark = value.unwrap_or_default();
            if mark == edition {
                return Ok(());
            }
            let begun = format!("{edition} until ");
            let before = mark.strip_prefix(&begun).and_then(|number| number.parse().ok()).unwrap_or(i64::MAX);
            let transaction = db.transaction()?;
            let last = renew_some(&transaction, before, &of)?;
            let mark = last.map_or_else(|| edition.to_owned(), |last| format!("{begun}{last}"));
            transaction.execute("INSERT OR REPLACE INTO meta VALUES ('guessed', ?1)", [mark])?;
            transaction.commit()?;
        }
    }
}

/// The next letters, the newest first; the number of the last, or none when all are done.
fn renew_some(
    db: &Connection,
    before: i64,
    of: &impl Fn(&Message, &FileId, &str) -> Vec<Guess>,
) -> Result<Option<i64>, StoreError> {
    let mut letters = db.prepare_cached("SELECT n, description FROM message WHERE n < ?1 ORDER BY n DESC LIMIT ?2")?;
    let rows = letters.query_map(params![before, AT_ONCE], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let mut last = None;
    for row in rows {
        let (number, description): (i64, String) = row?;
        let message = read_message(&description)?;
        let sql = "SELECT f.id, c.text FROM file f JOIN content c ON c.n = f.content
          WHERE f.message = ?1 AND c.text IS NOT NULL";
        let mut texts = db.prepare_cached(sql)?;
        let texts = texts.query_map([number], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        for text in texts {
            let (file, text) = text?;
            let file = FileId::parse(&file).map_err(|_| StoreError::Damaged)?;
            replace(db, &file, number, &of(&message, &file, &text))?;
        }
        last = Some(number);
    }
    Ok(last)
}

//! Search inside one mailbox: newest first, with the words marked.

use super::{Cache, read_message};
use crate::query::{expression, parse};
use crate::snippet::snippet;
use crate::{MessageHead, SnippetPart, StoreError};
use model::Level;
use rusqlite::params;

/// A letter that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its header.
    pub head: MessageHead,
    /// Where the words are.
    pub snippet: Vec<SnippetPart>,
}

impl Cache {
    /// Letters with all of the words, newest first. What nobody could mean finds nothing.
    ///
    /// # Errors
    /// [`StoreError`] when the index cannot be read.
    pub fn search(&self, text: &str, limit: usize, level: Level) -> Result<Vec<Hit>, StoreError> {
        let terms = parse(text);
        if terms.is_empty() {
            return Ok(Vec::new());
        }
        let mut held = self.database.hold();
        let db = held.db()?;
        let mut query = db.prepare_cached(
            "SELECT m.n, m.description FROM letter_index i JOIN message m ON m.n = i.rowid
             WHERE letter_index MATCH ?1 ORDER BY m.received DESC, m.id DESC LIMIT ?2",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = query.query_map(params![expression(&terms), limit], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })?;
        let mut texts = db.prepare_cached("SELECT text FROM file WHERE message = ?1 AND text IS NOT NULL")?;
        let mut hits = Vec::new();
        for row in rows {
            let (number, description) = row?;
            let message = read_message(&description)?;
            let mut shown = None;
            let mut bodies = texts.query(params![number])?;
            while let (None, Some(body)) = (&shown, bodies.next()?) {
                shown = snippet(&body.get::<_, String>(0)?, &terms);
            }
            let shown = shown.or_else(|| snippet(&message.subject, &terms)).unwrap_or_default();
            hits.push(Hit { head: MessageHead::of(&message, level), snippet: shown });
        }
        Ok(hits)
    }
}

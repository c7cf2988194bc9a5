//! The yardstick for the vault: a plain, unencrypted database with the same letters and a full-text index of
//! the same words, written as many letters a transaction.

use crate::letters::Letter;
use rusqlite::{Connection, params};
use std::error::Error;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Letters a transaction, as the largest page has them.
pub const PAGE: usize = 200;

/// The filled database.
pub struct Plain {
    _folder: TempDir,
    db: Connection,
    /// How long filling it took.
    pub took: Duration,
}

/// Fills one.
pub fn fill(letters: &[Letter]) -> Result<Plain, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let mut db = Connection::open(folder.path().join("plain.db"))?;
    db.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    db.execute_batch(
        "PRAGMA synchronous = NORMAL;
         CREATE TABLE message (n INTEGER PRIMARY KEY, received INTEGER NOT NULL, description TEXT NOT NULL) STRICT;
         CREATE INDEX message_newest ON message (received DESC);
         CREATE TABLE file (message INTEGER NOT NULL, text TEXT NOT NULL) STRICT;
         CREATE VIRTUAL TABLE words USING fts5(head, body, content = '');",
    )?;
    let began = Instant::now();
    for page in letters.chunks(PAGE) {
        let transaction = db.transaction()?;
        for Letter { message, texts } in page {
            transaction
                .prepare_cached("INSERT INTO message (received, description) VALUES (?1, ?2)")?
                .execute(params![message.received.as_microsecond(), serde_json::to_string(message)?])?;
            let number = transaction.last_insert_rowid();
            for text in texts {
                let sql = "INSERT INTO file (message, text) VALUES (?1, ?2)";
                transaction.prepare_cached(sql)?.execute(params![number, text])?;
            }
            transaction
                .prepare_cached("INSERT INTO words (rowid, head, body) VALUES (?1, ?2, ?3)")?
                .execute(params![number, message.subject, texts.join(" ")])?;
        }
        transaction.commit()?;
    }
    Ok(Plain { _folder: folder, db, took: began.elapsed() })
}

impl Plain {
    /// Finds the newest 50 letters with this word, with their descriptions; how long it took.
    pub fn search(&self, word: &str) -> Result<Duration, Box<dyn Error>> {
        let began = Instant::now();
        let mut query = self.db.prepare_cached(
            "SELECT m.description FROM words JOIN message m ON m.n = words.rowid
             WHERE words MATCH ?1 ORDER BY m.received DESC LIMIT 50",
        )?;
        let rows = query.query_map([format!("\"{word}\"")], |row| row.get::<_, String>(0))?;
        let found = rows.collect::<Result<Vec<_>, _>>()?.len();
        std::hint::black_box(found);
        Ok(began.elapsed())
    }
}

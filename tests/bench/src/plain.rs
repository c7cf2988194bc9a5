//! The yardstick for the vault: the same tables and the same statements in a plain, unencrypted database. The letters'
//! files are small, so that they lie in it, too.

use crate::letters::Letter;
use model::Message;
use rusqlite::{Connection, params};
use std::error::Error;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use vault::Indexed;

/// Letters a transaction, as the largest page has them.
pub const PAGE: usize = 200;
/// Files whose rows are written at once, as a sync does.
pub const FILES: usize = 200;
const SCHEMA: &[&str] = &[
    include_str!("../../../crates/vault/migrations/cache/001_start.sql"),
    include_str!("../../../crates/vault/migrations/cache/002_odd.sql"),
    include_str!("../../../crates/vault/migrations/cache/003_threads.sql"),
    include_str!("../../../crates/vault/migrations/cache/004_counts.sql"),
    include_str!("../../../crates/vault/migrations/cache/005_search.sql"),
    include_str!("../../../crates/vault/migrations/cache/006_thrift.sql"),
    include_str!("../../../crates/vault/migrations/cache/007_leaves.sql"),
    include_str!("../../../crates/vault/migrations/cache/008_dated.sql"),
    include_str!("../../../crates/vault/migrations/cache/010_orders.sql"),
    include_str!("../../../crates/vault/migrations/cache/011_organisations.sql"),
];

/// The filled database.
pub struct Plain {
    _folder: TempDir,
    db: Connection,
    /// How long the headers took.
    pub headers: Duration,
    /// How long everything took.
    pub all: Duration,
}

/// Fills one.
pub fn fill(letters: &[Letter]) -> Result<Plain, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let db = Connection::open(folder.path().join("plain.db"))?;
    db.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    db.execute_batch(
        "PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA secure_delete = FAST;
         PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 4000;",
    )?;
    for sql in SCHEMA {
        db.execute_batch(sql)?;
    }
    let mut plain = Plain { _folder: folder, db, headers: Duration::ZERO, all: Duration::ZERO };
    let began = Instant::now();
    for page in letters.chunks(PAGE) {
        plain.headers_of(page)?;
    }
    plain.headers = began.elapsed();
    let files: Vec<(&str, &str, &String)> = letters.iter().flat_map(files_of).collect();
    for some in files.chunks(FILES) {
        plain.texts_of(some)?;
    }
    plain.all = began.elapsed();
    Ok(plain)
}

/// The letter, the file and the text of each of its files.
fn files_of(letter: &Letter) -> impl Iterator<Item = (&str, &str, &String)> {
    let files = letter.message.documents.iter().flat_map(|document| &document.files);
    files.zip(&letter.texts).map(|(file, text)| (letter.message.id.as_str(), file.id.as_str(), text))
}

/// Its number in the index, which follows when it came. No two of these letters came in the same second.
fn place(message: &Message) -> i64 {
    message.received.as_second() << 20
}

/// The words, prepared by the vault's own code.
fn index(db: &Connection, place: i64, all: &Indexed) -> Result<(), Box<dyn Error>> {
    let sql = "INSERT INTO letter_index (rowid, subject, sender, head, body, starts) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let values = params![place, all.subject, all.sender, all.head, all.body, all.starts];
    db.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

impl Plain {
    fn headers_of(&mut self, page: &[Letter]) -> Result<(), Box<dyn Error>> {
        let transaction = self.db.transaction()?;
        for Letter { message, .. } in page {
            transaction
                .prepare_cached("SELECT n, version, waits FROM message WHERE remote_id = ?1")?
                .exists(params![message.remote_id.as_str()])?;
            transaction
                .prepare_cached(
                    "INSERT INTO message (id, remote_id, version, updated, received, folder, read, reply_by, attachments,
                       waits, description, place) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, 0, 0, ?8, ?9)",
                )?
                .execute(params![
                    message.id.as_str(),
                    message.remote_id.as_str(),
                    message.version,
                    message.updated.to_string(),
                    message.received.as_microsecond(),
                    message.folder.as_str(),
                    message.read,
                    serde_json::to_string(message)?,
                    place(message),
                ])?;
            let number = transaction.last_insert_rowid();
            for document in &message.documents {
                for file in &document.files {
                    let sql = "INSERT INTO file (id, message, document_remote, file_remote, size) VALUES (?1, ?2, ?3, ?4, ?5)";
                    let size = i64::try_from(file.size)?;
                    transaction.prepare_cached(sql)?.execute(params![
                        file.id.as_str(),
                        number,
                        document.remote_id.as_str(),
                        file.remote_id.as_str(),
                        size
                    ])?;
                }
            }
            index(&transaction, place(message), &Indexed::of(message, [""; 0]))?;
        }
        Ok(transaction.commit()?)
    }

    fn texts_of(&mut self, files: &[(&str, &str, &String)]) -> Result<(), Box<dyn Error>> {
        let transaction = self.db.transaction()?;
        for (message, file, text) in files {
            transaction.prepare_cached("INSERT INTO content (text, whole) VALUES (?1, 1)")?.execute(params![text])?;
            let content = transaction.last_insert_rowid();
            transaction
                .prepare_cached("UPDATE file SET blob = '', size = ?2, kind = 'text', content = ?3 WHERE id = ?1")?
                .execute(params![file, i64::try_from(text.len())?, content])?;
            let (place, description): (i64, String) = transaction
                .prepare_cached("SELECT place, description FROM message WHERE id = ?1")?
                .query_row(params![message], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let message: Message = serde_json::from_str(&description)?;
            transaction.prepare_cached("DELETE FROM letter_index WHERE rowid = ?1")?.execute(params![place])?;
            index(&transaction, place, &Indexed::of(&message, [text]))?;
        }
        Ok(transaction.commit()?)
    }

    /// Finds the newest 50 letters with this expression, with their descriptions and the text of the first file; how
    /// long it took.
    pub fn search(&self, expression: &str) -> Result<Duration, Box<dyn Error>> {
        let began = Instant::now();
        let mut query = self.db.prepare_cached(
            "SELECT m.description, (SELECT c.text FROM file f JOIN content c ON c.n = f.content WHERE f.message = m.n LIMIT 1)
             FROM letter_index i CROSS JOIN message m ON m.place = i.rowid
             WHERE letter_index MATCH ?1 ORDER BY i.rowid DESC LIMIT 50",
        )?;
        let rows =
            query.query_map([expression], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?)))?;
        let found = rows.collect::<Result<Vec<_>, _>>()?.len();
        std::hint::black_box(found);
        Ok(began.elapsed())
    }
}

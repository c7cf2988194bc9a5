//! Opening an encrypted database: the key before anything else, then the pragmas, then the migrations.

use crate::secret::Key;
use crate::{OpenError, StoreError};
use data_encoding::HEXLOWER;
use rusqlite::Connection;
use rusqlite_migration::{Error as MigrationError, M, MigrationDefinitionError, Migrations};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use zeroize::Zeroizing;

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// How a database keeps its journal.
#[derive(Clone, Copy)]
pub(crate) enum Journal {
    /// Write-ahead: readers and one writer at once.
    Wal,
    /// Rollback with full sync: slower, and safest for what cannot be fetched again.
    Rollback,
}

/// Opens, or makes, the database with this key and brings it to the newest schema.
pub(crate) fn open(path: &Path, key: &Key, journal: Journal, schema: &[&'static str]) -> Result<Connection, OpenError> {
    let mut db = Connection::open(path).map_err(StoreError::from)?;
    let hex = Zeroizing::new(HEXLOWER.encode(key.expose()));
    let pragma = Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", *hex));
    db.execute_batch(&pragma).map_err(StoreError::from)?;
    db.busy_timeout(PATIENCE).map_err(StoreError::from)?;
    prepare(&db, journal).map_err(StoreError::from)?;
    let migrations: Vec<M<'_>> = schema.iter().map(|sql| M::up(sql)).collect();
    match Migrations::new(migrations).to_latest(&mut db) {
        Ok(()) => Ok(db),
        Err(MigrationError::MigrationDefinition(MigrationDefinitionError::DatabaseTooFarAhead)) => {
            Err(OpenError::NewerVault)
        }
        Err(MigrationError::RusqliteError { err, .. }) => Err(StoreError::from(err).into()),
        Err(_) => Err(StoreError::Damaged.into()),
    }
}

fn prepare(db: &Connection, journal: Journal) -> rusqlite::Result<()> {
    db.execute_batch(
        "PRAGMA cipher_memory_security = ON; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;",
    )?;
    // The first read: with the wrong key this says "not a database".
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    match journal {
        Journal::Wal => {
            db.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
            db.execute_batch("PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 8388608;")
        }
        Journal::Rollback => db.execute_batch("PRAGMA synchronous = EXTRA;"),
    }
}

/// A database that can be closed while others still hold it: afterwards everything answers "locked".
pub(crate) struct Database(Mutex<Option<Connection>>);

/// The open connection, for one caller at a time.
pub(crate) struct Held<'a>(MutexGuard<'a, Option<Connection>>);

impl Database {
    pub(crate) fn new(connection: Connection) -> Self {
        Database(Mutex::new(Some(connection)))
    }

    pub(crate) fn hold(&self) -> Held<'_> {
        Held(self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Closes it for good.
    pub(crate) fn close(&self) {
        self.hold().0.take();
    }
}

impl Held<'_> {
    pub(crate) fn db(&mut self) -> Result<&mut Connection, StoreError> {
        self.0.as_mut().ok_or(StoreError::Locked)
    }
}

/// What is wrong in the file itself: every page authenticated, then the structure.
pub(crate) fn check(db: &Connection) -> Result<bool, StoreError> {
    let mut pages = db.prepare("PRAGMA cipher_integrity_check")?;
    let damaged_pages = pages.query_map([], |_| Ok(()))?.count();
    let structure: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok(damaged_pages == 0 && structure == "ok")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_of_a_newer_program_is_left_alone_and_another_key_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("x.db"), Key::make().unwrap());
        let newer = ["CREATE TABLE one (x)", "CREATE TABLE two (x)"];
        drop(open(&path, &key, Journal::Wal, &newer).unwrap());
        let before = std::fs::read(&path).unwrap();
        assert!(matches!(open(&path, &key, Journal::Wal, &newer[..1]), Err(OpenError::NewerVault)));
        assert_eq!(std::fs::read(&path).unwrap(), before);
        let other = Key::make().unwrap();
        let refused = open(&path, &other, Journal::Wal, &newer);
        assert!(matches!(refused, Err(OpenError::Store(StoreError::Damaged))));
    }

    #[test]
    fn a_sound_database_checks_out_and_a_changed_page_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("x.db"), Key::make().unwrap());
        let db = open(&path, &key, Journal::Rollback, &["CREATE TABLE one (x)"]).unwrap();
        for n in 0..2000 {
            db.execute("INSERT INTO one VALUES (?1)", [format!("row {n}")]).unwrap();
        }
        assert!(check(&db).unwrap());
        drop(db);
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&path, bytes).unwrap();
        let db = open(&path, &key, Journal::Rollback, &["CREATE TABLE one (x)"]);
        assert!(db.is_err() || !matches!(check(&db.unwrap()), Ok(true)));
    }
}

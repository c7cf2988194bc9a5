//! Opening an encrypted database: the key before anything else, then the pragmas, then the migrations.

use crate::home::{alone, reason};
use crate::secret::Key;
use crate::{OpenError, StoreError};
use data_encoding::HEXLOWER;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, TransactionBehavior};
use rusqlite_migration::{Error as MigrationError, M, Migrations};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use zeroize::Zeroizing;

/// Of a cache: pages held opened (KiB; all databases together give back beyond 64 MiB), pages in the journal before they
/// are brought in, and pages that become free are not written over.
const SPENDING: &str =
    "PRAGMA cache_size = -32000; PRAGMA soft_heap_limit = 67108864; PRAGMA wal_autocheckpoint = 4000;
  PRAGMA secure_delete = FAST;";
/// Statements kept ready of each database: more than a round of syncing and telling asks.
const STATEMENTS: usize = 64;
/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(10);
/// Lies beside the databases; locked while one of them is brought to a newer schema.
const LOCK: &str = "schema.lock";

/// How a database keeps its journal, and what it spends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Journal {
    /// Write-ahead: readers and one writer at once.
    Wal,
    /// The same for what is much and can be fetched again: more memory, a quicker code of authentication for its pages,
    /// and only what [`erasing`] removes is written over where whole pages become free.
    Cache,
    /// Rollback with full sync: slower, and safest for what cannot be fetched again.
    Rollback,
}

/// What each page is authenticated by.
#[derive(Clone, Copy)]
enum PageCode {
    /// As SQLCipher does it unless told otherwise: every database but the caches, and these from older programs.
    Sha512,
    /// Processors have it built in; half the time of reading a page.
    Sha256,
}

/// Opens, or makes, the database with this key and brings it to the newest schema. Each schema is a list of
/// numbered migrations; all that are missing are one transaction, and a database of a newer program is not
/// touched at all.
pub(crate) fn open(path: &Path, key: &Key, journal: Journal, schema: &[&'static str]) -> Result<Connection, OpenError> {
    open_at(path, key, journal, schema).map_err(|error| match (error, path.parent()) {
        (OpenError::Store(error), Some(folder)) => reason(folder, error).into(),
        (other, _) => other,
    })
}

fn open_at(path: &Path, key: &Key, journal: Journal, schema: &[&'static str]) -> Result<Connection, OpenError> {
    let newest = i64::try_from(schema.len()).unwrap_or(i64::MAX);
    let (mut db, version) = match journal {
        Journal::Cache => match unlocked(path, key, PageCode::Sha256) {
            // Wrong key, damage, or an older program's: that one is opened as it was written.
            Err(StoreError::Damaged) => unlocked(path, key, PageCode::Sha512),
            other => other,
        },
        Journal::Wal | Journal::Rollback => unlocked(path, key, PageCode::Sha512),
    }?;
    if version > newest {
        return Err(OpenError::NewerVault);
    }
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).map_err(StoreError::from)?;
    // Two that find the same old schema must not both migrate it.
    let folder = path.parent().filter(|_| version < newest);
    let _alone = folder.map(|folder| alone(folder, LOCK)).transpose()?;
    keep_journal(&db, journal).map_err(StoreError::from)?;
    let migrations: Vec<M<'_>> = schema.iter().map(|sql| M::up(sql)).collect();
    match Migrations::new(migrations).to_latest(&mut db) {
        Ok(()) => Ok(db),
        Err(MigrationError::RusqliteError { err, .. }) => Err(StoreError::from(err).into()),
        Err(_) => Err(StoreError::Damaged.into()),
    }
}

/// The database, and how many migrations it has.
fn unlocked(path: &Path, key: &Key, code: PageCode) -> Result<(Connection, i64), StoreError> {
    let mut db = Connection::open(path)?;
    let hex = Zeroizing::new(HEXLOWER.encode(key.expose()));
    let pragma = Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", *hex));
    db.execute_batch(&pragma)?;
    db.busy_timeout(PATIENCE)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    // Who begins by reading and writes later can be refused at once when another wrote meanwhile.
    db.set_transaction_behavior(TransactionBehavior::Immediate);
    // Until it is known that this program may write here, nothing is: closing would bring the journal in.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let version = protect(&db, code)?;
    Ok((db, version))
}

/// What must hold before anything is read; the number of migrations that the database has.
fn protect(db: &Connection, code: PageCode) -> rusqlite::Result<i64> {
    if matches!(code, PageCode::Sha256) {
        db.execute_batch("PRAGMA cipher_hmac_algorithm = HMAC_SHA256")?;
    }
    // What goes wrong comes back as an error; the library's own log would go to the terminal.
    db.execute_batch(
        "PRAGMA cipher_log_level = NONE; PRAGMA cipher_memory_security = ON; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;",
    )?;
    // The first read: with the wrong key this says "not a database".
    db.query_row("PRAGMA user_version", [], |row| row.get(0))
}

fn keep_journal(db: &Connection, journal: Journal) -> rusqlite::Result<()> {
    match journal {
        Journal::Wal | Journal::Cache => {
            db.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
            db.execute_batch("PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 8388608;")?;
            if journal == Journal::Cache { db.execute_batch(SPENDING) } else { Ok(()) }
        }
        Journal::Rollback => db.execute_batch("PRAGMA synchronous = EXTRA;"),
    }
}

/// What is removed meanwhile is written over wherever it lies, also in pages that become free.
pub(crate) fn erasing<T>(
    db: &mut Connection,
    work: impl FnOnce(&mut Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    db.query_row("PRAGMA secure_delete = ON", [], |_| Ok(()))?;
    let done = work(db);
    db.query_row("PRAGMA secure_delete = FAST", [], |_| Ok(()))?;
    done
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

/// Whether the file itself is sound: every page authenticated, then the structure.
pub(crate) fn check(db: &Connection) -> Result<bool, StoreError> {
    match pages_and_structure(db).map_err(StoreError::from) {
        Err(StoreError::Damaged) => Ok(false),
        other => other,
    }
}

/// Brings everything that was written into the file itself, and waits for the disk; false when somebody who reads keeps
/// some of it in the journal. A journal alone may be lost with the computer's power.
pub(crate) fn outlives_power(db: &Connection) -> Result<bool, StoreError> {
    Ok(db.query_row("PRAGMA wal_checkpoint(FULL)", [], |row| row.get::<_, i64>(0))? == 0)
}

fn pages_and_structure(db: &Connection) -> rusqlite::Result<bool> {
    // The pages are looked at in the file itself. A cut may have left one half written there and whole in the
    // journal; that is no damage.
    db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
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
        let mut db = open(&path, &key, Journal::Rollback, &["CREATE TABLE one (x)"]).unwrap();
        let rows = db.transaction().unwrap();
        for n in 0..2000 {
            rows.execute("INSERT INTO one VALUES (?1)", [format!("row {n}")]).unwrap();
        }
        rows.commit().unwrap();
        assert!(check(&db).unwrap());
        drop(db);
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&path, bytes).unwrap();
        let db = open(&path, &key, Journal::Rollback, &["CREATE TABLE one (x)"]);
        assert!(db.is_err() || !matches!(check(&db.unwrap()), Ok(true)));
    }

    #[test]
    fn a_migration_that_fails_changes_nothing_and_every_older_schema_comes_up_to_date() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("x.db"), Key::make().unwrap());
        let before = ["CREATE TABLE one (x)"];
        drop(open(&path, &key, Journal::Wal, &before).unwrap());
        let broken = [before[0], "CREATE TABLE two (x)", "CREATE TABLE three (x); INSERT INTO nowhere VALUES (1)"];
        assert!(open(&path, &key, Journal::Wal, &broken).is_err());
        let db = open(&path, &key, Journal::Wal, &before).unwrap();
        let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap();
        assert_eq!(tables, 1);
        for (name, schema) in
            [("cache", crate::cache::SCHEMA), ("profile", crate::profile::SCHEMA), ("state", crate::state::SCHEMA)]
        {
            for older in 1..schema.len() {
                let path = folder.path().join(format!("{name}{older}.db"));
                drop(open(&path, &key, Journal::Wal, &schema[..older]).unwrap());
                let db = open(&path, &key, Journal::Wal, schema).unwrap();
                let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
                assert_eq!(version, i64::try_from(schema.len()).unwrap(), "{name} from {older}");
            }
        }
    }

    #[test]
    fn those_that_find_the_same_old_schema_at_the_same_time_migrate_it_once() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("x.db"), Key::make().unwrap());
        let schema = ["CREATE TABLE one (x)", "INSERT INTO one VALUES (1)", "UPDATE one SET x = x + 1"];
        drop(open(&path, &key, Journal::Wal, &schema[..2]).unwrap());
        std::thread::scope(|scope| {
            let copies: Vec<_> =
                (0..8).map(|_| scope.spawn(|| open(&path, &key, Journal::Wal, &schema).map(|_| ()))).collect();
            copies.into_iter().for_each(|copy| copy.join().unwrap().unwrap());
        });
        let db = open(&path, &key, Journal::Wal, &schema).unwrap();
        assert_eq!(db.query_row("SELECT x FROM one", [], |row| row.get::<_, i64>(0)).unwrap(), 2);
    }
}

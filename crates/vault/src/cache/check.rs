//! Looking at everything in a mailbox: every page of the cache, every letter's description, every sealed file
//! from its first byte to its last. And putting right what can be put right here.

use super::{Cache, read_message};
use crate::StoreError;
use crate::database::check;
use model::FileId;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;
use std::io::Read;
use std::time::Duration;

/// No file takes longer than this from its first byte to its row.
const UNDER_WAY: Duration = Duration::from_secs(3600);

/// What of a mailbox is damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// The cache itself. Its files cannot be told of then.
    Cache,
    /// One sealed file.
    File(FileId),
}

/// What a look at everything found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// How many files were looked at.
    pub files: u64,
    /// The damaged ones.
    pub damaged: Vec<Damage>,
}

impl Cache {
    /// Looks at everything.
    ///
    /// # Errors
    /// [`StoreError`] when the disk refuses, or the vault is locked meanwhile.
    pub fn check(&self) -> Result<Checked, StoreError> {
        let files = match self.file_ids() {
            Err(StoreError::Damaged) => return Ok(Checked { files: 1, damaged: vec![Damage::Cache] }),
            files => files?,
        };
        let mut damaged = Vec::new();
        for file in &files {
            match self.read_through(file) {
                Err(StoreError::Damaged | StoreError::Disk(_)) => damaged.push(Damage::File(file.clone())),
                // Its letter was deleted meanwhile.
                Err(StoreError::NotFound) => {}
                read => read?,
            }
        }
        Ok(Checked { files: files.len() as u64 + 1, damaged })
    }

    /// The files that are here, after a look at every page and every letter.
    fn file_ids(&self) -> Result<Vec<FileId>, StoreError> {
        let mut held = self.database.hold();
        let db = held.db()?;
        if !check(db)? {
            return Err(StoreError::Damaged);
        }
        let mut letters = db.prepare("SELECT description FROM message")?;
        for description in letters.query_map([], |row| row.get::<_, String>(0))? {
            read_message(&description?)?;
        }
        let mut query = db.prepare("SELECT id FROM file WHERE blob IS NOT NULL")?;
        let ids = query.query_map([], |row| row.get::<_, String>(0))?;
        ids.map(|id| FileId::parse(&id?).map_err(|_| StoreError::Damaged)).collect()
    }

    fn read_through(&self, file: &FileId) -> Result<(), StoreError> {
        let mut reader = self.open_file(file)?;
        let mut piece = vec![0; 64 << 10];
        while reader.read(&mut piece)? > 0 {}
        Ok(())
    }

    /// These files are damaged: they count as missing again, and the next sync fetches them.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub(crate) fn fetch_again(&self, files: &[FileId]) -> Result<(), StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let mut blobs: Vec<String> = Vec::new();
        for file in files {
            let sql = "SELECT blob FROM file WHERE id = ?1 AND blob <> ''";
            blobs.extend(transaction.query_row(sql, params![file.as_str()], |row| row.get(0)).optional()?);
            let sql = "UPDATE file SET blob = NULL, key = NULL, tries = 0, given_up = 0, why = NULL
              WHERE id = ?1";
            transaction.execute(sql, params![file.as_str()])?;
        }
        transaction.commit()?;
        for blob in blobs {
            // Its key is gone; what is left on disk is noise.
            let _ = std::fs::remove_file(self.blobs.join(blob));
        }
        Ok(())
    }

    /// Removes sealed files without a row, which a cut leaves behind; how many there were. The newest stay:
    /// somebody may be storing them just now.
    ///
    /// # Errors
    /// [`StoreError`] when the rows cannot be read.
    pub fn remove_leftovers(&self) -> Result<u64, StoreError> {
        if self.kept {
            // The files lie where others lie that are in no document.
            return Ok(0);
        }
        let rows: BTreeSet<String> = {
            let mut held = self.database.hold();
            let mut query = held.db()?.prepare("SELECT blob FROM file WHERE blob <> ''")?;
            let names = query.query_map([], |row| row.get(0))?;
            names.collect::<Result<_, _>>()?
        };
        let mut removed = 0;
        for entry in std::fs::read_dir(&self.blobs)?.flatten() {
            let known = entry.file_name().to_str().is_some_and(|name| rows.contains(name));
            let age = entry.metadata().and_then(|found| found.modified()).ok().and_then(|at| at.elapsed().ok());
            if !known && age.is_some_and(|age| age > UNDER_WAY) && std::fs::remove_file(entry.path()).is_ok() {
                removed += 1;
            }
        }
        Ok(removed)
    }
}

//! Letters as they came, for whoever writes them out again; and as the cache is made of them.

use super::{Kept, about};
use crate::StoreError;
use crate::cache::{Placed, PlacedFile};
use crate::secret::Key;
use crate::stream::BlobReader;
use model::{FileId, MessageId};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// A letter as it came.
pub struct KeptLetter {
    /// Without the bytes of its files; none when it was no MeMo letter.
    pub memo: Option<Vec<u8>>,
    /// What it contains, by number.
    pub contents: Vec<KeptContent>,
}

/// A content of a kept letter.
pub struct KeptContent {
    /// Which.
    pub number: u32,
    /// Bytes.
    pub size: u64,
    blob: String,
    key: Key,
}

impl Kept {
    /// A letter as it came; none when there is none of this id.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn letter(&self, message: &MessageId) -> Result<Option<KeptLetter>, StoreError> {
        let mut held = self.database.hold();
        let db = held.db()?;
        let sql = "SELECT n, memo FROM letter WHERE id = ?1";
        let found: Option<(i64, Option<Vec<u8>>)> =
            db.query_row(sql, params![message.as_str()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((number, memo)) = found else { return Ok(None) };
        let sql = "SELECT number, size, blob, key FROM content WHERE letter = ?1 ORDER BY number";
        let mut query = db.prepare_cached(sql)?;
        let mut rows = query.query(params![number])?;
        let mut contents = Vec::new();
        while let Some(row) = rows.next()? {
            let size: i64 = row.get(1)?;
            let (number, blob, key) = (row.get(0)?, row.get(2)?, key(row.get(3)?)?);
            contents.push(KeptContent { number, size: size.unsigned_abs(), blob, key });
        }
        Ok(Some(KeptLetter { memo, contents }))
    }

    /// The bytes of a content.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when it does not open.
    pub fn open(&self, content: &KeptContent) -> Result<BlobReader, StoreError> {
        let (path, about) = (self.contents.join(&content.blob), about(&self.mailbox, &content.blob));
        match BlobReader::open(&path, &content.key, about, content.size) {
            // By its row it is here.
            Err(StoreError::NotFound) => Err(StoreError::Damaged),
            other => other,
        }
    }

    /// So many letters behind this one, as the cache is to have them, and where to go on.
    pub(crate) fn after(&self, number: i64, limit: usize) -> Result<(Vec<Placed>, i64), StoreError> {
        let mut held = self.database.hold();
        let db = held.db()?;
        let mut query = db.prepare_cached("SELECT n, description FROM letter WHERE n > ?1 ORDER BY n LIMIT ?2")?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows =
            query.query_map(params![number, limit], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
        let (mut letters, mut last) = (Vec::new(), number);
        for row in rows {
            let (number, description) = row?;
            letters.push(Placed { message: serde_json::from_str(&description)?, files: files(db, number)? });
            last = number;
        }
        Ok((letters, last))
    }

    /// Removes sealed files without a row, which a cut leaves behind; how many there were. Only while nobody
    /// stores any.
    pub(crate) fn remove_leftovers(&self) -> Result<u64, StoreError> {
        let rows: BTreeSet<String> = {
            let mut held = self.database.hold();
            let mut query = held.db()?.prepare("SELECT blob FROM content")?;
            let names = query.query_map([], |row| row.get(0))?;
            names.collect::<Result<_, _>>()?
        };
        let mut removed = 0;
        for entry in std::fs::read_dir(&self.contents)?.flatten() {
            let known = entry.file_name().to_str().is_some_and(|name| rows.contains(name));
            removed += u64::from(!known && std::fs::remove_file(entry.path()).is_ok());
        }
        Ok(removed)
    }
}

fn key(bytes: Vec<u8>) -> Result<Key, StoreError> {
    Key::from_slice(&Zeroizing::new(bytes)).ok_or(StoreError::Damaged)
}

fn files(db: &Connection, letter: i64) -> Result<Vec<PlacedFile>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT file, blob, key, size, kind, pages, text FROM content WHERE letter = ?1 AND file IS NOT NULL",
    )?;
    let mut rows = query.query(params![letter])?;
    let mut files = Vec::new();
    while let Some(row) = rows.next()? {
        let (file, size): (String, i64) = (row.get(0)?, row.get(3)?);
        files.push(PlacedFile {
            file: FileId::parse(&file).map_err(|_| StoreError::Damaged)?,
            blob: row.get(1)?,
            key: key(row.get(2)?)?,
            size: size.unsigned_abs(),
            kind: row.get(4)?,
            pages: row.get(5)?,
            text: row.get(6)?,
        });
    }
    Ok(files)
}

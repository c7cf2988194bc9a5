//! The documents of a mailbox: what is still to be fetched, what is here, what is damaged.

use super::place::Row;
use super::{Cache, guesses, inside, read_message, words};
use crate::content::{self, Content, ContentWriter};
use crate::fold::has_words;
use crate::home::sync_names;
use crate::secret::Key;
use crate::stream::{BlobReader, Named};
use crate::{StoreError, kept};
use data_encoding::BASE32_NOPAD;
use model::{FileId, Guess, MessageId, RemoteId};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// A file to be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileJob {
    /// Ours.
    pub file: FileId,
    /// The message, ours.
    pub message: MessageId,
    /// The message, the service's.
    pub message_remote: RemoteId,
    /// The document, the service's.
    pub document_remote: RemoteId,
    /// The file, the service's.
    pub file_remote: RemoteId,
    /// Bytes, as the service says.
    pub size: u64,
    /// How often it failed.
    pub tries: u32,
}

/// Where a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileState {
    /// Still to be fetched.
    Missing,
    /// Here.
    Here {
        /// Bytes.
        size: u64,
        /// What it really is.
        kind: String,
        /// Pages, if it has some.
        pages: Option<u32>,
    },
    /// Given up.
    Failed {
        /// Why, without content.
        why: String,
    },
}

/// What is known of a file once its bytes are here.
#[derive(Debug, Clone, Default)]
pub struct NewFile<'a> {
    /// What it really is.
    pub kind: &'a str,
    /// Pages, if it has some.
    pub pages: Option<u32>,
    /// What can be read in it.
    pub text: Option<&'a str>,
    /// What that seems to ask for.
    pub guesses: &'a [Guess],
}

impl Cache {
    fn about(&self, file: &FileId, blob: &str) -> String {
        if self.kept { kept::about(&self.mailbox, blob) } else { format!("file {} {file}", self.mailbox) }
    }

    /// Files to fetch: unread letters first, then the newest. Those that wait for the person are not among them.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn files_to_fetch(&self, limit: usize) -> Result<Vec<FileJob>, StoreError> {
        self.jobs("f.blob IS NULL AND f.given_up = 0 AND m.waits = 0", &[], limit)
    }

    /// The files of one message that are not here, whether they wait or not.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn files_missing(&self, message: &MessageId) -> Result<Vec<FileJob>, StoreError> {
        self.jobs("f.blob IS NULL AND m.id = ?2", &[&message.as_str()], usize::MAX)
    }

    fn jobs(&self, condition: &str, more: &[&dyn rusqlite::ToSql], limit: usize) -> Result<Vec<FileJob>, StoreError> {
        let mut held = self.database.hold();
        let sql = format!(
            "SELECT f.id, m.id, m.remote_id, f.document_remote, f.file_remote, f.size, f.tries
             FROM file f JOIN message m ON m.n = f.message WHERE {condition}
             ORDER BY m.read, m.received DESC, f.rowid LIMIT ?1"
        );
        let mut query = held.db()?.prepare_cached(&sql)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let values: Vec<&dyn rusqlite::ToSql> =
            std::iter::once(&limit as &dyn rusqlite::ToSql).chain(more.iter().copied()).collect();
        let rows = query.query_map(values.as_slice(), |row| {
            let texts: [String; 5] = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?];
            Ok((texts, row.get::<_, i64>(5)?, row.get::<_, u32>(6)?))
        })?;
        let mut jobs = Vec::new();
        for row in rows {
            let ([file, message, message_remote, document_remote, file_remote], size, tries) = row?;
            jobs.push(FileJob {
                file: FileId::parse(&file).map_err(|_| StoreError::Damaged)?,
                message: MessageId::parse(&message).map_err(|_| StoreError::Damaged)?,
                message_remote: RemoteId(message_remote),
                document_remote: RemoteId(document_remote),
                file_remote: RemoteId(file_remote),
                size: size.unsigned_abs(),
                tries,
            });
        }
        Ok(jobs)
    }

    /// Begins to store a file's bytes.
    ///
    /// # Errors
    /// [`StoreError`] when there is no randomness for its name.
    pub fn file_writer(&self, file: &FileId) -> Result<ContentWriter, StoreError> {
        let mut random = [0; 20];
        getrandom::fill(&mut random).map_err(|_| StoreError::NoRandomness)?;
        let name = BASE32_NOPAD.encode(&random).to_ascii_lowercase();
        Ok(ContentWriter::create(self.blobs.join(&name), self.about(file, &name)))
    }

    /// The bytes are all there: the file gets its row, its text goes into the index, in one transaction.
    ///
    /// # Errors
    /// [`StoreError`]; then the file counts as missing.
    pub fn file_stored(&self, file: &FileId, content: Content, new: &NewFile<'_>) -> Result<(), StoreError> {
        self.files_stored([(file, content, new.clone())])
    }

    /// The same for several files in one transaction: the index is written for all of them at once, which costs
    /// little more than for one.
    ///
    /// # Errors
    /// [`StoreError`]; then all of them count as missing.
    pub fn files_stored<'a>(
        &self,
        files: impl IntoIterator<Item = (&'a FileId, Content, NewFile<'a>)>,
    ) -> Result<(), StoreError> {
        let mut files: Vec<_> = files.into_iter().collect();
        content::sync(files.iter_mut().map(|(_, content, _)| content))?;
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let (mut named, mut before, mut changed) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (file, content, new) in files {
            let sql = "SELECT blob, message FROM file WHERE id = ?1";
            let mut query = transaction.prepare_cached(sql)?;
            let (old, message): (Option<String>, i64) =
                query.query_row(params![file.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
            before.extend(old.filter(|name| !name.is_empty()));
            inside::remove_of(&transaction, file)?;
            named.extend(store(&transaction, file, content, &new)?);
            guesses::replace(&transaction, file, message, new.guesses)?;
            if new.text.is_some_and(has_words) {
                changed.insert(message);
            }
        }
        let mut letters = Vec::new();
        for number in changed {
            let mut query = transaction.prepare_cached("SELECT place, description FROM message WHERE n = ?1")?;
            let (place, description): (i64, String) =
                query.query_row(params![number], |row| Ok((row.get(0)?, row.get(1)?)))?;
            letters.push((Row { number, place }, read_message(&description)?));
        }
        words::index(&transaction, letters)?;
        if !named.is_empty() {
            // No row of a file without its name, whatever of the two a computer that goes out loses.
            sync_names(&self.blobs)?;
        }
        transaction.commit()?;
        named.into_iter().for_each(Named::stays);
        for before in before {
            let _ = std::fs::remove_file(self.blobs.join(before));
        }
        Ok(())
    }

    /// It did not work this time, or never will.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn file_failed(&self, file: &FileId, why: &str, give_up: bool) -> Result<(), StoreError> {
        let sql = "UPDATE file SET tries = tries + 1, why = ?2, given_up = ?3 WHERE id = ?1";
        self.database.hold().db()?.execute(sql, params![file.as_str(), why, give_up])?;
        Ok(())
    }

    /// Where a file is.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such file.
    pub fn file_state(&self, file: &FileId) -> Result<FileState, StoreError> {
        let mut held = self.database.hold();
        let sql = "SELECT blob IS NOT NULL, size, kind, pages, given_up, why FROM file WHERE id = ?1";
        Ok(held.db()?.query_row(sql, params![file.as_str()], |row| {
            let (here, given_up): (bool, bool) = (row.get(0)?, row.get(4)?);
            Ok(if here {
                let size = row.get::<_, i64>(1)?.unsigned_abs();
                FileState::Here { size, kind: row.get::<_, Option<String>>(2)?.unwrap_or_default(), pages: row.get(3)? }
            } else if given_up {
                FileState::Failed { why: row.get::<_, Option<String>>(5)?.unwrap_or_default() }
            } else {
                FileState::Missing
            })
        })?)
    }

    /// The text of a file, if any could be read in it.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn file_text(&self, file: &FileId) -> Result<Option<String>, StoreError> {
        let mut held = self.database.hold();
        let sql = "SELECT c.text FROM file f JOIN content c ON c.n = f.content WHERE f.id = ?1";
        let found: Option<Option<String>> =
            held.db()?.query_row(sql, params![file.as_str()], |row| row.get(0)).optional()?;
        Ok(found.flatten())
    }

    /// The bytes of a file that is here.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is not, [`StoreError::Damaged`] when it does not open.
    pub fn open_file(&self, file: &FileId) -> Result<BlobReader, StoreError> {
        let mut held = self.database.hold();
        let sql = "SELECT f.blob, f.key, f.size, CASE WHEN c.whole THEN CAST(c.text AS BLOB) ELSE c.bytes END FROM file f LEFT JOIN content c ON c.n = f.content
          WHERE f.id = ?1 AND f.blob IS NOT NULL";
        let (blob, key, size, bytes): (String, Option<Vec<u8>>, i64, Option<Vec<u8>>) =
            held.db()?.query_row(sql, params![file.as_str()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?;
        if let Some(bytes) = bytes.map(Zeroizing::new) {
            return Ok(BlobReader::of(bytes));
        }
        let key = key.and_then(|key| Key::from_slice(&Zeroizing::new(key))).ok_or(StoreError::Damaged)?;
        match BlobReader::open(&self.blobs.join(&blob), &key, self.about(file, &blob), size.unsigned_abs()) {
            // By its row it is here.
            Err(StoreError::NotFound) => Err(StoreError::Damaged),
            other => other,
        }
    }
}

/// Writes what a file is and where its bytes lie; its name on the disk, if it has one.
fn store(
    db: &Transaction<'_>,
    file: &FileId,
    content: Content,
    new: &NewFile<'_>,
) -> Result<Option<Named>, StoreError> {
    let size = i64::try_from(content.size()).unwrap_or(i64::MAX);
    let (name, key, bytes, named) = match content {
        Content::Small(bytes) => (String::new(), None, Some(bytes), None),
        Content::Large(blob) => {
            let name = blob.name().ok_or(StoreError::Damaged)?.to_owned();
            let (key, named) = blob.keep()?;
            (name, Some(key), None, Some(named))
        }
    };
    let inside = inside::put(db, new.text, bytes.as_ref().map(|bytes| bytes.as_slice()))?;
    let key = key.as_ref().map(|key| key.expose().as_slice());
    db.prepare_cached(
        "UPDATE file SET blob = ?2, key = ?3, size = ?4, kind = ?5, pages = ?6, content = ?7, why = NULL, given_up = 0
         WHERE id = ?1",
    )?
    .execute(params![file.as_str(), name, key, size, new.kind, new.pages, inside])?;
    Ok(named)
}

//! Letters that come with all their files at once, as those that are kept here alone do: header, files and words in
//! one transaction for many.

use super::{Cache, inside, pages, words};
use crate::StoreError;
use crate::secret::Key;
use jiff::Timestamp;
use model::{FileId, Level, Message};
use rusqlite::params;

/// A letter with its files.
pub(crate) struct Placed {
    pub(crate) message: Message,
    pub(crate) files: Vec<PlacedFile>,
}

/// A file whose bytes are here already.
pub(crate) struct PlacedFile {
    pub(crate) file: FileId,
    pub(crate) blob: String,
    pub(crate) key: Key,
    pub(crate) size: u64,
    pub(crate) kind: String,
    pub(crate) pages: Option<u32>,
    pub(crate) text: Option<String>,
}

impl Cache {
    /// Puts letters in, or brings them to what they are now. New ones are arrivals to tell of when `arrived` says so.
    pub(crate) fn place(&self, letters: &[Placed], level: Level, arrived: Option<Timestamp>) -> Result<(), StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let mut changed = Vec::new();
        for Placed { message, files } in letters {
            let Some(row) = pages::write_now(&transaction, message, level)? else { continue };
            for file in files {
                inside::remove_of(&transaction, &file.file)?;
                let content = inside::put(&transaction, file.text.as_deref(), None)?;
                transaction
                    .prepare_cached(
                        "UPDATE file SET blob = ?2, key = ?3, size = ?4, kind = ?5, pages = ?6, content = ?7 WHERE id = ?1",
                    )?
                    .execute(params![
                        file.file.as_str(),
                        file.blob,
                        file.key.expose().as_slice(),
                        i64::try_from(file.size).unwrap_or(i64::MAX),
                        file.kind,
                        file.pages,
                        content,
                    ])?;
            }
            changed.push((row, message));
            if let Some(at) = arrived {
                let sql = "INSERT OR IGNORE INTO arrival (message, at) VALUES (?1, ?2)";
                transaction.prepare_cached(sql)?.execute(params![message.id.as_str(), at.to_string()])?;
            }
        }
        words::index(&transaction, changed)?;
        Ok(transaction.commit()?)
    }
}

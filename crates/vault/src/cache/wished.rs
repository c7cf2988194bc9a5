//! Letters to which the person gave another name or a note that the service does not know yet. Their words as they are
//! to be stand in an index of their own, in memory, for as long as one search takes; they are few.

use super::place::Row;
use super::{Cache, read_message, words};
use crate::StoreError;
use model::{FolderId, Message, MessageId};
use rusqlite::{Connection, OptionalExtension, params};

/// A letter that is to be otherwise than the service has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wished {
    /// The letter.
    pub message: MessageId,
    /// Read or not, if that is wished.
    pub read: Option<bool>,
    /// In which folder, if that is wished.
    pub folder: Option<FolderId>,
    /// Under which name, if that is wished.
    pub subject: Option<String>,
    /// With which note, if that is wished.
    pub note: Option<String>,
    /// It is to be erased, and not to be found.
    pub gone: bool,
}

impl Wished {
    /// Nothing is wished of this letter yet.
    #[must_use]
    pub fn nothing(message: MessageId) -> Self {
        Wished { message, read: None, folder: None, subject: None, note: None, gone: false }
    }

    /// Whether its words change.
    pub(super) fn has_words(&self) -> bool {
        self.subject.is_some() || self.note.is_some()
    }

    /// The message as it is to be.
    pub(super) fn lay_over(&self, message: &mut Message) {
        if let Some(subject) = &self.subject {
            message.subject.clone_from(subject);
        }
        if let Some(note) = &self.note {
            message.note = Some(note.clone());
        }
    }
}

impl Cache {
    /// Writes the words of these letters, as they are to be, into the index of wishes.
    pub(super) fn index_wished(&self, db: &Connection, wished: &[&Wished]) -> Result<(), StoreError> {
        let table = words::Table::Wished;
        db.execute_batch(&format!(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.{name} USING fts5(
               subject, sender, head, body, starts, content = '', contentless_delete = 1,
               tokenize = 'unicode61 remove_diacritics 0');
             INSERT INTO temp.{name} ({name}) VALUES ('delete-all');",
            name = table.name()
        ))?;
        for one in wished {
            let sql = "SELECT n, place, description FROM message WHERE id = ?1";
            let row = |row: &rusqlite::Row<'_>| Ok((Row { number: row.get(0)?, place: row.get(1)? }, row.get(2)?));
            let found: Option<(Row, String)> = db.query_row(sql, params![one.message.as_str()], row).optional()?;
            let Some((row, description)) = found else { continue };
            let mut message = read_message(&description)?;
            one.lay_over(&mut message);
            words::write(db, table, row, &message)?;
        }
        Ok(())
    }
}

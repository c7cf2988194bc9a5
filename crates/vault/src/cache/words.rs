//! The words of letters in the full-text index: written with each letter, and all of them anew when the way in which
//! they are written has changed.

use super::place::Row;
use super::{Cache, read_message};
use crate::StoreError;
use crate::fold::{BETWEEN, beginnings, long, short};
use model::{Document, File, Message};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use std::borrow::Borrow;

/// How words are written, in folding or in columns. To be changed with it; every cache then writes them anew.
const EDITION: &str = "3";
/// Letters that are written anew in one transaction.
const AT_ONCE: i64 = 1000;

/// What can be read in a letter's files, of the letter with this number.
const TEXTS: &str =
    "SELECT c.text FROM file f JOIN content c ON c.n = f.content WHERE f.message = ?1 AND c.text IS NOT NULL";

/// An index of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    /// Of all letters, as the service has them.
    Letters,
    /// In memory: of those to which the person gave other words.
    Wished,
}

impl Table {
    /// Its name in the database.
    pub(super) fn name(self) -> &'static str {
        match self {
            Table::Letters => "letter_index",
            Table::Wished => "wished_index",
        }
    }
}

/// Writes the words of these messages anew.
pub(super) fn index<M: Borrow<Message>>(db: &Transaction<'_>, mut letters: Vec<(Row, M)>) -> Result<(), StoreError> {
    // The index gathers in memory what comes in the order of its numbers; going back costs it a write of everything.
    letters.sort_by_key(|(row, _)| row.place);
    for (row, message) in letters {
        remove(db, row.place)?;
        write(db, Table::Letters, row, message.borrow())?;
    }
    Ok(())
}

/// What the index has of a letter, column by column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indexed {
    /// What it is about.
    pub subject: String,
    /// Who sent it.
    pub sender: String,
    /// The rest of its header: to whom, her note, and what its documents and files are called.
    pub head: String,
    /// What can be read in its files.
    pub body: String,
    /// The beginnings of all these words.
    pub starts: String,
}

impl Indexed {
    /// Of a letter and the texts of its files.
    #[must_use]
    pub fn of(message: &Message, texts: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let sender = [Some(&message.sender.label), message.sender.department.as_ref()];
        let documents = message.documents.iter();
        let files =
            documents.flat_map(|one| std::iter::once(&one.label).chain(one.files.iter().map(|file| &file.filename)));
        let recipient = message.recipient.as_ref().map(|recipient| &recipient.label);
        let head = [recipient, message.note.as_ref()].into_iter().flatten().chain(files);
        let mut body = String::new();
        for text in texts {
            body.push_str(&long(text.as_ref()));
            body.push_str(BETWEEN);
        }
        let (subject, sender, head) = (short(&message.subject), apart(sender.into_iter().flatten()), apart(head));
        let starts = beginnings([subject.as_str(), &sender, &head, &body], &sender);
        Indexed { subject, sender, head, body, starts }
    }
}

/// Writes the message's words, from its header and the text of its files.
pub(super) fn write(db: &Connection, table: Table, row: Row, message: &Message) -> Result<(), StoreError> {
    let mut query = db.prepare_cached(TEXTS)?;
    let texts = query.query_map(params![row.number], |row| row.get::<_, String>(0))?;
    let all = Indexed::of(message, texts.collect::<Result<Vec<_>, _>>()?);
    let sql = match table {
        Table::Letters => {
            "INSERT INTO letter_index (rowid, subject, sender, head, body, starts) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        }
        Table::Wished => {
            "INSERT INTO wished_index (rowid, subject, sender, head, body, starts) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        }
    };
    db.prepare_cached(sql)?.execute(params![row.place, all.subject, all.sender, all.head, all.body, all.starts])?;
    Ok(())
}

/// Whether the words of a message stay as they were, those in its files aside.
pub(super) fn are_same(before: &Message, now: &Message) -> bool {
    let document = |before: &Document, now: &Document| {
        let file = |before: &File, now: &File| (&before.id, &before.filename) == (&now.id, &now.filename);
        before.label == now.label && same(&before.files, &now.files, file)
    };
    before.subject == now.subject
        && (&before.sender.label, &before.sender.department) == (&now.sender.label, &now.sender.department)
        && before.recipient.as_ref().map(|one| &one.label) == now.recipient.as_ref().map(|one| &one.label)
        && before.note == now.note
        && same(&before.documents, &now.documents, document)
}

fn same<T>(before: &[T], now: &[T], one: impl Fn(&T, &T) -> bool) -> bool {
    before.len() == now.len() && before.iter().zip(now).all(|(before, now)| one(before, now))
}

/// Short texts that no phrase runs across.
fn apart<'a>(texts: impl Iterator<Item = &'a String>) -> String {
    texts.map(|text| short(text)).collect::<Vec<_>>().join(BETWEEN)
}

/// Removes the words of the letter that has this place.
pub(super) fn remove(db: &Transaction<'_>, place: i64) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM letter_index WHERE rowid = ?1")?.execute(params![place])?;
    Ok(())
}

impl Cache {
    /// Writes the words of all letters anew if they were written otherwise than today. What is cut goes on where it
    /// was, and two that do it at the same time share the work.
    pub(crate) fn renew_words(&self) -> Result<(), StoreError> {
        let mut held = self.database.hold();
        let db = held.db()?;
        loop {
            let sql = "SELECT value FROM meta WHERE key = 'words'";
            if db.query_row(sql, [], |row| row.get::<_, String>(0)).optional()?.as_deref() == Some(EDITION) {
                return Ok(());
            }
            let transaction = db.transaction()?;
            renew_some(&transaction)?;
            transaction.commit()?;
        }
    }
}

/// The next letters; when there are none, all are done.
fn renew_some(db: &Transaction<'_>) -> Result<(), StoreError> {
    let begun = format!("words {EDITION}");
    let sql = "SELECT value FROM meta WHERE key = ?1";
    let behind: Option<i64> =
        db.query_row(sql, [&begun], |row| row.get::<_, String>(0)).optional()?.and_then(|place| place.parse().ok());
    if behind.is_none() {
        db.execute("INSERT INTO letter_index (letter_index) VALUES ('delete-all')", [])?;
        db.execute("DELETE FROM meta WHERE key LIKE 'words%'", [])?;
    }
    let mut query = db.prepare("SELECT n, place, description FROM message WHERE place > ?1 ORDER BY place LIMIT ?2")?;
    let rows = query.query_map(params![behind.unwrap_or(-1), AT_ONCE], |row| {
        Ok((Row { number: row.get(0)?, place: row.get(1)? }, row.get::<_, String>(2)?))
    })?;
    let mut letters = Vec::new();
    for row in rows {
        let (row, description) = row?;
        letters.push((row, read_message(&description)?));
    }
    let last = letters.last().map(|(row, _)| row.place);
    index(db, letters)?;
    let set = "INSERT OR REPLACE INTO meta VALUES (?1, ?2)";
    if let Some(last) = last {
        db.execute(set, params![begun, last.to_string()])?;
    } else {
        db.execute("DELETE FROM meta WHERE key = ?1", [&begun])?;
        db.execute(set, params!["words", EDITION])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;

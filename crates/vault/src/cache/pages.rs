//! Writing what came: a page of messages, its arrivals, its odd ones and the cursor in one transaction.

use super::odd::{self, Odd};
use super::place::{self, Row};
use super::{Cache, inside, organisations, read_message, words};
use crate::database::erasing;
use crate::{MessageHead, StoreError};
use jiff::Timestamp;
use model::{Folder, Level, Message, MessageId, RemoteId, Waits, Weight};
use rusqlite::{OptionalExtension, Transaction, params};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A page as it came.
pub struct PageWrite<'a> {
    /// The messages on it.
    pub messages: &'a [Message],
    /// What is odd about them, and about those that could not be read. Takes the place of what was odd about
    /// these messages before.
    pub odd: &'a [Odd],
    /// The cursor that holds once this page is stored.
    pub cursor: Option<&'a str>,
    /// New messages are arrivals to tell of; not on the first pull.
    pub arrivals: bool,
    /// The level of the login: decides what waits.
    pub level: Level,
    /// The present.
    pub now: Timestamp,
}

/// What a page changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stored {
    /// Messages that were not here.
    pub new: u64,
    /// Messages with another version.
    pub changed: u64,
}

/// How a page was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// A list: it may lag behind what is known here already.
    List,
    /// A direct question: that is how it is now.
    Directly,
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    New,
    Changed,
    Known,
    /// An older version than the one here.
    Late,
}

/// A new letter that somebody may have to be told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Its header, as it is now.
    pub head: MessageHead,
    /// When it arrived here.
    pub at: Timestamp,
}

impl Cache {
    /// Stores a page of a list in one transaction. Messages whose version is known are left as they are, and
    /// so are those that the list has in an older version: lists lag behind.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing of the page is stored.
    pub fn store_page(&self, page: &PageWrite<'_>) -> Result<Stored, StoreError> {
        self.write(page, Asked::List)
    }

    /// The same for the answer to a direct question: whatever its version, that is how it is now.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing of it is stored.
    pub fn store_answer(&self, page: &PageWrite<'_>) -> Result<Stored, StoreError> {
        self.write(page, Asked::Directly)
    }

    fn write(&self, page: &PageWrite<'_>, asked: Asked) -> Result<Stored, StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        // A letter that is on the page twice has its words by what came last.
        let (mut stored, mut changed, mut older) = (Stored::default(), BTreeMap::new(), Vec::new());
        for message in page.messages {
            let message = with_what_was_opened(&transaction, message)?;
            let (outcome, written) = write_row(&transaction, &message, page.level, asked)?;
            match outcome {
                Outcome::New => {
                    stored.new += 1;
                    if page.arrivals {
                        let sql = "INSERT OR IGNORE INTO arrival (message, at) VALUES (?1, ?2)";
                        transaction.execute(sql, params![message.id.as_str(), page.now.to_string()])?;
                    }
                }
                Outcome::Changed => stored.changed += 1,
                Outcome::Known => {}
                Outcome::Late => continue,
            }
            odd::replace(&transaction, &message.remote_id, page.odd)?;
            if let (Some(written), true) = (&written, message.edition.is_some()) {
                older.extend(inside::remove_older(&transaction, written.row.number, &message)?);
            }
            changed.extend(written.filter(|one| one.words).map(|one| (one.row.number, (one.row, message))));
        }
        words::index(&transaction, changed.into_values().collect())?;
        organisations::note(&transaction, page.messages)?;
        odd::add_unreadable(&transaction, page.odd)?;
        if let Some(cursor) = page.cursor {
            transaction.execute("INSERT OR REPLACE INTO meta VALUES ('cursor', ?1)", params![cursor])?;
        }
        transaction.commit()?;
        for blob in older {
            // Its key is gone already.
            let _ = std::fs::remove_file(self.blobs.join(blob));
        }
        Ok(stored)
    }

    /// The cursor of the last complete pull.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn cursor(&self) -> Result<Option<String>, StoreError> {
        let mut held = self.database.hold();
        let sql = "SELECT value FROM meta WHERE key = 'cursor'";
        Ok(held.db()?.query_row(sql, [], |row| row.get(0)).optional()?)
    }

    /// Replaces the folders.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be written.
    pub fn replace_folders(&self, folders: &[Folder]) -> Result<(), StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        transaction.execute("DELETE FROM folder", [])?;
        for folder in folders {
            let description = serde_json::to_string(folder)?;
            let sql = "INSERT INTO folder (id, description) VALUES (?1, ?2)";
            transaction.execute(sql, params![folder.id.as_str(), description])?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Id and version of everything here, for a sweep.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn versions(&self) -> Result<Vec<(RemoteId, i64)>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare("SELECT remote_id, version FROM message")?;
        let rows = query.query_map([], |row| Ok((RemoteId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Deletes a message, its files and their keys; whether it was here.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn remove_message(&self, remote_id: &RemoteId) -> Result<bool, StoreError> {
        let mut held = self.database.hold();
        let removed = erasing(held.db()?, |db| {
            let transaction = db.transaction()?;
            let removed = remove_rows(&transaction, remote_id)?;
            transaction.commit()?;
            Ok(removed)
        })?;
        for blob in removed.iter().flatten() {
            // Its key is gone already; what is left on disk is noise.
            let _ = std::fs::remove_file(self.blobs.join(blob));
        }
        Ok(removed.is_some())
    }

    /// The service says that a message takes this level, which its list did not say.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is not here.
    pub fn takes_level(&self, id: &MessageId, needed: Level) -> Result<(), StoreError> {
        let message = self.message(id)?.ok_or(StoreError::NotFound)?;
        let message = Message { needs_level: Some(needed), ..message };
        let sql = "UPDATE message SET description = ?2, waits = 1 WHERE id = ?1";
        self.database.hold().db()?.execute(sql, params![id.as_str(), serde_json::to_string(&message)?])?;
        Ok(())
    }

    /// Letters whose content waits only because having it counts as having seen it, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn seen_only_when_opened(&self, level: Level, limit: usize) -> Result<Vec<Message>, StoreError> {
        let mut held = self.database.hold();
        let sql = "SELECT description FROM message WHERE waits = 1 ORDER BY received DESC, id";
        let mut query = held.db()?.prepare_cached(sql)?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        let mut found = Vec::new();
        for row in rows {
            let message = read_message(&row?)?;
            if message.waits(level) == Some(Waits::Seen) {
                found.push(message);
            }
            if found.len() == limit {
                break;
            }
        }
        Ok(found)
    }

    /// Arrivals that nobody has decided about yet, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn arrivals(&self, level: Level) -> Result<Vec<Arrival>, StoreError> {
        let mut held = self.database.hold();
        let sql = "SELECT m.description, a.at FROM arrival a JOIN message m ON m.id = a.message ORDER BY a.at";
        let mut query = held.db()?.prepare_cached(sql)?;
        let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let mut arrivals = Vec::new();
        for row in rows {
            let (description, at) = row?;
            let head = MessageHead::read(&description, level)?;
            arrivals.push(Arrival { head, at: at.parse().map_err(|_| StoreError::Damaged)? });
        }
        Ok(arrivals)
    }

    /// Unread letters that came after this moment (microseconds since 1970), oldest first: where a cache was made anew,
    /// these came meanwhile.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn unread_after(&self, received: i64) -> Result<Vec<Message>, StoreError> {
        let mut held = self.database.hold();
        let sql = "SELECT description FROM message WHERE read = 0 AND received > ?1 ORDER BY received, id";
        let mut query = held.db()?.prepare_cached(sql)?;
        let rows = query.query_map([received], |row| row.get::<_, String>(0))?;
        rows.map(|row| read_message(&row?)).collect()
    }

    /// When the newest letter came, of those that came before this moment (microseconds since 1970).
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn newest_before(&self, limit: i64) -> Result<Option<i64>, StoreError> {
        let mut held = self.database.hold();
        let sql = "SELECT max(received) FROM message WHERE received < ?1";
        Ok(held.db()?.prepare_cached(sql)?.query_row([limit], |row| row.get(0))?)
    }

    /// These were decided about.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn arrivals_done(&self, messages: &[MessageId]) -> Result<(), StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        for message in messages {
            transaction.execute("DELETE FROM arrival WHERE message = ?1", params![message.as_str()])?;
        }
        transaction.commit()?;
        Ok(())
    }
}

/// Removes everything that is known of a message; the names of its sealed files, if it was here.
fn remove_rows(db: &Transaction<'_>, remote_id: &RemoteId) -> Result<Option<Vec<String>>, StoreError> {
    let sql = "SELECT n, id, place, description FROM message WHERE remote_id = ?1";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    let found: Option<(i64, String, i64, String)> = db.query_row(sql, params![remote_id.as_str()], read).optional()?;
    let Some((number, id, place, description)) = found else { return Ok(None) };
    let mut query = db.prepare("SELECT blob FROM file WHERE message = ?1 AND blob <> ''")?;
    let blobs = query.query_map(params![number], |row| row.get(0))?.collect::<Result<_, _>>()?;
    words::remove(db, place)?;
    inside::remove_all(db, number)?;
    db.execute("DELETE FROM arrival WHERE message = ?1", params![id])?;
    odd::replace(db, remote_id, &[])?;
    db.execute("DELETE FROM message WHERE n = ?1", params![number])?;
    organisations::forget_if_last(db, &description)?;
    Ok(Some(blobs))
}

/// A header that comes without its documents keeps those that are here. That it was opened holds as long as the content
/// is the same; documents of an older edition stay readable, and the newer one waits.
fn with_what_was_opened<'a>(db: &Transaction<'_>, message: &'a Message) -> Result<Cow<'a, Message>, StoreError> {
    if message.edition.is_none() || message.weight != Weight::Seen || !message.documents.is_empty() {
        return Ok(Cow::Borrowed(message));
    }
    let sql = "SELECT description FROM message WHERE remote_id = ?1";
    let mut query = db.prepare_cached(sql)?;
    let known = query.query_row(params![message.remote_id.as_str()], |row| row.get::<_, String>(0)).optional()?;
    let Some(known) = known.map(|description| read_message(&description)).transpose()? else {
        return Ok(Cow::Borrowed(message));
    };
    let (mut message, same) = (message.clone(), known.edition == message.edition);
    if same && known.weight == Weight::None {
        (message.documents, message.history, message.weight) = (known.documents, known.history, Weight::None);
    } else if !known.documents.is_empty() {
        (message.documents, message.history, message.edition) = (known.documents, known.history, known.edition);
    }
    Ok(Cow::Owned(message))
}

/// A message whose rows were written.
struct Written {
    row: Row,
    /// Its words are not in the index, or not as they are now.
    words: bool,
}

/// Writes the rows of a message and its files, if there is anything new to it.
fn write_row(
    db: &Transaction<'_>,
    message: &Message,
    level: Level,
    asked: Asked,
) -> Result<(Outcome, Option<Written>), StoreError> {
    let sql = "SELECT n, place, version, waits, description FROM message WHERE remote_id = ?1";
    let known: Option<(Row, i64, bool, String)> = db
        .prepare_cached(sql)?
        .query_row(params![message.remote_id.as_str()], |row| {
            let place = Row { number: row.get(0)?, place: row.get(1)? };
            Ok((place, row.get(2)?, row.get(3)?, row.get(4)?))
        })
        .optional()?;
    let waits = message.waits(level).is_some();
    match &known {
        Some((_, version, waited, _)) if *version == message.version && *waited == waits => {
            return Ok((Outcome::Known, None));
        }
        Some((_, version, ..)) if *version > message.version && asked == Asked::List => {
            return Ok((Outcome::Late, None));
        }
        _ => {}
    }
    let stays = |row: &Row| place::second_of(row.place) == place::second(message.received.as_microsecond());
    let (place, words) = match &known {
        Some((row, _, _, before)) if stays(row) => (row.place, !words::are_same(&read_message(before)?, message)),
        Some((row, ..)) => {
            words::remove(db, row.place)?;
            (place::free(db, message.received)?, true)
        }
        None => (place::free(db, message.received)?, true),
    };
    db.prepare_cached(
        "INSERT INTO message (id, remote_id, version, updated, received, folder, read, reply_by, attachments, waits,
           description, place) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
         ON CONFLICT (remote_id) DO UPDATE SET version = ?3, updated = ?4, received = ?5, folder = ?6, read = ?7,
           reply_by = ?8, attachments = ?9, waits = ?10, description = ?11, place = ?12",
    )?
    .execute(params![
        message.id.as_str(),
        message.remote_id.as_str(),
        message.version,
        message.updated.to_string(),
        message.received.as_microsecond(),
        message.folder.as_str(),
        message.read,
        message.reply_by.map(Timestamp::as_microsecond),
        u32::try_from(message.attachments()).unwrap_or(u32::MAX),
        waits,
        serde_json::to_string(message)?,
        place,
    ])?;
    let outcome = if known.is_none() { Outcome::New } else { Outcome::Changed };
    let number = known.map_or_else(|| db.last_insert_rowid(), |(row, ..)| row.number);
    for document in &message.documents {
        for file in &document.files {
            db.prepare_cached(
                "INSERT INTO file (id, message, document_remote, file_remote, size) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (id) DO NOTHING",
            )?
            .execute(params![
                file.id.as_str(),
                number,
                document.remote_id.as_str(),
                file.remote_id.as_str(),
                i64::try_from(file.size).unwrap_or(i64::MAX),
            ])?;
        }
    }
    // What could not be fetched of the letter as it was has another chance.
    db.prepare_cached("UPDATE file SET tries = 0, given_up = 0, why = NULL WHERE message = ?1 AND blob IS NULL")?
        .execute(params![number])?;
    Ok((outcome, Some(Written { row: Row { number, place }, words })))
}

/// Writes the rows of a message as it is now; its row, unless it was so already.
pub(super) fn write_now(db: &Transaction<'_>, message: &Message, level: Level) -> Result<Option<Row>, StoreError> {
    write_row(db, message, level, Asked::Directly).map(|(_, written)| written.map(|one| one.row))
}

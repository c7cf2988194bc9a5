//! Search inside one mailbox: newest first or best first, with the words marked.

use super::words::Table;
use super::{Cache, Wished, place, read_message, statement};
use crate::query::Query;
use crate::snippet::snippet;
use crate::{MessageHead, SnippetPart, StoreError};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::{FolderId, Level, Message};
use rusqlite::{Connection, params, params_from_iter};
use std::cmp::Ordering;

/// In which order letters are found, and so which ones when there are more than are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The newest first.
    #[default]
    Newest,
    /// Those that the words say most of first; without words the newest.
    Best,
}

/// How a mailbox is searched.
#[derive(Debug, Clone)]
pub struct Search<'a> {
    /// At most so many.
    pub limit: usize,
    /// Which first.
    pub order: Order,
    /// Only what came then or later: there is enough that did.
    pub since: Option<Timestamp>,
    /// Where the person's days begin.
    pub zone: &'a TimeZone,
    /// The folders by every name; only needed when the query asks for some.
    pub folders: &'a [NamedFolder],
    /// What the person wished and the service does not know yet.
    pub wished: &'a [Wished],
}

/// A folder, by every name that a person may call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFolder {
    /// The folder.
    pub id: FolderId,
    /// Its names.
    pub names: Vec<String>,
}

/// A letter that was found, before anything of it is read: of many mailboxes only few are shown.
#[derive(Debug, Clone)]
pub struct Found {
    number: i64,
    place: i64,
    received: i64,
    id: String,
    /// How little the words say of it: the best has the least. Zero unless the best were asked for.
    score: f64,
    /// By these words, which the service does not know yet.
    wished: Option<Wished>,
}

/// A letter that was found, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its header.
    pub head: MessageHead,
    /// Where the words are; empty when none were asked for.
    pub snippet: Vec<SnippetPart>,
}

impl Found {
    /// The order that was asked for, over several mailboxes, too.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        let newest = || (other.received, &other.id).cmp(&(self.received, &self.id));
        self.score.total_cmp(&other.score).then_with(newest)
    }

    /// When it came.
    #[must_use]
    pub fn received(&self) -> Option<Timestamp> {
        Timestamp::from_microsecond(self.received).ok()
    }
}

impl Cache {
    /// The letters that the query describes. One that asks for nothing finds nothing.
    ///
    /// # Errors
    /// [`StoreError`] when the index cannot be read.
    pub fn search(&self, query: &Query, how: &Search<'_>) -> Result<Vec<Found>, StoreError> {
        if query.is_empty() || how.limit == 0 {
            return Ok(Vec::new());
        }
        let mut held = self.database.hold();
        let db = held.db()?;
        let renamed: Vec<&Wished> = how.wished.iter().filter(|one| one.has_words()).collect();
        // Each of these may be found by words that it is not to have.
        let mut found = run(db, query, how, Table::Letters, how.limit + renamed.len())?;
        if !renamed.is_empty() {
            self.index_wished(db, &renamed)?;
            let wished = |found: &Found| renamed.iter().find(|one| one.message.as_str() == found.id).copied().cloned();
            found.retain(|one| wished(one).is_none());
            let others = run(db, query, how, Table::Wished, how.limit)?;
            found.extend(others.into_iter().map(|one| Found { wished: wished(&one), ..one }));
        }
        found.sort_by(Found::order);
        found.truncate(how.limit);
        Ok(found)
    }

    /// A letter that was found here, with the words marked; none when it has gone since.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn hit(&self, found: &Found, query: &Query, level: Level) -> Result<Option<Hit>, StoreError> {
        let mut held = self.database.hold();
        let db = held.db()?;
        let mut letter = db.prepare_cached(
            "SELECT m.description, c.text FROM message m LEFT JOIN file f ON f.message = m.n
             LEFT JOIN content c ON c.n = f.content WHERE m.n = ?1",
        )?;
        let mut files = letter.query(params![found.number])?;
        let (terms, mut head, mut shown) = (query.terms(), None, None);
        while let (None, Some(row)) = (&shown, files.next()?) {
            if head.is_none() {
                let description = row.get_ref(0)?.as_str().map_err(|_| StoreError::Damaged)?;
                head = Some(MessageHead::read(description, level)?);
                if terms.is_empty() {
                    break;
                }
            }
            let text = row.get_ref(1)?.as_str_or_null().map_err(|_| StoreError::Damaged)?;
            shown = text.and_then(|text| snippet(text, &terms));
        }
        let Some(mut head) = head else { return Ok(None) };
        if let Some(subject) = found.wished.as_ref().and_then(|wished| wished.subject.as_ref()) {
            head.subject.clone_from(subject);
        }
        if shown.is_none() && !terms.is_empty() {
            let sql = "SELECT description FROM message WHERE n = ?1";
            let description: String = db.prepare_cached(sql)?.query_row(params![found.number], |row| row.get(0))?;
            let mut message = read_message(&description)?;
            found.wished.iter().for_each(|wished| wished.lay_over(&mut message));
            shown = short_texts(&message).find_map(|text| snippet(text, &terms));
        }
        Ok(Some(Hit { head, snippet: shown.unwrap_or_default() }))
    }
}

/// What is found by one of the indexes; of the newest at least so many, and all of the last one's second.
fn run(db: &Connection, query: &Query, how: &Search<'_>, table: Table, limit: usize) -> Result<Vec<Found>, StoreError> {
    let (sql, values) = statement::write(query, how, table, limit)?;
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut found: Vec<Found> = Vec::new();
    while let Some(row) = rows.next()? {
        let place = row.get(1)?;
        // Places are as fine as seconds: among the letters of the last one, all are needed to tell the newest.
        let enough = how.order == Order::Newest && found.len() >= limit;
        if enough && found.last().is_none_or(|last| place::second_of(last.place) != place::second_of(place)) {
            break;
        }
        let (number, received, id, score) = (row.get(0)?, row.get(2)?, row.get(3)?, row.get(4)?);
        found.push(Found { number, place, received, id, score, wished: None });
    }
    Ok(found)
}

/// What else is searched through, what a person knows the letter by first.
fn short_texts(message: &Message) -> impl Iterator<Item = &String> {
    let recipient = message.recipient.as_ref().map(|recipient| &recipient.label);
    let sender = [Some(&message.sender.label), message.sender.department.as_ref(), recipient];
    let files = message.documents.iter().flat_map(|one| one.files.iter().map(|file| &file.filename));
    let labels = message.documents.iter().map(|one| &one.label);
    let first = std::iter::once(&message.subject).chain(message.note.as_ref());
    first.chain(files).chain(labels).chain(sender.into_iter().flatten())
}

//! A cache that an older program wrote is searched as any other.

use super::*;
use crate::cache::{Order, SCHEMA, Search};
use crate::database::{Database, Journal, open};
use crate::query::Query;
use crate::secret::Key;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::{FolderId, MailboxId, MessageId, MessageState, MessageType, RemoteId, Sender, Thread, Weight};
use rusqlite::Connection;
use std::path::Path;

/// The schema before letters had places.
const BEFORE: usize = 4;
/// More than are written anew at once.
const LETTERS: i64 = 2300;

fn letter(mailbox: &MailboxId, number: i64) -> Message {
    let remote_id = RemoteId(format!("m{number}"));
    // Some come in the same second, and one before 1970.
    let received = Timestamp::from_second(if number == 0 { -5 } else { 1_700_000_000 + number / 3 }).unwrap();
    Message {
        id: MessageId::derive(mailbox, &remote_id),
        remote_id,
        mailbox: mailbox.clone(),
        folder: FolderId::derive(mailbox, &"inbox".into()),
        version: 1,
        message_type: MessageType::Regular,
        state: MessageState::Received,
        subject: format!("Årsopgørelse {number}"),
        sender: Sender { label: "Prøvestyrelsen".into(), ..Sender::default() },
        received,
        updated: received,
        read: false,
        flag: false,
        can_reply: false,
        reply_by: None,
        legally_notified: false,
        needs_level: None,
        note: None,
        documents: vec![],
        recipient: None,
        thread: Thread::default(),
        weight: Weight::None,
        edition: None,
        summary: None,
        status: None,
        history: Vec::new(),
    }
}

/// A cache as the older program left it.
fn older(path: &Path, key: &Key, mailbox: &MailboxId) {
    let mut db = open(path, key, Journal::Wal, &SCHEMA[..BEFORE]).unwrap();
    let transaction = db.transaction().unwrap();
    for number in 0..LETTERS {
        let message = letter(mailbox, number);
        let sql = "INSERT INTO message (id, remote_id, version, updated, received, folder, read, attachments, waits,
          description) VALUES (?1, ?2, 1, ?3, ?4, ?5, 0, 0, 0, ?6)";
        let (id, remote, folder) = (message.id.as_str(), message.remote_id.as_str(), message.folder.as_str());
        let (updated, received) = (message.updated.to_string(), message.received.as_microsecond());
        let description = serde_json::to_string(&message).unwrap();
        transaction.execute(sql, params![id, remote, updated, received, folder, description]).unwrap();
        let text = "INSERT INTO file (id, message, document_remote, file_remote, size, text)
          VALUES (?1, ?2, 'd', 'f', 1, ?3)";
        let said = format!("Rådhusets åbningstider {number}");
        transaction.execute(text, params![remote, transaction.last_insert_rowid(), said]).unwrap();
        let words = "INSERT INTO letter_index (rowid, head, body) VALUES (?1, 'gammelt', 'indhold')";
        transaction.execute(words, params![number + 1]).unwrap();
    }
    transaction.commit().unwrap();
}

fn cache(database: Connection, mailbox: &MailboxId) -> Cache {
    Cache { database: Database::new(database), mailbox: mailbox.clone(), blobs: "blobs".into(), kept: false }
}

fn found(cache: &Cache, text: &str) -> Vec<String> {
    let (query, zone) = (Query::read(text), TimeZone::UTC);
    let how = Search { limit: 9999, order: Order::Newest, since: None, zone: &zone, folders: &[], wished: &[] };
    let hits = cache.search(&query, &how).unwrap();
    let subject = |found| cache.hit(found, &query, model::Level::High).unwrap().unwrap().head.subject;
    hits.iter().map(subject).collect()
}

#[test]
fn a_cache_of_an_older_program_is_indexed_anew_when_it_is_opened_and_goes_on_where_it_was_cut() {
    let folder = tempfile::tempdir().unwrap();
    let (path, key) = (folder.path().join("cache.db"), Key::make().unwrap());
    let mailbox = MailboxId::from_random([1; 10]);
    older(&path, &key, &mailbox);

    let mut db = open(&path, &key, Journal::Cache, SCHEMA).unwrap();
    let transaction = db.transaction().unwrap();
    renew_some(&transaction).unwrap();
    transaction.commit().unwrap();
    let written: i64 = db.query_row("SELECT count(*) FROM letter_index_docsize", [], |row| row.get(0)).unwrap();
    assert_eq!(written, AT_ONCE, "cut after the first part");
    drop(db);

    let cache = cache(open(&path, &key, Journal::Cache, SCHEMA).unwrap(), &mailbox);
    cache.renew_words().unwrap();
    assert!(found(&cache, "gammelt indhold ").is_empty());
    let all = found(&cache, "arsopgorelse sender:prøvestyrelsen \"rådhusets åbningstider\" ");
    assert_eq!(all.len() as i64, LETTERS);
    assert_eq!(all.last().unwrap(), "Årsopgørelse 0", "the oldest last");
    assert_eq!(found(&cache, "raadhusets 1234 "), ["Årsopgørelse 1234"]);
    let mut held = cache.database.hold();
    let places: i64 =
        held.db().unwrap().query_row("SELECT count(DISTINCT place) FROM message", [], |row| row.get(0)).unwrap();
    assert_eq!(places, LETTERS);
}

#[test]
fn words_of_today_are_left_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let (path, key) = (folder.path().join("cache.db"), Key::make().unwrap());
    let cache = cache(open(&path, &key, Journal::Cache, SCHEMA).unwrap(), &MailboxId::from_random([1; 10]));
    cache.renew_words().unwrap();
    let changes = || -> i64 {
        cache.database.hold().db().unwrap().query_row("SELECT total_changes()", [], |row| row.get(0)).unwrap()
    };
    let before = changes();
    cache.renew_words().unwrap();
    assert_eq!(changes(), before);
}

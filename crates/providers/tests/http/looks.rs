//! The cheap question: when one letter is enough to ask for, when several are, and when it has to be asked
//! in full.

use crate::double::{Asked, Double, Login, json, status};
use axum::http::HeaderValue;
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use postkasse_providers::{PageRequest, Peek, Provider};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

const NOW: &str = "2026-06-01T12:00:00Z";

/// A mailbox that answers as lists do; with or without the state of its lists.
fn answer(letters: &[Value], asked: &Asked, etags: bool) -> Response {
    let number = |name: &str| {
        let query = asked.path.split_once('?').unwrap().1.split('&');
        query.filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).unwrap().1.parse::<usize>().unwrap()
    };
    let (page, size) = (number("page"), number("size"));
    let mut letters = letters.to_vec();
    letters.sort_by_key(|letter| std::cmp::Reverse(letter["lastUpdated"].as_str().unwrap().to_owned()));
    let total = letters.len();
    let here: Vec<Value> = letters.into_iter().skip(page * size).take(size).collect();
    let body = json!({"totalElements": total, "totalPages": total.div_ceil(size), "messages": here});
    let etag =
        format!("\"{:x}\"", body.to_string().bytes().fold(0u64, |sum, byte| sum.wrapping_mul(31) + u64::from(byte)));
    if etags && asked.header("if-none-match") == etag {
        return status(304, None);
    }
    let mut answer = json(body);
    if etags {
        answer.headers_mut().insert("etag", HeaderValue::from_str(&etag).unwrap());
    }
    answer
}

fn letter(id: usize, updated: &str, version: i64) -> Value {
    json!({"id": id.to_string(), "version": version, "lastUpdated": updated, "documents": []})
}

struct Mailbox {
    letters: Arc<Mutex<Vec<Value>>>,
    service: Double,
}

impl Mailbox {
    async fn of(letters: Vec<Value>, etags: bool) -> Self {
        let letters = Arc::new(Mutex::new(letters));
        let held = letters.clone();
        let service = Double::new(move |_, asked| answer(&held.lock().unwrap(), asked, etags)).await;
        Mailbox { letters, service }
    }

    fn change(&self, at: usize, letter: Value) {
        self.letters.lock().unwrap()[at] = letter;
    }

    /// Reads everything and settles; the cursor.
    async fn pull(&self) -> String {
        let client = self.service.client_at(NOW, Arc::new(Login::default()));
        let mut from = None;
        let cursor = loop {
            let page = client.messages(&"m".into(), &PageRequest::All { from }).await.unwrap();
            from = page.next;
            if from.is_none() {
                break page.cursor;
            }
        };
        client.settle(&"m".into(), &cursor).await.unwrap().cursor
    }

    /// The cheap question, so long after; with the bytes that it cost.
    async fn peek(&self, cursor: &str, minutes: i64) -> (Peek, u64) {
        let now = NOW.parse::<Timestamp>().unwrap().checked_add(SignedDuration::from_mins(minutes)).unwrap();
        let client = self.service.client_at(&now.to_string(), Arc::new(Login::default()));
        let peek = client.peek(&"m".into(), Some(cursor)).await.unwrap();
        let (requests, bytes) = client.take_traffic();
        assert!(requests <= 1);
        (peek, bytes)
    }
}

fn old(count: usize) -> Vec<Value> {
    (0..count).map(|id| letter(id, "2026-05-01T00:00:00Z", 1)).collect()
}

#[tokio::test]
async fn a_mailbox_at_rest_is_asked_for_one_letter_also_when_many_changed_at_once() {
    for etags in [true, false] {
        let mailbox = Mailbox::of(old(300), etags).await;
        let cursor = mailbox.pull().await;
        for minutes in [0, 5, 60, 100_000] {
            let (peek, bytes) = mailbox.peek(&cursor, minutes).await;
            assert_eq!(peek, Peek::Unchanged);
            assert!(bytes <= 1024, "{bytes} bytes");
        }
        mailbox.change(7, letter(7, "2026-06-01T12:30:00Z", 2));
        assert_eq!(mailbox.peek(&cursor, 31).await.0, Peek::Changed);
    }
}

#[tokio::test]
async fn a_change_that_comes_up_late_below_a_newer_one_is_seen() {
    for etags in [true, false] {
        let mut letters = old(300);
        letters[3] = letter(3, "2026-06-01T11:59:00Z", 2);
        let mailbox = Mailbox::of(letters, etags).await;
        let cursor = mailbox.pull().await;
        assert_eq!(mailbox.peek(&cursor, 1).await.0, Peek::Unchanged);
        mailbox.change(9, letter(9, "2026-06-01T11:58:00Z", 2));
        assert_eq!(mailbox.peek(&cursor, 1).await.0, Peek::Changed, "with etags: {etags}");
    }
}

#[tokio::test]
async fn when_more_changed_than_is_looked_at_everything_new_is_looked_at_once_more_later() {
    let letters = (0..120).map(|id| letter(id, "2026-06-01T11:59:00Z", 1)).collect();
    let mailbox = Mailbox::of(letters, true).await;
    let cursor = mailbox.pull().await;
    let (peek, bytes) = mailbox.peek(&cursor, 1).await;
    assert_eq!((peek, bytes), (Peek::Unchanged, 0));
    assert_eq!(mailbox.peek(&cursor, 11).await.0, Peek::Changed);
}

#[tokio::test]
async fn letters_from_the_future_do_not_hide_what_comes_after_them() {
    let mut letters = old(300);
    letters[0] = letter(0, "9999-12-31T23:59:59Z", 1);
    letters[1] = letter(1, "2150-01-01T00:00:00Z", 1);
    let mailbox = Mailbox::of(letters, true).await;
    let cursor = mailbox.pull().await;
    assert_eq!(mailbox.peek(&cursor, 1).await.0, Peek::Unchanged);
    mailbox.change(7, letter(7, "2026-06-01T12:30:00Z", 2));
    assert_eq!(mailbox.peek(&cursor, 31).await.0, Peek::Changed);
    let client = mailbox.service.client_at("2026-06-01T12:31:00Z", Arc::new(Login::default()));
    let changed = client.messages(&"m".into(), &PageRequest::Changed { since: cursor, from: None }).await.unwrap();
    assert!(changed.messages.iter().any(|message| message.id.as_str() == "7"));
}

#[tokio::test]
async fn an_account_with_nothing_new_costs_one_empty_answer() {
    let service = Double::new(|_, asked| {
        if asked.header("if-none-match") == "W/\"a\"" {
            return status(304, None);
        }
        let mut answer = json(json!({"totalPages": 1, "mailboxes": [{"id": "m"}]}));
        answer.headers_mut().insert("etag", HeaderValue::from_static("W/\"a\""));
        answer
    })
    .await;
    let client = service.client();
    let postkasse_providers::MailboxList::All { mailboxes, seen, .. } = client.mailboxes(None).await.unwrap() else {
        panic!("it is new")
    };
    assert_eq!((mailboxes.len(), seen.as_deref()), (1, Some("W/\"a\"")));
    client.take_traffic();
    let again = client.mailboxes(seen.as_deref()).await.unwrap();
    assert_eq!((again, client.take_traffic()), (postkasse_providers::MailboxList::Unchanged, (1, 0)));
}

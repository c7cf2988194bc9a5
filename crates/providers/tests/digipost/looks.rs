//! The cheap question, and when it is not enough.

use crate::double::{Double, Target, letter, mailbox, walk};
use postkasse_providers::{Peek, Provider};
use serde_json::json;

async fn walked(service: &Double) -> String {
    let client = service.client();
    let cursor = walk(&client).await.unwrap().pop().unwrap().cursor;
    let settled = client.settle(&mailbox(), &cursor).await.unwrap();
    assert!(settled.latest.is_empty());
    service.asked();
    settled.cursor
}

#[tokio::test]
async fn nothing_new_takes_the_root_and_one_page() {
    let service = Double::with((0..3).map(|_| letter(json!({})))).await;
    let cursor = walked(&service).await;
    let client = service.client_at("2026-06-01T12:59:00Z");
    assert_eq!(client.peek(&mailbox(), Some(&cursor)).await.unwrap(), Peek::Unchanged);
    let heard: Vec<_> = service.heard().into_iter().map(|one| one.1).collect();
    assert_eq!(heard, [Target::Root, Target::Inbox]);
}

#[tokio::test]
async fn whatever_shows_in_the_root_or_on_the_first_page_is_noticed() {
    type Change = fn(&mut crate::double::Holds);
    let changes: [(&str, Change); 5] = [
        ("read", |holds| holds.letters.get_mut("1").unwrap().value["read"] = true.into()),
        ("renamed", |holds| holds.letters.get_mut("1").unwrap().value["subject"] = "Nytt".into()),
        ("room", |holds| holds.used = 7),
        ("folder", |holds| holds.folders.push((7, "Hus".to_owned(), "HOME".to_owned()))),
        ("deleted", |holds| _ = holds.letters.remove("1")),
    ];
    for (what, change) in changes {
        let service = Double::with((0..3).map(|_| letter(json!({})))).await;
        let cursor = walked(&service).await;
        service.holds(change);
        assert_eq!(service.client().peek(&mailbox(), Some(&cursor)).await.unwrap(), Peek::Changed, "{what}");
    }
}

#[tokio::test]
async fn the_page_by_which_something_new_was_noticed_is_not_asked_for_again() {
    let service = Double::with((0..3).map(|_| letter(json!({"read": true})))).await;
    let cursor = walked(&service).await;
    service.put(letter(json!({"read": true})));
    let client = service.client();
    assert_eq!(client.peek(&mailbox(), Some(&cursor)).await.unwrap(), Peek::Changed);
    assert_eq!(walk(&client).await.unwrap()[0].messages.len(), 4);
    let heard: Vec<_> = service.heard().into_iter().map(|one| one.1).collect();
    assert_eq!(heard, [Target::Root, Target::Inbox]);
}

#[tokio::test]
async fn everything_is_looked_at_after_an_hour_and_where_the_cursor_tells_nothing() {
    let service = Double::with([letter(json!({}))]).await;
    let cursor = walked(&service).await;
    for (now, cursor) in [
        ("2026-06-01T13:00:01Z", Some(cursor.as_str())),
        ("2026-06-01T11:00:00Z", Some(cursor.as_str())),
        (crate::double::NOW, Some("x")),
        (crate::double::NOW, None),
    ] {
        assert_eq!(service.client_at(now).peek(&mailbox(), cursor).await.unwrap(), Peek::Changed, "{now} {cursor:?}");
    }
    assert!(service.asked().is_empty(), "nothing is asked where the answer is known");
}

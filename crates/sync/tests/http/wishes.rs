//! Wishes that cannot be carried out: each is told, and none keeps the others waiting.

use crate::double::{Double, letters, status};
use crate::world::World;
use axum::response::IntoResponse;
use jiff::Timestamp;
use model::{Change, Code, Wish, WishState};
use postkasse_sandbox::Seed;
use serde_json::json;

#[tokio::test]
async fn a_wish_for_a_letter_that_is_gone_is_told_and_the_next_one_is_sent() {
    for known_to_be_gone in [false, true] {
        let world = World::new(Seed::Empty, 0, 1).await;
        let ids = world.send(2).await;
        world.sync().await;
        let own = world.own();
        let letters = world.letters(&own);
        let state = world.profile.state(&own.id).unwrap();
        for id in &ids {
            let letter = &letters[id];
            state.add_wish(&letter.id, &Change::Read(true), letter.version, Timestamp::now()).unwrap();
        }
        world.lose(&ids[0]);
        if known_to_be_gone {
            world.cache(&own).remove_message(&ids[0].as_str().into()).unwrap();
        }
        let report = world.sync().await.into_iter().find(|report| report.mailbox == own.id).unwrap();
        assert_eq!((report.sent, report.refused), (1, 1), "{report:?}");
        let left: Vec<_> = state.wishes().unwrap().into_iter().map(|wish| wish.state).collect();
        assert_eq!(left, [WishState::Refused { code: Code::NotFound, reason: None }]);
        world.assert_same().await;
        assert!(world.letters(&own)[&ids[1]].read);
    }
}

/// A service with two letters, and the wish that both be marked as read.
async fn wished() -> Double {
    let service = Double::new(letters(2)).await;
    service.sync().await;
    service.asked();
    let mailbox = service.first();
    for letter in service.letters(&mailbox).values() {
        let state = service.profile.state(&mailbox.id).unwrap();
        state.add_wish(&letter.id, &Change::Read(true), letter.version, Timestamp::now()).unwrap();
    }
    service
}

fn left(service: &Double) -> Vec<Wish> {
    service.profile.state(&service.first().id).unwrap().wishes().unwrap()
}

/// The versions with which the letter was to be changed, in order.
fn sent_for(service: &Double, letter: &str) -> Vec<String> {
    let asked = service.asked().into_iter();
    let wishes = asked.filter(|asked| asked.starts_with("PATCH") && asked.ends_with(letter));
    wishes.map(|asked| asked.header("if-match").to_owned()).collect()
}

fn letter_now(version: i64, read: bool) -> axum::response::Response {
    let mut letter = letters(1).remove(0);
    (letter["version"], letter["read"]) = (json!(version), json!(read));
    axum::Json(letter).into_response()
}

#[tokio::test]
async fn after_a_conflict_the_letter_is_looked_at_and_asked_for_again_with_its_new_version() {
    let service = wished().await;
    service.answers(|asked| match (asked.starts_with("PATCH"), asked.header("if-match")) {
        (true, "9") => Some(letter_now(10, true)),
        (true, _) => Some(status(409)),
        (false, _) => asked.ends_with("/messages/l0").then(|| letter_now(9, false)),
    });
    service.sync().await;
    assert_eq!(sent_for(&service, "/l0"), ["1", "9"]);
    let here = service.letters(&service.first());
    assert_eq!((here["l0"].version, here["l0"].read), (10, true));
}

#[tokio::test]
async fn what_the_service_has_already_after_a_conflict_is_not_asked_for_again() {
    let service = wished().await;
    service.answers(|asked| match asked.starts_with("PATCH") {
        true => Some(status(409)),
        false => asked.ends_with("/messages/l0").then(|| letter_now(9, true)),
    });
    let report = service.sync().await;
    assert_eq!(sent_for(&service, "/l0"), ["1"]);
    assert!(service.letters(&service.first())["l0"].read);
    let waiting = left(&service);
    assert_eq!((waiting.len(), report.error), (1, Some(Code::Conflict)), "the other one goes on being in dispute");
    assert!(waiting[0].state == WishState::Waiting);
    assert_eq!(waiting[0].message(), Some(&service.letters(&service.first())["l1"].id));
}

#[tokio::test]
async fn a_refusal_is_told_and_kept_and_not_sent_again_and_letters_come_all_the_same() {
    for (code, told) in [(422, Code::Refused), (400, Code::Refused), (403, Code::NotAllowed)] {
        let service = wished().await;
        let mut more = letters(3);
        more[2]["lastUpdated"] = json!("2026-05-02T00:00:00Z");
        service.holds(more);
        service.answers(move |asked| match asked.starts_with("PATCH") {
            true if asked.ends_with("/l0") => Some(status(code)),
            true => Some(letter_now(2, true)),
            false => None,
        });
        let report = service.sync().await;
        assert_eq!((report.sent, report.refused, report.new, report.documents, report.error), (1, 1, 1, 1, None));
        let kept = left(&service);
        assert_eq!(kept.len(), 1, "{kept:?}");
        assert_eq!(kept[0].state, WishState::Refused { code: told, reason: None });
        assert_eq!(sent_for(&service, "/l0").len(), 1);
        service.sync().await;
        assert_eq!(sent_for(&service, "/l0").len(), 0, "and no further");
        assert_eq!(left(&service).len(), 1);
    }
}

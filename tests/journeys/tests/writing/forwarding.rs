//! Letters go on: to an authority, to somebody who is trusted, or by e-mail, which is agreed to first.

use crate::proxy::Answer;
use crate::{World, rows, text};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

fn letter(world: &World) -> String {
    world.answerable("Prøvekøbing Kommune", "Til videre foranstaltning", "2999-01-01")
}

fn is_forward(method: &str, path: &str) -> bool {
    method == "POST" && path.ends_with("/forward")
}

#[test]
fn by_email_only_when_the_person_agrees_to_what_that_means() {
    let world = World::new("empty");
    let letter = letter(&world);
    let to = ["forward", &letter, "--to", "revisor@example.org"];
    let refused = world.mette.run(&to);
    assert_eq!(refused.status.code(), Some(7));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("E-mail is not safe"));
    assert_eq!(world.mette.status(&["forward", &letter, "--to", "revisor@nowhere"]), 7);
    let agreed = ["--agree-email-is-not-safe", "--comment", "Til regnskabet"];
    world.mette.json(&[&to[..], &agreed].concat());
    world.mette.json(&["sync"]);
    world.nothing_is_left();
    let sent = world.sent();
    assert_eq!((sent.len(), &sent[0]["comment"]), (1, &json!("Til regnskabet")));
    assert_eq!(sent[0]["recipient"]["recipientId"], "revisor@example.org");
    let list = world.mette.json(&["list", "--folder", "sent"]);
    assert_eq!(list[0]["recipient"], "revisor@example.org");
    let shown = world.mette.json(&["show", text(&list[0], "id")]);
    assert_eq!((&shown["comment"], &shown["thread"][0]["id"]), (&json!("Til regnskabet"), &json!(letter)));
    assert_eq!(shown["thread"][0]["place"], "original");
}

#[test]
fn what_was_agreed_to_for_one_address_was_not_for_another() {
    let world = World::new("empty");
    let letter = letter(&world);
    let draft =
        world.mette.json(&["forward", &letter, "--to", "en@example.org", "--agree-email-is-not-safe", "--draft"]);
    let id = text(&draft, "draft");
    world.mette.json(&["draft", "edit", id, "--to", "en.anden@example.org"]);
    assert_eq!(world.mette.status(&["draft", "send", id]), 7);
    world.mette.json(&["draft", "edit", id, "--agree-email-is-not-safe"]);
    world.mette.json(&["draft", "send", id]);
    world.mette.json(&["sync"]);
    assert_eq!(world.sent()[0]["recipient"]["recipientId"], "en.anden@example.org");
}

#[test]
fn to_somebody_who_is_trusted_and_to_an_authority() {
    let world = World::new("empty");
    let letter = letter(&world);
    let mother = world.recipient("Inger Hansen");
    world.mette.json(&["forward", &letter, "--to", "inger hansen", "--comment", "Se her, mor"]);
    world.mette.json(&["sync"]);
    let authority = world.recipient("Byggesag");
    world.mette.json(&["forward", &letter, "--to", &authority]);
    world.mette.json(&["sync"]);
    let sent = world.sent();
    assert_eq!(sent.len(), 2);
    assert!(sent[0]["delivered"]["message"].is_string(), "it lies in her mother's mailbox");
    assert_eq!(sent[1]["recipient"]["contactPoint"]["label"], "Byggesag");
    let long = "x".repeat(513);
    assert_eq!(world.mette.status(&["forward", &letter, "--to", &mother, "--comment", &long]), 7);
    world.nothing_is_left();
}

#[test]
fn a_summons_that_nobody_opened_is_handed_on_by_nobody() {
    let world = World::new("empty");
    let wish = json!({"to": {"person": "mette"}, "sender": "Retten i Prøvekøbing", "subject": "Stævning",
        "body": {"text": "x"}, "legalNotification": true});
    world.sandbox.post("/admin/letters", &wish);
    world.mette.json(&["sync"]);
    let list = world.mette.json(&["list"]);
    let summons = text(rows(&list).iter().find(|row| row["subject"] == "Stævning").unwrap(), "id").to_owned();
    let forward = ["forward", &summons, "--to", "a@example.org", "--agree-email-is-not-safe"];
    assert_eq!(world.mette.status(&forward), 7);
    assert_eq!(world.mette.json(&["drafts"]), json!([]));
    world.mette.json(&["show", &summons, "--open"]);
    world.mette.json(&forward);
    world.mette.json(&["sync"]);
    assert_eq!(world.sent().len(), 1);
}

/// Counts calls to forward, and answers those before `until` so; `after` the service heard of them or before.
fn fail(world: &World, until: usize, status: u16, heard: bool) -> Arc<AtomicUsize> {
    let count = Arc::new(AtomicUsize::new(0));
    let (before, after) = (count.clone(), count.clone());
    let strikes = move |count: &AtomicUsize| count.fetch_add(1, Ordering::SeqCst) < until;
    world.proxy.meet(
        move |method, path| {
            (!heard && is_forward(method, path) && strikes(&before))
                .then(|| Answer::refusal(status, "recipient.exempt"))
        },
        move |method, path, answer| {
            if heard && is_forward(method, path) && strikes(&after) {
                *answer = Answer::refusal(status, "x");
            }
        },
    );
    count
}

#[test]
fn an_answer_that_got_lost_forwards_nothing_twice_and_one_that_was_not_heard_loses_nothing() {
    let world = World::new("empty");
    let letter = letter(&world);
    let faults = [(true, 503), (false, 503), (true, 502), (true, 500), (false, 409)];
    for (before, (heard, status)) in faults.into_iter().enumerate() {
        fail(&world, 1, status, heard);
        let comment = format!("{heard} {status}");
        let forward = ["forward", &letter, "--to", "a@example.org", "--agree-email-is-not-safe", "--comment", &comment];
        world.mette.json(&forward);
        for _ in 0..3 {
            world.mette.run(&["sync"]);
        }
        world.nothing_is_left();
        let comments: Vec<Value> = world.sent_since(before as u64).iter().map(|one| one["comment"].clone()).collect();
        assert_eq!(comments, [json!(comment)]);
    }
}

#[test]
fn what_the_service_refuses_is_told_in_words_and_can_be_sent_to_somebody_else() {
    let world = World::new("empty");
    let letter = letter(&world);
    let mother = world.recipient("Inger Hansen");
    fail(&world, 1, 422, false);
    world.mette.json(&["forward", &letter, "--to", &mother]);
    world.mette.json(&["sync"]);
    let outbox = world.mette.json(&["outbox"]);
    assert!(text(&outbox[0], "message").contains("exempt from Digital Post"), "{outbox}");
    let id = text(&world.mette.json(&["drafts"])[0], "id").to_owned();
    world.mette.json(&["draft", "edit", &id, "--to", &world.recipient("Hansen VVS ApS")]);
    world.mette.json(&["draft", "send", &id]);
    world.mette.json(&["sync"]);
    assert_eq!(world.sent().len(), 1);
    world.nothing_is_left();
}

//! Whatever breaks on the way: faults of the service at every step of sending, and a program that is killed at
//! every step. Nothing is lost, nothing is sent twice, and nothing is left lying at the service.

use crate::proxy::Answer;
use crate::{World, content, text};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// The steps of a letter with one attachment: begun, filled, text and attachment uploaded, sent.
const STEPS: usize = 5;

/// A step of sending.
fn is_step(method: &str, path: &str) -> bool {
    path.contains("/messages/") && matches!(method, "POST" | "PUT")
}

/// A letter with one attachment, on its way.
fn write(world: &World, to: &str, subject: &str) {
    let file = world.file("bilag.txt", b"Bilag");
    let file = file.to_str().unwrap();
    world.mette.json(&["write", "--to", to, "--subject", subject, "--text", "Brev", "--attach", file]);
}

fn arrived_once(world: &World, before: usize, subject: &str) {
    let sent = world.sent_since(before as u64);
    let subjects: Vec<&str> = sent.iter().map(|one| text(one, "label")).collect();
    assert_eq!(subjects, [subject]);
    assert_eq!(content(&sent[0]), ("Brev".to_owned(), vec![("bilag.txt".to_owned(), 5)]));
}

/// Strikes one step, before the service hears of it or with its answer.
fn strike(world: &World, step: usize, status: u16, heard: bool) {
    let count = Arc::new(AtomicUsize::new(0));
    let (before, after) = (count.clone(), count);
    let strikes = move |count: &AtomicUsize, method: &str, path: &str| {
        is_step(method, path) && count.fetch_add(1, Ordering::SeqCst) == step
    };
    world.proxy.meet(
        move |method, path| {
            (!heard && strikes(&before, method, path)).then(|| Answer::refusal(status, "memo.too.large"))
        },
        move |method, path, answer| {
            if heard && strikes(&after, method, path) {
                *answer = Answer::refusal(status, "x");
            }
        },
    );
}

#[test]
fn a_fault_at_any_step_that_passes_costs_nothing() {
    let world = World::new("empty");
    let to = world.recipient("Skriv til kommunen");
    let mut number = 0;
    for (status, heard) in [(503, false), (503, true), (409, false)] {
        for step in 0..STEPS {
            let subject = format!("{status} {heard} {step}");
            write(&world, &to, &subject);
            strike(&world, step, status, heard);
            world.mette.run(&["sync"]);
            world.proxy.meet(|_, _| None, |_, _, _| ());
            if world.mette.json(&["outbox"]) != json!([]) {
                world.mette.json(&["sync"]);
            }
            arrived_once(&world, number, &subject);
            world.nothing_is_left();
            number += 1;
        }
    }
    assert_eq!(world.drafts_at_the_service(), 0);
}

#[test]
fn a_refusal_at_any_step_is_told_in_words_and_the_letter_can_be_mended_and_sent() {
    let world = World::new("empty");
    let to = world.recipient("Skriv til kommunen");
    for step in 0..STEPS {
        let subject = format!("Trin {step}");
        write(&world, &to, &subject);
        strike(&world, step, 422, false);
        world.mette.json(&["sync"]);
        let outbox = world.mette.json(&["outbox"]);
        assert_eq!((&outbox[0]["state"], &outbox[0]["why"]), (&json!("refused"), &json!("refused")), "{step}");
        assert!(text(&outbox[0], "message").contains("too large"), "{outbox}");
        let draft = world.mette.json(&["drafts"])[0].clone();
        assert_eq!((&draft["state"], &draft["attachments"][0]["filename"]), (&json!("refused"), &json!("bilag.txt")));
        world.mette.json(&["sync"]);
        assert_eq!(world.sent().len(), step, "it waits for the person");
        world.mette.json(&["draft", "edit", text(&draft, "id"), "--subject", &format!("{subject} igen")]);
        world.mette.json(&["draft", "send", text(&draft, "id")]);
        world.mette.json(&["sync"]);
        arrived_once(&world, step, &format!("{subject} igen"));
        world.nothing_is_left();
    }
    assert_eq!(world.drafts_at_the_service(), 0);
}

/// Syncs, and is killed when this step was taken (or, unheard, before it).
fn kill_at(world: &World, step: usize, heard: bool) {
    let (count, reached) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let hold = {
        let reached = reached.clone();
        move |method: &str, path: &str| {
            let it = is_step(method, path) && count.fetch_add(1, Ordering::SeqCst) == step;
            if it {
                reached.store(true, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(300));
            }
            it
        }
    };
    let before = Arc::new(hold);
    let held = before.clone();
    world.proxy.meet(
        move |method, path| (!heard && before(method, path)).then(|| Answer::refusal(503, "x")),
        move |method, path, _| {
            if heard {
                held(method, path);
            }
        },
    );
    let mut child = world.mette.command(&["sync"]).spawn().unwrap();
    let began = Instant::now();
    while !reached.load(Ordering::SeqCst) {
        assert!(began.elapsed() < Duration::from_secs(60), "step {step} was not reached");
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    // Whoever held the answer lets go of it before the next one comes.
    std::thread::sleep(Duration::from_millis(350));
    world.proxy.meet(|_, _| None, |_, _, _| ());
}

#[test]
fn a_program_that_is_killed_at_any_step_sends_the_letter_once_when_it_comes_back() {
    let world = World::new("empty");
    let to = world.recipient("Skriv til kommunen");
    let mut number = 0;
    for heard in [true, false] {
        for step in 0..STEPS {
            let subject = format!("{heard} {step}");
            write(&world, &to, &subject);
            kill_at(&world, step, heard);
            world.mette.json(&["sync"]);
            arrived_once(&world, number, &subject);
            world.nothing_is_left();
            number += 1;
        }
    }
    assert_eq!(world.drafts_at_the_service(), 0, "what was begun in vain is thrown away");
}

#[test]
fn an_answer_is_sent_once_too_and_one_that_was_killed_twice() {
    let world = World::new("empty");
    let letter = world.answerable("Prøvekøbing Kommune", "Tilbud", "2999-01-01");
    let steps = STEPS - 1;
    for step in 0..steps {
        let said = format!("Svar {step}");
        world.mette.json(&["reply", &letter, "--text", &said]);
        kill_at(&world, step, true);
        world.mette.json(&["sync"]);
        let sent = world.sent_since(step as u64);
        assert_eq!(sent.iter().map(|one| content(one).0).collect::<Vec<_>>(), [said]);
        world.nothing_is_left();
    }
    world.mette.json(&["reply", &letter, "--text", "To gange"]);
    kill_at(&world, 0, true);
    kill_at(&world, 0, true);
    world.mette.json(&["sync"]);
    assert_eq!(world.sent().len(), steps + 1);
    assert_eq!(world.drafts_at_the_service(), 0);
}

#[test]
fn a_draft_that_was_thrown_away_elsewhere_while_it_was_being_sent_is_begun_anew() {
    let world = World::new("empty");
    let to = world.recipient("Skriv til kommunen");
    write(&world, &to, "Brev");
    kill_at(&world, 2, true);
    let elsewhere = crate::support::Terminal::new();
    elsewhere.login(&world.sandbox, "mette");
    elsewhere.json(&["sync"]);
    let drafts = elsewhere.json(&["list", "--folder", "drafts"]);
    elsewhere.json(&["delete", text(&drafts[0], "id")]);
    elsewhere.run(&["sync"]);
    world.mette.json(&["sync"]);
    arrived_once(&world, 0, "Brev");
}

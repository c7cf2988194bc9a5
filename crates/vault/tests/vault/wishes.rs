//! Wishes: what cannot be fetched again.

use crate::world::{message, open, world};
use jiff::Timestamp;
use model::{Change, OpeningAnswer};

#[test]
fn a_wish_replaces_an_unsent_one_about_the_same_thing() {
    let world = world();
    let letter = message(&world.mailbox, 1, "Brev");
    let state = world.profile.state(&world.mailbox.id).unwrap();
    state.add_wish(&letter.id, &Change::Read(true), 1, Timestamp::UNIX_EPOCH).unwrap();
    state.add_wish(&letter.id, &Change::Flag(true), 1, Timestamp::UNIX_EPOCH).unwrap();
    state.add_wish(&letter.id, &Change::Read(false), 1, Timestamp::UNIX_EPOCH).unwrap();
    let changes: Vec<Change> = state.wishes().unwrap().into_iter().map(|wish| wish.change).collect();
    assert_eq!(changes, [Change::Flag(true), Change::Read(false)]);
}

#[test]
fn copies_that_wish_at_the_same_time_wait_for_each_other_and_lose_nothing() {
    let world = world();
    let copies: Vec<_> = (0..4).map(|_| open(&world.folder, "hemmelig").unwrap()).collect();
    std::thread::scope(|scope| {
        for (copy, first) in copies.iter().zip([0, 100, 200, 300]) {
            let mailbox = &world.mailbox;
            scope.spawn(move || {
                let state = copy.state(&mailbox.id).unwrap();
                for number in first..first + 20 {
                    let letter = message(mailbox, number, "Brev");
                    state.add_wish(&letter.id, &Change::Read(true), 1, Timestamp::UNIX_EPOCH).unwrap();
                }
            });
        }
    });
    assert_eq!(world.profile.state(&world.mailbox.id).unwrap().wishes().unwrap().len(), 80);
}

#[test]
fn what_was_answered_about_opening_a_letter_is_kept_for_that_letter_in_its_order() {
    let world = world();
    let (one, other) = (message(&world.mailbox, 1, "Stævning"), message(&world.mailbox, 2, "Brev"));
    let state = world.profile.state(&world.mailbox.id).unwrap();
    let (first, second) = ("2026-11-01T08:00:00Z".parse().unwrap(), "2026-11-02T08:00:00Z".parse().unwrap());
    state.add_opening(&one.id, OpeningAnswer::NotNow, "Prøve Person", first).unwrap();
    let agreed = state.add_opening(&one.id, OpeningAnswer::Open, "Anden Person", second).unwrap();
    state.opening_done(agreed).unwrap();
    let again = open(&world.folder, "hemmelig").unwrap();
    let kept = again.state(&world.mailbox.id).unwrap().openings(&one.id).unwrap();
    let said: Vec<_> = kept.iter().map(|kept| (kept.answer, kept.by.as_str(), kept.at, kept.done)).collect();
    let expected =
        [(OpeningAnswer::NotNow, "Prøve Person", first, false), (OpeningAnswer::Open, "Anden Person", second, true)];
    assert_eq!(said, expected);
    assert!(state.openings(&other.id).unwrap().is_empty());
}

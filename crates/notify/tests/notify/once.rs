//! Told once: whatever the channel says, and whatever happens to the cache, the login and the clock.

use crate::world::{NOW, Said, World, add_mailbox, log_in, world};
use jiff::SignedDuration;
use model::Message;
use postkasse_notify::{Digest, Fate, Health, Rule, SMS, SendError, Told, Trouble};
use std::time::Duration;
use vault::{LedgerState, StoreError};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

fn sms() -> (World, Said) {
    let world = world();
    world.turn_on(SMS, Rule::default());
    (world, Said::by(SMS))
}

fn state(world: &World) -> (LedgerState, Option<String>) {
    let (_, _, state, why) = world.ledger().remove(0);
    (state, why)
}

fn health(world: &World) -> Health {
    Health::read(&world.profile, SMS).unwrap()
}

#[test]
fn what_surely_was_not_sent_is_tried_again_and_told_once() {
    let (world, sms) = sms();
    world.arrives(1);
    sms.answers(Err(SendError::NotYet(Trouble::Down, None)));
    assert_eq!(world.tell(&sms), Told { waiting: 1, ..Told::default() });
    assert_eq!(state(&world), (LedgerState::Waiting, Some("down".into())));
    assert_eq!(health(&world).trouble.as_deref(), Some("down"));
    sms.answers(Ok(Fate::Delivered));
    assert_eq!(world.tell(&sms).told, 1);
    assert_eq!((state(&world), health(&world).trouble), ((LedgerState::Sent, None), None));
    let told = sms.told();
    assert_ne!(told[0].reference, told[1].reference, "each sending has one of its own");
}

#[test]
fn a_wait_that_the_service_asks_for_is_kept() {
    let (world, sms) = sms();
    world.arrives(1);
    sms.answers(Err(SendError::NotYet(Trouble::Greylisted, Some(Duration::from_secs(1800)))));
    world.tell(&sms);
    sms.answers(Ok(Fate::Accepted));
    assert_eq!(world.tell(&sms), Told::default());
    assert_eq!(state(&world), (LedgerState::Waiting, Some("greylisted".into())));
    world.clock.goes(HOUR);
    assert_eq!(world.tell(&sms).told, 1);
    assert_eq!(sms.count(), 2);
}

#[test]
fn what_was_refused_has_failed_until_the_person_changes_the_channel() {
    let (world, sms) = sms();
    world.arrives(1);
    sms.answers(Err(SendError::Refused(Trouble::Login)));
    assert_eq!(world.tell(&sms), Told { failed: 1, ..Told::default() });
    assert_eq!(state(&world), (LedgerState::Failed, Some("login".into())));
    sms.answers(Ok(Fate::Delivered));
    world.clock.goes(HOUR);
    assert_eq!(world.tell(&sms), Told::default());
    world.profile.set_channel(SMS, "{}", None, NOW).unwrap();
    assert_eq!(health(&world), Health::default());
    assert_eq!(world.tell(&sms).told, 1);
    assert_eq!(world.tell(&sms), Told::default());
}

#[test]
fn a_doubtful_sending_is_settled_by_its_reference_or_stays_doubtful_and_is_never_sent_again() {
    for (fate, settled) in [
        (None, (LedgerState::Doubtful, Some("timeout".to_owned()))),
        (Some(Fate::Accepted), (LedgerState::Accepted, None)),
        (Some(Fate::Delivered), (LedgerState::Sent, None)),
        (Some(Fate::Failed), (LedgerState::Failed, Some("notDelivered".to_owned()))),
    ] {
        let (world, sms) = sms();
        world.arrives(1);
        sms.answers(Err(SendError::Doubtful(Trouble::Timeout)));
        assert_eq!(world.tell(&sms), Told { doubtful: 1, ..Told::default() });
        sms.answers(Ok(Fate::Delivered));
        *sms.fate.lock().unwrap() = fate;
        for _ in 0..5 {
            world.clock.goes(HOUR * 24);
            assert_eq!(world.tell(&sms), Told::default());
            // After three days without another word what was taken counts as sent.
            let now = state(&world);
            assert!(now == settled || (settled.0 == LedgerState::Accepted && now.0 == LedgerState::Sent), "{now:?}");
        }
        assert_eq!(sms.count(), 1);
    }
}

#[test]
fn what_was_taken_and_then_did_not_arrive_is_shown_as_failed() {
    let (world, sms) = sms();
    world.arrives(1);
    sms.answers(Ok(Fate::Accepted));
    assert_eq!(world.tell(&sms).told, 1);
    assert_eq!(state(&world).0, LedgerState::Accepted);
    *sms.fate.lock().unwrap() = Some(Fate::Failed);
    assert_eq!(world.tell(&sms), Told::default());
    assert_eq!(state(&world), (LedgerState::Failed, Some("notDelivered".into())));
    assert_eq!(health(&world).trouble.as_deref(), Some("notDelivered"));
    assert_eq!(sms.count(), 1);
}

#[test]
fn a_service_that_is_asked_by_a_name_of_its_own_is_told_it_again_by_a_later_run() {
    let (world, sms) = sms();
    let first = Said { forgets: true, ..sms };
    world.arrives(1);
    first.answers(Ok(Fate::Accepted));
    assert_eq!(world.tell(&first).told, 1);
    let later = Said { forgets: true, ..Said::by(SMS) };
    *later.fate.lock().unwrap() = Some(Fate::Failed);
    assert_eq!(world.tell(&later), Told::default());
    assert_eq!(state(&world), (LedgerState::Failed, Some("notDelivered".into())));
    assert_eq!(later.count(), 0);
}

/// Everything of the cache is gone and comes again, with nothing in it being news of itself.
fn comes_again(world: &World, letters: &[Message]) {
    for letter in letters {
        world.profile.cache(&world.mailbox.id).unwrap().remove_message(&letter.remote_id).unwrap();
    }
    world.brings_again(letters);
}

#[test]
fn a_cache_that_was_made_anew_tells_nothing_twice_and_what_came_meanwhile_once() {
    let (world, sms) = sms();
    let old: Vec<Message> = (1..=3).map(|number| world.letter(number)).collect();
    old.iter().for_each(|letter| _ = world.brings(letter.clone()));
    world.is_whole();
    assert_eq!(world.tell(&sms).told, 3);
    let mut all = old;
    all.push(Message { received: NOW + HOUR, ..world.letter(4) });
    world.clock.goes(HOUR);
    comes_again(&world, &all);
    assert_eq!(world.tell(&sms).told, 1);
    comes_again(&world, &all);
    assert_eq!(world.tell(&sms), Told::default());
    assert_eq!(sms.count(), 2);
}

#[test]
fn what_waits_outlives_the_cache_and_is_not_told_while_nobody_can_say_whether_it_was_read() {
    let (world, sms) = sms();
    world.rule(SMS, &Rule { on: Some(true), digest: Some(Digest::Hourly), ..Rule::default() });
    let letter = world.letter(1);
    world.brings(letter.clone());
    assert_eq!(world.tell(&sms).waiting, 1);
    world.profile.cache(&world.mailbox.id).unwrap().remove_message(&letter.remote_id).unwrap();
    world.clock.goes(HOUR);
    assert_eq!(world.tell(&sms), Told { waiting: 1, ..Told::default() });
    assert_eq!(state(&world), (LedgerState::Waiting, Some("notHere".into())));
    world.brings_again(&[letter]);
    assert_eq!(world.tell(&sms).told, 1);
}

#[test]
fn a_mailbox_that_is_forgotten_and_comes_again_tells_nothing_twice_and_what_came_meanwhile_once() {
    let (mut world, sms) = sms();
    let mut letters: Vec<Message> = (1..=3).map(|number| world.letter(number)).collect();
    letters.iter().for_each(|letter| _ = world.brings(letter.clone()));
    world.is_whole();
    assert_eq!(world.tell(&sms).told, 3);
    world.profile.forget_account(&world.account).unwrap();
    assert_eq!(world.tell(&sms), Told::default());
    world.account = log_in(&world.profile);
    let before = std::mem::replace(&mut world.mailbox, add_mailbox(&world.profile, &world.account, "r"));
    assert_ne!(before.id, world.mailbox.id);
    letters.push(Message { received: NOW + HOUR, ..world.letter(4) });
    let letters: Vec<Message> = letters
        .into_iter()
        .enumerate()
        .map(|(at, letter)| Message { received: letter.received, ..world.letter(i64::try_from(at).unwrap() + 1) })
        .collect();
    world.brings_again(&letters);
    world.is_whole();
    assert_eq!(world.tell(&sms).told, 1);
    assert_eq!(world.tell(&sms), Told::default());
    let lines = world.profile.ledger(9).unwrap();
    assert_eq!((lines.len(), sms.count()), (4, 2));
}

#[test]
fn of_a_mailbox_that_is_here_for_the_first_time_nothing_is_told() {
    let (world, sms) = sms();
    let new = World { mailbox: add_mailbox(&world.profile, &world.account, "another"), ..world };
    let letters: Vec<Message> = (1..=3).map(|number| new.letter(number)).collect();
    new.brings_again(&letters);
    assert_eq!(new.tell(&sms), Told::default());
    new.is_whole();
    assert_eq!(new.tell(&sms), Told::default());
    new.arrives(4);
    assert_eq!(new.tell(&sms).told, 1);
}

#[test]
fn a_clock_that_was_set_back_sends_nothing_again_and_holds_nothing_up() {
    let (world, sms) = sms();
    world.rule(SMS, &Rule { on: Some(true), digest: Some(Digest::Hourly), ..Rule::default() });
    world.arrives(1);
    world.tell(&sms);
    world.clock.goes(HOUR);
    assert_eq!(world.tell(&sms).told, 1);
    world.arrives(2);
    world.tell(&sms);
    world.clock.goes(HOUR * -2);
    assert_eq!(world.tell(&sms).told, 1, "another window, which had no digest");
    assert_eq!(world.tell(&sms), Told::default());
    world.clock.goes(HOUR);
    world.arrives(3);
    world.tell(&sms);
    world.clock.goes(HOUR);
    assert_eq!(world.tell(&sms).told, 0, "this window has had its digest");
    world.clock.goes(HOUR);
    assert_eq!(world.tell(&sms).told, 1);
    assert_eq!(sms.count(), 3);
}

#[test]
fn of_two_processes_one_tells_and_each_knows_what_the_other_told() {
    let (world, sms) = sms();
    let other = World { profile: world.other_process(), mailbox: world.mailbox.clone(), ..self::world() };
    world.arrives(1);
    let right = world.profile.sync_lock().unwrap();
    assert!(matches!(other.tells_in("da", &[&sms]), Err(StoreError::Busy)));
    drop(right);
    assert_eq!(other.tell(&sms).told, 1);
    assert_eq!(world.tell(&sms), Told::default());
    assert_eq!(sms.count(), 1);
}

//! What is known of those who write: kept sealed, asked for in its time, gone with any mailbox that is forgotten.

use crate::world::{World, add_mailbox, message, open, store, world};
use jiff::{SignedDuration, Timestamp};
use model::{AccountId, Ending, Message, MessageState, OrganisationFacts, OrganisationKind, RemoteId, SenderId};
use postkasse_vault::{LogoAnswer, StoreError};

const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

fn now() -> Timestamp {
    Timestamp::from_second(1_700_000_000).unwrap()
}

fn facts(name: &str) -> OrganisationFacts {
    let kind = Some(OrganisationKind::State);
    OrganisationFacts { name: name.into(), number: "00000001".into(), kind, work: None, closed: false }
}

fn from(world: &World, number: i64, label: &str, organisation: &str) -> Message {
    let mut message = message(&world.mailbox, number, "Brev");
    message.sender.label = label.into();
    message.sender.organisation = Some(organisation.into());
    message
}

fn keep(world: &World, organisation: &str, logo: LogoAnswer) {
    let facts = facts("Prøvestyrelsen");
    world.profile.keep_sender(&world.account, &organisation.into(), Some(&facts), &logo, now() + WEEK).unwrap();
}

fn due(world: &World, at: Timestamp) -> Vec<RemoteId> {
    world.profile.senders_due(&world.account, vec!["a".into(), "b".into()], at).unwrap()
}

#[test]
fn who_wrote_and_when_is_known_until_the_last_letter_of_that_name_is_gone() {
    let world = world();
    let mut sent = from(&world, 9, "Prøve Person", "mine");
    sent.state = MessageState::Sent;
    store(&world, &[from(&world, 1, "A", "a"), from(&world, 3, "A", "a"), from(&world, 2, "B", "b"), sent]);
    store(&world, &[message(&world.mailbox, 4, "Uden register")]);
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let at = |second: i64| Timestamp::from_second(1_700_000_000 + second).unwrap().as_microsecond();
    assert_eq!(cache.organisations().unwrap(), [("a".into(), at(3)), ("b".into(), at(2))]);
    cache.remove_message(&"m3".into()).unwrap();
    assert_eq!(cache.organisations().unwrap().len(), 2, "another of theirs is here");
    cache.remove_message(&"m1".into()).unwrap();
    assert_eq!(cache.organisations().unwrap(), [("b".into(), at(2))]);
}

#[test]
fn a_sender_is_asked_for_once_in_its_time_and_a_clock_that_was_wrong_puts_nobody_off_for_ever() {
    let world = world();
    assert_eq!(due(&world, now()).len(), 2, "nothing is known of either");
    keep(&world, "a", LogoAnswer::None);
    world.profile.put_off_sender(&world.account, &"b".into(), now() + WEEK).unwrap();
    assert_eq!(due(&world, now()), []);
    assert_eq!(due(&world, now() + WEEK).len(), 2);
    // The clock was years ahead when they were asked for.
    assert_eq!(due(&world, now() - SignedDuration::from_hours(9000)).len(), 2);
    let other = AccountId::from_random([9; 10]);
    assert_eq!(world.profile.senders_due(&other, vec!["a".into()], now()).unwrap().len(), 1, "each account by itself");
}

#[test]
fn what_the_register_says_takes_the_place_of_what_it_said_and_silence_leaves_it() {
    let world = world();
    keep(&world, "a", LogoAnswer::Png(b"bytes".to_vec()));
    let known = world.profile.sender(&world.account, &"a".into()).unwrap().unwrap();
    assert_eq!((known.facts, known.logo), (Some(facts("Prøvestyrelsen")), true));
    assert_eq!(world.profile.sender_logo(&known.id).unwrap(), b"bytes");
    keep(&world, "a", LogoAnswer::Unheard);
    world.profile.put_off_sender(&world.account, &"a".into(), now()).unwrap();
    assert_eq!(world.profile.sender_logo(&known.id).unwrap(), b"bytes");
    assert!(world.profile.sender(&world.account, &"a".into()).unwrap().unwrap().facts.is_some());
    keep(&world, "a", LogoAnswer::None);
    assert!(matches!(world.profile.sender_logo(&known.id), Err(StoreError::NotFound)));
    assert!(matches!(world.profile.sender_logo(&SenderId::parse("x").unwrap()), Err(StoreError::NotFound)));
}

#[test]
fn all_of_it_goes_with_any_mailbox_and_what_is_left_of_the_file_opens_no_more() {
    let world = world();
    let other = add_mailbox(&world.profile, &world.account, "r2");
    keep(&world, "a", LogoAnswer::Png(b"bytes".to_vec()));
    let before = world.profile.sender(&world.account, &"a".into()).unwrap().unwrap().id;
    world.profile.set_ended(&other.id, Ending::unexplained(now())).unwrap();
    assert_eq!(world.profile.sender(&world.account, &"a".into()).unwrap(), None);
    assert_eq!(due(&world, now()).len(), 2, "it comes again");
    keep(&world, "a", LogoAnswer::None);
    let after = world.profile.sender(&world.account, &"a".into()).unwrap().unwrap().id;
    assert_ne!(before, after, "not even the names are the same");
    let World { folder, profile, account, .. } = world;
    drop(profile);
    let again = open(&folder, "hemmelig").unwrap();
    assert!(again.sender(&account, &"a".into()).unwrap().is_some());
    again.lock();
    assert!(matches!(again.sender(&account, &"a".into()), Err(StoreError::Locked)));
}

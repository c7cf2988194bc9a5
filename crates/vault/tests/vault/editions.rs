//! Letters whose content can change and whose lists come without it: what was opened stays, what is newer waits.

use crate::world::{World, add_mailbox, message, page, world};
use model::{Level, Message, Waits, Weight};

/// As a list has it: without documents.
fn header(world: &World, number: i64, edition: &str, version: i64) -> Message {
    let letter = message(&world.mailbox, number, "Sak");
    Message { version, edition: Some(edition.into()), weight: Weight::Seen, documents: Vec::new(), ..letter }
}

/// As it is when it was opened.
fn opened(world: &World, edition: &str, version: i64) -> Message {
    let documents = message(&world.mailbox, 1, "Sak").documents;
    Message { documents, weight: Weight::None, ..header(world, 1, edition, version) }
}

/// The letter after these came one after the other.
fn after(world: &World, letters: &[Message]) -> Message {
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    for letter in letters {
        cache.store_answer(&page(std::slice::from_ref(letter), &[])).unwrap();
    }
    cache.message(&letters[0].id).unwrap().unwrap()
}

#[test]
fn what_was_opened_stays_opened_and_keeps_its_documents_while_its_content_is_the_same() {
    let world = &world();
    let kept = after(world, &[header(world, 1, "a", 1), opened(world, "a", 2), header(world, 1, "a", 3)]);
    assert_eq!((kept.version, kept.documents.len(), kept.waits(Level::High)), (3, 1, None));
}

#[test]
fn a_newer_content_waits_and_the_older_documents_stay_readable_until_it_is_opened() {
    let world = &world();
    let kept = after(world, &[opened(world, "a", 2), header(world, 1, "b", 3)]);
    assert_eq!((kept.documents.len(), kept.waits(Level::High)), (1, Some(Waits::Seen)));
    let again = after(world, &[header(world, 1, "b", 4)]);
    assert_eq!(again.waits(Level::High), Some(Waits::Seen), "an older edition is what was opened");
    let newest = after(world, &[opened(world, "b", 5), header(world, 1, "b", 6)]);
    assert_eq!((newest.edition.as_deref(), newest.waits(Level::High)), (Some("b"), None));
}

#[test]
fn a_letter_without_documents_counts_as_opened_all_the_same() {
    let world = &world();
    let nothing_in_it = Message { documents: Vec::new(), ..opened(world, "a", 2) };
    let kept = after(world, &[header(world, 1, "a", 1), nothing_in_it, header(world, 1, "a", 3)]);
    assert_eq!(kept.waits(Level::High), None);
}

#[test]
fn only_what_waits_for_nothing_but_being_seen_is_opened_ahead_and_a_level_that_is_learnt_holds_it() {
    let world = &world();
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let receipt = Message { weight: Weight::Receipt, ..header(world, 2, "a", 1) };
    let high = Message { needs_level: Some(Level::High), ..header(world, 3, "a", 1) };
    let seen = header(world, 1, "a", 1);
    cache.store_answer(&page(&[seen.clone(), receipt, high], &[])).unwrap();
    let ahead = || cache.seen_only_when_opened(Level::Substantial, 10).unwrap();
    assert_eq!(ahead().iter().map(|one| &one.id).collect::<Vec<_>>(), [&seen.id]);
    cache.takes_level(&seen.id, Level::High).unwrap();
    assert!(ahead().is_empty());
    let learnt = cache.message(&seen.id).unwrap().unwrap();
    assert_eq!(learnt.waits(Level::Substantial), Some(Waits::HigherLevel));
}

#[test]
fn the_choice_to_fetch_ahead_outlives_every_list_of_mailboxes() {
    let world = &world();
    world.profile.set_fetch_ahead(&world.mailbox.id, true).unwrap();
    add_mailbox(&world.profile, &world.account, world.mailbox.remote_id.as_str());
    assert!(world.profile.mailbox(&world.mailbox.id).unwrap().mailbox.fetch_ahead);
}

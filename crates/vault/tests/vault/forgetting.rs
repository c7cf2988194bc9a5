//! Forgetting: the key goes, and everything under it.

use crate::world::{add_mailbox, message, open, store, world};
use jiff::Timestamp;
use model::{Ending, Level};
use postkasse_vault::{ListQuery, StoreError};

#[test]
fn a_forgotten_mailbox_is_gone_and_the_others_are_untouched() {
    let world = world();
    let other = add_mailbox(&world.profile, &world.account, "r2");
    store(&world, &[message(&world.mailbox, 1, "Brev")]);
    world.profile.cache(&other.id).unwrap().replace_folders(&[]).unwrap();
    let folder = world.profile.folder().join("mailboxes").join(world.mailbox.id.as_str());
    assert!(folder.exists());
    world.profile.set_ended(&world.mailbox.id, Ending::unexplained(Timestamp::UNIX_EPOCH)).unwrap();
    assert!(!folder.exists());
    assert!(matches!(world.profile.cache(&world.mailbox.id), Err(StoreError::Ended)));
    assert!(world.profile.cache(&other.id).unwrap().list(&ListQuery::default(), Level::High).is_ok());
    world.profile.forget_mailbox(&world.mailbox.id).unwrap();
    assert_eq!(world.profile.mailboxes().unwrap().len(), 1);
    drop(world.profile);
    let again = open(&world.folder, "hemmelig").unwrap();
    assert!(again.cache(&other.id).is_ok(), "the new wrapping key opens the others");
}

#[test]
fn a_mailbox_that_another_copy_forgot_is_gone_here_too() {
    let world = world();
    let other = open(&world.folder, "hemmelig").unwrap();
    store(&world, &[message(&world.mailbox, 1, "Brev")]);
    assert_eq!(other.cache(&world.mailbox.id).unwrap().counts().unwrap().total, 1);
    world.profile.forget_mailbox(&world.mailbox.id).unwrap();
    assert!(matches!(other.cache(&world.mailbox.id), Err(StoreError::NotFound)));
    assert!(!world.profile.folder().join("mailboxes").join(world.mailbox.id.as_str()).exists());
}

//! Files: fetched, kept, given up, and never in clear.

use crate::world::{message, odd, put_file, store, world};
use model::{Level, MessageType};
use postkasse_vault::{Checked, FileState};
use std::io::Read;

#[test]
fn a_file_is_a_job_until_it_is_here_and_comes_back_as_it_was() {
    let world = world();
    let letter = message(&world.mailbox, 1, "Brev");
    store(&world, std::slice::from_ref(&letter));
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let file = &letter.documents[0].files[0].id;
    assert_eq!(cache.files_to_fetch(9).unwrap().len(), 1);
    assert_eq!(cache.file_state(file).unwrap(), FileState::Missing);
    put_file(&world, &letter, "Hej");
    assert!(cache.files_to_fetch(9).unwrap().is_empty());
    let mut text = String::new();
    cache.open_file(file).unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text, "Hej");
    assert_eq!(cache.check().unwrap(), Checked { files: 2, damaged: vec![] });
}

#[test]
fn what_waits_for_the_person_is_not_fetched_ahead() {
    let world = world();
    let mut summons = message(&world.mailbox, 1, "Stævning");
    summons.message_type = MessageType::LegalNotification;
    store(&world, std::slice::from_ref(&summons));
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    assert!(cache.files_to_fetch(9).unwrap().is_empty());
    assert_eq!(cache.files_missing(&summons.id).unwrap().len(), 1);
}

#[test]
fn a_file_that_could_not_be_fetched_is_named_and_has_another_chance_when_its_letter_changes() {
    let world = world();
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let mut letter = message(&world.mailbox, 1, "Brev");
    store(&world, std::slice::from_ref(&letter));
    cache.file_failed(&letter.documents[0].files[0].id, "too long", true).unwrap();
    assert_eq!(cache.odd().unwrap(), [odd("m1", "a file could not be fetched: too long")]);
    assert!(cache.files_to_fetch(10).unwrap().is_empty());
    letter.version = 2;
    store(&world, &[letter]);
    assert!(cache.odd().unwrap().is_empty());
    assert_eq!(cache.files_to_fetch(10).unwrap()[0].tries, 0);
}

#[test]
fn nothing_is_in_clear_on_disk_while_it_is_open_and_after() {
    let world = world();
    let letter = message(&world.mailbox, 1, "Plantetemne");
    store(&world, std::slice::from_ref(&letter));
    put_file(&world, &letter, "Plantetbrødtekst");
    world.profile.refresh_heads(&world.mailbox.id, Level::High).unwrap();
    let scan = || {
        let mut folders = vec![world.folder.path().to_owned()];
        let mut files = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                if entry.path().is_dir() {
                    folders.push(entry.path());
                    continue;
                }
                files += 1;
                let bytes = std::fs::read(entry.path()).unwrap();
                for planted in ["Plantet", "plantet", "SQLite format", "Prøve"] {
                    let found = bytes.windows(planted.len()).any(|window| window == planted.as_bytes());
                    assert!(!found, "{planted} in {}", entry.path().display());
                }
            }
        }
        files
    };
    assert!(scan() >= 4);
    world.profile.lock();
    scan();
}

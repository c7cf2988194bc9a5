//! Opening and locking: keys, other copies of the program, sessions.

use crate::world::{add_mailbox, open, passphrase, world};
use jiff::Timestamp;
use model::{Level, TokenStore, Tokens};
use postkasse_vault::{Access, Home, KeySource, OpenError, Profile, StoreError};

#[test]
fn a_wrong_passphrase_opens_nothing_and_changes_nothing() {
    let world = world();
    drop(world.profile);
    assert!(matches!(open(&world.folder, "forkert"), Err(OpenError::WrongPassphrase)));
    assert_eq!(open(&world.folder, "hemmelig").unwrap().accounts().unwrap().len(), 1);
}

#[test]
fn locking_closes_everything_here_and_everywhere() {
    let world = world();
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    world.profile.lock_for_all().unwrap();
    assert!(matches!(world.profile.accounts(), Err(StoreError::Locked)));
    assert!(matches!(cache.counts(), Err(StoreError::Locked)));
    assert!(matches!(open(&world.folder, "hemmelig"), Err(OpenError::Locked)));
    let home = Home::new(world.folder.path());
    let unlocked = Profile::open(&home, "default", passphrase("hemmelig"), Access::Unlock).unwrap();
    assert_eq!(unlocked.accounts().unwrap().len(), 1);
}

#[test]
fn one_process_syncs_and_any_number_read() {
    let world = world();
    let second = open(&world.folder, "hemmelig").unwrap();
    let lock = world.profile.sync_lock().unwrap();
    assert!(matches!(second.sync_lock(), Err(StoreError::Busy)));
    assert_eq!(second.mailboxes().unwrap().len(), 1);
    drop(lock);
    assert!(second.sync_lock().is_ok());
}

#[test]
fn tokens_come_back_and_can_be_cleared() {
    let world = world();
    let tokens = Tokens {
        access: "a".to_owned().into(),
        access_expires: Timestamp::UNIX_EPOCH,
        refresh: None,
        id_token: "i".to_owned().into(),
        subject: "s".into(),
        level: Level::High,
    };
    world.profile.save(&world.account, &tokens).unwrap();
    assert!(world.profile.accounts().unwrap()[0].signed_in);
    assert_eq!(world.profile.load(&world.account).unwrap().unwrap().level, Level::High);
    world.profile.clear(&world.account).unwrap();
    assert!(world.profile.load(&world.account).unwrap().is_none());
}

#[test]
fn copies_that_make_a_new_profile_at_the_same_time_agree_on_one_key() {
    let folder = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        let copies: Vec<_> = (0..6).map(|_| scope.spawn(|| open(&folder, "hemmelig").map(|_| ()))).collect();
        for copy in copies {
            copy.join().unwrap().unwrap();
        }
    });
    let one = open(&folder, "hemmelig").unwrap();
    one.set_setting("navn", "værdi").unwrap();
    let other = open(&folder, "hemmelig").unwrap();
    assert_eq!(other.setting("navn").unwrap().as_deref(), Some("værdi"));
}

#[test]
fn copies_that_open_a_new_mailbox_at_the_same_time_all_get_it() {
    let world = world();
    std::thread::scope(|scope| {
        let copies: Vec<_> = (0..6)
            .map(|_| {
                let copy = open(&world.folder, "hemmelig").unwrap();
                let id = &world.mailbox.id;
                scope.spawn(move || copy.cache(id).and_then(|cache| cache.counts()).map(|counts| counts.total))
            })
            .collect();
        for copy in copies {
            assert_eq!(copy.join().unwrap().unwrap(), 0);
        }
    });
}

#[test]
fn a_mailbox_that_made_room_for_others_is_locked_too() {
    let world = world();
    let first = world.profile.cache(&world.mailbox.id).unwrap();
    let state = world.profile.state(&world.mailbox.id).unwrap();
    for number in 0..33 {
        let other = add_mailbox(&world.profile, &world.account, &format!("anden{number}"));
        world.profile.cache(&other.id).unwrap();
    }
    assert!(first.counts().is_ok() && state.wishes().is_ok(), "whoever has it keeps it");
    world.profile.lock();
    assert!(matches!(first.counts(), Err(StoreError::Locked)));
    assert!(matches!(state.wishes(), Err(StoreError::Locked)));
}

#[test]
fn a_session_in_memory_leaves_nothing_and_clears_up_after_one_that_was_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let begin = || Profile::open(&Home::new(folder.path()), "default", KeySource::Memory, Access::Usual).unwrap();
    let sessions = || {
        let entries = std::fs::read_dir(folder.path().join("profiles/default")).unwrap().flatten();
        entries.filter(|entry| entry.path().is_dir()).count()
    };
    let living = begin();
    let left_behind = folder.path().join("profiles/default/session-0123456789abcdef");
    std::fs::create_dir(&left_behind).unwrap();
    std::fs::write(left_behind.join("profile.db"), b"noise").unwrap();
    let next = begin();
    assert_eq!(sessions(), 2, "the one that lives stays, the other goes");
    living.set_setting("a", "1").unwrap();
    assert_eq!(next.setting("a").unwrap(), None, "each has its own key and folder");
    drop((living, next));
    assert_eq!(sessions(), 0);
}

#[test]
fn a_recipe_that_would_take_all_memory_is_not_followed() {
    let world = world();
    let recipe = world.profile.folder().join("passphrase.json");
    drop(world.profile);
    let text = std::fs::read_to_string(&recipe).unwrap();
    for (from, to) in [("\"memory_kib\":64", "\"memory_kib\":4294967295"), ("\"passes\":1", "\"passes\":4000000000")] {
        std::fs::write(&recipe, text.replace(from, to)).unwrap();
        assert!(matches!(open(&world.folder, "hemmelig"), Err(OpenError::KeyLost)), "{to}");
    }
    std::fs::write(&recipe, "{").unwrap();
    assert!(matches!(open(&world.folder, "hemmelig"), Err(OpenError::KeyLost)));
    std::fs::write(&recipe, text).unwrap();
    assert!(open(&world.folder, "hemmelig").is_ok());
}

#[test]
fn a_profile_says_in_which_way_it_is_locked_and_another_way_does_not_touch_it() {
    let world = world();
    let files = |folder: &std::path::Path| std::fs::read_dir(folder).unwrap().count();
    let folder = world.profile.folder().to_owned();
    world.profile.lock();
    let before = files(&folder);
    let home = Home::new(world.folder.path());
    for access in [Access::Usual, Access::Unlock] {
        let opened = Profile::open(&home, "default", KeySource::Os, access);
        assert!(matches!(opened, Err(OpenError::NeedsPassphrase)));
    }
    std::fs::rename(folder.join("passphrase.json"), folder.join("keyring-name")).unwrap();
    assert!(matches!(open(&world.folder, "hemmelig"), Err(OpenError::NeedsKeyring)));
    assert_eq!(files(&folder), before);
}

#[test]
fn who_begins_anew_gets_an_empty_profile_and_the_old_one_is_kept_until_it_is_let_go() {
    let world = world();
    let folder = world.profile.folder().to_owned();
    drop(world.profile);
    std::fs::rename(folder.join("passphrase.json"), folder.join("keyring-name")).unwrap();
    let home = Home::new(world.folder.path());
    let begin = |words: &str| Profile::open(&home, "default", passphrase(words), Access::Anew);
    let anew = begin("en anden").unwrap();
    assert_eq!(anew.accounts().unwrap(), []);
    let aside = || {
        let entries = std::fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.path());
        let found = entries.filter(|path| path.is_dir() && path.join("keyring-name").exists());
        found.collect::<Vec<_>>()
    };
    assert!(aside()[0].join("profile.db").exists());
    drop(anew);
    assert!(matches!(begin("forkert"), Err(OpenError::WrongPassphrase)), "the same way is no new one");
    let again = begin("en anden").unwrap();
    assert_eq!(aside().len(), 1);
    // Its name says nothing to any keyring here.
    std::fs::write(aside()[0].join("keyring-name"), "").unwrap();
    again.forget_set_aside().unwrap();
    assert_eq!(aside().len(), 0);
}

#[test]
fn what_no_service_can_give_again_outlives_a_new_beginning_and_opens_again_with_its_key() {
    let world = world();
    let (home, folder) = (Home::new(world.folder.path()), world.profile.folder().to_owned());
    let other = add_mailbox(&world.profile, &world.account, "r2");
    for mailbox in [&world.mailbox, &other] {
        world.profile.cache(&mailbox.id).unwrap();
    }
    let text = "Kun her";
    world.profile.state(&world.mailbox.id).unwrap().add_draft(&crate::drafts::draft(&world, 1, text)).unwrap();
    drop(world.profile);
    let recipe = std::fs::read(folder.join("passphrase.json")).unwrap();
    std::fs::remove_file(folder.join("passphrase.json")).unwrap();
    // Its name says nothing to any keyring here.
    std::fs::write(folder.join("keyring-name"), "").unwrap();
    let anew = Profile::open(&home, "default", passphrase("en anden"), Access::Anew).unwrap();
    anew.forget_set_aside().unwrap();
    anew.forget_set_aside().unwrap();
    drop(anew);

    let entries = || std::fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.path());
    let aside = entries().find(|path| path.is_dir() && path.join("keyring-name").exists()).expect("it is kept");
    let mailboxes = aside.join("mailboxes");
    assert!(!mailboxes.join(other.id.as_str()).exists(), "what can be fetched again is gone");
    assert!(!mailboxes.join(world.mailbox.id.as_str()).join("cache.db").exists());

    let back = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(back.path().join("profiles")).unwrap();
    std::fs::rename(&aside, back.path().join("profiles/default")).unwrap();
    std::fs::remove_file(back.path().join("profiles/default/keyring-name")).unwrap();
    std::fs::write(back.path().join("profiles/default/passphrase.json"), recipe).unwrap();
    let old = open(&back, "hemmelig").unwrap();
    let drafts = old.state(&world.mailbox.id).unwrap().drafts().unwrap();
    assert_eq!(drafts.iter().map(|draft| draft.text.as_str()).collect::<Vec<_>>(), [text]);
    assert!(old.cache(&other.id).is_ok() && old.cache(&world.mailbox.id).is_ok());
}

#[test]
fn a_profile_that_nobody_can_open_can_be_forgotten() {
    let world = world();
    let folder = world.profile.folder().to_owned();
    drop(world.profile);
    std::fs::write(folder.join("profile.db"), vec![7; 9000]).unwrap();
    assert!(open(&world.folder, "hemmelig").is_err());
    postkasse_vault::forget_unopened(&Home::new(world.folder.path()), "default").unwrap();
    assert_eq!(open(&world.folder, "en ny").unwrap().accounts().unwrap(), []);
}

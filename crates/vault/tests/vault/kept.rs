//! Letters that nobody can give again: kept once, found in the cache, and the cache made anew of them.

use crate::world::{message, open, search, world};
use jiff::Timestamp;
use model::{
    Change, FileId, FolderRole, Level, Mailbox, MailboxKind, MailboxState, Message, ProviderId, Right, Rights,
};
use postkasse_vault::{FileState, ListQuery, Mended, NewContent, NewKept, NewMailbox, Profile, StoreError};
use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn archive(profile: &Profile) -> Mailbox {
    let account = profile.archive_account().unwrap();
    let new = NewMailbox {
        remote_id: "imported".into(),
        provider: ProviderId::Archive,
        name: "Importeret".into(),
        owner: "Importeret".into(),
        owner_ref: None,
        kind: MailboxKind::Archive,
        rights: Rights::of(&[Right::Read, Right::Mark]),
        ends: None,
        state: MailboxState::Active,
        part_of: None,
        favourite: false,
        space: None,
    };
    profile.add_kept_mailbox(&account, new).unwrap()
}

/// Keeps letters of these numbers, each with a file and a content that is in no document.
fn keep(profile: &Profile, mailbox: &Mailbox, numbers: std::ops::Range<i64>) -> Vec<Message> {
    let lock = profile.kept_lock(&mailbox.id).unwrap();
    let kept = profile.kept(&mailbox.id).unwrap();
    let (mut messages, mut letters) = (Vec::new(), Vec::new());
    for number in numbers {
        let letter = message(mailbox, number, &format!("Brev {number}"));
        let content = |at: u32, file: Option<FileId>, text: &str| {
            let mut writer = kept.writer().unwrap();
            writer.write_all(text.as_bytes()).unwrap();
            let blob = writer.finish_later().unwrap();
            NewContent { number: at, file, blob, kind: "text", pages: None, text: Some(text.to_owned()) }
        };
        let file = letter.documents[0].files[0].id.clone();
        let contents = vec![content(0, Some(file), &format!("indhold {number}")), content(1, None, "uden sted")];
        let mut fingerprint = [0; 32];
        fingerprint[..8].copy_from_slice(&number.to_be_bytes());
        letters.push(NewKept { fingerprint, message: letter.clone(), memo: Some(b"<memo/>".to_vec()), contents });
        messages.push(letter);
    }
    profile.keep(&lock, letters, None).unwrap();
    profile.kept_up_to(&lock, NOW).unwrap();
    messages
}

fn list(profile: &Profile, mailbox: &Mailbox) -> Vec<postkasse_vault::MessageHead> {
    let all = ListQuery { limit: 1000, ..ListQuery::default() };
    profile.cache(&mailbox.id).unwrap().list(&all, Level::High).unwrap()
}

fn folder(profile: &Profile, mailbox: &Mailbox) -> PathBuf {
    profile.folder().join("mailboxes").join(mailbox.id.as_str())
}

fn mend(profile: &Profile, mailbox: &Mailbox) -> Result<Mended, StoreError> {
    profile.mend_kept(&profile.kept_lock(&mailbox.id).unwrap())
}

#[test]
fn what_is_kept_is_listed_found_and_read_and_known_by_its_fingerprint() {
    let world = world();
    let mailbox = archive(&world.profile);
    let letters = keep(&world.profile, &mailbox, 0..5);
    assert_eq!(list(&world.profile, &mailbox).len(), 5);
    let cache = world.profile.cache(&mailbox.id).unwrap();
    assert_eq!(search(&cache, "indhold", 50).unwrap().len(), 5);
    let file = &letters[3].documents[0].files[0].id;
    assert!(matches!(cache.file_state(file).unwrap(), FileState::Here { size: 9, .. }));
    let mut text = String::new();
    cache.open_file(file).unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text, "indhold 3");
    let kept = world.profile.kept(&mailbox.id).unwrap();
    let mut fingerprint = [0; 32];
    fingerprint[..8].copy_from_slice(&3i64.to_be_bytes());
    assert_eq!(kept.find(&fingerprint).unwrap(), Some(letters[3].id.clone()));
    assert_eq!(kept.find(&[9; 32]).unwrap(), None);
    let letter = kept.letter(&letters[3].id).unwrap().unwrap();
    assert_eq!((letter.memo.as_deref(), letter.contents.len()), (Some(&b"<memo/>"[..]), 2));
    let mut spare = String::new();
    kept.open(&letter.contents[1]).unwrap().read_to_string(&mut spare).unwrap();
    assert_eq!(spare, "uden sted");
    let records = world.profile.mailboxes().unwrap();
    assert_eq!(records.iter().find(|one| one.mailbox.id == mailbox.id).unwrap().total, 5);
    assert_eq!(world.profile.accounts().unwrap().len(), 1, "there is no service behind it");
    assert_eq!(world.profile.account(&mailbox.account).unwrap().provider, ProviderId::Archive);
}

#[test]
fn the_same_letter_twice_changes_nothing_and_leaves_no_file_behind() {
    let world = world();
    let mailbox = archive(&world.profile);
    keep(&world.profile, &mailbox, 0..3);
    let contents = folder(&world.profile, &mailbox).join("contents");
    let before = fs::read_dir(&contents).unwrap().count();
    let lock = world.profile.kept_lock(&mailbox.id).unwrap();
    let kept = world.profile.kept(&mailbox.id).unwrap();
    let mut writer = kept.writer().unwrap();
    writer.write_all(b"igen").unwrap();
    let blob = writer.finish_later().unwrap();
    let again = NewKept {
        fingerprint: [0; 32],
        message: message(&mailbox, 0, "Brev 0"),
        memo: None,
        contents: vec![NewContent { number: 0, file: None, blob, kind: "text", pages: None, text: None }],
    };
    assert!(world.profile.keep(&lock, vec![again], None).is_err());
    assert_eq!(fs::read_dir(&contents).unwrap().count(), before);
    assert_eq!(list(&world.profile, &mailbox).len(), 3);
}

#[test]
fn wishes_are_carried_out_at_once_and_again_after_a_cut_without_harm() {
    let world = world();
    let mailbox = archive(&world.profile);
    let letters = keep(&world.profile, &mailbox, 0..4);
    let state = world.profile.state(&mailbox.id).unwrap();
    let wish = |number: usize, change: Change| {
        state.add_wish(&letters[number].id, &change, 1, NOW).unwrap();
    };
    let deleted = world.profile.kept(&mailbox.id).unwrap().folders().unwrap();
    let deleted = deleted.into_iter().find(|folder| folder.role == FolderRole::Deleted).unwrap();
    wish(0, Change::Flag(true));
    wish(0, Change::Note("gem".into()));
    wish(1, Change::Delete);
    wish(2, Change::Erase);
    for _ in 0..2 {
        world.profile.carry_out(&mailbox.id).unwrap();
        assert!(state.wishes().unwrap().is_empty());
        let cache = world.profile.cache(&mailbox.id).unwrap();
        let of = |number: usize| cache.message(&letters[number].id).unwrap();
        assert!(of(0).unwrap().flag && of(0).unwrap().note.as_deref() == Some("gem"));
        assert_eq!(of(1).unwrap().folder, deleted.id);
        assert!(of(2).is_none());
        // As if it had been cut before it was told that they are done.
        wish(0, Change::Flag(true));
        wish(2, Change::Erase);
    }
    wish(2, Change::Flag(true));
    world.profile.carry_out(&mailbox.id).unwrap();
    assert_eq!(state.wishes().unwrap().len(), 1, "about a letter that is gone it is refused");
}

#[test]
fn a_damaged_or_missing_cache_is_made_anew_with_what_was_done_and_what_it_lacks_is_put_in() {
    let world = world();
    let mailbox = archive(&world.profile);
    let letters = keep(&world.profile, &mailbox, 0..450);
    let state = world.profile.state(&mailbox.id).unwrap();
    state.add_wish(&letters[7].id, &Change::Rename("Noget andet".into()), 1, NOW).unwrap();
    world.profile.carry_out(&mailbox.id).unwrap();
    let before = list(&world.profile, &mailbox);
    let cache = folder(&world.profile, &mailbox).join("cache.db");
    for harm in ["overwritten", "gone"] {
        world.profile.lock();
        if harm == "gone" {
            fs::remove_file(&cache).unwrap();
        } else {
            fs::write(&cache, vec![7; 100_000]).unwrap();
        }
        let _ = fs::remove_file(cache.with_extension("db-wal"));
        let profile = open(&world.folder, "hemmelig").unwrap();
        let mended = mend(&profile, &mailbox).unwrap();
        assert_eq!(mended, if harm == "gone" { Mended::Sound } else { Mended::Cache });
        assert_eq!(list(&profile, &mailbox), before, "{harm}");
        assert_eq!(search(&profile.cache(&mailbox.id).unwrap(), "indhold", 1000).unwrap().len(), 450);
        assert_eq!(profile.cache(&mailbox.id).unwrap().check().unwrap().damaged, []);
    }
}

#[test]
fn damage_to_what_is_kept_is_called_damage_and_named() {
    let world = world();
    let mailbox = archive(&world.profile);
    keep(&world.profile, &mailbox, 0..50);
    let path = folder(&world.profile, &mailbox).join("kept.db");
    world.profile.lock();
    let mut bytes = fs::read(&path).unwrap();
    bytes.iter_mut().skip(4096).for_each(|byte| *byte = 1);
    fs::write(&path, bytes).unwrap();
    let profile = open(&world.folder, "hemmelig").unwrap();
    let error = mend(&profile, &mailbox).unwrap_err();
    assert!(matches!(error, StoreError::Damaged), "{error:?}");
    let (_, damaged) = profile.check_own(std::slice::from_ref(&mailbox.id)).unwrap();
    assert!(damaged.iter().any(|path| path.ends_with("kept.db")), "{damaged:?}");
    assert_eq!(list(&profile, &mailbox).len(), 50, "the cache can still be read");
}

#[test]
fn locking_closes_what_is_kept_for_everybody() {
    let world = world();
    let mailbox = archive(&world.profile);
    keep(&world.profile, &mailbox, 0..1);
    let kept = world.profile.kept(&mailbox.id).unwrap();
    world.profile.lock();
    assert!(matches!(kept.count(), Err(StoreError::Locked)));
    assert!(world.profile.kept(&mailbox.id).is_err());
}

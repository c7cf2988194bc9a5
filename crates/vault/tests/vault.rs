//! A vault with letters in it: stored, listed, found, forgotten, locked, and never in clear on disk.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use jiff::Timestamp;
use model::{
    AccountId, Change, Document, DocumentKind, File, FileId, Folder, FolderId, FolderRole, Level, Mailbox, MailboxKind,
    MailboxState, Message, MessageId, MessageState, MessageType, ProviderId, RemoteId, Rights, Sender, TokenStore,
    Tokens,
};
use postkasse_vault::{
    Access, FileState, Home, KeySource, ListQuery, NewAccount, NewFile, NewMailbox, Odd, OpenError, PageWrite,
    PassphraseCost, Profile, StoreError,
};
use std::io::{Read, Write};
use std::sync::Arc;
use tempfile::TempDir;

/// Cheap on purpose: the tests are not about how dear a guess is.
const CHEAP: PassphraseCost = PassphraseCost { memory_kib: 64, passes: 1 };

fn passphrase(text: &str) -> KeySource {
    KeySource::Passphrase(text.to_owned().into(), CHEAP)
}

struct World {
    folder: TempDir,
    profile: Arc<Profile>,
    account: AccountId,
    mailbox: Mailbox,
}

fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let profile = open(&folder, "hemmelig").unwrap();
    let account = profile
        .add_account(&NewAccount {
            provider: ProviderId::DigitalPost,
            server: "http://127.0.0.1:1".into(),
            issuer: "http://127.0.0.1:1/oauth".into(),
            client_id: "c".into(),
            person: "Prøve Person".into(),
            subject: "s".into(),
            level: Level::Substantial,
        })
        .unwrap();
    let mailbox = add_mailbox(&profile, &account, "r1");
    World { folder, profile, account, mailbox }
}

fn open(folder: &TempDir, words: &str) -> Result<Arc<Profile>, OpenError> {
    Profile::open(&Home::new(folder.path()), "default", passphrase(words), Access::Usual)
}

fn add_mailbox(profile: &Profile, account: &AccountId, remote: &str) -> Mailbox {
    let new = NewMailbox {
        remote_id: remote.into(),
        provider: ProviderId::DigitalPost,
        name: "Prøve Person".into(),
        owner: "Prøve Person".into(),
        kind: MailboxKind::Own,
        rights: Rights::NONE,
        ends: None,
        state: MailboxState::Active,
    };
    profile.upsert_mailbox(account, new).unwrap()
}

fn message(mailbox: &Mailbox, number: i64, subject: &str) -> Message {
    let remote = RemoteId(format!("m{number}"));
    let id = MessageId::derive(&mailbox.id, &remote);
    let document = model::DocumentId::derive(&id, &"d".into());
    Message {
        folder: FolderId::derive(&mailbox.id, &"inbox".into()),
        mailbox: mailbox.id.clone(),
        version: 1,
        message_type: MessageType::Regular,
        state: MessageState::Received,
        subject: subject.into(),
        sender: Sender { label: "Prøvestyrelsen".into(), ..Sender::default() },
        received: Timestamp::from_second(1_700_000_000 + number).unwrap(),
        updated: Timestamp::from_second(1_700_000_000 + number).unwrap(),
        read: number % 2 == 0,
        flag: false,
        can_reply: false,
        reply_by: None,
        legally_notified: false,
        needs_level: None,
        note: None,
        documents: vec![Document {
            kind: DocumentKind::Main,
            label: "Brevet".into(),
            files: vec![File {
                id: FileId::derive(&document, &"f".into()),
                remote_id: "f".into(),
                filename: "brev.txt".into(),
                mime: "text/plain".into(),
                language: "da".into(),
                size: 3,
            }],
            actions: vec![],
            id: document,
            remote_id: "d".into(),
        }],
        id,
        remote_id: remote,
    }
}

fn store(world: &World, messages: &[Message]) {
    let page = PageWrite {
        messages,
        odd: &[],
        cursor: Some("c"),
        arrivals: true,
        level: Level::Substantial,
        now: Timestamp::UNIX_EPOCH,
    };
    world.profile.cache(&world.mailbox.id).unwrap().store_page(&page).unwrap();
}

fn put_file(world: &World, message: &Message, text: &str) {
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let file = &message.documents[0].files[0].id;
    let mut writer = cache.file_writer(file).unwrap();
    writer.write_all(text.as_bytes()).unwrap();
    cache
        .file_stored(file, writer.finish().unwrap(), &NewFile { kind: "text", pages: None, text: Some(text) })
        .unwrap();
}

#[test]
fn letters_are_listed_newest_first_and_paged_without_gap_or_double() {
    let world = world();
    let all: Vec<Message> = (0..120).map(|n| message(&world.mailbox, n, &format!("Brev {n}"))).collect();
    store(&world, &all);
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let query = ListQuery { limit: 50, before: before.clone(), ..ListQuery::default() };
        let page = cache.list(&query, Level::Substantial).unwrap();
        let Some(last) = page.last() else { break };
        before = Some((last.received, last.id.clone()));
        seen.extend(page.into_iter().map(|head| head.subject));
    }
    assert_eq!(seen, (0..120).rev().map(|n| format!("Brev {n}")).collect::<Vec<_>>());
    let unread = ListQuery { unread: true, limit: 500, ..ListQuery::default() };
    assert_eq!(cache.list(&unread, Level::Substantial).unwrap().len(), 60);
}

#[test]
fn the_same_page_twice_changes_nothing_and_a_new_version_replaces_the_old() {
    let world = world();
    let mut one = message(&world.mailbox, 1, "Før");
    store(&world, std::slice::from_ref(&one));
    store(&world, std::slice::from_ref(&one));
    (one.version, one.subject) = (2, "Efter".into());
    store(&world, std::slice::from_ref(&one));
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    assert_eq!(cache.counts().unwrap().total, 1);
    assert_eq!(cache.message(&one.id).unwrap().unwrap().subject, "Efter");
    assert!(cache.search("før", 9, Level::High).unwrap().is_empty());
    assert_eq!(cache.search("efter", 9, Level::High).unwrap().len(), 1);
    assert_eq!(cache.arrivals(Level::High).unwrap().len(), 1);
}

#[test]
fn words_inside_documents_are_found_however_they_are_typed() {
    let world = world();
    let letters = [message(&world.mailbox, 1, "Årsopgørelse"), message(&world.mailbox, 2, "Brev")];
    store(&world, &letters);
    put_file(&world, &letters[1], "Rådhusets åbningstider er ændret.");
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let found = |query: &str| -> Vec<String> {
        cache.search(query, 9, Level::High).unwrap().into_iter().map(|hit| hit.head.subject).collect()
    };
    for query in ["årsopgørelse", "AARSOPGOERELSE", "årsop"] {
        assert_eq!(found(query), ["Årsopgørelse"], "{query}");
    }
    for query in ["raadhusets", "\"åbningstider er\"", "rådhusets ændr", "prøvestyrelsen åbn"] {
        assert_eq!(found(query), ["Brev"], "{query}");
    }
    assert_eq!(found("prøvestyrelsen").len(), 2);
    assert!(found("\"er åbningstider\"").is_empty());
    let hit = &cache.search("åbningstider", 9, Level::High).unwrap()[0];
    assert!(hit.snippet.iter().any(|part| part.marked && part.text == "åbningstider"));
}

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
    assert_eq!(cache.check().unwrap(), (2, vec![]));
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
fn a_forgotten_mailbox_is_gone_and_the_others_are_untouched() {
    let world = world();
    let other = add_mailbox(&world.profile, &world.account, "r2");
    store(&world, &[message(&world.mailbox, 1, "Brev")]);
    world.profile.cache(&other.id).unwrap().replace_folders(&[]).unwrap();
    let folder = world.profile.folder().join("mailboxes").join(world.mailbox.id.as_str());
    assert!(folder.exists());
    world.profile.set_ended(&world.mailbox.id, Timestamp::UNIX_EPOCH).unwrap();
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

#[test]
fn one_list_over_mailboxes_is_newest_first() {
    let world = world();
    store(&world, &(0..60).map(|n| message(&world.mailbox, n, "A")).collect::<Vec<_>>());
    let other = add_mailbox(&world.profile, &world.account, "r2");
    let folders = [Folder {
        id: FolderId::derive(&other.id, &"inbox".into()),
        remote_id: "inbox".into(),
        parent: None,
        role: FolderRole::Inbox,
        name: "Indbakke".into(),
        version: 1,
    }];
    let cache = world.profile.cache(&other.id).unwrap();
    cache.replace_folders(&folders).unwrap();
    let newest = message(&other, 1000, "B");
    let page = PageWrite {
        messages: &[newest],
        odd: &[],
        cursor: None,
        arrivals: false,
        level: Level::High,
        now: Timestamp::UNIX_EPOCH,
    };
    cache.store_page(&page).unwrap();
    for id in [&world.mailbox.id, &other.id] {
        world.profile.refresh_heads(id, Level::High).unwrap();
    }
    let both = [(world.mailbox.id.clone(), Level::High), (other.id.clone(), Level::High)];
    for limit in [50, 100] {
        let heads = world.profile.list_all(&both, &ListQuery { limit, ..ListQuery::default() }).unwrap();
        assert_eq!(heads.len(), limit.min(61));
        assert_eq!(heads[0].subject, "B");
        assert!(heads.windows(2).all(|pair| pair[0].received >= pair[1].received));
    }
}

fn page<'a>(messages: &'a [Message], odd: &'a [Odd]) -> PageWrite<'a> {
    PageWrite { messages, odd, cursor: None, arrivals: false, level: Level::Substantial, now: Timestamp::UNIX_EPOCH }
}

fn odd(remote: &str, why: &str) -> Odd {
    Odd { remote_id: remote.into(), why: why.into() }
}

#[test]
fn every_oddity_of_a_letter_is_kept_until_the_letter_comes_right() {
    let world = world();
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let mut letter = message(&world.mailbox, 1, "Brev");
    let nameless = [odd("", "the first one without an id"), odd("", "the second one without an id")];
    let all = [odd("m1", "no documents"), odd("m1", "its type is unknown"), nameless[0].clone(), nameless[1].clone()];
    for _ in 0..2 {
        cache.store_page(&page(std::slice::from_ref(&letter), &all)).unwrap();
        assert_eq!(cache.odd().unwrap().len(), 4);
    }
    letter.version = 2;
    cache.store_page(&page(&[letter], &[])).unwrap();
    assert_eq!(cache.odd().unwrap(), nameless);
    cache.replace_unreadable(&["the second one without an id".into()]).unwrap();
    assert_eq!(cache.odd().unwrap(), nameless[1..]);
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
fn a_list_that_lags_behind_takes_nothing_back_and_a_direct_answer_does() {
    let world = world();
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let older = message(&world.mailbox, 1, "Før");
    let newer = Message { version: 2, subject: "Nu".into(), ..older.clone() };
    store(&world, std::slice::from_ref(&newer));
    let stored = cache.store_page(&page(std::slice::from_ref(&older), &[])).unwrap();
    assert_eq!((stored.new, stored.changed), (0, 0));
    assert_eq!(cache.message(&older.id).unwrap().unwrap().subject, "Nu");
    cache.store_answer(&page(std::slice::from_ref(&older), &[])).unwrap();
    assert_eq!(cache.message(&older.id).unwrap().unwrap().subject, "Før");
}

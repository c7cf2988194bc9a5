//! Damage: noticed, said, put right from the service; and never a wish lost for it.

use crate::world::{World, message, open, page, put_bytes, search, store, world};
use jiff::Timestamp;
use model::{Change, Level, Message};
use postkasse_vault::{Checked, Damage, FileState, ListQuery, Mended, NewFile, OpenError, StoreError};
use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

fn folder(world: &World) -> PathBuf {
    world.profile.folder().join("mailboxes").join(world.mailbox.id.as_str())
}

/// A mailbox with letters, a file and a wish, and nobody who has it open.
fn filled() -> (World, Vec<Message>) {
    let mut world = world();
    let letters: Vec<Message> = (0..200).map(|n| message(&world.mailbox, n, &format!("Brev {n}"))).collect();
    store(&world, &letters);
    put_file(&world, &letters[0], "Teksten");
    let state = world.profile.state(&world.mailbox.id).unwrap();
    state.add_wish(&letters[1].id, &Change::Read(true), 1, Timestamp::UNIX_EPOCH).unwrap();
    drop(state);
    reopen(&mut world);
    (world, letters)
}

fn reopen(world: &mut World) {
    world.profile.lock();
    world.profile = open(&world.folder, "hemmelig").unwrap();
}

fn blob(world: &World) -> PathBuf {
    let mut blobs = fs::read_dir(folder(world).join("blobs")).unwrap();
    blobs.next().unwrap().unwrap().path()
}

fn read_file(world: &World, letter: &Message) -> Result<String, StoreError> {
    let cache = world.profile.cache(&world.mailbox.id)?;
    let mut text = String::new();
    cache.open_file(&letter.documents[0].files[0].id)?.read_to_string(&mut text)?;
    Ok(text.trim_end().to_owned())
}

/// A file so large that it is sealed by itself.
fn put_file(world: &World, letter: &Message, text: &str) {
    put_bytes(world, letter, text, &format!("{text}{}", " ".repeat(40_000)));
}

/// What a person does with a mailbox.
fn use_it(world: &World, letters: &[Message]) -> Result<(), StoreError> {
    let cache = world.profile.cache(&world.mailbox.id)?;
    let all = ListQuery { limit: 500, ..ListQuery::default() };
    let subjects: Vec<String> = cache.list(&all, Level::High)?.into_iter().map(|head| head.subject).collect();
    let expected: Vec<String> = letters.iter().rev().map(|letter| letter.subject.clone()).collect();
    assert_eq!(subjects, expected, "whatever is shown is right");
    assert_eq!(search(&cache, "teksten", 9)?.len(), 1);
    assert_eq!(read_file(world, &letters[0])?, "Teksten");
    Ok(())
}

fn heal(world: &World, letters: &[Message]) {
    store(world, letters);
    put_file(world, &letters[0], "Teksten");
    world.profile.rebuilt(&world.mailbox.id).unwrap();
}

#[test]
fn a_cache_destroyed_in_any_place_is_set_aside_rebuilt_and_only_then_deleted() {
    let (mut world, letters) = filled();
    let path = folder(&world).join("cache.db");
    let length = fs::metadata(&path).unwrap().len();
    for place in 1..21 {
        let at = usize::try_from(length * place / 21).unwrap();
        let mut bytes = fs::read(&path).unwrap();
        let at = at.min(bytes.len() - 1);
        if place % 2 == 0 {
            bytes.truncate(at);
        } else {
            let end = bytes.len().min(at + 5000);
            bytes[at..end].fill(0x5a);
        }
        fs::write(&path, &bytes).unwrap();
        for one in ["cache.db-wal", "cache.db-shm"] {
            let _ = fs::remove_file(folder(&world).join(one));
        }
        reopen(&mut world);
        match use_it(&world, &letters) {
            // What nobody reads was hit: then only the look at everything finds it.
            Ok(()) => {}
            Err(StoreError::Damaged) => world.profile.suspect_all(),
            Err(error) => panic!("place {place}: {error}"),
        }
        let wishes = world.profile.state(&world.mailbox.id).unwrap().wishes().unwrap();
        assert_eq!(wishes.len(), 1, "place {place}: the outbox is not touched");
        world.profile.suspect(&world.mailbox.id);
        assert_eq!(world.profile.mend(&world.mailbox.id).unwrap(), Mended::Cache, "place {place}");
        assert!(folder(&world).join("damaged-cache/cache.db").exists());
        heal(&world, &letters);
        assert!(!folder(&world).join("damaged-cache").exists());
        use_it(&world, &letters).unwrap();
        assert_eq!(world.profile.mend(&world.mailbox.id).unwrap(), Mended::Sound);
        reopen(&mut world);
    }
}

#[test]
fn a_cache_that_is_gone_or_empty_begins_anew_and_the_outbox_stays() {
    let (mut world, letters) = filled();
    let path = folder(&world).join("cache.db");
    for harm in [|path: &PathBuf| fs::remove_file(path).unwrap(), |path: &PathBuf| fs::write(path, b"").unwrap()] {
        harm(&path);
        let cache = world.profile.cache(&world.mailbox.id).unwrap();
        assert_eq!(cache.cursor().unwrap(), None, "everything is asked for");
        assert_eq!(world.profile.state(&world.mailbox.id).unwrap().wishes().unwrap().len(), 1);
        heal(&world, &letters);
        use_it(&world, &letters).unwrap();
        drop(cache);
        reopen(&mut world);
    }
}

#[test]
fn damage_during_a_rebuild_keeps_what_was_set_aside_first() {
    let (mut world, letters) = filled();
    let path = folder(&world).join("cache.db");
    let first = vec![1; 40_000];
    fs::write(&path, &first).unwrap();
    assert_eq!(world.profile.mend(&world.mailbox.id).unwrap(), Mended::Cache);
    store(&world, &letters[..10]);
    reopen(&mut world);
    fs::write(&path, vec![2; 40_000]).unwrap();
    assert_eq!(world.profile.mend(&world.mailbox.id).unwrap(), Mended::Cache);
    assert_eq!(fs::read(folder(&world).join("damaged-cache/cache.db")).unwrap(), first);
    heal(&world, &letters);
    use_it(&world, &letters).unwrap();
}

#[test]
fn a_damaged_or_missing_file_is_named_and_fetched_again_and_nothing_else_is() {
    for harm in
        [|path: &PathBuf| fs::write(path, b"PKB1 nonsense").unwrap(), |path: &PathBuf| fs::remove_file(path).unwrap()]
    {
        let (world, letters) = filled();
        put_file(&world, &letters[1], "En anden");
        let damaged = blob(&world);
        harm(&damaged);
        let (hurt, whole) = match read_file(&world, &letters[0]) {
            Err(StoreError::Damaged) => (0, 1),
            _ => (1, 0),
        };
        assert!(matches!(read_file(&world, &letters[hurt]), Err(StoreError::Damaged)));
        let cache = world.profile.cache(&world.mailbox.id).unwrap();
        let file = letters[hurt].documents[0].files[0].id.clone();
        assert_eq!(cache.check().unwrap(), Checked { files: 3, damaged: vec![Damage::File(file.clone())] });
        assert_eq!(world.profile.mend(&world.mailbox.id).unwrap(), Mended::Sound, "nobody said so yet");
        world.profile.suspect(&world.mailbox.id);
        assert_eq!(world.profile.mend(&world.mailbox.id).unwrap(), Mended::Files(1));
        let cache = world.profile.cache(&world.mailbox.id).unwrap();
        assert_eq!(cache.file_state(&file).unwrap(), FileState::Missing);
        assert!(cache.files_to_fetch(500).unwrap().iter().any(|job| job.file == file));
        assert!(read_file(&world, &letters[whole]).is_ok());
        put_file(&world, &letters[hurt], "Igen");
        assert_eq!(read_file(&world, &letters[hurt]).unwrap(), "Igen");
        assert_eq!(cache.check().unwrap().damaged, []);
    }
}

#[test]
fn two_files_that_changed_places_are_both_damaged() {
    let (world, letters) = filled();
    put_file(&world, &letters[1], "En anden");
    let blobs: Vec<PathBuf> =
        fs::read_dir(folder(&world).join("blobs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let (one, other) = (fs::read(&blobs[0]).unwrap(), fs::read(&blobs[1]).unwrap());
    fs::write(&blobs[0], other).unwrap();
    fs::write(&blobs[1], one).unwrap();
    for letter in &letters[..2] {
        assert!(matches!(read_file(&world, letter), Err(StoreError::Damaged)));
    }
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    assert_eq!(cache.check().unwrap().damaged.len(), 2);
}

#[test]
fn a_file_that_gets_no_row_leaves_nothing_and_one_that_comes_again_takes_the_place_of_the_old() {
    let (world, letters) = filled();
    put_file(&world, &letters[0], "Teksten igen");
    let blobs = || fs::read_dir(folder(&world).join("blobs")).unwrap().count();
    assert_eq!(blobs(), 1);
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let file = &letters[2].documents[0].files[0].id;
    let mut writer = cache.file_writer(file).unwrap();
    writer.write_all(&[b's'; 40_000]).unwrap();
    assert!(cache.remove_message(&letters[2].remote_id).unwrap());
    let stored = cache.file_stored(file, writer.finish().unwrap(), &NewFile { kind: "text", ..NewFile::default() });
    assert!(matches!(stored, Err(StoreError::NotFound)));
    assert_eq!(blobs(), 1);
}

#[test]
fn what_a_cut_left_behind_is_removed_and_what_is_being_stored_is_not() {
    let (world, letters) = filled();
    let blobs = folder(&world).join("blobs");
    for (name, hours) in [("gammel", 2), ("gammel.part", 2), ("ny.part", 0)] {
        fs::write(blobs.join(name), b"x").unwrap();
        let at = SystemTime::now() - Duration::from_secs(3600 * hours);
        fs::File::options().write(true).open(blobs.join(name)).unwrap().set_modified(at).unwrap();
    }
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    assert_eq!(cache.remove_leftovers().unwrap(), 2);
    assert!(blobs.join("ny.part").exists());
    use_it(&world, &letters).unwrap();
}

#[test]
fn a_damaged_outbox_is_said_and_neither_touched_nor_taken_for_a_damaged_cache() {
    let (world, letters) = filled();
    let path = folder(&world).join("state.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[100] ^= 1;
    fs::write(&path, &bytes).unwrap();
    assert!(matches!(world.profile.state(&world.mailbox.id), Err(StoreError::Damaged)));
    world.profile.suspect_all();
    assert_eq!(world.profile.mend(&world.mailbox.id).unwrap(), Mended::Sound);
    assert_eq!(fs::read(&path).unwrap(), bytes);
    use_it(&world, &letters).unwrap();
    let (files, damaged) = world.profile.check_own(std::slice::from_ref(&world.mailbox.id)).unwrap();
    assert_eq!((files, damaged.len()), (2, 1));
    assert!(damaged[0].ends_with("state.db"));
}

#[test]
fn a_damaged_profile_is_said_to_be_damaged_and_a_wrong_passphrase_wrong() {
    let world = world();
    let path = world.profile.folder().join("profile.db");
    drop(world.profile);
    let whole = fs::read(&path).unwrap();
    fs::write(&path, vec![7; whole.len()]).unwrap();
    assert!(matches!(open(&world.folder, "hemmelig"), Err(OpenError::Store(StoreError::Damaged))));
    assert!(matches!(open(&world.folder, "forkert"), Err(OpenError::WrongPassphrase)));
    fs::write(&path, &whole).unwrap();
    // What tells the two apart can be damaged, too; that costs nothing but the right word.
    fs::write(path.with_file_name("key-check"), b"nonsense").unwrap();
    assert_eq!(open(&world.folder, "hemmelig").unwrap().accounts().unwrap().len(), 1);
    fs::write(&path, vec![7; whole.len()]).unwrap();
    assert!(matches!(open(&world.folder, "hemmelig"), Err(OpenError::Store(StoreError::Damaged))));
}

#[test]
fn a_flipped_byte_anywhere_in_any_file_is_noticed_or_does_no_harm() {
    let (mut world, letters) = filled();
    put_bytes(&world, &letters[2], "lille", "En lille fil");
    let names = ["cache.db".to_owned(), format!("blobs/{}", blob(&world).file_name().unwrap().to_str().unwrap())];
    for name in names {
        let path = folder(&world).join(name);
        world.profile.lock();
        let whole = fs::read(&path).unwrap();
        // Once in each half page: in its text and in its tag, and in the salt at the very beginning.
        for at in (0..whole.len()).step_by(2048).chain([3, 15, 16, 99, whole.len() - 1]) {
            let at = at.min(whole.len() - 1);
            let mut changed = whole.clone();
            changed[at] ^= 0x10;
            fs::write(&path, &changed).unwrap();
            reopen(&mut world);
            let small = || read_file(&world, &letters[2]).map(|text| assert_eq!(text, "En lille fil"));
            match use_it(&world, &letters).and_then(|()| small()) {
                Ok(()) | Err(StoreError::Damaged) => {}
                Err(error) => panic!("byte {at} of {}: {error}", path.display()),
            }
            world.profile.lock();
        }
        fs::write(&path, &whole).unwrap();
    }
    reopen(&mut world);
    use_it(&world, &letters).unwrap();
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    cache.store_page(&page(&[], &[])).unwrap();
}

//! The person's own lock on a whole profile: what opens it, what does not, and what a cut leaves.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail loudly")]

use super::*;
use crate::keyring_of_tests::{Entries, Look, asked, entries, holds, is_answered, is_away, looked_at_by};
use crate::{Access, Home, KeySource, LockFacts, Profile, lock_facts};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

const CHEAP: PassphraseCost = PassphraseCost { memory_kib: 64, passes: 1 };
const MARK: &str = "kun den ægte profil har den";

fn words(text: &str) -> SecretString {
    text.to_owned().into()
}

fn typed(text: &str) -> KeySource {
    KeySource::Passphrase(words(text), CHEAP)
}

struct World {
    home: TempDir,
}

impl World {
    /// A profile whose key is in the keyring, or made from this passphrase.
    fn new(source: KeySource) -> Self {
        let world = World { home: tempfile::tempdir().unwrap() };
        world.open(source).unwrap().set_setting(MARK, "ja").unwrap();
        world
    }

    fn home(&self) -> Home {
        Home::new(self.home.path())
    }

    fn folder(&self) -> PathBuf {
        self.home().profile("p").unwrap()
    }

    fn open(&self, source: KeySource) -> Result<Arc<Profile>, OpenError> {
        Profile::open(&self.home(), "p", source, Access::Usual)
    }

    /// Opens it and sees that it is the real one.
    fn opens(&self, source: KeySource) -> bool {
        self.open(source).is_ok_and(|profile| profile.setting(MARK).unwrap().is_some())
    }

    fn set(&self, source: KeySource, present: Option<&str>, new: Option<(LockKind, &str)>) -> Result<(), OpenError> {
        let present = present.map(words);
        let new = new.map(|(kind, text)| (kind, (kind != LockKind::Keyring).then(|| words(text))));
        self.open(source)?.set_lock(present.as_ref(), new.as_ref().map(|(kind, text)| (*kind, text.as_ref())), CHEAP)
    }

    fn with_pin() -> Self {
        let world = World::new(KeySource::Os);
        world.set(KeySource::Os, None, Some((LockKind::Pin, "271828"))).unwrap();
        world
    }

    fn facts(&self) -> LockFacts {
        lock_facts(&self.home(), "p").unwrap()
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.folder())
    }

    fn has_files(&self, files: &BTreeMap<String, Vec<u8>>) {
        self.files().keys().for_each(|name| fs::remove_file(self.folder().join(name)).unwrap());
        files.iter().for_each(|(name, bytes)| fs::write(self.folder().join(name), bytes).unwrap());
    }
}

/// The small files beside the databases.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().flatten().filter(|entry| entry.path().is_file());
    let named = entries.map(|entry| (entry.file_name().into_string().unwrap(), entry.path()));
    named.filter(|(name, _)| !name.contains(".db")).map(|(name, path)| (name, fs::read(path).unwrap())).collect()
}

#[test]
fn a_pin_opens_only_together_with_the_keyring_and_the_keyring_only_together_with_the_pin() {
    let world = World::with_pin();
    assert!(world.opens(typed("271828")));
    assert!(matches!(world.open(typed("271829")), Err(OpenError::WrongPin)));
    assert!(matches!(world.open(KeySource::Os), Err(OpenError::NeedsPin)));
    let kept = entries();
    holds(Entries::new());
    assert!(matches!(world.open(typed("271828")), Err(OpenError::KeyLost)));
    holds(kept.keys().map(|name| (name.clone(), [7; 32])).collect());
    assert!(matches!(world.open(typed("271828")), Err(OpenError::KeyLost)), "another keyring is not a wrong PIN");
    is_away(true);
    assert!(matches!(world.open(typed("271828")), Err(OpenError::KeyringAway)));
    is_away(false);
    holds(kept);
    assert_eq!(world.facts().wrong, 1, "only the wrong PIN was a wrong try");
    assert!(world.opens(typed("271828")));
    assert_eq!(world.facts(), LockFacts { kind: Some(LockKind::Pin), keyring: true, wrong: 0, wait: Duration::ZERO });
}

#[test]
fn no_change_of_the_files_opens_what_is_locked() {
    let without = World::new(KeySource::Os);
    let before = without.files();
    without.set(KeySource::Os, None, Some((LockKind::Pin, "271828"))).unwrap();
    let locked = without.files();
    assert!(!locked.contains_key(NAME) && locked.contains_key(FILE));
    // The files of before the lock, alone and beside those of after it.
    without.has_files(&before);
    assert!(!without.opens(KeySource::Os));
    without.has_files(&before.iter().chain(&locked).map(|(name, bytes)| (name.clone(), bytes.clone())).collect());
    assert!(!without.opens(KeySource::Os));
    // The name of each entry that the keyring has, with and without the lock beside it.
    for name in entries().into_keys() {
        for keep in [true, false] {
            without.has_files(&locked);
            fs::write(without.folder().join(NAME), &name).unwrap();
            if !keep {
                fs::remove_file(without.folder().join(FILE)).unwrap();
            }
            assert!(!without.opens(KeySource::Os));
        }
    }
    // What the lock says of itself.
    let text = String::from_utf8(locked[FILE].clone()).unwrap();
    let says = |from: &str, to: &str| {
        assert!(text.contains(from), "{text}");
        fs::write(without.folder().join(FILE), text.replacen(from, to, 1)).unwrap();
    };
    without.has_files(&locked);
    says("\"kind\":\"pin\"", "\"kind\":\"passphrase\"");
    assert!(!without.opens(KeySource::Os) && !without.opens(typed("")));
    says("\"kind\":\"pin\"", "\"kind\":\"keyring\"");
    assert!(!without.opens(KeySource::Os) && !without.opens(KeySource::Asking) && !without.opens(typed("271828")));
    let (before_recipe, recipe) = text.split_once("\"recipe\":{").unwrap();
    let asking = format!("{before_recipe}{}", recipe.split_once("},").unwrap().1);
    fs::write(without.folder().join(FILE), asking.replacen("\"kind\":\"pin\"", "\"kind\":\"keyring\"", 1)).unwrap();
    assert!(matches!(without.open(KeySource::Asking), Err(OpenError::KeyLost)), "{asking}");
    says("\"kind\":\"pin\"", "\"kind\":\"none\"");
    assert!(!without.opens(KeySource::Os) && !without.opens(typed("271828")));
    let (before_entry, entry) = text.split_once("\"keyring\":{").unwrap();
    let alone = format!("{before_entry}\"keyring\":null{}", entry.split_once('}').unwrap().1);
    fs::write(without.folder().join(FILE), alone).unwrap();
    assert!(!without.opens(KeySource::Os) && !without.opens(typed("271828")));
    fs::write(without.folder().join(FILE), "{}").unwrap();
    assert!(!without.opens(KeySource::Os) && !without.opens(typed("271828")));
    without.has_files(&locked);
    assert!(without.opens(typed("271828")));
}

#[test]
fn a_lock_can_be_changed_to_another_kind_and_removed_by_whoever_knows_it() {
    let world = World::with_pin();
    for present in [None, Some("000001"), Some("")] {
        let refused = world.set(typed("271828"), present, None);
        assert!(matches!(refused, Err(OpenError::NeedsPin | OpenError::WrongPin)), "{present:?}");
    }
    world.set(typed("271828"), Some("271828"), Some((LockKind::Passphrase, "fire heste i engen"))).unwrap();
    assert!(world.opens(typed("fire heste i engen")) && world.facts().kind == Some(LockKind::Passphrase));
    assert!(matches!(world.open(typed("271828")), Err(OpenError::WrongPassphrase)));
    assert!(matches!(world.open(KeySource::Os), Err(OpenError::NeedsPassphrase)));
    world.set(typed("fire heste i engen"), Some("fire heste i engen"), None).unwrap();
    assert!(world.opens(KeySource::Os) && world.facts().kind.is_none());
    assert!(matches!(world.open(typed("fire heste i engen")), Err(OpenError::NeedsKeyring)));
    assert_eq!(entries().len(), 1, "the keyring keeps nothing of what was");
}

#[test]
fn with_the_keyrings_question_nothing_is_typed_here_and_it_is_asked_only_when_the_person_wants_in() {
    let world = World::new(KeySource::Os);
    world.set(KeySource::Os, None, Some((LockKind::Keyring, ""))).unwrap();
    assert_eq!((asked(), world.facts().kind), (1, Some(LockKind::Keyring)), "for the new password");
    assert!(matches!(world.open(KeySource::Os), Err(OpenError::NeedsAnswer)));
    assert!(matches!(world.open(typed("noget")), Err(OpenError::NeedsAnswer)));
    assert_eq!(asked(), 1, "nothing asks the person by itself");
    assert!(world.opens(KeySource::Asking));
    is_answered(false);
    assert!(matches!(world.open(KeySource::Asking), Err(OpenError::Dismissed)));
    is_answered(true);
    assert_eq!((asked(), world.facts().wrong), (3, 0), "its wrong tries are the keyring's to count");
    let pin = World::with_pin();
    assert!(matches!(pin.open(KeySource::Asking), Err(OpenError::NeedsPin)));
}

#[test]
fn a_question_of_the_keyring_that_is_closed_changes_no_lock() {
    let world = World::new(KeySource::Os);
    is_answered(false);
    let refused = world.set(KeySource::Os, None, Some((LockKind::Keyring, "")));
    assert!(matches!(refused, Err(OpenError::Dismissed)));
    assert!(world.opens(KeySource::Os) && world.facts().kind.is_none() && entries().len() == 1);
    is_answered(true);
    world.set(KeySource::Os, None, Some((LockKind::Keyring, ""))).unwrap();
    let open = world.open(KeySource::Asking).unwrap();
    is_answered(false);
    for new in [None, Some((LockKind::Pin, Some(&words("271828"))))] {
        assert!(matches!(open.set_lock(None, new, CHEAP), Err(OpenError::Dismissed)));
    }
    is_answered(true);
    assert!(world.opens(KeySource::Asking) && world.facts().kind == Some(LockKind::Keyring));
}

#[test]
fn what_the_keyring_held_before_the_lock_is_not_in_it_any_longer() {
    let world = World::new(KeySource::Os);
    let before = entries();
    world.set(KeySource::Os, None, Some((LockKind::Pin, "271828"))).unwrap();
    assert!(entries().len() == 1 && entries().keys().all(|name| !before.contains_key(name)));
    assert!(entries().values().all(|key| before.values().all(|old| old != key)));
}

#[test]
fn a_profile_without_a_keyring_changes_its_passphrase_and_can_have_neither_a_pin_nor_no_lock() {
    let world = World::new(typed("gammel sætning"));
    assert_eq!((world.facts().kind, world.facts().keyring), (Some(LockKind::Passphrase), false));
    let old = || typed("gammel sætning");
    let set = |source, present, new| world.set(source, Some(present), new);
    assert!(matches!(set(old(), "gammel sætning", Some((LockKind::Pin, "271828"))), Err(OpenError::NoSuchLock)));
    assert!(matches!(set(old(), "gammel sætning", Some((LockKind::Keyring, ""))), Err(OpenError::NoSuchLock)));
    assert!(matches!(set(old(), "gammel sætning", None), Err(OpenError::NoSuchLock)));
    assert!(matches!(set(old(), "forkert", Some((LockKind::Passphrase, "ny"))), Err(OpenError::WrongPassphrase)));
    set(old(), "gammel sætning", Some((LockKind::Passphrase, "ny sætning"))).unwrap();
    assert!(world.opens(typed("ny sætning")) && !world.opens(old()));
    assert!(matches!(set(typed("ny sætning"), "ny sætning", None), Err(OpenError::NoSuchLock)));
    set(typed("ny sætning"), "ny sætning", Some((LockKind::Passphrase, "nyere sætning"))).unwrap();
    assert!(world.opens(typed("nyere sætning")) && !world.opens(typed("ny sætning")));
    assert!(entries().is_empty());
}

#[test]
fn a_profile_that_lives_only_in_memory_gets_no_lock() {
    let world = World { home: tempfile::tempdir().unwrap() };
    let profile = world.open(KeySource::Memory).unwrap();
    let sentence = words("en sætning");
    for new in [(LockKind::Passphrase, Some(&sentence)), (LockKind::Keyring, None)] {
        assert!(matches!(profile.set_lock(None, Some(new), CHEAP), Err(OpenError::NoSuchLock)));
    }
}

#[test]
fn after_five_wrong_pins_also_the_right_one_waits_and_so_does_a_change_of_the_lock() {
    let world = World::with_pin();
    let open = world.open(typed("271828")).unwrap();
    (0..5).for_each(|_| assert!(matches!(world.open(typed("111112")), Err(OpenError::WrongPin))));
    assert!(matches!(world.open(typed("271828")), Err(OpenError::TooSoon)));
    assert!(matches!(open.set_lock(Some(&words("271828")), None, CHEAP), Err(OpenError::TooSoon)));
    let facts = world.facts();
    assert!(facts.wrong == 5 && facts.wait > Duration::from_secs(20), "{facts:?}");
    assert!(open.setting(MARK).unwrap().is_some(), "what is open stays open");
}

#[test]
fn who_begins_anew_gets_an_empty_profile_and_what_was_locked_still_opens_with_its_pin() {
    let world = World::with_pin();
    let anew = Profile::open(&world.home(), "p", KeySource::Os, Access::Anew).unwrap();
    assert_eq!(anew.setting(MARK).unwrap(), None);
    assert!(anew.lock_facts().unwrap().kind.is_none());
    drop(anew);
    let entries = fs::read_dir(world.folder()).unwrap().flatten().map(|entry| entry.path());
    let aside = { entries }.find(|path| path.is_dir() && path.join(FILE).exists()).expect("it is kept");
    let back = World { home: tempfile::tempdir().unwrap() };
    fs::create_dir_all(back.folder().parent().unwrap()).unwrap();
    fs::rename(aside, back.folder()).unwrap();
    assert!(back.opens(typed("271828")));
}

/// What is there at some moment: the small files and the keyring.
type Moment = (BTreeMap<String, Vec<u8>>, Entries);

/// Everything that a cut could leave while `change` goes on, and how it ends: files are written whole.
fn moments(world: &World, change: impl FnOnce()) -> Vec<Moment> {
    let seen: Rc<RefCell<Vec<Moment>>> = Rc::default();
    let (folder, noted) = (world.folder(), seen.clone());
    let look: Look = Box::new(move |entries| noted.borrow_mut().push((files(&folder), entries.clone())));
    looked_at_by(Some(look));
    change();
    looked_at_by(None);
    let mut moments = seen.take();
    moments.push((world.files(), entries()));
    let mut between = Vec::new();
    for (this, next) in moments.iter().zip(moments.iter().skip(1)) {
        // The call has been answered and no file is written yet; the new files are there beside the old ones.
        let mut both = next.0.clone();
        both.extend(this.0.clone());
        between.extend([(this.0.clone(), next.1.clone()), (both, next.1.clone())]);
    }
    moments.into_iter().chain(between).collect()
}

#[test]
fn wherever_a_change_is_cut_the_old_way_opens_or_the_new_one_and_the_next_opening_clears_up() {
    let (none, pin) = (|| KeySource::Os, || typed("271828"));
    let sentence = || typed("fire heste i engen");
    type Ways<'a> = (&'a dyn Fn() -> KeySource, &'a dyn Fn() -> KeySource);
    type Wanted = Option<(LockKind, &'static str)>;
    let asking = || KeySource::Asking;
    let changes: [(Ways<'_>, Option<&str>, Wanted); 8] = [
        ((&none, &pin), None, Some((LockKind::Pin, "271828"))),
        ((&pin, &sentence), Some("271828"), Some((LockKind::Passphrase, "fire heste i engen"))),
        ((&sentence, &pin), Some("fire heste i engen"), Some((LockKind::Pin, "271828"))),
        ((&pin, &none), Some("271828"), None),
        ((&none, &asking), None, Some((LockKind::Keyring, ""))),
        ((&asking, &sentence), None, Some((LockKind::Passphrase, "fire heste i engen"))),
        ((&sentence, &asking), Some("fire heste i engen"), Some((LockKind::Keyring, ""))),
        ((&asking, &none), None, None),
    ];
    let world = World::new(KeySource::Os);
    for (turn, ((old, new), present, wanted)) in changes.into_iter().enumerate() {
        let seen = moments(&world, || world.set(old(), present, wanted).unwrap());
        assert!(seen.len() >= 4, "{turn}");
        let end = (world.files(), entries());
        for (at, (files, kept)) in seen.into_iter().enumerate() {
            world.has_files(&files);
            holds(kept);
            let (by_old, by_new) = (world.opens(old()), world.opens(new()));
            assert!(by_old != by_new, "change {turn}, moment {at}: old {by_old}, new {by_new}");
            let locked = world.facts().kind.is_some();
            assert_eq!(locked, !world.opens(KeySource::Os), "change {turn}, moment {at}");
            if locked {
                assert!(!world.folder().join(NAME).exists(), "change {turn}, moment {at}");
                let unlocking = entries().into_keys().filter(|name| {
                    fs::write(world.folder().join(NAME), name).unwrap();
                    fs::rename(world.folder().join(FILE), world.folder().join("away")).unwrap();
                    let opens = world.opens(KeySource::Os);
                    fs::rename(world.folder().join("away"), world.folder().join(FILE)).unwrap();
                    opens
                });
                assert_eq!(unlocking.count(), 0, "change {turn}, moment {at}: nothing in the keyring opens it alone");
            }
        }
        world.has_files(&end.0);
        holds(end.1);
    }
}

#[test]
fn a_keyring_that_goes_away_in_the_middle_leaves_the_lock_as_it_was() {
    let world = World::new(KeySource::Os);
    let open = world.open(KeySource::Os).unwrap();
    is_away(true);
    let pin = words("271828");
    assert!(open.set_lock(None, Some((LockKind::Pin, Some(&pin))), CHEAP).is_err());
    is_away(false);
    assert!(world.opens(KeySource::Os));
    open.set_lock(None, Some((LockKind::Pin, Some(&pin))), CHEAP).unwrap();
    assert!(world.opens(typed("271828")) && !world.opens(KeySource::Os));
}

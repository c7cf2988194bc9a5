//! A byte flips, in any place of any file.

use crate::full_vault::{FullVault, files};
use crate::home::{Home, said};
use crate::look::{Seen, look};
use crate::places::{many, places};
use model::Code;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// In each file at least so many places.
const LEAST: u64 = 12;

/// One place in so many is tried with the terminal program, too.
const FROM_OUTSIDE: u64 = 50;

/// Journals of a cut, by which a database comes to its newest state. What a damaged one says is not done, as if the cut
/// had come earlier; and some of it that was written can be there.
fn is_journal(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.to_str().is_some_and(|end| end.starts_with("db-")))
}

/// The words of a letter, which are the same in every state of it; its text is there or still to come.
fn words(shown: &Value) -> Vec<&Value> {
    let text = shown.get("text").filter(|text| *text != "");
    ["subject", "sender", "received", "mailbox"].iter().filter_map(|name| shown.get(name)).chain(text).collect()
}

/// An earlier or later state of the same letter.
fn is_a_state_of(shown: &Value, known: &Value) -> bool {
    let (shown, known) = (words(shown), words(known));
    !shown.is_empty() && known.starts_with(&shown)
}

/// Whatever is shown is as it was, and what is missing was told.
fn is_right(seen: &Seen, whole: &Seen, later: &Seen, journal: bool, what: &str) {
    for (name, shown) in &seen.shown {
        let known = |one: &Seen| one.shown.get(name).is_some_and(|known| known == shown || is_a_state_of(shown, known));
        let right = if journal { known(whole) || known(later) } else { whole.shown.get(name) == Some(shown) };
        assert!(right, "{what}: {name} is {shown}, not {:?}", whole.shown.get(name));
    }
    let known = |code: &Code| matches!(code, Code::Damaged | Code::Locked) || journal && *code == Code::NotFound;
    assert!(seen.told.iter().all(known), "{what}: {:?}", seen.told);
    let silent = seen.told.is_empty() && seen.damaged.is_empty();
    let missing: Vec<&String> = whole.shown.keys().filter(|name| !seen.shown.contains_key(*name)).collect();
    assert!(!silent || journal || missing.is_empty(), "{what}: {missing:?} are missing and nobody said so");
}

/// The program ends by itself, and with one of the statuses for what is damaged or cannot be opened.
fn answers_from_outside(home: &Home, what: &str) {
    for command in [&["list"][..], &["search", "blåbærgrød"], &["doctor"]] {
        let output = home.run(command);
        let known =
            [Some(0), Some(i32::from(Code::Damaged.exit_status())), Some(i32::from(Code::Locked.exit_status()))];
        assert!(known.contains(&output.status.code()), "{what}: {command:?}: {}", said(&output));
        assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{what}: {}", said(&output));
    }
}

/// A sealed file, in which nothing may change unseen.
fn is_sealed(path: &Path) -> bool {
    ["blobs", "drafts", "contents"].iter().any(|folder| path.parent().is_some_and(|parent| parent.ends_with(folder)))
}

/// So many places in each of the files: some in each, the rest by their size.
fn shares(sizes: &[u64], all: u64) -> Vec<u64> {
    let total: u64 = sizes.iter().sum();
    let rest = all.saturating_sub(LEAST * sizes.len() as u64);
    sizes.iter().map(|size| LEAST + (rest * size).div_ceil(total)).collect()
}

#[test]
fn a_flipped_byte_anywhere_in_any_file_is_found_or_does_no_harm() {
    let vault = FullVault::new();
    let (whole, later) = (look(&vault.runtime, &vault.home.copy()), look(&vault.runtime, &vault.later));
    assert!(whole.told.is_empty() && whole.damaged.is_empty(), "{whole:?}");
    let data = vault.home.data();
    let there: Vec<_> = files(&data).into_iter().filter(|path| fs::metadata(path).unwrap().len() > 0).collect();
    for kind in ["profile.db", "cache.db", "state.db", "kept.db", "cache.db-wal", "profile.db-wal", "state.db-journal"]
    {
        assert!(there.iter().any(|path| path.ends_with(kind)), "no {kind} in {there:?}");
    }
    for kind in ["blobs", "drafts", "contents"] {
        assert!(there.iter().any(|path| path.parent().unwrap().ends_with(kind)), "nothing in {kind}: {there:?}");
    }
    let sizes: Vec<u64> = there.iter().map(|path| fs::metadata(path).unwrap().len()).collect();
    let (mut places_tried, mut found) = (0, 0);
    for ((path, size), share) in there.iter().zip(&sizes).zip(shares(&sizes, many(2000))) {
        let name = path.strip_prefix(&data).unwrap();
        for (at, seed) in places(share, *size) {
            let hurt = vault.home.copy();
            let file = hurt.data().join(name);
            let mut bytes = fs::read(&file).unwrap();
            bytes[usize::try_from(at).unwrap() - 1] ^= 1 << (seed % 8);
            fs::write(&file, bytes).unwrap();
            let seen = look(&vault.runtime, &hurt);
            let what = format!("byte {at} of {}, seed {seed}", name.display());
            if places_tried % FROM_OUTSIDE == 0 {
                answers_from_outside(&hurt.copy(), &what);
            }
            is_right(&seen, &whole, &later, is_journal(path), &what);
            let noticed = !seen.told.is_empty() || !seen.damaged.is_empty();
            assert!(noticed || !is_sealed(path), "{what}");
            found += u64::from(noticed);
            places_tried += 1;
        }
    }
    // The rest lies in journals, whose end is then taken for the place of the cut.
    assert!(places_tried >= many(2000) && found * 4 > places_tried, "{found} of {places_tried}");
}

//! Everything that can be the matter with a keyring: each is told apart and said, no key is ever written in
//! clear instead, and when the keyring is back, so are the letters.

use crate::keyring::Person;
use crate::refused;
use crate::support::{Sandbox, files_below};
use data_encoding::{BASE64, HEXLOWER, HEXUPPER};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// All files of the vault, byte for byte.
fn picture(person: &Person) -> BTreeMap<PathBuf, Vec<u8>> {
    files_below(&person.terminal.data()).into_iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

#[test]
fn the_key_lies_in_the_keyring_and_nowhere_else_and_another_process_finds_it() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let person = Person::new();
    let letters = person.settles_in(&sandbox);
    assert_eq!(person.letters(), letters, "each command is a process of its own");
    let key = person.secret_tool("lookup", b"").stdout;
    assert_eq!(key.len(), 32);
    let forms = [
        key.clone(),
        HEXLOWER.encode(&key).into_bytes(),
        HEXUPPER.encode(&key).into_bytes(),
        BASE64.encode(&key).trim_end_matches('=').as_bytes().to_vec(),
    ];
    for (path, bytes) in picture(&person) {
        for form in &forms {
            assert!(!bytes.windows(form.len()).any(|window| window == form), "the key lies in {}", path.display());
        }
    }
}

#[test]
fn without_a_keyring_there_is_a_choice_to_make_and_no_key_on_disk() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mut person = Person::new();
    person.ends_bus();
    for attempt in 0..2 {
        refused(&person.run(&["accounts"]), 9, "There is no keyring on this computer");
        person.starts_bus();
        refused(&person.run(&["accounts"]), 9, "There is no keyring on this computer");
        person.ends_bus();
        let found: Vec<PathBuf> = files_below(&person.terminal.data());
        let small = |path: &PathBuf| std::fs::metadata(path).unwrap().len() <= 32;
        assert!(found.iter().all(small), "attempt {attempt}: no database, no key: {found:?}");
        assert!(!person.profile().join("profile.db").exists());
    }
    person.starts_bus();
    person.starts_keyring(true);
    person.settles_in(&sandbox);
}

#[test]
fn a_keyring_that_is_away_locked_or_silent_costs_nothing_but_patience() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mut person = Person::new();
    let letters = person.settles_in(&sandbox);
    let before = picture(&person);

    person.signals_keyring("-STOP");
    refused(&person.run(&["list"]), 9, "keyring does not answer");
    person.signals_keyring("-CONT");
    assert_eq!(person.letters(), letters);

    person.ends_keyring();
    refused(&person.run(&["list"]), 9, "There is no keyring on this computer");
    person.starts_keyring(false);
    for command in [&["list"][..], &["sync"], &["doctor"], &["unlock"]] {
        refused(&person.run(command), 9, "keyring is locked");
    }
    person.ends_bus();
    refused(&person.run(&["list"]), 9, "There is no keyring on this computer");

    person.starts_bus();
    person.starts_keyring(true);
    assert_eq!(person.letters(), letters);
    assert_eq!(person.json(&["doctor"])["damaged"], serde_json::json!([]));
    assert_eq!(picture(&person).keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
}

#[test]
fn a_key_that_is_lost_or_another_one_changes_nothing_here_and_forgetting_leads_to_a_new_beginning() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mut person = Person::new();
    let letters = person.settles_in(&sandbox);
    let backup = person.keyring_file();
    let before = picture(&person);
    let gone = "The key to the letters on this computer is gone";

    assert!(person.secret_tool("clear", b"").status.success());
    refused(&person.run(&["list"]), 9, gone);
    assert!(person.secret_tool("store", b"another key of thirty-two bytes.").status.success());
    refused(&person.run(&["sync"]), 9, gone);
    assert!(person.secret_tool("clear", b"").status.success());
    assert!(person.secret_tool("store", b"too short").status.success());
    refused(&person.run(&["doctor"]), 9, gone);
    assert_eq!(picture(&person), before);

    person.restores_keyring(&backup);
    assert_eq!(person.letters(), letters);

    assert!(person.secret_tool("clear", b"").status.success());
    person.json(&["forget", "--all"]);
    assert!(!person.profile().exists());
    let again = person.settles_in(&sandbox);
    let ids = |letters: &serde_json::Value| -> BTreeSet<String> {
        letters.as_array().unwrap().iter().map(|letter| letter["remoteId"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&again), ids(&letters), "the letters are still at the service");
}

#[test]
fn a_vault_locked_in_one_way_is_not_opened_in_another_and_says_which() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let person = Person::new();
    let letters = person.settles_in(&sandbox);
    refused(&person.terminal.run(&["list"]), 9, "locked with the key in the computer’s keyring");
    assert_eq!(person.letters(), letters);
    person.json(&["forget", "--all"]);
    assert!(!person.secret_tool_finds_any());
    person.terminal.login(&sandbox, "mette");
    refused(&person.run(&["list"]), 9, "locked with a passphrase");
}

//! Where the key lies, and what is done when it is gone or another way was chosen. The troubles themselves are in
//! [`crate::keyring_cases`].

use crate::keyring::Person;
use crate::refused;
use crate::support::{Sandbox, files_below};
use crate::watched::Watched;
use std::collections::BTreeSet;
use std::path::PathBuf;

#[test]
fn the_key_lies_in_the_keyring_and_nowhere_else_and_another_process_finds_it() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mut watched = Watched::new(&sandbox);
    watched.reads_again();
    // While it works with the key, and in everything that it logs.
    let mark = sandbox.mark();
    let mut working = watched.starts("en_GB.UTF-8", &["sync", "--watch"]);
    let mut stderr = working.stderr.take().unwrap();
    let log = std::thread::spawn(move || {
        let mut log = Vec::new();
        std::io::Read::read_to_end(&mut stderr, &mut log).map(|_| log)
    });
    while sandbox.requests_since(mark).is_empty() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    watched.no_key_in_process(working.id());
    working.kill().unwrap();
    working.wait().unwrap();
    let log = log.join().unwrap().unwrap();
    assert!(!log.is_empty());
    watched.no_key_in(&log, "the log");
    watched.no_key_in_files();
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
fn whose_key_is_lost_forgets_and_has_every_letter_again_after_one_login() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let person = Person::new();
    let letters = person.settles_in(&sandbox);
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

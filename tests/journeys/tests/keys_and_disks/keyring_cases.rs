//! The six troubles with a keyring, each with a real one: none, locked, lost, another one, a wrong key, slow. Each
//! is said in one plain choice in every language, writes nothing and shows the key nowhere, and is over when the
//! keyring is well again.

use crate::keyring::Person;
use crate::refused;
use crate::support::{Sandbox, files_below};
use crate::watched::Watched;
use std::time::Duration;

fn world() -> (Sandbox, Watched) {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let watched = Watched::new(&sandbox);
    (sandbox, watched)
}

const COMMANDS: [&[&str]; 4] = [&["list"], &["sync"], &["doctor"], &["unlock"]];

#[test]
fn none_for_somebody_who_begins_is_a_passphrase_to_choose_and_that_choice_works() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mut person = Person::new();
    person.ends_bus();
    refused(&person.run(&["accounts"]), 9, "Choose a passphrase: POSTKASSE_KEYRING=passphrase");
    assert!(!person.profile().join("profile.db").exists());
    person.terminal.login(&sandbox, "mette");
    person.terminal.json(&["sync"]);
    assert!(!files_below(&person.terminal.data()).iter().any(|path| path.ends_with("keyring-name")));
}

#[test]
fn none_for_somebody_who_has_letters_is_to_be_started_again_and_a_passphrase_is_not_advised() {
    let (sandbox, mut watched) = world();
    watched.person.ends_keyring();
    watched.is_told("trouble.keyringAway", &["list"]);
    watched.person.ends_bus();
    COMMANDS.iter().for_each(|command| watched.is_told("trouble.keyringAway", command));
    watched.person.starts_bus();
    watched.person.starts_keyring(true);
    watched.reads_again();
    // Gone for good: what was here can still be let go, and everything comes again.
    watched.person.ends_bus();
    watched.person.json(&["forget", "--all"]);
    assert!(!watched.person.profile().exists());
    watched.person.starts_bus();
    watched.person.starts_keyring(true);
    watched.person.settles_in(&sandbox);
}

#[test]
fn locked_is_to_be_unlocked() {
    let (sandbox, mut watched) = world();
    watched.person.ends_keyring();
    watched.person.starts_keyring(false);
    COMMANDS.iter().for_each(|command| watched.is_told("trouble.keyringLocked", command));
    watched.person.ends_keyring();
    watched.person.starts_keyring(true);
    watched.reads_again();
    // Its password is forgotten: there is a way on.
    watched.person.ends_keyring();
    watched.person.starts_keyring(false);
    watched.person.json(&["forget", "--all"]);
    watched.person.ends_keyring();
    watched.person.starts_keyring(true);
    watched.person.settles_in(&sandbox);
}

#[test]
fn lost_is_told_and_the_key_from_a_backup_opens_everything() {
    let (_sandbox, mut watched) = world();
    let backup = watched.person.keyring_file();
    assert!(watched.person.secret_tool("clear", b"").status.success());
    COMMANDS.iter().for_each(|command| watched.is_told("trouble.keyLost", command));
    assert!(!watched.person.secret_tool_finds_any(), "no new key was made");
    watched.person.restores_keyring(&backup);
    watched.reads_again();
}

#[test]
fn another_keyring_than_last_time_gets_nothing_and_the_old_one_opens_everything() {
    let (_sandbox, mut watched) = world();
    watched.person.starts_other_keyring();
    COMMANDS.iter().for_each(|command| watched.is_told("trouble.keyLost", command));
    assert!(!watched.person.secret_tool_finds_any(), "no new key was made there");
    watched.person.ends_keyring();
    watched.person.starts_keyring(true);
    watched.reads_again();
}

#[test]
fn of_two_entries_in_two_collections_the_one_that_fits_is_taken_and_both_are_forgotten() {
    let (_sandbox, mut watched) = world();
    let session = ["--collection=session"];
    for other in [&b"another key of thirty-two bytes."[..], b"too short"] {
        assert!(watched.person.secret_tool_with("store", &session, other).status.success());
        watched.reads_again();
    }
    watched.person.json(&["forget", "--all"]);
    assert!(!watched.person.secret_tool_finds_any());
}

#[test]
fn a_wrong_key_opens_nothing_writes_nothing_and_is_no_damage() {
    let (_sandbox, mut watched) = world();
    let backup = watched.person.keyring_file();
    for wrong in [&b"another key of thirty-two bytes."[..], b"too short", b"x", &[b'y'; 4096]] {
        assert!(watched.person.secret_tool("store", wrong).status.success());
        watched.is_told("trouble.keyLost", &["list"]);
        watched.is_told("trouble.keyLost", &["doctor"]);
        assert_eq!(watched.person.secret_tool("lookup", b"").stdout, wrong, "it is not ours to change");
    }
    watched.person.restores_keyring(&backup);
    watched.reads_again();
}

#[test]
fn slow_is_waited_for_and_one_that_is_stuck_is_given_up() {
    let (_sandbox, mut watched) = world();
    watched.person.signals_keyring("-STOP");
    let slow = watched.starts("en_GB.UTF-8", &["--json", "list"]);
    // That is how slow it is; whenever the program looks, it finds no answer before.
    std::thread::sleep(Duration::from_secs(3));
    watched.no_key_in_process(slow.id());
    watched.person.signals_keyring("-CONT");
    let slow = slow.wait_with_output().unwrap();
    assert!(slow.status.success());
    watched.no_key_in(&[slow.stdout, slow.stderr].concat(), "what the program said");
    watched.reads_again();

    watched.person.signals_keyring("-STOP");
    let stuck = COMMANDS.map(|command| watched.starts("en_GB.UTF-8", command));
    stuck.iter().for_each(|program| watched.no_key_in_process(program.id()));
    for program in stuck {
        watched.was_told("trouble.keyringSilent", &program.wait_with_output().unwrap());
    }
    watched.is_untouched();
    watched.person.signals_keyring("-CONT");
    watched.reads_again();
}

#[test]
fn a_locked_keyring_whose_question_nobody_answers_is_not_waited_for_for_ever() {
    let (_sandbox, mut watched) = world();
    watched.person.ends_keyring();
    let _screen = watched.person.has_a_screen_that_nobody_looks_at();
    watched.person.starts_keyring(false);
    let asking = watched.starts("en_GB.UTF-8", &["list"]);
    watched.no_key_in_process(asking.id());
    // This one gives up asking by itself, sooner than we give up waiting.
    watched.was_told("trouble.keyringLocked", &asking.wait_with_output().unwrap());
    watched.is_untouched();
    watched.person.ends_keyring();
    watched.person.starts_keyring(true);
    watched.reads_again();
}

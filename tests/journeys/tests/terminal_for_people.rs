//! The terminal as a person reads it: in her language, in columns, and without a fuss when she stops reading.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod support;
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use support::{Sandbox, Terminal, said};

fn world() -> (Sandbox, Terminal) {
    let (sandbox, mette) = (Sandbox::start(&[]), Terminal::new());
    mette.login(&sandbox, "mette");
    mette.json(&["sync"]);
    (sandbox, mette)
}

/// What a command writes in this language.
fn out(mette: &Terminal, language: &str, command: &[&str]) -> String {
    let output = mette.command(command).env("LANG", language).env_remove("LC_ALL").output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn it_speaks_the_language_of_the_system_and_danish_to_everybody_else() {
    let (_sandbox, mette) = world();
    for (language, word) in [
        ("da_DK.UTF-8", "ulæste af"),
        ("nb_NO.UTF-8", "uleste av"),
        ("nn_NO.UTF-8", "ulesne av"),
        ("en_GB.UTF-8", "unread of"),
        ("fr_FR.UTF-8", "ulæste af"),
    ] {
        assert!(out(&mette, language, &["mailboxes"]).contains(word), "{language}");
    }
    let mut command = mette.command(&["mailboxes"]);
    let output = command.env("LANG", "da_DK").env("LC_ALL", "en_GB.UTF-8").output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("unread of"));
}

#[test]
fn no_command_prints_a_key_of_the_catalogue_or_json() {
    let (sandbox, mette) = world();
    sandbox.post(
        "/admin/letters",
        &json!({"to": {"person": "mette"}, "sender": "Prøvestyrelsen", "subject": "Alt", "body": {"text": "Hej"},
            "attachments": [{"filename": "a.txt", "text": "a"}], "replyBy": "2030-01-01", "action": "BETALING"}),
    );
    mette.json(&["sync"]);
    let own = mette.mailbox("own");
    let letter = mette.json(&["list", "--limit", "1"])[0]["id"].as_str().unwrap().to_owned();
    for mark in ["--read", "--flag"] {
        mette.json(&["mark", &letter, mark]);
    }
    for language in ["da_DK.UTF-8", "nb_NO.UTF-8", "en_GB.UTF-8"] {
        for command in [
            &["accounts"][..],
            &["mailboxes"],
            &["list"],
            &["show", &letter],
            &["search", "kommune"],
            &["outbox"],
            &["folders", "--mailbox", &own],
            &["doctor"],
        ] {
            let text = out(&mette, language, command);
            assert!(!text.trim().is_empty(), "{command:?}");
            for sign in ["cli.", "folder.", "error.", "{", "}", "null"] {
                assert!(!text.contains(sign), "{language} {command:?} says {sign}: {text}");
            }
        }
    }
    assert!(!out(&mette, "en_GB.UTF-8", &["sync"]).contains('{'));
}

#[test]
fn subjects_stand_below_each_other_whatever_the_senders_are_called() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = Terminal::new();
    mette.login(&sandbox, "mette");
    for sender in
        ["A", "Ærø Kommune", "漢字の送信者", "En myndighed med et navn, der er længere end noget navn bør være"]
    {
        sandbox.post(
            "/admin/letters",
            &json!({"to": {"person": "mette"}, "sender": sender, "subject": "EMNE", "body": {"text": "Hej"}}),
        );
    }
    mette.json(&["sync"]);
    let text = out(&mette, "en_GB.UTF-8", &["list"]);
    let places: Vec<usize> = text
        .lines()
        .filter_map(|line| line.split_once("EMNE"))
        // Each of these signs is two columns wide.
        .map(|(before, _)| before.chars().map(|c| if c >= '\u{2e80}' { 2 } else { 1 }).sum())
        .collect();
    assert_eq!(places.len(), 4, "{text}");
    assert!(places.iter().all(|place| *place == places[0]), "{text}");
}

#[test]
fn a_letter_cannot_move_the_cursor_or_turn_the_line() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = Terminal::new();
    mette.login(&sandbox, "mette");
    sandbox.post(
        "/admin/letters",
        &json!({"to": {"person": "mette"}, "sender": "A\u{1b}[2J\nB", "subject": "Regning \u{202e}fdp.exe",
            "body": {"text": "Hej\u{1b}]0;titel\u{7}"}}),
    );
    mette.json(&["sync"]);
    let letter = mette.json(&["list"])[0]["id"].as_str().unwrap().to_owned();
    for command in [&["list"][..], &["show", &letter], &["search", "regning"]] {
        let text = out(&mette, "en_GB.UTF-8", command);
        let obeyed = |c: char| c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
        assert!(!text.contains(obeyed), "{command:?}: {text:?}");
    }
}

#[test]
fn who_stops_reading_stops_nothing_else_and_sees_no_panic() {
    let (_sandbox, mette) = world();
    for command in [&["list", "--limit", "1000"][..], &["--json", "list", "--limit", "1000"], &["mailboxes"]] {
        let mut child =
            mette.command(command).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
        let mut first = String::new();
        // Read a line, or nothing at all, and go away.
        BufReader::with_capacity(16, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{command:?}: {}", said(&output));
        assert!(output.stderr.is_empty(), "{}", said(&output));
    }
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = mette.command(&["list"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "what could not be written is told: {}", said(&output));
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}

#[test]
fn what_holds_for_all_mailboxes_is_said_once() {
    let (sandbox, mette) = world();
    drop(sandbox);
    let output = mette.run(&["sync"]);
    assert_eq!(output.status.code(), Some(4));
    assert!(output.stdout.is_empty(), "{}", said(&output));
    assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 1, "{}", said(&output));
    let output = mette.run(&["--json", "sync"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mailboxes = report["mailboxes"].as_array().unwrap();
    assert!(mailboxes.len() == 4 && mailboxes.iter().all(|one| one["error"] == "offline"), "{report}");
}

//! Search at the terminal: words, phrases, beginnings, what is ruled out, and conditions, over all mailboxes at once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod support;

use jiff::{Timestamp, ToSpan};
use serde_json::{Value, json};
use support::{Sandbox, Terminal};

/// What is found, by subject.
fn found(mette: &Terminal, words: &[&str]) -> Vec<String> {
    let rows = mette.json(&[&["search"], words].concat());
    rows.as_array().unwrap().iter().map(|row| row["subject"].as_str().unwrap().to_owned()).collect()
}

fn id(mette: &Terminal, subject: &str) -> String {
    let list = mette.json(&["list", "--all"]);
    let row = list.as_array().unwrap().iter().find(|row| row["subject"] == subject).unwrap_or_else(|| panic!("{list}"));
    row["id"].as_str().unwrap().to_owned()
}

/// A day so many days from now, where the person is. Those that a test asks for lie weeks from any letter.
fn day(days: i64) -> String {
    (Timestamp::now() + (24 * days).hours()).strftime("%Y-%m-%d").to_string()
}

/// Five letters, two of them forty days later, one of them to Mette's mother.
fn world() -> (Sandbox, Terminal) {
    let (sandbox, mette) = (Sandbox::start(&["--seed", "empty"]), Terminal::new());
    mette.login(&sandbox, "mette");
    let post = |person: &str, sender: &str, subject: &str, text: &str, attachments: Value| {
        let letter = json!({"to": {"person": person}, "sender": sender, "subject": subject, "body": {"text": text},
            "attachments": attachments});
        sandbox.post("/admin/letters", &letter);
    };
    let plan = json!([{"filename": "byggeplan.txt", "mime": "text/plain", "text": "Kælderen bliver tør."}]);
    post("mette", "Prøvekøbing Kommune", "Byggesag", "Vi har set på din nye kælder.", plan);
    post("mette", "Skattestyrelsen", "Årsopgørelse", "Din nye opgørelse ligger klar. Kælder er ikke nævnt.", json!([]));
    post("inger", "Sámi giellagáldu", "Čáhci", "Báikki čáhci lea buhtis.", json!([]));
    sandbox.post("/admin/clock", &json!({"advanceS": 40 * 24 * 3600}));
    post("mette", "Skattestyrelsen", "Forskud", "Skat, skat og mere skat.", json!([]));
    post("mette", "Prøvekøbing Kommune", "Renovation", "Ny ordning for affald. Spørg om skat andre steder.", json!([]));
    mette.json(&["sync"]);
    (sandbox, mette)
}

#[test]
fn words_and_conditions_find_letters_in_every_mailbox_in_the_persons_own_language() {
    let (_sandbox, mette) = world();
    assert_eq!(found(&mette, &["kælder"]), ["Årsopgørelse", "Byggesag"], "newest first");
    assert_eq!(found(&mette, &["\"nye kælder\""]), ["Byggesag"]);
    assert_eq!(found(&mette, &["kæld* -opgørelse"]), ["Byggesag"]);
    assert_eq!(found(&mette, &["byggeplan"]), ["Byggesag"], "by the name of a file");
    assert_eq!(found(&mette, &["tør "]), ["Byggesag"], "in an attachment");
    for query in ["afsender:skattestyrelsen kaelder", "-sender:\"Prøvekøbing Kommune\" kælder"] {
        assert_eq!(found(&mette, &[query]), ["Årsopgørelse"], "{query}");
    }
    for query in ["cahci", "ČÁHCI", "avsender:sami", "avsender:giellagaldu"] {
        assert_eq!(found(&mette, &[query]), ["Čáhci"], "{query}");
    }
    for query in ["har:bilag", "har:vedlegg", "has:attachment"] {
        assert_eq!(found(&mette, &[query]), ["Byggesag"], "{query}");
    }
    let (before, between) = (day(-20), day(20));
    assert_eq!(found(&mette, &[&format!("from:{between}")]), ["Renovation", "Forskud"]);
    assert_eq!(found(&mette, &[&format!("fra:{before} til:{between} skattestyrelsen")]), ["Årsopgørelse"]);
    assert!(found(&mette, &[&format!("to:{before}")]).is_empty());
    for query in ["i:Indbakke kælder", "in:innboks kælder", "in:INBOX kælder"] {
        assert_eq!(found(&mette, &[query]).len(), 2, "{query}");
    }
    assert!(found(&mette, &["i:mappen kælder"]).is_empty(), "there is no such folder");
}

#[test]
fn the_best_come_first_when_they_are_asked_for() {
    let (_sandbox, mette) = world();
    assert_eq!(found(&mette, &["skat "]), ["Renovation", "Forskud"]);
    assert_eq!(found(&mette, &["skat ", "--best"]), ["Forskud", "Renovation"]);
    assert_eq!(found(&mette, &["--best", "skat ", "--limit", "1"]), ["Forskud"]);
    let row = mette.json(&["search", "mere skat"])[0].clone();
    assert_eq!(row["snippet"], "Skat, skat og mere skat.");
    let parts = row["snippetParts"].as_array().unwrap().iter();
    let marked: Vec<&str> =
        parts.filter(|part| part["marked"] == true).map(|part| part["text"].as_str().unwrap()).collect();
    assert_eq!(marked, ["Skat", "skat", "mere", "skat"]);
}

#[test]
fn what_the_person_wished_is_found_so_before_the_service_knows() {
    let (_sandbox, mette) = world();
    assert_eq!(found(&mette, &["er:ulæst kælder"]).len(), 2);
    mette.json(&["mark", &id(&mette, "Byggesag"), "--read"]);
    assert_eq!(found(&mette, &["er:ulæst kælder"]), ["Årsopgørelse"]);
    assert_eq!(found(&mette, &["-is:unread kælder"]), ["Byggesag"]);
    mette.json(&["folder", "add", "Hus og hjem"]);
    mette.json(&["move", &id(&mette, "Byggesag"), "Hus og hjem"]);
    mette.json(&["delete", &id(&mette, "Årsopgørelse")]);
    for synced in [false, true] {
        if synced {
            mette.json(&["sync"]);
        }
        assert_eq!(found(&mette, &["i:\"hus og hjem\""]), ["Byggesag"], "synced: {synced}");
        assert_eq!(found(&mette, &["in:deleted"]), ["Årsopgørelse"], "synced: {synced}");
        assert_eq!(found(&mette, &["i:slettet"]), ["Årsopgørelse"], "synced: {synced}");
        assert!(found(&mette, &["i:indbakke kælder"]).is_empty(), "synced: {synced}");
    }
    mette.json(&["note", &id(&mette, "Forskud"), "--text", "Spørg revisoren på torsdag"]);
    for synced in [false, true] {
        if synced {
            mette.json(&["sync"]);
        }
        assert_eq!(found(&mette, &["\"revisoren pa torsdag\""]), ["Forskud"], "by its note, synced: {synced}");
    }
}

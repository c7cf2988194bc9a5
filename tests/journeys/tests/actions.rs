//! Letters that do something: each of the eight codes in words, appointments as calendar files, and what makes no
//! sense told or left out as the official example has it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod support;

use serde_json::{Value, json};
use support::{Sandbox, Terminal, said};

const FULL: &[u8] = include_bytes!("../../../crates/memo/tests/data/MeMo_Full_Example.xml");

fn rows(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn world(seed: &str) -> (Sandbox, Terminal) {
    let (sandbox, mette) = (Sandbox::start(&["--seed", seed]), Terminal::new());
    mette.login(&sandbox, "mette");
    (sandbox, mette)
}

/// Sends a letter with this action; our id of it.
fn letter(sandbox: &Sandbox, mette: &Terminal, subject: &str, action: &Value) -> String {
    sandbox.post(
        "/admin/letters",
        &json!({"to": {"person": "mette"}, "sender": "Prøvestyrelsen", "subject": subject, "body": {"text": "Hej"},
            "action": action}),
    );
    mette.json(&["sync"]);
    let all = mette.json(&["list", "--limit", "1000"]);
    let row = rows(&all).iter().find(|row| row["subject"] == subject).expect("the letter");
    row["id"].as_str().unwrap().to_owned()
}

fn shown(mette: &Terminal, id: &str, language: &str) -> String {
    let output = mette.command(&["show", id]).env("LANG", language).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// The unfolded lines of a calendar file.
fn lines(path: &str) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.lines().all(|line| line.len() <= 75) && text.matches('\n').count() == text.matches("\r\n").count());
    text.replace("\r\n ", "").lines().map(str::to_owned).collect()
}

#[test]
fn each_of_the_eight_codes_has_words_of_its_own_in_every_language() {
    let (sandbox, mette) = world("empty");
    let codes = [
        ("AFTALE", "Aftale", "Avtale", "Appointment"),
        ("BEKRAEFT", "Bekræftelse", "Bekreftelse", "Confirmation"),
        ("BETALING", "Betaling", "Betaling", "Payment"),
        ("FORBEREDELSE", "Forberedelse", "Forberedelse", "Preparation"),
        ("INFORMATION", "Oplysning", "Opplysning", "Information"),
        ("SELVBETJENING", "Selvbetjening", "Selvbetjening", "Self-service"),
        ("TILMELDING", "Tilmelding", "Påmelding", "Enrolment"),
        ("UNDERSKRIV", "Underskrift", "Underskrift", "Signature"),
        ("NYT_FRA_FREMTIDEN", "Noget at gøre", "Noe å gjøre", "Something to do"),
    ];
    for (code, da, nb, en) in codes {
        let id = letter(&sandbox, &mette, code, &json!({"actionCode": code, "label": "Gør det"}));
        for (language, word) in [("da_DK.UTF-8", da), ("nb_NO.UTF-8", nb), ("en_GB.UTF-8", en)] {
            let text = shown(&mette, &id, language);
            let wanted = format!("→ {word}: Gør det · https://selvbetjening.example.org/");
            assert!(text.contains(&wanted), "{code} {language}: {text}");
        }
        let action = &mette.json(&["show", &id])["documents"][0]["actions"][0];
        assert_eq!((&action["code"], &action["host"]), (&json!(code), &json!("selvbetjening.example.org")));
    }
}

#[test]
fn every_kind_of_action_is_among_the_letters_of_the_demo() {
    let (_sandbox, mette) = world("demo");
    mette.json(&["sync"]);
    let all = mette.json(&["list", "--limit", "1000"]);
    let mut codes = std::collections::BTreeSet::new();
    for row in rows(&all) {
        // What waits shows nothing of itself.
        if row.get("waits").is_some() {
            continue;
        }
        let letter = mette.json(&["show", row["id"].as_str().unwrap()]);
        let documents = rows(&letter["documents"]).to_owned();
        let actions = documents.iter().flat_map(|document| rows(&document["actions"]));
        codes.extend(actions.map(|action| action["code"].as_str().unwrap().to_owned()));
    }
    let all =
        ["AFTALE", "BEKRAEFT", "BETALING", "FORBEREDELSE", "INFORMATION", "SELVBETJENING", "TILMELDING", "UNDERSKRIV"];
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), all);
}

#[test]
fn the_appointments_of_the_official_example_are_saved_as_one_calendar_file() {
    let (sandbox, mette) = world("empty");
    let (status, answer) = sandbox.post_raw("/admin/memo?person=mette", FULL);
    assert_eq!(status, 200, "{answer}");
    mette.json(&["sync"]);
    let id = mette.json(&["list"])[0]["id"].as_str().unwrap().to_owned();
    let out = mette.home.path().join("aftaler.ics");
    let path = out.to_str().unwrap();
    assert_eq!(mette.json(&["calendar", &id, "--out", path]), json!({"saved": path, "appointments": 2}));
    let lines = lines(path);
    for wanted in [
        "METHOD:PUBLISH",
        "UID:8C2EA15D-61FB-4BA9-9366-42F8B194D241",
        "DTSTART:20181110T090000Z",
        "DTEND:20181110T120000Z",
        "SUMMARY:Opstart",
        "DESCRIPTION:Opstart Tusindfryd",
        "LOCATION:Gl. Landevej 61\\, 9000 aalborg\\, Rød stue",
        "ORGANIZER;CN=\"Jette Hansen\":mailto:info@tusindfryd.dk",
        "UID:8C2EA15D-61FB-4BA9-9366-42F8B194E845",
        "SUMMARY:Invitation",
    ] {
        assert!(lines.iter().any(|line| line == wanted), "{wanted}: {lines:#?}");
    }
    assert_eq!(lines.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 2);
    // What ends before it begins is no time limit, and is not told as one; an address may have letters of any kind.
    let text = shown(&mette, &id, "en_GB.UTF-8");
    assert!(text.contains("→ Information: Tusindfryd hjemmeside · https://www.tusindfryd.dk\n"), "{text}");
    assert!(
        text.contains("→ Self-service: Spørgeskema · https://www.tusindfryd.dk/spørgeskema.html · until 2018-12-09"),
        "{text}"
    );

    assert_eq!(mette.status(&["calendar", &id, "--out", path]), 7, "never over another file");
    let folder = mette.home.path().to_str().unwrap();
    let again = mette.json(&["calendar", &id, "--out", folder]);
    assert!(again["saved"].as_str().unwrap().ends_with("Opstart.ics"), "{again}");
    assert_eq!(mette.status(&["calendar", &id, "--out", "/no/such/folder/x.ics"]), 6);
}

#[test]
fn a_calendar_file_holds_what_the_letter_says_and_nothing_that_the_letter_smuggles_in() {
    let (sandbox, mette) = world("empty");
    let hostile = json!({"actionCode": "AFTALE", "label": "Møde", "reservationUUID": "a b\r\nATTACH:x",
        "reservationAbstract": "Møde\r\nEND:VEVENT\r\nBEGIN:VALARM; \"x\", \\n", "description": "Linje 1\nLinje 2",
        "location": "Stue 1; bag, døren", "reservationStartTime": "2030-03-31T00:30:00Z",
        "reservationEndTime": "2030-03-30T00:30:00Z", "organizerName": "\"A\";B:mailto:x", "organizerMail": "a@b.dk\r\nX:1"});
    let id = letter(&sandbox, &mette, "Fjendtlig", &hostile);
    let out = mette.home.path().join("x.ics");
    mette.json(&["calendar", &id, "--out", out.to_str().unwrap()]);
    let lines = lines(out.to_str().unwrap());
    let names: Vec<&str> = lines.iter().map(|line| line.split([':', ';']).next().unwrap()).collect();
    assert_eq!(
        names,
        [
            "BEGIN",
            "VERSION",
            "PRODID",
            "CALSCALE",
            "BEGIN",
            "UID",
            "DTSTAMP",
            "DTSTART",
            "SUMMARY",
            "DESCRIPTION",
            "LOCATION",
            "CLASS",
            "END",
            "END"
        ],
        "no end before the beginning, no organiser without an address, no line of the letter's own: {lines:#?}"
    );
    assert!(lines.contains(&"DESCRIPTION:Linje 1\\nLinje 2".to_owned()), "{lines:#?}");
    assert!(lines.contains(&"DTSTART:20300331T003000Z".to_owned()), "{lines:#?}");
}

#[test]
fn an_appointment_that_does_not_say_when_makes_no_calendar_file() {
    let (sandbox, mette) = world("empty");
    let vague = json!({"actionCode": "AFTALE", "label": "Møde", "reservationUUID": "u-1", "entryPointUrl": null,
        "reservationAbstract": "En dag"});
    let id = letter(&sandbox, &mette, "Uden tid", &vague);
    let plain = letter(&sandbox, &mette, "Uden aftale", &json!("INFORMATION"));
    for id in [id, plain] {
        let output = mette.run(&["--json", "calendar", &id, "--out", mette.home.path().to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(6), "{}", said(&output));
        assert!(said(&output).contains("no appointment with a time"), "{}", said(&output));
    }
    let saved = std::fs::read_dir(mette.home.path()).unwrap().flatten();
    assert!(saved.into_iter().all(|entry| entry.path().extension().is_none_or(|ending| ending != "ics")));
}

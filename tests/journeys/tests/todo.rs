//! To do: what letters ask for by a day, over all mailboxes; ticks that stay here; a calendar file of it.
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
use support::{Sandbox, Terminal, list, person, said};

/// A letter to somebody, with what it asks for.
fn asks(sandbox: &Sandbox, to: &Value, subject: &str, more: &Value) {
    let mut letter = json!({"to": to, "sender": "Prøvestyrelsen", "subject": subject, "body": {"text": "Hej"}});
    for (name, value) in more.as_object().unwrap() {
        letter[name] = value.clone();
    }
    sandbox.post("/admin/letters", &letter);
}

/// What there is to do: kind and title.
fn shown(mette: &Terminal, arguments: &[&str]) -> Vec<(String, String)> {
    let items = mette.json(&[&["todo"], arguments].concat());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    list(&items).iter().map(|item| (text(&item["kind"]), text(&item["title"]))).collect()
}

fn pairs(wanted: &[(&str, &str)]) -> Vec<(String, String)> {
    wanted.iter().map(|(kind, title)| ((*kind).to_owned(), (*title).to_owned())).collect()
}

fn world() -> (Sandbox, Terminal) {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = person(&sandbox, "mette");
    let me = json!({"person": "mette"});
    let meeting = |starts: &str, ends: &str| {
        json!({"action": {"actionCode": "AFTALE", "label": "Undersøgelse", "reservationUUID": "u", "location": "Stue 1",
            "reservationAbstract": "Blodprøve", "reservationStartTime": starts, "reservationEndTime": ends}})
    };
    let until = |code: &str, label: &str, by: &str| json!({"action": {"actionCode": code, "label": label, "actionEndTime": by}});
    asks(&sandbox, &me, "Høring", &json!({"replyBy": "2020-03-03"}));
    asks(&sandbox, &me, "Til undersøgelse", &meeting("2031-02-27T13:20:00Z", "2031-02-27T14:00:00Z"));
    asks(&sandbox, &me, "Forbi", &meeting("2021-02-27T13:20:00Z", "2021-02-27T14:00:00Z"));
    asks(&sandbox, &me, "Regning", &until("BETALING", "Betal 1.240 kr.", "2030-01-15T22:59:59Z"));
    asks(&sandbox, &me, "Uden dag", &json!({"action": "UNDERSKRIV"}));
    asks(&sandbox, &me, "Kan læses et år", &until("INFORMATION", "Læs mere", "2030-01-01T00:00:00Z"));
    let company = sandbox.mailbox("mette", "company");
    asks(&sandbox, &json!({"mailbox": company}), "Moms", &until("SELVBETJENING", "Angiv moms", "2030-03-02T22:59:59Z"));
    mette.json(&["sync"]);
    (sandbox, mette)
}

#[test]
fn everything_with_a_day_stands_in_one_list_over_all_mailboxes_the_oldest_first() {
    let (_sandbox, mette) = world();
    let wanted =
        [("reply", "Høring"), ("payment", "Betal 1.240 kr."), ("task", "Angiv moms"), ("appointment", "Blodprøve")];
    assert_eq!(shown(&mette, &[]), pairs(&wanted));
    assert_eq!(shown(&mette, &["--done"]), pairs(&[("appointment", "Blodprøve")]), "what is over is done");
    let items = mette.json(&["todo"]);
    let late: Vec<bool> = list(&items).iter().map(|item| item["overdue"].as_bool().unwrap()).collect();
    assert_eq!(late, [true, false, false, false]);
    assert_eq!((&items[3]["place"], &items[3]["until"]), (&json!("Stue 1"), &json!("2031-02-27T14:00:00Z")));
    let company = mette.mailbox("company");
    assert_eq!(shown(&mette, &["--mailbox", &company]), pairs(&[("task", "Angiv moms")]));
    for (language, words) in [
        ("da_DK.UTF-8", "Svar: Høring  (fristen er overskredet)"),
        ("nb_NO.UTF-8", "Svar: Høring  (fristen er gått ut)"),
        ("en_GB.UTF-8", "Answer: Høring  (overdue)"),
    ] {
        let output = mette.command(&["todo"]).env("LANG", language).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("2020-03-03 23:59") && text.contains(words), "{text}");
    }
}

#[test]
fn a_tick_stays_here_says_nothing_to_the_service_and_can_be_taken_away() {
    let (sandbox, mette) = world();
    let first = mette.json(&["todo"])[0].clone();
    let (letter, item) = (first["letter"].as_str().unwrap(), first["item"].as_str().unwrap());
    let mark = sandbox.mark();
    mette.json(&["todo", "tick", letter, item]);
    assert_eq!(shown(&mette, &["--done"]), pairs(&[("appointment", "Blodprøve"), ("reply", "Høring")]));
    assert_eq!(list(&mette.json(&["todo"])).len(), 3);
    mette.json(&["sync"]);
    let written = sandbox.requests_since(mark);
    assert!(written.iter().all(|request| request["method"] == "GET"), "{written:?}");
    assert_eq!(list(&mette.json(&["outbox"])).len(), 0);
    mette.json(&["todo", "untick", letter, item]);
    assert_eq!(list(&mette.json(&["todo"])).len(), 4);
    // What is over can be said not to be done.
    let over = mette.json(&["todo", "--done"])[0].clone();
    mette.json(&["todo", "untick", over["letter"].as_str().unwrap(), over["item"].as_str().unwrap()]);
    assert_eq!(list(&mette.json(&["todo"])).len(), 5);
    let output = mette.run(&["--json", "todo", "tick", letter, "noget-andet"]);
    assert_eq!(output.status.code(), Some(6), "{}", said(&output));
}

#[test]
fn what_was_answered_is_done_and_what_was_thrown_away_asks_for_nothing() {
    let (sandbox, mette) = world();
    let item = |kind: &str| {
        let all = mette.json(&["todo"]);
        list(&all).iter().find(|item| item["kind"] == kind).unwrap()["letter"].as_str().unwrap().to_owned()
    };
    mette.json(&["delete", &item("payment")]);
    let left = [("reply", "Høring"), ("task", "Angiv moms"), ("appointment", "Blodprøve")];
    assert_eq!(shown(&mette, &[]), pairs(&left), "before the service knows of it");
    mette.json(&["rename", &item("reply"), "--name", "Mit høringssvar"]);
    assert_eq!(shown(&mette, &[])[0].1, "Mit høringssvar");
    mette.json(&["sync"]);
    let late = json!({"replyBy": "2030-06-01"});
    asks(&sandbox, &json!({"person": "mette"}), "Kan besvares", &late);
    mette.json(&["sync"]);
    let all = mette.json(&["todo"]);
    let answered = list(&all).iter().find(|item| item["title"] == "Kan besvares").unwrap();
    mette.json(&["reply", answered["letter"].as_str().unwrap(), "--text", "Ja tak"]);
    mette.json(&["sync"]);
    mette.json(&["sync"]);
    assert!(!shown(&mette, &[]).iter().any(|(_, title)| title == "Kan besvares"));
    assert!(
        shown(&mette, &["--done"])
            .iter()
            .any(|(kind, title)| (kind.as_str(), title.as_str()) == ("reply", "Kan besvares"))
    );
}

#[test]
fn all_of_it_is_saved_as_a_calendar_file_that_says_no_more_than_it_needs() {
    let (_sandbox, mette) = world();
    let out = mette.home.path().join("post.ics");
    let out = out.to_str().unwrap();
    let saved = mette.json(&["todo", "calendar", "--out", out]);
    assert_eq!(saved["entries"], 4);
    let text = std::fs::read_to_string(out).unwrap();
    let calendar: icalendar::Calendar = text.parse().unwrap();
    assert_eq!(calendar.components.len(), 4);
    for words in ["SUMMARY:Betal 1.240 kr.", "DTSTART:20310227T132000Z", "DTEND:20310227T140000Z", "LOCATION:Stue 1"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("selvbetjening.example.org") && !text.contains("Hej"), "{text}");
    let again = mette.run(&["--json", "todo", "calendar", "--out", out]);
    assert!(!again.status.success(), "nothing is written over");
    let nothing = person(&Sandbox::start(&["--seed", "empty"]), "jens");
    let none = nothing.run(&["--json", "todo", "calendar", "--out", out]);
    assert_eq!(none.status.code(), Some(6), "{}", said(&none));
}

/// A day so many days from now.
fn in_days(days: i64, written: &str) -> String {
    let at = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * days);
    at.to_zoned_datetime(jiff::tz::TimeZone::get("Europe/Copenhagen").unwrap()).strftime(written).to_string()
}

#[test]
fn what_only_the_text_asks_for_is_there_as_a_guess_with_its_sentence_and_can_be_ticked() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = person(&sandbox, "mette");
    let me = json!({"person": "mette"});
    let write = |subject: &str, text: &str, more: Value| {
        let mut more = more;
        more["body"] = json!({"text": text});
        asks(&sandbox, &me, subject, &more);
    };
    let as_written = "%-d.%-m.%Y";
    let by = in_days(20, as_written);
    write("Gebyr", &format!("Hej.\n\nDu skal betale 640 kr. senest den {by}. Ellers koster det mere."), json!({}));
    write("Tid", &format!("Du har fået en tid den {} kl. 14.20.", in_days(9, as_written)), json!({}));
    write("Afgørelse", &format!("Du kan klage senest den {by}."), json!({}));
    write("Høring", &format!("Svar senest den {by}."), json!({"replyBy": in_days(20, "%Y-%m-%d")}));
    mette.json(&["sync"]);
    let wanted = [("appointment", "Tid"), ("payment", "Gebyr"), ("reply", "Høring")];
    let mut found = shown(&mette, &[]);
    found.sort();
    assert_eq!(found, pairs(&wanted), "what the data say is not guessed a second time");
    let items = mette.json(&["todo"]);
    let one = |title: &str| list(&items).iter().find(|item| item["title"] == title).unwrap().clone();
    let guess = json!({"amount": "640", "words": format!("Du skal betale 640 kr. senest den {by}.")});
    assert_eq!(one("Gebyr")["guess"], guess);
    assert_eq!((&one("Høring")["guess"], &one("Tid")["overdue"]), (&Value::Null, &json!(false)));
    let letter = mette.json(&["show", one("Gebyr")["letter"].as_str().unwrap()]);
    assert_eq!(letter["guesses"][0]["guess"], guess);
    let (letter, item) = (one("Tid")["letter"].clone(), one("Tid")["item"].clone());
    mette.json(&["todo", "tick", letter.as_str().unwrap(), item.as_str().unwrap()]);
    assert_eq!(shown(&mette, &["--done"]), pairs(&[("appointment", "Tid")]));
    let output = mette.command(&["todo"]).env("LANG", "da_DK.UTF-8").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("Gæt, fundet i teksten (640 kr.): “Du skal betale 640 kr."), "{text}");
}

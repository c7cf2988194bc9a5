//! One person lets another see her post: giving, asking, deciding, leaving, and every way in which it ends.
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
use std::io::Write;
use std::process::{Output, Stdio};
use support::{Sandbox, Terminal, files_below, id, list, of_owner, person, said};

/// The access that somebody has or asks for, as the terminal lists it.
fn held_by(terminal: &Terminal, holder: &str) -> Value {
    let all = terminal.json(&["access", "list"]);
    list(&all).iter().find(|one| one["holder"] == holder).expect("the access").clone()
}

const AHMED: [&str; 4] = ["--cpr", "150910-0000", "--name", "Ahmed Yildiz"];
const INGER: [&str; 4] = ["--cpr", "0203440000", "--name", "Inger Hansen"];

fn with<'a>(command: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [command, more].concat()
}

/// Nothing of a mailbox is on disk any more, and one's own is as it was.
fn nothing_left(terminal: &Terminal, mailbox: &str) {
    let folder = |name: &str| files_below(&terminal.data()).iter().any(|path| path.to_string_lossy().contains(name));
    assert!(!folder(mailbox), "its folder is gone");
    let own = terminal.mailbox("own");
    assert!(folder(&own), "one's own is there");
    assert!(!list(&terminal.json(&["list", "--mailbox", &own])).is_empty());
    assert_eq!(terminal.status(&["list", "--mailbox", mailbox]), 5);
}

#[test]
fn a_person_lets_another_read_until_a_day_and_what_he_may_not_is_refused() {
    let sandbox = Sandbox::start(&[]);
    let (mette, ahmed) = (person(&sandbox, "mette"), person(&sandbox, "ahmed"));
    let given = mette.json(&with(&["access", "give", "--until", "2099-06-30"], &AHMED));
    assert_eq!((&given["state"], &given["level"]), (&json!("active"), &json!("read")));
    assert!(!given.to_string().contains("0000"), "no number comes back: {given}");
    assert_eq!(held_by(&mette, "Ahmed Yildiz")["may"], json!(["withdraw"]));

    ahmed.json(&["sync"]);
    let mailbox = of_owner(&ahmed, "Mette Hansen");
    assert_eq!(mailbox["kind"], "delegated");
    assert_eq!(mailbox["ends"], "2099-06-30T21:59:59.999Z");
    assert_eq!(mailbox["rights"], json!(["read", "mark", "move", "forward", "notify"]));
    assert!(mailbox.get("gives").is_none(), "he gives nobody access");
    let letter = ahmed.json(&["list", "--mailbox", id(&mailbox), "--limit", "1"])[0].clone();
    assert_eq!(ahmed.status(&["mark", id(&letter), "--flag"]), 0);
    for refused in [
        &["delete", id(&letter)][..],
        &["note", id(&letter), "--text", "x"],
        &["access", "give", "--mailbox", id(&mailbox), "--cpr", "2807710000", "--name", "Jens Lund"],
    ] {
        assert_eq!(ahmed.status(refused), 5, "{refused:?}");
    }
    assert_eq!(held_by(&ahmed, "Ahmed Yildiz")["may"], json!(["leave"]));
}

#[test]
fn what_was_given_again_is_what_holds() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let (mette, ahmed) = (person(&sandbox, "mette"), person(&sandbox, "ahmed"));
    mette.json(&with(&["access", "give"], &AHMED));
    ahmed.json(&["sync"]);
    let before = of_owner(&ahmed, "Mette Hansen");
    mette.json(&with(&["access", "give", "--write"], &AHMED));
    ahmed.json(&["sync"]);
    let now = of_owner(&ahmed, "Mette Hansen");
    assert_eq!(before["id"], now["id"], "it is the same mailbox here");
    assert!(list(&now["rights"]).contains(&json!("write")) && !list(&now["rights"]).contains(&json!("delete")));
    let all = mette.json(&["access", "list", "--mailbox", &mette.mailbox("own")]);
    let states: Vec<_> = list(&all).iter().map(|one| one["state"].as_str().unwrap()).collect();
    assert_eq!(states.iter().filter(|state| **state == "active").count(), 1, "{all}");
}

#[test]
fn who_asks_waits_and_is_answered() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let (inger, ahmed) = (person(&sandbox, "inger"), person(&sandbox, "ahmed"));
    let asked = ahmed.json(&with(&["access", "ask", "--write"], &INGER));
    assert_eq!((&asked["state"], &asked["may"]), (&json!("waiting"), &json!(["takeBack"])));
    assert_eq!(ahmed.status(&with(&["access", "ask"], &INGER)), 7, "once is enough");
    assert_eq!(ahmed.status(&["access", "accept", id(&asked)]), 5, "it is not his to decide");
    let wish = held_by(&inger, "Ahmed Yildiz");
    assert_eq!(wish["may"], json!(["accept", "reject"]));
    inger.json(&["access", "reject", id(&wish)]);
    ahmed.json(&["sync"]);
    assert_eq!(list(&ahmed.json(&["mailboxes"])).len(), 1);

    let asked = ahmed.json(&with(&["access", "ask"], &INGER));
    ahmed.json(&["access", "end", id(&asked)]);
    assert_eq!(ahmed.status(&["access", "end", id(&asked)]), 6, "it is gone");

    ahmed.json(&with(&["access", "ask"], &INGER));
    let all = inger.json(&["access", "list"]);
    let wish = list(&all).iter().find(|one| one["state"] == "waiting").unwrap().clone();
    inger.json(&["access", "accept", id(&wish), "--until", "2099-01-01"]);
    ahmed.json(&["sync"]);
    assert_eq!(of_owner(&ahmed, "Inger Hansen")["ends"], "2099-01-01T22:59:59.999Z");
}

#[test]
fn an_access_that_is_withdrawn_is_noticed_at_the_next_contact_and_nothing_of_it_stays() {
    let sandbox = Sandbox::start(&[]);
    let (mette, inger) = (person(&sandbox, "mette"), person(&sandbox, "inger"));
    let mothers = mette.mailbox("delegated");
    inger.json(&["access", "end", id(&held_by(&inger, "Mette Hansen"))]);
    assert_eq!(mette.status(&["sync"]), 0);
    let ended = of_owner(&mette, "Inger Hansen");
    assert_eq!(ended["end"]["why"], "withdrawn");
    assert!(ended["end"]["since"].is_string() && ended["ended"].is_string());
    nothing_left(&mette, &mothers);
}

#[test]
fn who_gives_up_an_access_loses_it_at_once() {
    let sandbox = Sandbox::start(&[]);
    let mette = person(&sandbox, "mette");
    let mothers = mette.mailbox("delegated");
    let all = mette.json(&["access", "list"]);
    let hers = list(&all).iter().find(|one| one["owner"] == "Inger Hansen").unwrap();
    mette.json(&["access", "end", id(hers)]);
    assert_eq!(of_owner(&mette, "Inger Hansen")["end"]["why"], "left");
    nothing_left(&mette, &mothers);
    assert_eq!(mette.status(&["sync"]), 0);
    assert_eq!(of_owner(&mette, "Inger Hansen")["end"]["why"], "left");
}

#[test]
fn after_a_death_it_is_said_that_the_mailbox_is_closed_and_what_the_service_writes() {
    let sandbox = Sandbox::start(&[]);
    let mette = person(&sandbox, "mette");
    let mothers = mette.mailbox("delegated");
    sandbox.post("/admin/access/end", &json!({"owner": "inger", "delegate": "mette", "why": "death"}));
    mette.json(&["sync"]);
    let end = of_owner(&mette, "Inger Hansen")["end"].clone();
    assert_eq!((&end["why"], &end["said"]), (&json!("ownerClosed"), &json!("Ejeren er død")));
    nothing_left(&mette, &mothers);
}

#[test]
fn an_access_ends_on_its_day_without_a_connection() {
    let sandbox = Sandbox::start(&[]);
    let ahmed = person(&sandbox, "ahmed");
    let until = jiff::Timestamp::now().checked_add(jiff::SignedDuration::from_secs(20)).unwrap();
    let give = json!({"owner": "inger", "delegate": "ahmed", "privileges": ["MESSAGE_BASIC"], "until": until});
    sandbox.post("/admin/access/give", &give);
    ahmed.json(&["sync"]);
    let mailbox = id(&of_owner(&ahmed, "Inger Hansen")).to_owned();
    assert!(!list(&ahmed.json(&["list", "--mailbox", &mailbox])).is_empty());
    drop(sandbox);
    let left = until.duration_since(jiff::Timestamp::now()).as_millis().max(0);
    std::thread::sleep(std::time::Duration::from_millis(u64::try_from(left).unwrap() + 100));
    assert_eq!(ahmed.status(&["list", "--mailbox", &mailbox]), 5);
    let ended = of_owner(&ahmed, "Inger Hansen");
    assert_eq!(ended["end"]["why"], "expired");
    nothing_left(&ahmed, &mailbox);
}

#[test]
fn what_makes_no_sense_is_refused_with_a_reason_and_gives_nothing() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = person(&sandbox, "mette");
    for (wrong, words) in [
        (&["--cpr", "150910-0000", "--name", "Anna Yildiz"][..], "Nobody has that number and that name"),
        (&["--cpr", "1", "--name", "Ahmed Yildiz"], "ten digits"),
        (&["--cpr", "150910-0000", "--name", "Ahmed"], "full name"),
        (&["--cpr", "150910-0000", "--name", "Ahmed Yildiz", "--until", "2020-01-01"], "end date"),
        (&["--cpr", "150910-0000", "--name", "Ahmed Yildiz", "--administrator"], "does not exist in that mailbox"),
    ] {
        let output = mette.run(&with(&["access", "give"], wrong));
        assert_eq!(output.status.code(), Some(7), "{}", said(&output));
        assert!(String::from_utf8_lossy(&output.stderr).contains(words), "{}", said(&output));
        assert!(!said(&output).contains("150910"), "{}", said(&output));
    }
    assert_eq!(mette.status(&["access", "end", "nowhere-1"]), 6);
    let held = mette.json(&["access", "list", "--mailbox", &mette.mailbox("own")]);
    assert_eq!(held, json!([]));
}

#[test]
fn a_number_can_be_read_where_nobody_else_sees_it() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = person(&sandbox, "mette");
    let mut command = mette.command(&["--json", "access", "give", "--cpr", "-", "--name", "Ahmed Yildiz"]);
    let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    process.stdin.take().unwrap().write_all(b"1509100000\n").unwrap();
    let output: Output = process.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let given: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(given["holder"], "Ahmed Yildiz");
}

#[test]
fn a_company_takes_an_access_into_use_by_the_code_in_its_letter() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let (inger, sofie) = (person(&sandbox, "inger"), person(&sandbox, "sofie"));
    assert_eq!(inger.json(&["access", "give", "--cvr", "00000013"])["state"], "codeSent");
    sofie.json(&["sync"]);
    let letter = sofie.json(&["list", "--mailbox", id(&of_owner(&sofie, "Bergs Bageri ApS"))])[0].clone();
    let text = sofie.json(&["show", id(&letter), "--text"])["text"].as_str().unwrap().to_owned();
    let code = text.split_whitespace().find(|word| word.len() == 36 && word.contains('-')).unwrap();
    assert_eq!(sofie.status(&["access", "activate", "00000000-0000-4000-8000-000000000000"]), 6);
    assert_eq!(sofie.status(&["access", "activate", "nonsense"]), 7);
    sofie.json(&["access", "activate", code]);
    sofie.json(&["sync"]);
    assert_eq!(of_owner(&sofie, "Inger Hansen")["kind"], "delegated");
}

#[test]
fn a_service_that_is_away_or_busy_is_told_apart_and_nothing_is_done() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = person(&sandbox, "mette");
    sandbox.post("/admin/faults", &json!({"provider": "digital-post", "errorRate": 1.0, "status": 503}));
    assert_eq!(mette.status(&with(&["access", "give"], &AHMED)), 4);
    assert_eq!(mette.status(&["access", "list"]), 4);
    ureq::delete(format!("{}/admin/faults", sandbox.url)).call().unwrap();
    assert_eq!(mette.json(&["access", "list", "--mailbox", &mette.mailbox("own")]), json!([]));
    drop(sandbox);
    assert_eq!(mette.status(&["access", "list"]), 4);
    assert_eq!(mette.status(&["activity"]), 4);
}

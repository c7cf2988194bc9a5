//! A letter whose opening serves its owner: nothing opens it but the person's own agreement, whoever she is; what
//! she answered is kept on this computer.
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

fn rows(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn world() -> (Sandbox, Terminal) {
    let (sandbox, mette) = (Sandbox::start(&["--seed", "demo"]), Terminal::new());
    mette.login(&sandbox, "mette");
    mette.json(&["sync"]);
    (sandbox, mette)
}

/// The summons in the mailbox of this kind: our id and the service's.
fn summons(mette: &Terminal, kind: &str) -> (String, String) {
    let list = mette.json(&["list", "--mailbox", &mette.mailbox(kind), "--limit", "1000"]);
    let found = rows(&list).iter().find(|row| row["waits"] == "legalNotification").expect("a summons");
    (found["id"].as_str().unwrap().to_owned(), found["remoteId"].as_str().unwrap().to_owned())
}

/// What the service holds of a letter of this person's own mailbox.
fn held(sandbox: &Sandbox, person: &str, remote: &str) -> Value {
    let record = sandbox.get(&format!("/admin/mailboxes/{}", sandbox.mailbox(person, "own")));
    rows(&record["messages"]).iter().find(|message| message["id"] == remote).unwrap().clone()
}

fn untouched(sandbox: &Sandbox, person: &str, remote: &str, what: &str) {
    let held = held(sandbox, person, remote);
    assert_eq!(
        (&held["opened"], &held["served"], &held["receipt"]),
        (&json!(false), &json!(false), &json!(false)),
        "{what}"
    );
}

#[test]
fn nothing_but_the_persons_own_agreement_opens_it() {
    let (sandbox, mette) = world();
    let (id, remote) = summons(&mette, "own");
    let out = mette.home.path().join("x");
    for (command, status) in [
        (&["list", "--limit", "1000"][..], 0),
        (&["search", "vidne"], 0),
        (&["show", &id], 7),
        (&["show", &id, "--text"], 7),
        (&["--json", "show", &id], 7),
        (&["show", &id, "--file", "brev.pdf", "--out", out.to_str().unwrap()], 7),
        (&["links", &id], 0),
        (&["mark", &id, "--read"], 0),
        (&["mark", &id, "--flag"], 0),
        (&["note", &id, "--text", "Spørg en advokat"], 0),
        (&["folder", "add", "Retten"], 0),
        (&["move", &id, "Retten"], 0),
        (&["sync"], 0),
        (&["doctor"], 0),
        (&["sync"], 0),
    ] {
        let output = mette.run(command);
        assert_eq!(output.status.code(), Some(status), "{command:?}: {}", said(&output));
        untouched(&sandbox, "mette", &remote, &format!("{command:?}"));
    }
    assert!(!out.exists());
    assert!(
        !mette.run(&["search", "forklaring"]).stdout.windows(id.len()).any(|part| part == id.as_bytes()),
        "its text is not here"
    );
}

#[test]
fn opening_ones_own_is_agreed_to_and_who_agreed_and_when_is_kept() {
    let (sandbox, mette) = world();
    let (id, remote) = summons(&mette, "own");
    let output = mette.run(&["show", &id]);
    assert!(said(&output).contains("counts as having received it"), "{}", said(&output));
    let letter = mette.json(&["show", &id, "--text", "--open"]);
    assert!(letter["text"].as_str().unwrap().contains("vidne"), "{letter}");
    assert_eq!(held(&sandbox, "mette", &remote)["served"], true);
    for letter in [letter, mette.json(&["show", &id])] {
        let openings = rows(&letter["openings"]);
        assert_eq!(openings.len(), 1, "{letter}");
        assert_eq!((&openings[0]["answer"], &openings[0]["done"]), (&json!("open"), &json!(true)));
        assert_eq!(openings[0]["by"], "Mette Hansen");
        assert!(openings[0]["at"].as_str().unwrap().ends_with('Z'), "{letter}");
    }
    let text = String::from_utf8(mette.run(&["show", &id]).stdout).unwrap();
    assert!(text.contains("Opened and received") && text.contains("by Mette Hansen on this computer"), "{text}");
    assert_eq!(mette.status(&["show", &id, "--not-now"]), 7, "it has no weight any more");
}

#[test]
fn who_opens_for_another_is_told_for_whom_it_counts() {
    let (sandbox, mette) = world();
    let (id, remote) = summons(&mette, "delegated");
    let output = mette.run(&["show", &id, "--text"]);
    assert_eq!(output.status.code(), Some(7));
    assert!(said(&output).contains("as if the owner had received it"), "{}", said(&output));
    untouched(&sandbox, "inger", &remote, "asked");
    let letter = mette.json(&["show", &id, "--open", "--text"]);
    assert!(!letter["text"].as_str().unwrap().is_empty());
    assert_eq!(held(&sandbox, "inger", &remote)["served"], true);
    assert_eq!(letter["openings"][0]["by"], "Mette Hansen");
    // Inger's own program knows that she is served, and nothing of what was answered on Mette's.
    let inger = Terminal::new();
    inger.login(&sandbox, "inger");
    inger.json(&["sync"]);
    let hers = inger.json(&["list", "--limit", "1000"]);
    let hers = rows(&hers).iter().find(|row| row["remoteId"] == json!(remote)).unwrap();
    assert!(hers.get("waits").is_none(), "{hers}");
    assert_eq!(inger.json(&["show", hers["id"].as_str().unwrap()])["openings"], json!([]));
}

#[test]
fn not_now_is_an_answer_that_is_kept_and_opens_nothing() {
    let (sandbox, mette) = world();
    let (id, remote) = summons(&mette, "own");
    let letter = mette.json(&["show", &id, "--not-now"]);
    assert_eq!((&letter["waits"], &letter["openings"][0]["answer"]), (&json!("legalNotification"), &json!("notNow")));
    mette.json(&["sync"]);
    untouched(&sandbox, "mette", &remote, "not now");
    let opened = mette.json(&["show", &id, "--open"]);
    let answers: Vec<_> =
        rows(&opened["openings"]).iter().map(|one| one["answer"].as_str().unwrap().to_owned()).collect();
    assert_eq!(answers, ["notNow", "open"]);
    let other = mette.json(&["list", "--limit", "1000"]);
    let other = rows(&other).iter().find(|row| row.get("waits").is_none()).unwrap()["id"].as_str().unwrap().to_owned();
    assert_eq!(mette.status(&["show", &other, "--not-now"]), 7);
    assert_eq!(mette.status(&["show", &id, "--not-now", "--open"]), 2);
}

#[test]
fn an_agreement_that_did_not_reach_the_service_is_kept_as_what_it_is() {
    let (sandbox, mette) = world();
    let (id, remote) = summons(&mette, "own");
    sandbox
        .post("/admin/faults", &json!({"provider": "digital-post", "errorRate": 1.0, "status": 503, "retryAfterS": 1}));
    assert_eq!(mette.status(&["show", &id, "--open"]), 4);
    untouched(&sandbox, "mette", &remote, "503");
    ureq::delete(format!("{}/admin/faults", sandbox.url)).call().unwrap();
    let output = mette.run(&["--json", "show", &id, "--not-now"]);
    let letter: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&letter["openings"][0]["answer"], &letter["openings"][0]["done"]),
        (&json!("open"), &json!(false)),
        "{letter}"
    );
    let opened = mette.json(&["show", &id, "--open"]);
    assert_eq!(opened["openings"].as_array().unwrap().last().unwrap()["done"], true);
    assert_eq!(held(&sandbox, "mette", &remote)["served"], true);
}

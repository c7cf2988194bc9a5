//! The service's own notifications: addresses and their codes, quiet hours, hearing nothing; for each person in
//! each mailbox.
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

fn world() -> (Sandbox, Terminal) {
    let (sandbox, mette) = (Sandbox::start(&["--seed", "empty"]), Terminal::new());
    mette.login(&sandbox, "mette");
    (sandbox, mette)
}

/// The code that last went to a number or an address.
fn code(sandbox: &Sandbox, to: &str) -> String {
    let all = sandbox.get("/admin/codes");
    let sent = all.as_array().unwrap().iter().rev().find(|one| one["to"] == to).expect("a code was sent");
    sent["code"].as_str().unwrap().to_owned()
}

/// The state of an address.
fn state<'a>(now: &'a Value, address: &str) -> &'a Value {
    let emails = now["emails"].as_array().unwrap().iter().chain(now.get("mobile"));
    let found = emails.into_iter().find(|one| one["address"] == address);
    found.map_or(&Value::Null, |one| &one["state"])
}

#[test]
fn an_address_is_told_once_its_code_is_typed_in() {
    let (sandbox, mette) = world();
    let now = mette.json(&["service-notify", "show"]);
    assert_eq!(state(&now, "mette@eksempel.example"), "confirmed");
    assert_eq!(now["mostEmails"], 5);
    let now = mette.json(&["service-notify", "add-email", "ny@eksempel.example"]);
    assert_eq!(state(&now, "ny@eksempel.example"), "needsCode");
    assert_eq!(mette.status(&["service-notify", "verify", "ny@eksempel.example", "000"]), 7);
    assert_eq!(mette.status(&["service-notify", "confirm", "ny@eksempel.example"]), 7, "first the code");
    let right = code(&sandbox, "ny@eksempel.example");
    let now = mette.json(&["service-notify", "verify", "ny@eksempel.example", &right]);
    assert_eq!(state(&now, "ny@eksempel.example"), "confirmed");
    let now = mette.json(&["service-notify", "remove", "ny@eksempel.example"]);
    assert_eq!(state(&now, "ny@eksempel.example"), &Value::Null);
    assert_eq!(mette.status(&["service-notify", "remove", "ny@eksempel.example"]), 6);
}

#[test]
fn a_code_that_was_tried_too_often_is_over_and_a_new_one_can_be_had() {
    let (sandbox, mette) = world();
    mette.json(&["service-notify", "set-mobile", "20 00 00 03"]);
    let first = code(&sandbox, "20000003");
    for _ in 0..5 {
        assert_eq!(mette.status(&["service-notify", "verify", "20000003", "x"]), 7);
    }
    let output = mette.run(&["service-notify", "verify", "20000003", &first]);
    assert_eq!(output.status.code(), Some(7), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stderr).contains("get a new code"), "{}", said(&output));
    mette.json(&["service-notify", "new-code", "20000003"]);
    let now = mette.json(&["service-notify", "verify", "+45 20000003", &code(&sandbox, "20000003")]);
    assert_eq!(now["mobile"]["state"], "confirmed");
}

#[test]
fn five_addresses_and_one_danish_number_and_each_address_once() {
    let (sandbox, mette) = world();
    for n in 1..5 {
        mette.json(&["service-notify", "add-email", &format!("nr{n}@eksempel.example")]);
    }
    assert_eq!(mette.status(&["service-notify", "add-email", "nr6@eksempel.example"]), 7);
    assert_eq!(mette.status(&["service-notify", "add-email", "METTE@eksempel.example"]), 7, "it is there");
    let mark = sandbox.mark();
    assert_eq!(mette.status(&["service-notify", "add-email", "ikke en adresse"]), 7);
    assert_eq!(mette.status(&["service-notify", "set-mobile", "+46 70 000 00 00"]), 7);
    assert!(sandbox.requests_since(mark).is_empty(), "nobody is asked about what is none");
    assert_eq!(mette.json(&["service-notify", "show"])["emails"].as_array().unwrap().len(), 5);
}

#[test]
fn quiet_hours_and_hearing_nothing_are_chosen_here_and_kept_there() {
    let (_sandbox, mette) = world();
    let now = mette.json(&["service-notify", "quiet", "mette@eksempel.example", "off"]);
    assert_eq!(now["emails"][0]["quiet"], false);
    assert_eq!(mette.json(&["service-notify", "quiet", "mette@eksempel.example", "on"])["emails"][0]["quiet"], true);
    assert!(mette.json(&["service-notify", "opt-out"])["optedOut"].is_string());
    assert!(mette.json(&["service-notify", "show"])["optedOut"].is_string());
    let now = mette.json(&["service-notify", "opt-in"]);
    assert!(now.get("optedOut").is_none(), "{now}");
    assert_eq!(state(&now, "mette@eksempel.example"), "confirmed", "the addresses stayed");
}

#[test]
fn what_was_confirmed_long_ago_is_to_be_confirmed_again() {
    let (sandbox, mette) = world();
    sandbox.post("/admin/clock", &json!({"advanceS": 366 * 24 * 3600}));
    let now = mette.json(&["service-notify", "show"]);
    assert_eq!(state(&now, "mette@eksempel.example"), "confirmAgain");
    let now = mette.json(&["service-notify", "confirm", "mette@eksempel.example"]);
    assert_eq!(state(&now, "mette@eksempel.example"), "confirmed");
    assert_eq!(state(&now, "20000000"), "confirmAgain", "each for itself");
}

#[test]
fn a_relative_chooses_for_herself_and_who_may_not_read_chooses_nothing() {
    let (sandbox, mette) = world();
    let mothers = mette.mailbox("delegated");
    let now = mette.json(&["service-notify", "add-email", "mette@eksempel.example", "--mailbox", &mothers]);
    assert_eq!(now["emails"].as_array().unwrap().len(), 1);
    let inger = Terminal::new();
    inger.login(&sandbox, "inger");
    assert_eq!(inger.json(&["service-notify", "show"])["emails"], json!([]), "the owner's are others");

    let company = mette.mailbox("company");
    sandbox.post("/admin/company/close", &json!({"mailbox": sandbox.mailbox("mette", "company")}));
    mette.run(&["sync"]);
    let mark = sandbox.mark();
    assert_eq!(mette.status(&["service-notify", "show", "--mailbox", &company]), 5);
    assert!(sandbox.requests_since(mark).is_empty());
    sandbox.post("/admin/access/end", &json!({"owner": "inger", "delegate": "mette", "why": "withdrawn"}));
    mette.run(&["sync"]);
    assert_eq!(mette.status(&["service-notify", "show", "--mailbox", &mothers]), 5);
}

#[test]
fn a_conflict_is_looked_at_again_and_a_service_without_patience_changes_nothing() {
    let (sandbox, mette) = world();
    sandbox.post("/admin/faults", &json!({"conflictRate": 1.0}));
    let mark = sandbox.mark();
    assert_eq!(mette.status(&["service-notify", "opt-out"]), 7);
    let puts = sandbox.requests_since(mark).iter().filter(|one| one["method"] == "PUT").count();
    assert_eq!(puts, 3, "three looks, then the person decides");
    sandbox.post("/admin/faults", &json!({"errorRate": 1.0, "status": 503}));
    assert_eq!(mette.status(&["service-notify", "opt-out"]), 4);
    sandbox.post("/admin/faults", &json!({}));
    assert!(mette.json(&["service-notify", "show"]).get("optedOut").is_none());
    drop(sandbox);
    let output = mette.run(&["service-notify", "show"]);
    assert_eq!(output.status.code(), Some(4), "{}", said(&output));
}

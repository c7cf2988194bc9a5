//! Helping others: whose mail waits, what one looked at, a note to hand over by; nothing of it reaches the service.
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
use support::{Sandbox, list, person, said};

#[test]
fn a_relative_sees_what_waits_and_what_she_looked_at_and_the_service_hears_of_neither() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mette = person(&sandbox, "mette");
    mette.json(&["sync"]);
    let helped = mette.json(&["helping"]);
    assert_eq!(list(&helped).len(), 1, "{helped}");
    let mailbox = helped[0]["mailbox"].as_str().unwrap().to_owned();
    assert_eq!(mailbox, mette.mailbox("delegated"));
    let unread = helped[0]["unread"].as_u64().unwrap();
    assert!(unread > 0 && helped[0]["last"].is_null() && helped[0]["handover"].is_null(), "{helped}");
    let first = helped[0]["letters"][0]["letter"].clone();
    let mark = sandbox.mark();
    mette.json(&["helping", "looked", first["id"].as_str().unwrap()]);
    mette.json(&["helping", "note", &mailbox, "Jeg ringer om boligydelsen."]);
    mette.json(&["sync"]);
    let after = mette.json(&["helping"]);
    assert_eq!(after[0]["unread"].as_u64().unwrap(), unread, "the mark is the owner's");
    assert!(after[0]["letters"][0]["looked"].is_string(), "{after}");
    assert_eq!(after[0]["last"]["letter"]["id"], first["id"]);
    assert_eq!(after[0]["handover"]["text"], "Jeg ringer om boligydelsen.");
    let asked = sandbox.requests_since(mark);
    assert!(asked.iter().all(|request| request["method"] == "GET"), "{asked:?}");
    mette.json(&["helping", "note", &mailbox, "  "]);
    assert_eq!(mette.json(&["helping"])[0]["handover"], Value::Null);
    let long = mette.run(&["--json", "helping", "note", &mailbox, &"æ".repeat(4001)]);
    assert_eq!(long.status.code(), Some(7), "{}", said(&long));
}

#[test]
fn what_a_person_looks_at_in_her_own_mailbox_is_not_kept_and_the_note_goes_with_the_access() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mette = person(&sandbox, "mette");
    mette.json(&["sync"]);
    let own = mette.mailbox("own");
    let letters = mette.json(&["list", "--mailbox", &own]);
    mette.json(&["helping", "looked", letters[0]["id"].as_str().unwrap()]);
    let delegated = mette.mailbox("delegated");
    mette.json(&["helping", "note", &delegated, "Hemmelig aftale"]);
    sandbox.post("/admin/access/end", &json!({"owner": "inger", "delegate": "mette", "why": "withdrawn"}));
    mette.json(&["sync"]);
    assert_eq!(list(&mette.json(&["helping"])).len(), 0);
    let refused = mette.run(&["--json", "helping", "note", &delegated, "Mere"]);
    assert_eq!(refused.status.code(), Some(5), "{}", said(&refused));
}

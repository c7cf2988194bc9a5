//! The sandbox as a script meets it: its ready line, its options, the administrator's letters and questions.
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
use std::collections::BTreeSet;
use support::{Sandbox, program};

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

/// What the service holds in a mailbox.
fn held(sandbox: &Sandbox, mailbox: &str) -> Vec<Value> {
    list(&sandbox.get(&format!("/admin/mailboxes/{mailbox}"))["messages"]).clone()
}

fn ids(sandbox: &Sandbox) -> BTreeSet<String> {
    let own = sandbox.mailbox("mette", "own");
    held(sandbox, &own).iter().map(|message| message["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_ready_line_names_the_services_the_persons_and_what_they_reach() {
    let sandbox = Sandbox::start(&[]);
    assert!(sandbox.url.starts_with("http://127.0.0.1:"));
    let service = sandbox.ready["providers"]["digital-post"].as_str().unwrap();
    assert!(service.starts_with(&sandbox.url), "{service}");
    let persons = list(&sandbox.ready["persons"]);
    for (who, kinds) in [
        ("mette", &["own", "company", "association", "delegated"][..]),
        ("inger", &["own"]),
        ("ahmed", &["own"]),
        ("jens", &["own"]),
    ] {
        let person = persons.iter().find(|person| person["id"] == who).unwrap();
        assert_eq!(person["country"], "dk");
        assert!(!person["name"].as_str().unwrap().is_empty());
        let mailboxes = list(&person["mailboxes"]);
        let mut found: Vec<&str> = mailboxes.iter().map(|one| one["kind"].as_str().unwrap()).collect();
        let mut kinds = kinds.to_vec();
        found.sort_unstable();
        kinds.sort_unstable();
        assert_eq!(found, kinds, "{who}");
        for mailbox in mailboxes {
            assert!(!mailbox["name"].as_str().unwrap().is_empty());
            assert!(held(&sandbox, mailbox["id"].as_str().unwrap()).len() >= 5, "{who}: {mailbox}");
        }
    }
    let inger = sandbox.mailbox("inger", "own");
    assert_eq!(sandbox.mailbox("mette", "delegated"), inger, "it is her mother's own");
}

#[test]
fn what_the_service_holds_of_a_letter_has_every_mark() {
    let sandbox = Sandbox::start(&[]);
    for message in held(&sandbox, &sandbox.mailbox("mette", "own")) {
        assert!(message["id"].is_string() && message["folder"].is_string(), "{message}");
        assert!(message["version"].is_i64(), "{message}");
        for mark in ["read", "flag", "opened", "served", "receipt"] {
            assert!(message[mark].is_boolean(), "{mark}: {message}");
        }
    }
}

#[test]
fn a_hundred_thousand_letters_and_three_hundred_mailboxes_are_ready_when_it_says_so() {
    let sandbox = Sandbox::start(&["--letters", "100000", "--mailboxes", "300", "--documents", "pdf"]);
    assert!(ids(&sandbox).len() >= 100_000);
    let mette = list(&sandbox.ready["persons"]).iter().find(|person| person["id"] == "mette").unwrap();
    let companies: Vec<&Value> = list(&mette["mailboxes"]).iter().filter(|one| one["kind"] == "company").collect();
    assert_eq!(companies.len(), 301);
    assert_eq!(held(&sandbox, companies[300]["id"].as_str().unwrap()).len(), 40);
}

#[test]
fn a_seed_decides_the_letters_and_an_empty_one_brings_none() {
    let start = |rand: &str| Sandbox::start(&["--seed", "empty", "--letters", "30", "--rand", rand]);
    let (first, again, other) = (ids(&start("7")), ids(&start("7")), ids(&start("8")));
    assert_eq!((first.len(), &first), (30, &again));
    assert!(first.is_disjoint(&other));
    assert!(ids(&Sandbox::start(&["--seed", "empty"])).is_empty());
}

#[test]
fn the_data_of_a_file_survive_the_process() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sandbox.db");
    let options = ["--data", file.to_str().unwrap(), "--letters", "20"];
    let before = {
        let sandbox = Sandbox::start(&options);
        sandbox.post("/admin/letters", &json!({"to": {"person": "mette"}, "sender": "A", "subject": "Bliver"}));
        ids(&sandbox)
    };
    assert_eq!(ids(&Sandbox::start(&options)), before);
}

#[test]
fn what_cannot_be_started_says_why_and_prints_no_ready_line() {
    for (arguments, status) in [
        (&["--seed", "x"][..], 2),
        (&["--letters", "mange"], 2),
        (&["--bogus"], 2),
        (&["browse"], 2),
        (&["--data", "/findes/ikke/x.db"], 1),
        (&["browse", "http://127.0.0.1:9/", "--as", "mette"], 1),
    ] {
        let output = std::process::Command::new(program("postkasse-sandbox")).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_letter_of_the_administrators_takes_everything_the_contract_names_also_as_null() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let own = sandbox.mailbox("mette", "own");
    for body in [
        json!({"text": "Hej"}),
        json!({"html": "<p>Hej</p>"}),
        json!({"pdfText": "Hej"}),
        json!({"base64": "SGVq", "mime": "image/png", "filename": "x.png"}),
    ] {
        let answer = sandbox.post(
            "/admin/letters",
            &json!({"to": {"mailbox": own}, "sender": "Prøvestyrelsen", "subject": "Emne", "body": body,
                "attachments": [{"filename": "a.txt", "mime": "text/plain", "text": "a"},
                    {"filename": "b.bin", "mime": "application/octet-stream", "base64": "AAEC"}],
                "provider": "digital-post", "legalNotification": false, "replyBy": null, "action": null,
                "level": null, "count": 2}),
        );
        assert_eq!(list(&answer["ids"]).len(), 2, "{answer}");
    }
    assert_eq!(held(&sandbox, &own).len(), 8);
}

#[test]
fn what_the_administrator_asks_wrongly_is_answered_400_with_a_reason() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let whole = json!({"to": {"person": "mette"}, "sender": "A", "subject": "B", "body": {"text": "x"}});
    let with = |name: &str, value: Value| {
        let mut wish = whole.clone();
        wish[name] = value;
        ("/admin/letters", wish.to_string())
    };
    for (path, body) in [
        with("to", json!({"person": "ingen"})),
        with("to", json!({"mailbox": "ingen"})),
        with("to", json!({})),
        with("subject", Value::Null),
        with("body", json!({"text": "a", "html": "b"})),
        with("body", json!({"base64": "%"})),
        with("attachments", json!([{"filename": "a"}])),
        with("provider", json!("ukendt")),
        with("replyBy", json!("snart")),
        with("level", json!("lav")),
        with("count", json!(-1)),
        ("/admin/letters", "{".to_owned()),
        ("/admin/access/end", r#"{"owner":"inger","delegate":"mette","why":"træt"}"#.to_owned()),
        ("/admin/access/end", r#"{"owner":"ingen","delegate":"mette","why":"death"}"#.to_owned()),
        ("/admin/company/close", r#"{"mailbox":"ingen"}"#.to_owned()),
        ("/admin/faults", r#"{"provider":"digital-post","errorRate":2}"#.to_owned()),
        ("/admin/clock", r#"{"advanceS":"en dag"}"#.to_owned()),
    ] {
        let (status, answer) = sandbox.post_raw(path, body.as_bytes());
        assert_eq!(status, 400, "{path} {body}: {answer}");
        assert!(answer["error"].as_str().is_some_and(|why| !why.is_empty()), "{path} {body}: {answer}");
    }
    assert!(ids(&sandbox).is_empty());
}

#[test]
fn the_log_numbers_every_call_of_a_service_and_can_be_asked_from_any_number_on() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    for _ in 0..3 {
        // Nobody is logged in: that is an answer, too.
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        agent.get(format!("{}/apis/v1/mailboxes/", sandbox.url)).call().unwrap();
    }
    let log = sandbox.get("/admin/requests?since=0");
    let numbers: Vec<u64> = list(&log).iter().map(|entry| entry["n"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [1, 2, 3]);
    let entry = &log[0];
    assert_eq!((&entry["provider"], &entry["method"]), (&json!("digital-post"), &json!("GET")));
    assert_eq!((&entry["path"], &entry["status"]), (&json!("/apis/v1/mailboxes/"), &json!(401)));
    assert!(entry["ms"].is_u64() && entry["bytes"].is_u64());
    assert_eq!(list(&sandbox.get("/admin/requests?since=2")).len(), 1);
}

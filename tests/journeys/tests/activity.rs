//! What somebody with access did in a mailbox stands in the service's log, and whoever may read there sees it.
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
use support::{Sandbox, list, person};

fn whats(rows: &Value) -> Vec<&str> {
    list(rows).iter().map(|row| row["what"].as_str().unwrap()).collect()
}

#[test]
fn an_owner_sees_what_her_daughter_did_and_to_which_letter() {
    let sandbox = Sandbox::start(&[]);
    let (mette, inger) = (person(&sandbox, "mette"), person(&sandbox, "inger"));
    let mothers = mette.mailbox("delegated");
    let rows = mette.json(&["list", "--mailbox", &mothers, "--unread", "--limit", "1"]);
    let letter = rows[0]["id"].as_str().unwrap();
    mette.json(&["mark", letter, "--read"]);
    mette.json(&["folder", "add", "Til mor", "--mailbox", &mothers]);
    mette.json(&["sync"]);
    let seen = inger.json(&["activity"]);
    let read = list(&seen).iter().find(|row| row["what"] == "read").expect("it stands there");
    assert_eq!((&read["by"], &read["name"]), (&json!("other"), &json!("Mette Hansen")));
    assert_eq!(read["subject"], rows[0]["subject"]);
    for what in ["folderMade", "lookedByOther", "looked"] {
        assert!(whats(&seen).contains(&what), "{what}: {seen}");
    }
    let mine = mette.json(&["activity", "--mailbox", &mothers]);
    let read = list(&mine).iter().find(|row| row["what"] == "read").unwrap().clone();
    assert_eq!((&read["by"], &read["letter"]), (&json!("me"), &json!(letter)));
    let words = inger.run(&["activity"]);
    let words = String::from_utf8_lossy(&words.stdout).into_owned();
    assert!(words.contains("Mette Hansen marked a letter as read: "), "{words}");
    assert!(!words.contains("1304850000") && !seen.to_string().contains("130485"), "no number");
}

#[test]
fn accesses_that_are_given_and_end_stand_there_with_whom_they_concern() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = person(&sandbox, "mette");
    let given = mette.json(&["access", "give", "--cpr", "1509100000", "--name", "Ahmed Yildiz"]);
    mette.json(&["access", "end", given["id"].as_str().unwrap()]);
    let seen = mette.json(&["activity"]);
    let given = list(&seen).iter().find(|row| row["what"] == "accessGiven").unwrap();
    assert_eq!((&given["by"], &given["whom"]), (&json!("me"), &json!("Ahmed Yildiz")));
    assert!(whats(&seen).contains(&"accessEnded"));
}

#[test]
fn it_is_narrowed_by_days_and_read_page_by_page() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = person(&sandbox, "mette");
    for name in ["En", "To", "Tre"] {
        mette.json(&["folder", "add", name]);
    }
    mette.json(&["sync"]);
    let all = mette.json(&["activity"]);
    let first = mette.json(&["activity", "--limit", "2"]);
    let second = mette.json(&["activity", "--limit", "2", "--page", "1"]);
    let pages: Vec<Value> = list(&first).iter().chain(list(&second)).cloned().collect();
    assert_eq!(pages[..], list(&all)[..4]);
    assert_eq!(mette.json(&["activity", "--to", "2020-01-01"]), json!([]));
    assert_eq!(mette.json(&["activity", "--from", "2020-01-01"]), all);
    assert_eq!(mette.status(&["activity", "--from", "i går"]), 2);
}

#[test]
fn it_is_for_those_who_may_read_there_and_no_longer() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = person(&sandbox, "mette");
    let mothers = mette.mailbox("delegated");
    assert_eq!(mette.status(&["activity", "--mailbox", &mothers]), 0);
    sandbox.post("/admin/access/end", &json!({"owner": "inger", "delegate": "mette", "why": "withdrawn"}));
    mette.json(&["sync"]);
    assert_eq!(mette.status(&["activity", "--mailbox", &mothers]), 5);
    assert_eq!(mette.status(&["activity", "--mailbox", "nowhere"]), 6);
}

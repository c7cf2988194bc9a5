//! Letters are moved, deleted, noted and renamed, folders made, renamed and removed: at once here, at the service
//! with the next sync, and only by whoever may.
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
use support::{Sandbox, Terminal};

fn rows(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn world() -> (Sandbox, Terminal) {
    let (sandbox, mette) = (Sandbox::start(&["--seed", "demo"]), Terminal::new());
    mette.login(&sandbox, "mette");
    mette.json(&["sync"]);
    (sandbox, mette)
}

/// A letter of a mailbox's inbox: our id and the service's.
fn letter(terminal: &Terminal, kind: &str) -> (String, String) {
    let list = terminal.json(&["list", "--mailbox", &terminal.mailbox(kind), "--folder", "inbox"]);
    let field = |name: &str| list[0][name].as_str().unwrap().to_owned();
    (field("id"), field("remoteId"))
}

/// What the service holds of a letter; nothing when it is gone.
fn held(sandbox: &Sandbox, kind: &str, remote: &str) -> Option<Value> {
    let record = sandbox.get(&format!("/admin/mailboxes/{}", sandbox.mailbox("mette", kind)));
    rows(&record["messages"]).iter().find(|message| message["id"] == remote).cloned()
}

fn in_folder(terminal: &Terminal, folder: &str, id: &str) -> bool {
    let own = terminal.mailbox("own");
    rows(&terminal.json(&["list", "--mailbox", &own, "--folder", folder])).iter().any(|row| row["id"] == id)
}

#[test]
fn a_letter_that_is_moved_lies_in_its_new_folder_at_once_and_at_the_service_after_the_next_sync() {
    let (sandbox, mette) = world();
    let (id, remote) = letter(&mette, "own");
    mette.json(&["folder", "add", "Vigtigt"]);
    mette.json(&["move", &id, "vigtigt"]);
    assert!(in_folder(&mette, "Vigtigt", &id) && !in_folder(&mette, "inbox", &id), "at once");
    let report = mette.json(&["sync"]);
    let sent: u64 = rows(&report["mailboxes"]).iter().map(|m| m["sent"].as_u64().unwrap()).sum();
    assert_eq!(sent, 2, "{report}");
    assert!(in_folder(&mette, "Vigtigt", &id) && !in_folder(&mette, "inbox", &id), "and still");
    assert_eq!(mette.json(&["outbox"]), json!([]));
    let inbox = held(&sandbox, "own", &letter(&mette, "own").1).unwrap()["folder"].clone();
    assert_ne!(held(&sandbox, "own", &remote).unwrap()["folder"], inbox);

    mette.json(&["move", &id, "inbox"]);
    mette.json(&["sync"]);
    assert_eq!(held(&sandbox, "own", &remote).unwrap()["folder"], inbox);
}

#[test]
fn a_letter_is_deleted_to_where_it_can_be_had_back_and_from_there_for_good() {
    let (sandbox, mette) = world();
    let (id, remote) = letter(&mette, "own");
    mette.json(&["delete", &id]);
    assert!(in_folder(&mette, "deleted", &id) && !in_folder(&mette, "inbox", &id));
    mette.json(&["sync"]);
    assert!(held(&sandbox, "own", &remote).is_some(), "it can be had back");
    mette.json(&["delete", &id]);
    assert!(!in_folder(&mette, "deleted", &id), "gone at once");
    mette.json(&["sync"]);
    assert_eq!(held(&sandbox, "own", &remote), None);
    assert_eq!(mette.status(&["show", &id]), 6);
}

#[test]
fn what_is_moved_back_before_it_was_sent_never_leaves_and_the_newer_of_two_moves_counts() {
    let (sandbox, mette) = world();
    let (id, remote) = letter(&mette, "own");
    let before = held(&sandbox, "own", &remote).unwrap()["folder"].clone();
    mette.json(&["delete", &id]);
    mette.json(&["move", &id, "inbox"]);
    assert_eq!(rows(&mette.json(&["outbox"])).len(), 1);
    mette.json(&["sync"]);
    assert_eq!(held(&sandbox, "own", &remote).unwrap()["folder"], before);
}

#[test]
fn folders_are_made_inside_others_renamed_and_removed_when_nothing_lies_in_them() {
    let (_sandbox, mette) = world();
    let own = mette.mailbox("own");
    let folder = |name: &str| {
        let folders = mette.json(&["folders", "--mailbox", &own]);
        rows(&folders).iter().find(|folder| folder["name"] == name).cloned()
    };
    mette.json(&["folder", "add", "Hus"]);
    mette.json(&["folder", "add", "Lån", "--parent", "Hus"]);
    assert_eq!(folder("Lån").unwrap()["parent"], folder("Hus").unwrap()["id"], "before it was sent");
    mette.json(&["sync"]);
    assert_eq!(folder("Lån").unwrap()["parent"], folder("Hus").unwrap()["id"], "and after");
    assert_eq!(mette.status(&["folder", "add", "Hus"]), 7, "there is one");
    assert_eq!(mette.status(&["folder", "remove", "Hus"]), 7, "something lies in it");
    assert_eq!(mette.status(&["folder", "remove", "inbox"]), 7, "built in");
    assert_eq!(mette.status(&["folder", "add", "Båd", "--parent", "nowhere"]), 6);
    mette.json(&["folder", "rename", "Lån", "Boliglån"]);
    mette.json(&["sync"]);
    assert!(folder("Boliglån").is_some() && folder("Lån").is_none());
    mette.json(&["folder", "remove", "Boliglån"]);
    mette.json(&["sync"]);
    assert!(folder("Boliglån").is_none());
    assert_eq!(mette.json(&["outbox"]), json!([]));
}

#[test]
fn a_note_and_a_name_of_ones_own_follow_the_letter() {
    let (_sandbox, mette) = world();
    let (id, _) = letter(&mette, "own");
    mette.json(&["note", &id, "--text", "Ring på mandag"]);
    mette.json(&["rename", &id, "--name", "Børnehaven"]);
    for _ in 0..2 {
        let shown = mette.json(&["show", &id]);
        assert_eq!((&shown["note"], &shown["subject"]), (&json!("Ring på mandag"), &json!("Børnehaven")));
        mette.json(&["sync"]);
    }
    mette.json(&["note", &id, "--text", ""]);
    mette.json(&["sync"]);
    assert_eq!(mette.json(&["show", &id])["note"], Value::Null);
}

#[test]
fn a_reader_may_sort_but_neither_delete_nor_note_nor_rename() {
    let (sandbox, mette) = world();
    let (id, remote) = letter(&mette, "delegated");
    for refused in [
        vec!["delete", &id],
        vec!["move", &id, "deleted"],
        vec!["note", &id, "--text", "x"],
        vec!["rename", &id, "--name", "x"],
    ] {
        assert_eq!(mette.status(&refused), 5, "{refused:?}");
    }
    let hers = mette.mailbox("delegated");
    mette.json(&["folder", "add", "Til mor", "--mailbox", &hers]);
    mette.json(&["move", &id, "Til mor"]);
    mette.json(&["sync"]);
    let record = sandbox.get(&format!("/admin/mailboxes/{}", sandbox.mailbox("inger", "own")));
    let letters = rows(&record["messages"]);
    let folder = |id: &Value| letters.iter().find(|message| message["id"] == *id).unwrap()["folder"].clone();
    let others: Vec<_> = letters.iter().filter(|message| message["id"] != json!(remote)).collect();
    assert!(others.iter().all(|message| message["folder"] != folder(&json!(remote))));
}

#[test]
fn a_letter_that_was_changed_elsewhere_meanwhile_is_moved_all_the_same_unless_it_was_deleted_there() {
    let (sandbox, mette) = world();
    let second = Terminal::new();
    second.login(&sandbox, "mette");
    second.json(&["sync"]);
    let (id, remote) = letter(&mette, "own");
    let theirs = rows(&second.json(&["list", "--limit", "500"]))
        .iter()
        .find(|row| row["remoteId"] == json!(remote))
        .unwrap()["id"]
        .clone();
    let theirs = theirs.as_str().unwrap();

    mette.json(&["folder", "add", "Vigtigt"]);
    mette.json(&["sync"]);
    mette.json(&["move", &id, "Vigtigt"]);
    second.json(&["mark", theirs, "--flag"]);
    second.json(&["sync"]);
    mette.json(&["sync"]);
    assert!(in_folder(&mette, "Vigtigt", &id));

    mette.json(&["move", &id, "inbox"]);
    second.json(&["sync"]);
    second.json(&["delete", theirs]);
    second.json(&["sync"]);
    assert_eq!(mette.status(&["sync"]), 0);
    assert!(in_folder(&mette, "deleted", &id), "what was deleted stays deleted");
    assert_eq!(mette.json(&["outbox"])[0]["why"], "conflict");
}

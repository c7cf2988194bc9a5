//! What scripts rely on: names and types in the JSON of each command, and the exit status of each failure.
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
use support::{Sandbox, Terminal, said};

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn world(options: &[&str]) -> (Sandbox, Terminal) {
    let (sandbox, mette) = (Sandbox::start(options), Terminal::new());
    mette.login(&sandbox, "mette");
    mette.json(&["sync"]);
    (sandbox, mette)
}

/// Texts, numbers, yes or no: each name has its type, and what ends in `?` may be absent.
fn assert_shape(value: &Value, texts: &[&str], numbers: &[&str], flags: &[&str]) {
    let has = |names: &[&str], fits: fn(&Value) -> bool| {
        for name in names {
            let found = value.get(name.trim_end_matches('?'));
            assert!(found.map_or(name.ends_with('?'), fits), "{name} in {value}");
        }
    };
    has(texts, |value| value.as_str().is_some_and(|text| !text.is_empty()));
    has(numbers, Value::is_u64);
    has(flags, Value::is_boolean);
}

fn assert_row(row: &Value) {
    assert_shape(
        row,
        &["id", "remoteId", "mailbox", "folder", "subject", "sender", "received", "replyBy?", "needsLevel?", "waits?"],
        &["attachments"],
        &["read", "flag"],
    );
}

/// A letter of the administrator's to Mette; the service's id of it.
fn letter(sandbox: &Sandbox, more: Value) -> String {
    let mut wish =
        json!({"to": {"person": "mette"}, "sender": "Prøvestyrelsen", "subject": "Emne", "body": {"text": "Hej"}});
    wish.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    sandbox.post("/admin/letters", &wish)["ids"][0].as_str().unwrap().to_owned()
}

/// Our row of a letter of the service's.
fn row(terminal: &Terminal, remote: &str) -> Value {
    let all = terminal.json(&["list", "--limit", "1000"]);
    list(&all).iter().find(|row| row["remoteId"] == remote).expect("the letter").clone()
}

#[test]
fn every_command_answers_one_document_with_the_names_of_the_contract() {
    let sandbox = Sandbox::start(&[]);
    let mette = Terminal::new();
    let login = mette.login(&sandbox, "mette");
    assert_shape(&login, &["account", "person", "level"], &["mailboxes"], &[]);
    for account in list(&mette.json(&["accounts"])) {
        assert_shape(account, &["id", "provider", "server", "person", "level"], &[], &["signedIn"]);
    }
    for report in list(&mette.json(&["sync"])["mailboxes"]) {
        let numbers = ["new", "changed", "removed", "documents", "sent", "refused", "requests", "bytes", "ms"];
        assert_shape(report, &["id", "error?"], &numbers, &[]);
    }
    for mailbox in list(&mette.json(&["mailboxes"])) {
        let texts = ["id", "remoteId", "name", "owner", "kind", "provider", "ends?"];
        assert_shape(mailbox, &texts, &["unread", "total"], &[]);
        assert!(list(&mailbox["rights"]).iter().all(Value::is_string), "{mailbox}");
    }
    let all = mette.json(&["list", "--limit", "1000"]);
    list(&all).iter().for_each(assert_row);
    let found = mette.json(&["search", "kommune"]);
    assert!(!list(&found).is_empty());
    for hit in list(&found) {
        assert_row(hit);
        assert!(hit["snippet"].as_str().unwrap().to_lowercase().contains("kommune"), "{hit}");
    }
    let building = list(&all).iter().find(|row| row["attachments"] == 6).expect("the letter with six attachments");
    let id = building["id"].as_str().unwrap();
    let shown = mette.json(&["show", id, "--text"]);
    assert_row(&shown);
    assert_shape(&shown, &["text"], &[], &[]);
    assert_eq!(list(&shown["documents"]).len(), 7);
    for document in list(&shown["documents"]) {
        assert_shape(document, &["id", "kind", "label"], &[], &[]);
        assert!(document["actions"].is_array());
        list(&document["files"])
            .iter()
            .for_each(|file| assert_shape(file, &["id", "filename", "mime"], &["size"], &[]));
    }
    let queued = mette.json(&["mark", id, "--flag"]);
    let waiting = mette.json(&["outbox"]);
    assert_eq!(waiting[0]["id"], queued["queued"], "a wish is found in the outbox by its id");
    let doctor = mette.json(&["doctor"]);
    assert_shape(&doctor, &[], &["files"], &[]);
    ["damaged", "odd", "mended"].iter().for_each(|name| assert!(list(&doctor[name]).is_empty()));
    for command in [&["lock"][..], &["unlock"], &["forget", "--all"]] {
        assert!(mette.json(command).is_object(), "{command:?}");
    }
}

#[test]
fn ids_of_wishes_differ_between_mailboxes() {
    let (_sandbox, mette) = world(&[]);
    let ids: BTreeSet<String> = ["own", "company", "delegated"]
        .iter()
        .map(|kind| {
            let first = mette.json(&["list", "--mailbox", &mette.mailbox(kind), "--limit", "1"]);
            let queued = mette.json(&["mark", first[0]["id"].as_str().unwrap(), "--flag"]);
            queued["queued"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(ids.len(), 3, "{ids:?}");
}

#[test]
fn each_failure_has_its_own_exit_status_and_tells_its_code_on_stdout_too() {
    let (sandbox, mette) = world(&[]);
    let summons = letter(&sandbox, json!({"legalNotification": true}));
    let high = letter(&sandbox, json!({"level": "high"}));
    mette.json(&["sync"]);
    let [summons, high] = [summons, high].map(|remote| row(&mette, &remote));
    assert_eq!((&summons["waits"], &high["waits"]), (&json!("legalNotification"), &json!("higherLevel")));
    assert_eq!(high["needsLevel"], "high");
    let [summons, high] = [summons, high].map(|row| row["id"].as_str().unwrap().to_owned());
    for (command, status, code) in [
        (&["show", "findes-ikke"][..], 6, "notFound"),
        (&["show", "Ikke En Id"], 6, "notFound"),
        (&["show", ""], 6, "notFound"),
        (&["list", "--mailbox", "findes-ikke"], 6, "notFound"),
        (&["list", "--folder", "findes ikke"], 6, "notFound"),
        (&["list", "--before", "findes-ikke"], 6, "notFound"),
        (&["mark", "findes-ikke", "--read"], 6, "notFound"),
        (&["sync", "--mailbox", "findes-ikke"], 6, "notFound"),
        (&["forget", "--account", "findes-ikke"], 6, "notFound"),
        (&["show", &summons], 7, "refused"),
        (&["show", &summons, "--text"], 7, "refused"),
        (&["show", &high, "--text"], 3, "higherLevelNeeded"),
        (&["show", &high, "--open"], 3, "higherLevelNeeded"),
        (&["login", "--provider", "digital-post"], 7, "refused"),
        (&["login", "--provider", "digital-post", "--server", "http://127.0.0.1:9"], 4, "offline"),
    ] {
        let output = mette.run(&[&["--json"], command].concat());
        assert_eq!(output.status.code(), Some(status), "{command:?}: {}", said(&output));
        let told: Value = serde_json::from_slice(&output.stdout).expect("one document");
        assert_eq!(told["error"]["code"], code, "{command:?}");
        assert!(!output.stderr.is_empty(), "{command:?} has words for a person, too");
    }
}

#[test]
fn wrong_usage_and_commands_that_nobody_knows_end_with_2() {
    let mette = Terminal::new();
    for command in [
        &[][..],
        &["findes-ikke"],
        &["show"],
        &["search"],
        &["mark", "a"],
        &["mark", "a", "--read", "--unread"],
        &["forget"],
        &["list", "--limit", "0"],
        &["list", "--limit", "mange"],
        &["list", "--mailbox", "a", "--all"],
        &["show", "a", "--file", "b"],
        &["login"],
        &["login", "--provider", "ukendt"],
        &["login", "--provider", "digital-post", "--server", "ikke en adresse"],
        &["login", "--provider", "digital-post", "--level", "low"],
        &["--profile", "../a", "list"],
    ] {
        let output = mette.run(command);
        assert_eq!(output.status.code(), Some(2), "{command:?}: {}", said(&output));
        assert!(output.stdout.is_empty(), "{command:?}");
    }
}

#[test]
fn a_list_of_any_length_comes_whole_or_page_by_page() {
    let (_sandbox, mette) = world(&["--letters", "1100"]);
    let own = mette.mailbox("own");
    let whole = mette.json(&["list", "--mailbox", &own, "--limit", "100000"]);
    let ids: Vec<&str> = list(&whole).iter().map(|row| row["id"].as_str().unwrap()).collect();
    let total =
        list(&mette.json(&["mailboxes"])).iter().find(|one| one["id"] == own.as_str()).unwrap()["total"].clone();
    assert_eq!(json!(ids.len()), total);
    assert!(ids.len() > 1100);
    let mut paged: Vec<String> = Vec::new();
    loop {
        let mut command = vec!["list", "--mailbox", &own, "--limit", "390"];
        let last = paged.last().cloned();
        command.extend(last.iter().flat_map(|id| ["--before", id.as_str()]));
        let page = mette.json(&command);
        if list(&page).is_empty() {
            break;
        }
        paged.extend(list(&page).iter().map(|row| row["id"].as_str().unwrap().to_owned()));
    }
    assert_eq!(paged, ids, "no letter twice, none left out");
}

#[test]
fn a_folder_is_named_by_its_role_its_name_or_its_id() {
    let (_sandbox, mette) = world(&[]);
    let own = mette.mailbox("own");
    let folders = mette.json(&["folders", "--mailbox", &own]);
    let skat = list(&folders).iter().find(|folder| folder["name"] == "Skat").expect("her own folder").clone();
    let in_it = mette.json(&["list", "--mailbox", &own, "--folder", "Skat"]);
    assert_eq!(json!(list(&in_it).len()), skat["total"]);
    for name in ["skat", skat["id"].as_str().unwrap()] {
        assert_eq!(mette.json(&["list", "--folder", name]), in_it, "{name}, in whichever mailbox it is");
    }
    let inbox = mette.json(&["list", "--folder", "inbox", "--limit", "1000"]);
    assert_eq!(mette.json(&["list", "--folder", "INBOX", "--limit", "1000"]), inbox);
    assert_eq!(mette.json(&["list", "--folder", "Indbakke", "--limit", "1000"]), inbox, "the service's own name");
    let mailboxes: BTreeSet<&str> = list(&inbox).iter().map(|row| row["mailbox"].as_str().unwrap()).collect();
    assert_eq!(mailboxes.len(), 4);
}

#[test]
fn a_file_is_saved_once_under_a_name_in_a_folder_and_never_over_another() {
    let (sandbox, mette) = world(&["--seed", "empty"]);
    let remote = letter(
        &sandbox,
        json!({"attachments": [{"filename": "bilag.txt", "text": "et"}, {"filename": "to.txt", "text": "to"},
            {"filename": "to.txt", "text": "tre"}]}),
    );
    mette.json(&["sync"]);
    let id = row(&mette, &remote)["id"].as_str().unwrap().to_owned();
    let place = |name: &str| mette.home.path().join(name).to_str().unwrap().to_owned();
    let (out, folder) = (place("ud.txt"), place("mappe"));
    let saved = mette.json(&["show", &id, "--file", "bilag.txt", "--out", &out]);
    assert_eq!(saved["saved"], out.as_str());
    assert_eq!(saved["id"], id.as_str(), "and the letter, as always");
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "et");
    assert_eq!(mette.status(&["show", &id, "--file", "to.txt", "--out", &out]), 7, "two files are called so");
    let file = saved["documents"][2]["files"][0]["id"].as_str().unwrap();
    assert_eq!(mette.status(&["show", &id, "--file", file, "--out", &out]), 7, "there is a file already");
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "et");
    assert_eq!(mette.status(&["show", &id, "--file", file, "--out", &place("findes/ikke.txt")]), 6);
    std::fs::create_dir(&folder).unwrap();
    for name in ["to.txt", "to (2).txt"] {
        let saved = mette.json(&["show", &id, "--file", file, "--out", &folder]);
        assert_eq!(saved["saved"], format!("{folder}/{name}"));
        assert_eq!(std::fs::read_to_string(saved["saved"].as_str().unwrap()).unwrap(), "to");
    }
    assert_eq!(mette.status(&["show", &id, "--file", "findes-ikke", "--out", &place("x")]), 6);
}

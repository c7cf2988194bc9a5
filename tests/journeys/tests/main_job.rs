//! The main job: log in, sync, read, search, switch mailboxes, mark.
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

fn rows(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

#[test]
fn a_citizen_logs_in_and_reads_her_own_her_companys_and_her_mothers_letters() {
    let sandbox = Sandbox::start(&[]);
    let mette = Terminal::new();
    let login = mette.login(&sandbox, "mette");
    assert_eq!(login["mailboxes"], 4, "{login}");
    assert_eq!(login["level"], "substantial");

    let synced = mette.json(&["sync"]);
    assert_eq!(rows(&synced["mailboxes"]).len(), 4);
    assert!(rows(&synced["mailboxes"]).iter().all(|m| m.get("error").is_none()), "{synced}");

    let mailboxes = mette.json(&["mailboxes"]);
    let mut kinds: Vec<&str> = rows(&mailboxes).iter().map(|m| m["kind"].as_str().unwrap()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["association", "company", "delegated", "own"]);
    for mailbox in rows(&mailboxes) {
        let listed = mette.json(&["list", "--mailbox", mailbox["id"].as_str().unwrap(), "--limit", "500"]);
        assert_eq!(listed.as_array().unwrap().len() as u64, mailbox["total"].as_u64().unwrap());
        assert!(listed.as_array().unwrap().len() >= 5);
    }

    let all = mette.json(&["list", "--all", "--limit", "500"]);
    let received: Vec<&str> = rows(&all).iter().map(|m| m["received"].as_str().unwrap()).collect();
    assert!(received.windows(2).all(|pair| pair[0] >= pair[1]), "newest first: {received:?}");
    let owners: std::collections::BTreeSet<&str> = rows(&all).iter().map(|m| m["mailbox"].as_str().unwrap()).collect();
    assert_eq!(owners.len(), 4, "one list over all mailboxes");
}

#[test]
fn a_letter_is_read_with_its_text_and_its_files_are_saved_as_they_were_sent() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mette = Terminal::new();
    mette.login(&sandbox, "mette");
    sandbox.post(
        "/admin/letters",
        &json!({"to": {"person": "mette"}, "sender": "Prøvekommunen", "subject": "Blåbærgrød på tirsdag",
            "body": {"pdfText": "Kære Mette\nDer er blåbærgrød i kantinen."},
            "attachments": [{"filename": "opskrift.txt", "mime": "text/plain", "text": "Tag en liter blåbær."}]}),
    );
    mette.json(&["sync"]);
    let found = mette.json(&["search", "blåbærgrød kantinen"]);
    assert_eq!(rows(&found).len(), 1, "{found}");
    let id = found[0]["id"].as_str().unwrap();
    assert_eq!(found[0]["attachments"], 1);

    let letter = mette.json(&["show", id, "--text"]);
    assert!(letter["text"].as_str().unwrap().contains("blåbærgrød i kantinen"), "{letter}");
    let documents = rows(&letter["documents"]);
    assert_eq!(documents[0]["kind"], "main");
    assert_eq!(documents[0]["files"][0]["mime"], "application/pdf");
    let file = documents[1]["files"][0]["id"].as_str().unwrap();
    let out = mette.home.path().join("gemt.txt");
    mette.json(&["show", id, "--file", file, "--out", out.to_str().unwrap()]);
    assert_eq!(std::fs::read_to_string(out).unwrap(), "Tag en liter blåbær.");
}

#[test]
fn search_finds_words_inside_documents_however_danish_letters_are_typed() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = Terminal::new();
    mette.login(&sandbox, "mette");
    for (subject, text) in [("Årsopgørelse", "Overskydende skat"), ("Brev", "Om rådhusets åbningstider")] {
        sandbox.post(
            "/admin/letters",
            &json!({"to": {"person": "mette"}, "sender": "Prøvestyrelsen", "subject": subject, "body": {"text": text}}),
        );
    }
    mette.json(&["sync"]);
    for query in ["årsopgørelse", "aarsopgoerelse", "ÅRSOPG", "overskydende"] {
        assert_eq!(rows(&mette.json(&["search", query])).len(), 1, "{query}");
    }
    for query in ["raadhusets", "\"rådhusets åbningstider\"", "åbnings"] {
        assert_eq!(mette.json(&["search", query])[0]["subject"], "Brev", "{query}");
    }
    for odd in ["", "\"", "AND OR NOT", "*", "a\" OR \"b", "(((", "-"] {
        assert!(mette.run(&["--json", "search", odd]).status.success(), "{odd:?}");
    }
    assert!(rows(&mette.json(&["search", "findesikke"])).is_empty());
}

#[test]
fn marking_as_read_waits_in_the_outbox_and_reaches_the_service_at_the_next_sync() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mette = Terminal::new();
    mette.login(&sandbox, "mette");
    mette.json(&["sync"]);
    let own = mette.mailbox("own");
    let unread = mette.json(&["list", "--mailbox", &own, "--unread"]);
    let letter = &unread[0];
    let (id, remote) = (letter["id"].as_str().unwrap(), letter["remoteId"].as_str().unwrap());

    let queued = mette.json(&["mark", id, "--read"]);
    assert!(queued["queued"].is_string(), "{queued}");
    let now = mette.json(&["list", "--mailbox", &own, "--limit", "500"]);
    let row = rows(&now).iter().find(|row| row["id"] == id).unwrap();
    assert_eq!(row["read"], true, "the wish shows at once");

    let before = held(&sandbox, &sandbox.mailbox("mette", "own"), remote);
    assert_eq!(before["read"], false);
    let report = mette.json(&["sync"]);
    let sent: u64 = rows(&report["mailboxes"]).iter().map(|m| m["sent"].as_u64().unwrap()).sum();
    assert_eq!(sent, 1, "{report}");
    assert_eq!(held(&sandbox, &sandbox.mailbox("mette", "own"), remote)["read"], true);
}

fn held(sandbox: &Sandbox, mailbox: &str, remote: &str) -> Value {
    let record = sandbox.get(&format!("/admin/mailboxes/{mailbox}"));
    let found = rows(&record["messages"]).iter().find(|m| m["id"] == remote).expect("the message at the service");
    found.clone()
}

#[test]
fn what_a_reader_may_not_do_is_refused_with_exit_5() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mette = Terminal::new();
    mette.login(&sandbox, "mette");
    mette.json(&["sync"]);
    let mailboxes = mette.json(&["mailboxes"]);
    let mothers = rows(&mailboxes).iter().find(|m| m["kind"] == "delegated").unwrap();
    let rights: Vec<&str> = rows(&mothers["rights"]).iter().map(|r| r.as_str().unwrap()).collect();
    assert!(rights.contains(&"read") && rights.contains(&"mark"));
    assert!(!rights.contains(&"write") && !rights.contains(&"delete"), "{rights:?}");
}

#[test]
fn syncing_opens_nothing_and_a_summons_waits_for_the_person() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mette = Terminal::new();
    mette.login(&sandbox, "mette");
    sandbox.post(
        "/admin/letters",
        &json!({"to": {"person": "mette"}, "sender": "Retten i Prøveby", "subject": "Stævning i sag 12",
            "body": {"pdfText": "De stævnes hermed."}, "legalNotification": true}),
    );
    let mailbox = sandbox.mailbox("mette", "own");
    let read_before = read_marks(&sandbox, &mailbox);
    mette.json(&["sync"]);
    let record = sandbox.get(&format!("/admin/mailboxes/{mailbox}"));
    assert_eq!(read_marks(&sandbox, &mailbox), read_before);
    for message in rows(&record["messages"]) {
        assert_eq!(message["opened"], false, "{message}");
        assert_eq!(message["served"], false, "{message}");
    }

    let found = mette.json(&["search", "stævning"]);
    let id = found[0]["id"].as_str().unwrap();
    assert_eq!(found[0]["waits"], "legalNotification");
    assert_eq!(mette.status(&["show", id, "--text"]), 7, "opening has weight");
    let opened = mette.json(&["show", id, "--text", "--open"]);
    assert!(opened["text"].as_str().unwrap().contains("De stævnes hermed"), "{opened}");
    assert_eq!(held(&sandbox, &mailbox, found[0]["remoteId"].as_str().unwrap())["served"], true);
}

fn read_marks(sandbox: &Sandbox, mailbox: &str) -> Vec<bool> {
    let record = sandbox.get(&format!("/admin/mailboxes/{mailbox}"));
    rows(&record["messages"]).iter().map(|m| m["read"].as_bool().unwrap()).collect()
}

#[test]
fn letters_are_read_while_the_service_is_away() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mette = Terminal::new();
    mette.login(&sandbox, "mette");
    mette.json(&["sync"]);
    drop(sandbox);
    let all = mette.json(&["list", "--all"]);
    let readable = rows(&all).iter().find(|row| row.get("waits").is_none()).unwrap();
    let letter = mette.json(&["show", readable["id"].as_str().unwrap(), "--text"]);
    assert!(!letter["text"].as_str().unwrap().is_empty());
    let sync = mette.run(&["sync"]);
    assert_eq!(sync.status.code(), Some(4), "offline: {}", said(&sync));
}

#[test]
fn forgetting_an_account_leaves_nothing_of_it() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mette = Terminal::new();
    let login = mette.login(&sandbox, "mette");
    mette.json(&["sync"]);
    let id = rows(&mette.json(&["list", "--all"]))[0]["id"].as_str().unwrap().to_owned();
    mette.json(&["forget", "--account", login["account"].as_str().unwrap()]);
    assert!(rows(&mette.json(&["accounts"])).is_empty());
    assert!(rows(&mette.json(&["mailboxes"])).is_empty());
    assert_eq!(mette.status(&["show", &id]), 6);
}

#[test]
fn a_locked_vault_answers_exit_9_until_it_is_unlocked() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mette = Terminal::new();
    mette.login(&sandbox, "mette");
    mette.json(&["sync"]);
    mette.json(&["lock"]);
    assert_eq!(mette.status(&["list", "--all"]), 9);
    mette.json(&["unlock"]);
    assert!(!rows(&mette.json(&["list", "--all"])).is_empty());
}

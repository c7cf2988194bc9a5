//! What a sync costs, and what it makes of a service that misbehaves.
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
fn a_sync_with_nothing_new_is_one_small_request_a_mailbox_and_one_an_account() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mette = Terminal::new();
    mette.login(&sandbox, "mette");
    mette.json(&["sync"]);
    mette.json(&["sync"]);
    let mark = sandbox.mark();
    let report = mette.json(&["sync"]);
    let requests = sandbox.requests_since(mark);
    let mail: Vec<&Value> = requests.iter().filter(|r| r["provider"] == "digital-post").collect();
    assert!(mail.len() <= 5, "4 mailboxes and 1 account: {mail:#?}");
    for request in mail {
        assert!(request["bytes"].as_u64().unwrap() <= 1024, "{request}");
    }
    for mailbox in rows(&report["mailboxes"]) {
        assert!(mailbox["requests"].as_u64().unwrap() <= 1, "{mailbox}");
    }
}

#[test]
fn the_first_sync_reads_a_thousand_letters_in_a_handful_of_growing_pages() {
    let sandbox = Sandbox::start(&["--seed", "empty", "--letters", "1000", "--documents", "text"]);
    let mette = Terminal::new();
    mette.login(&sandbox, "mette");
    let mark = sandbox.mark();
    let report = mette.json(&["sync"]);
    let new: u64 = rows(&report["mailboxes"]).iter().map(|m| m["new"].as_u64().unwrap()).sum();
    assert!(new >= 1000, "{report}");
    let requests = sandbox.requests_since(mark);
    let own = sandbox.mailbox("mette", "own");
    let pages = requests.iter().filter_map(|r| r["path"].as_str());
    let pages = pages.filter(|path| path.contains(&own) && path.ends_with("/messages/")).count();
    // 50, 50, 100 and four or five of 200, then one look whether the list has settled.
    assert!((7..=9).contains(&pages), "{pages} pages");
}

#[test]
fn a_service_that_misbehaves_for_a_while_loses_no_letter_and_doubles_none() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mette = Terminal::new();
    mette.login(&sandbox, "mette");
    for fault in [
        json!({"provider": "digital-post", "errorRate": 0.3, "status": 503, "retryAfterS": 0}),
        json!({"provider": "digital-post", "cutBodiesRate": 0.3}),
    ] {
        sandbox.post("/admin/faults", &fault);
        for _ in 0..3 {
            let output = mette.run(&["--json", "sync"]);
            assert!([0, 1, 4].contains(&output.status.code().unwrap()), "{}", said(&output));
        }
    }
    ureq::delete(format!("{}/admin/faults", sandbox.url)).call().unwrap();
    mette.json(&["sync"]);
    for mailbox in rows(&mette.json(&["mailboxes"])) {
        let held = sandbox.get(&format!("/admin/mailboxes/{}", mailbox["remoteId"].as_str().unwrap()));
        let listed = mette.json(&["list", "--mailbox", mailbox["id"].as_str().unwrap(), "--limit", "500"]);
        let mut there: Vec<&str> = rows(&held["messages"]).iter().map(|m| m["id"].as_str().unwrap()).collect();
        let mut here: Vec<&str> = rows(&listed).iter().map(|m| m["remoteId"].as_str().unwrap()).collect();
        there.sort_unstable();
        here.sort_unstable();
        assert_eq!(here, there);
    }
}

#[test]
fn an_access_that_ends_is_noticed_and_its_letters_are_gone() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mette = Terminal::new();
    mette.login(&sandbox, "mette");
    mette.json(&["sync"]);
    let mothers = mette.mailbox("delegated");
    let letter = mette.json(&["list", "--mailbox", &mothers])[0]["id"].as_str().unwrap().to_owned();
    sandbox.post("/admin/access/end", &json!({"owner": "inger", "delegate": "mette", "why": "withdrawn"}));
    mette.run(&["sync"]);
    assert_eq!(mette.status(&["show", &letter]), 5, "access ended");
    assert!(!rows(&mette.json(&["list", "--mailbox", &mette.mailbox("own")])).is_empty(), "one's own is untouched");
}

#[test]
fn a_second_copy_on_the_same_folder_reads_while_the_first_syncs() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mette = Terminal::new();
    mette.login(&sandbox, "mette");
    mette.json(&["sync"]);
    let mut watching = mette.command(&["sync", "--watch"]).stdout(std::process::Stdio::null()).spawn().unwrap();
    let lock = mette.data().join("profiles");
    assert!(lock.is_dir());
    // The second copy's sync is refused as busy once the first one holds the lock.
    let busy = another_copy_syncs(&mette);
    let read = mette.run(&["--json", "list", "--all"]);
    watching.kill().unwrap();
    watching.wait().unwrap();
    assert!(busy, "two copies synced at once");
    assert!(read.status.success(), "{}", said(&read));
}

/// Whether another copy holds the right to sync, now or soon.
fn another_copy_syncs(mette: &Terminal) -> bool {
    (0..200).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(25));
        mette.status(&["sync"]) == 4
    })
}

#[test]
fn a_copy_that_watches_waits_for_its_turn_and_says_so() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = Terminal::new();
    mette.login(&sandbox, "mette");
    let watch = || {
        let mut command = mette.command(&["sync", "--watch"]);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::piped()).spawn().unwrap()
    };
    let mut first = watch();
    assert!(another_copy_syncs(&mette));
    let mut second = watch();
    let mut told = String::new();
    let mut heard = std::io::BufReader::new(second.stderr.take().unwrap());
    std::io::BufRead::read_line(&mut heard, &mut told).unwrap();
    first.kill().unwrap();
    first.wait().unwrap();
    let goes_on = another_copy_syncs(&mette);
    second.kill().unwrap();
    second.wait().unwrap();
    assert!(told.contains("Another copy"), "{told}");
    assert!(goes_on, "the second copy has its turn");
}

#[test]
fn a_memo_letter_handed_to_the_service_arrives_with_its_documents_and_actions() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = Terminal::new();
    mette.login(&sandbox, "mette");
    let full =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../crates/memo/tests/data/MeMo_Full_Example.xml"));
    let (status, answer) = sandbox.post_raw("/admin/memo?person=mette", &full.unwrap());
    assert_eq!(status, 200, "{answer}");
    mette.json(&["sync"]);
    let found = mette.json(&["search", "børneforvaltningen"]);
    let letter = mette.json(&["show", found[0]["id"].as_str().unwrap()]);
    let documents = rows(&letter["documents"]);
    assert_eq!(documents.len(), 3, "one main, two additional; the technical one is not shown: {letter:#}");
    assert_eq!(rows(&documents[0]["files"]).len(), 2);
    assert_eq!(rows(&documents[0]["actions"]).len(), 2);

    for broken in [&b"<memo"[..], b"<!DOCTYPE x><x/>", b"", b"<a xmlns='urn:other'/>"] {
        assert_eq!(sandbox.post_raw("/admin/memo?person=mette", broken).0, 400);
    }
}

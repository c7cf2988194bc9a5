//! Altinn: parties, letters whose reading is noted, levels, labels.

use crate::support::{Sandbox, Terminal, list, of_owner};
use crate::{held, kari, letters, login, subject};
use serde_json::{Value, json};

fn seen(sandbox: &Sandbox, mailbox: &Value) -> u64 {
    held(sandbox, mailbox).iter().map(|one| one["seen"].as_u64().unwrap()).sum()
}

fn deliver(sandbox: &Sandbox, more: Value) -> String {
    let mut letter = json!({"provider": "altinn", "to": {"person": "kari"}, "sender": "Prøveetaten",
        "subject": "Vedtak om prøve", "body": {"text": "Du har fått medhold."}});
    letter.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    sandbox.post("/admin/letters", &letter)["ids"][0].as_str().unwrap().to_owned()
}

#[test]
fn one_login_reaches_the_person_her_companies_and_their_parts_and_names_her() {
    let sandbox = Sandbox::start(&[]);
    let terminal = Terminal::new();
    let done = login(&terminal, &sandbox, "altinn", "kari", "substantial");
    assert_eq!((&done["person"], &done["level"]), (&json!("Kari Eksempel"), &json!("substantial")));
    let all = terminal.json(&["mailboxes"]);
    let of = |name: &str| list(&all).iter().find(|one| one["name"] == name).cloned();
    assert_eq!(of("Kari Eksempel").unwrap()["kind"], "own");
    assert_eq!(of("Eksempel Bakeri AS").unwrap()["kind"], "company");
    assert_eq!(of("Eksempel Bakeri AS avd. Kafeen").unwrap()["kind"], "company");
    assert!(of("Prøvevik Kulturhus SA").is_none(), "she acts for a part of it alone");
    assert!(of("Prøvevik Kulturhus SA scenen").is_some());
    assert_eq!(of("Eksempel Blomster AS").unwrap()["rights"], json!(["read"]), "a deleted company's letters are read");
}

#[test]
fn syncing_leaves_no_trace_in_the_seen_log_and_opening_leaves_one() {
    let sandbox = Sandbox::start(&[]);
    let terminal = kari(&sandbox, "altinn", "substantial");
    let own = of_owner(&terminal, "Kari Eksempel");
    let before = seen(&sandbox, &own);
    deliver(&sandbox, json!({}));
    for _ in 0..2 {
        terminal.json(&["sync"]);
    }
    for command in [&["list", "--all"][..], &["search", "vedtak"], &["doctor"]] {
        terminal.json(command);
    }
    assert_eq!(seen(&sandbox, &own), before);

    let letter = subject(&letters(&terminal, None), "Vedtak om prøve");
    assert_eq!(letter["waits"], "seen");
    let id = letter["id"].as_str().unwrap();
    assert_eq!(terminal.status(&["show", id, "--text"]), 7);
    assert_eq!(seen(&sandbox, &own), before);
    let shown = terminal.json(&["show", id, "--text", "--open"]);
    assert!(shown["text"].as_str().unwrap().contains("Du har fått medhold."), "{shown}");
    assert_eq!(seen(&sandbox, &own), before + 1);
    // From here on it is read without the service.
    terminal.json(&["sync"]);
    assert!(terminal.json(&["show", id, "--text"])["text"].as_str().unwrap().contains("medhold"));
    assert_eq!(list(&terminal.json(&["search", "medhold"])).len(), 1);
    assert_eq!(seen(&sandbox, &own), before + 1);
}

#[test]
fn a_mailbox_can_be_fetched_ahead_and_that_can_be_undone() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let terminal = kari(&sandbox, "altinn", "substantial");
    let own = of_owner(&terminal, "Kari Eksempel");
    let id = own["id"].as_str().unwrap();
    terminal.json(&["mailboxes", "ahead", id, "--on"]);
    deliver(&sandbox, json!({"subject": "Første"}));
    terminal.json(&["sync"]);
    assert_eq!((seen(&sandbox, &own), list(&terminal.json(&["search", "medhold"])).len()), (1, 1));
    terminal.json(&["mailboxes", "ahead", id, "--off"]);
    deliver(&sandbox, json!({"subject": "Andre"}));
    terminal.json(&["sync"]);
    assert_eq!(seen(&sandbox, &own), 1);
}

#[test]
fn a_letter_that_takes_more_than_minid_says_so_and_opens_after_a_login_at_the_higher_level() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let terminal = kari(&sandbox, "altinn", "substantial");
    deliver(&sandbox, json!({"level": "high", "body": {"text": "Bare med høyt nivå."}}));
    terminal.json(&["sync"]);
    let letter = subject(&letters(&terminal, None), "Vedtak om prøve");
    let id = letter["id"].as_str().unwrap();
    assert_eq!((&letter["waits"], &letter["needsLevel"]), (&json!("higherLevel"), &json!("high")));
    assert_eq!(terminal.status(&["show", id, "--text", "--open"]), 3);
    let shown = terminal.json(&["show", id, "--text", "--step-up", "--open", "--as", "kari"]);
    assert!(shown["text"].as_str().unwrap().contains("Bare med høyt nivå."), "{shown}");
    assert_eq!(list(&terminal.json(&["accounts"])).len(), 1, "the same account");
    assert_eq!(terminal.json(&["accounts"])[0]["level"], "high");
}

#[test]
fn archive_bin_and_unread_are_labels_at_the_service() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let terminal = kari(&sandbox, "altinn", "substantial");
    let remote = deliver(&sandbox, json!({}));
    terminal.json(&["sync"]);
    let own = of_owner(&terminal, "Kari Eksempel");
    let letter = subject(&letters(&terminal, None), "Vedtak om prøve");
    let id = letter["id"].as_str().unwrap();
    let folder = || held(&sandbox, &own).iter().find(|one| one["id"] == remote.as_str()).unwrap()["folder"].clone();
    for (change, lies) in
        [(&["move", id, "archive"][..], "archive"), (&["delete", id], "deleted"), (&["move", id, "inbox"], "inbox")]
    {
        terminal.json(change);
        terminal.json(&["sync"]);
        assert_eq!(folder(), lies);
        assert_eq!(letters(&terminal, None)[0]["folder"], lies);
        if lies == "deleted" {
            // Nothing is deleted for good there, and nobody is told that it will be.
            let again = terminal.run(&["delete", id]);
            assert_eq!(again.status.code(), Some(7), "{}", crate::support::said(&again));
            assert_eq!(list(&terminal.json(&["outbox"])), &Vec::<Value>::new());
        }
    }
    terminal.json(&["show", id, "--open", "--text"]);
    terminal.json(&["mark", id, "--unread"]);
    terminal.json(&["sync"]);
    assert_eq!(letters(&terminal, None)[0]["read"], false);
    assert_eq!(list(&terminal.json(&["outbox"])), &Vec::<Value>::new());
}

#[test]
fn three_hundred_parties_are_synced_in_no_more_requests_than_batches() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    sandbox.post("/admin/altinn/parties", &json!({"person": "kari", "count": 300}));
    let terminal = Terminal::new();
    login(&terminal, &sandbox, "altinn", "kari", "substantial");
    for _ in 0..2 {
        let mark = sandbox.mark();
        let report = terminal.json(&["sync"]);
        assert!(list(&report["mailboxes"]).iter().all(|one| one.get("error").is_none()), "{report}");
        let requests = sandbox.requests_since(mark);
        let lists = requests.iter().filter(|one| one["path"].as_str().unwrap().ends_with("/enduser/dialogs")).count();
        // 300 and her own few.
        assert!((15..=16).contains(&lists), "{lists} of {}", requests.len());
        assert!(requests.len() <= lists + 4, "parties, favourites, limits, levels: {requests:?}");
    }
    assert!(list(&terminal.json(&["mailboxes"])).len() > 300);
}

#[test]
fn what_goes_wrong_with_a_letters_text_has_its_own_plain_answer() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let terminal = kari(&sandbox, "altinn", "substantial");
    for embed in ["otherHost", "tooLarge", "wrongType", "serverError"] {
        let dialog = json!({"to": {"person": "kari"}, "title": format!("Sak {embed}"), "embed": embed});
        sandbox.post("/admin/altinn/dialogs", &dialog);
    }
    terminal.json(&["sync"]);
    let mut said = std::collections::BTreeSet::new();
    for letter in letters(&terminal, None) {
        let output = terminal.run(&["show", letter["id"].as_str().unwrap(), "--open", "--text"]);
        assert_ne!(output.status.code(), Some(1), "{}: {}", letter["subject"], crate::support::said(&output));
        said.insert(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    assert_eq!(said.len(), 4, "each its own: {said:?}");
}

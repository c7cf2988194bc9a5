//! One list over both countries and four mailboxes' services: sorted rightly, searched at once, each letter's owner and
//! service known, and one account that fails costs the others nothing.

use crate::support::{Sandbox, Terminal, list};
use crate::{kari, letters, login};
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn letters_of_both_countries_stand_in_one_list_in_the_order_in_which_they_came() {
    let sandbox = Sandbox::start(&[]);
    let terminal = kari(&sandbox, "altinn", "substantial");
    login(&terminal, &sandbox, "digipost", "kari", "high");
    terminal.login(&sandbox, "mette");
    terminal.json(&["sync"]);
    let all = letters(&terminal, None);
    let came: Vec<jiff::Timestamp> = all.iter().map(|one| one["received"].as_str().unwrap().parse().unwrap()).collect();
    assert!(came.is_sorted_by(|a, b| a >= b), "newest first");
    let mailboxes = terminal.json(&["mailboxes"]);
    let service = |id: &Value| {
        let found = list(&mailboxes).iter().find(|one| one["id"] == *id).expect("its mailbox");
        found["provider"].as_str().unwrap().to_owned()
    };
    let services: BTreeSet<String> = all.iter().map(|one| service(&one["mailbox"])).collect();
    assert_eq!(services, ["altinn", "digipost", "digital-post"].map(str::to_owned).into());
}

#[test]
fn one_account_that_cannot_sign_in_costs_the_others_nothing() {
    let sandbox = Sandbox::start(&[]);
    let terminal = kari(&sandbox, "digipost", "high");
    login(&terminal, &sandbox, "altinn", "kari", "substantial");
    terminal.json(&["sync"]);
    sandbox.post("/admin/faults", &json!({"provider": "altinn", "tokenTtlS": 0}));
    let letter =
        json!({"provider": "digipost", "to": {"person": "kari"}, "sender": "Prøvesykehuset", "subject": "Ny time"});
    sandbox.post("/admin/letters", &letter);
    let output = terminal.run(&["--json", "sync"]);
    assert_eq!(output.status.code(), Some(3), "the worst of them tells: {}", crate::support::said(&output));
    assert!(letters(&terminal, None).iter().any(|one| one["subject"] == "Ny time"));
    let accounts = terminal.json(&["accounts"]);
    let signed_in = |provider: &str| {
        list(&accounts).iter().find(|one| one["provider"] == provider).expect("the account")["signedIn"].clone()
    };
    assert_eq!((signed_in("altinn"), signed_in("digipost")), (json!(false), json!(true)));
    // What is here stays readable.
    assert!(letters(&terminal, None).len() > 10);
}

#[test]
fn accesses_are_told_by_every_service_that_answers_and_the_others_are_named() {
    let sandbox = Sandbox::start(&[]);
    let terminal = kari(&sandbox, "digipost", "high");
    terminal.login(&sandbox, "mette");
    terminal.json(&["sync"]);
    let all = terminal.json(&["access", "list"]);
    assert!(!list(&all).is_empty(), "of Mette, whose mother and neighbour have one or gave one");
    sandbox.post("/admin/faults", &json!({"provider": "digipost", "tokenTtlS": 0}));
    let output = terminal.run(&["--json", "access", "list"]);
    assert_eq!(output.status.code(), Some(3), "{}", crate::support::said(&output));
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap(), all);
    let named = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(named.contains("Digipost (Kari") && !named.contains("Mette"), "{named}");
}

#[test]
fn a_token_of_one_country_opens_nothing_in_the_other() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let nobody = Terminal::new();
    let server = sandbox.ready["providers"]["altinn"].as_str().unwrap();
    let issuer = format!("{}/oauth", sandbox.url);
    let output =
        nobody.run(&["login", "--provider", "altinn", "--server", server, "--issuer", &issuer, "--as", "mette"]);
    assert!(!output.status.success(), "{}", crate::support::said(&output));
    assert_eq!(nobody.json(&["accounts"]), json!([]));
}

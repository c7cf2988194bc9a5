//! Digipost: its own login, receipts, folders, own documents, access for somebody else.

use crate::support::{Sandbox, Terminal, list, of_owner, said};
use crate::{held, kari, letters, login, subject};
use serde_json::{Value, json};

fn deliver(sandbox: &Sandbox, more: Value) -> String {
    let mut letter = json!({"provider": "digipost", "to": {"person": "kari"}, "sender": "Prøvesykehuset",
        "subject": "Innkalling", "body": {"text": "Møt opp på prøve."}});
    letter.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    sandbox.post("/admin/letters", &letter)["ids"][0].as_str().unwrap().to_owned()
}

fn record(sandbox: &Sandbox, terminal: &Terminal, remote: &str) -> Value {
    let own = of_owner(terminal, "Kari Eksempel");
    let all = held(sandbox, &own);
    all.into_iter().find(|one| one["id"] == remote).expect("the letter at the service")
}

#[test]
fn one_login_reaches_ones_own_mailbox_and_the_one_that_one_may_read() {
    let sandbox = Sandbox::start(&[]);
    let terminal = kari(&sandbox, "digipost", "high");
    let (own, per) = (of_owner(&terminal, "Kari Eksempel"), of_owner(&terminal, "Per Eksempel"));
    assert_eq!((&own["kind"], &per["kind"]), (&json!("own"), &json!("delegated")));
    assert!(letters(&terminal, per["id"].as_str()).len() >= 5);
    let may = |mailbox: &Value, right: &str| list(&mailbox["rights"]).iter().any(|one| one == right);
    assert!(may(&own, "upload") && may(&own, "delete") && !may(&per, "upload") && !may(&per, "delete"));
}

#[test]
fn a_mailbox_is_first_made_with_the_highest_level_and_not_with_less() {
    let sandbox = Sandbox::start(&[]);
    let ola = Terminal::new();
    let server = sandbox.ready["providers"]["digipost"].as_str().unwrap().to_owned();
    let with = |level: &str| {
        ola.run(&["login", "--provider", "digipost", "--server", &server, "--as", "ola", "--level", level])
    };
    let refused = with("substantial");
    assert_eq!(refused.status.code(), Some(3), "{}", said(&refused));
    assert_eq!(ola.json(&["accounts"]), json!([]));
    assert!(with("high").status.success());
    assert_eq!(list(&ola.json(&["mailboxes"])).len(), 1);
}

#[test]
fn nothing_that_is_unread_is_fetched_before_the_person_opens_it_and_a_receipt_is_asked_for_first() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let terminal = kari(&sandbox, "digipost", "high");
    let (plain, receipt) =
        (deliver(&sandbox, json!({})), deliver(&sandbox, json!({"subject": "Med kvittering", "receipt": true})));
    for _ in 0..2 {
        terminal.json(&["sync"]);
    }
    for remote in [&plain, &receipt] {
        let record = record(&sandbox, &terminal, remote);
        assert_eq!((&record["read"], &record["receipt"]), (&json!(false), &json!(false)), "{record}");
    }
    let all = letters(&terminal, None);
    for (name, waits, remote) in [("Innkalling", "seen", &plain), ("Med kvittering", "receipt", &receipt)] {
        let letter = subject(&all, name);
        let id = letter["id"].as_str().unwrap();
        assert_eq!(letter["waits"], waits);
        assert_eq!(terminal.status(&["show", id, "--text"]), 7);
        let shown = terminal.json(&["show", id, "--text", "--open"]);
        assert!(shown["text"].as_str().unwrap().contains("Møt opp på prøve."), "{shown}");
        let record = record(&sandbox, &terminal, remote);
        assert_eq!((&record["read"], &record["receipt"]), (&json!(true), &json!(waits == "receipt")), "{record}");
    }
}

#[test]
fn a_letter_above_the_level_of_the_login_is_locked_and_one_step_opens_it() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let terminal = kari(&sandbox, "digipost", "substantial");
    deliver(&sandbox, json!({"level": "high"}));
    terminal.json(&["sync"]);
    let id = letters(&terminal, None)[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(letters(&terminal, None)[0]["waits"], "higherLevel");
    assert_eq!(terminal.status(&["show", &id, "--open", "--text"]), 3);
    let shown = terminal.json(&["show", &id, "--text", "--step-up", "--open", "--as", "kari"]);
    assert!(shown["text"].as_str().unwrap().contains("Møt opp på prøve."), "{shown}");
}

#[test]
fn an_invoice_says_what_is_to_be_paid_and_by_when_and_stands_in_the_list_of_what_is_to_be_done() {
    let sandbox = Sandbox::start(&[]);
    let terminal = kari(&sandbox, "digipost", "high");
    let todo = terminal.json(&["todo"]);
    let payments: Vec<&Value> = list(&todo).iter().filter(|one| one["kind"] == "payment").collect();
    assert!(!payments.is_empty(), "{todo}");
}

#[test]
fn folders_have_pictures_and_letters_are_moved_renamed_and_deleted_for_good() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let terminal = kari(&sandbox, "digipost", "high");
    let remote = deliver(&sandbox, json!({}));
    let own = of_owner(&terminal, "Kari Eksempel");
    let mailbox = own["id"].as_str().unwrap();
    terminal.json(&["folder", "add", "Helse", "--mailbox", mailbox, "--icon", "HEART"]);
    terminal.json(&["sync"]);
    let folders = terminal.json(&["folders", "--mailbox", mailbox]);
    let made = list(&folders).iter().find(|one| one["name"] == "Helse").expect("the folder");
    assert_eq!(made["icon"], "HEART");
    let id = letters(&terminal, None)[0]["id"].as_str().unwrap().to_owned();
    terminal.json(&["move", &id, "Helse"]);
    terminal.json(&["sync"]);
    assert_eq!(letters(&terminal, None)[0]["folder"], "Helse");
    assert_ne!(record(&sandbox, &terminal, &remote)["folder"], "inbox");
    terminal.json(&["delete", &id]);
    terminal.json(&["sync"]);
    assert_eq!(letters(&terminal, None), Vec::<Value>::new());
    assert!(held(&sandbox, &own).is_empty(), "there is no bin");
}

#[test]
fn ones_own_document_is_put_in_and_what_does_not_fit_is_said_before_it_goes() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let terminal = kari(&sandbox, "digipost", "high");
    let own = of_owner(&terminal, "Kari Eksempel");
    let mailbox = own["id"].as_str().unwrap();
    let file = terminal.home.path().join("vitnemål.txt");
    std::fs::write(&file, "Bestått prøve").unwrap();
    terminal.json(&["upload", file.to_str().unwrap(), "--mailbox", mailbox, "--name", "Vitnemål"]);
    let letter = subject(&letters(&terminal, None), "Vitnemål");
    assert_eq!(terminal.json(&["show", letter["id"].as_str().unwrap(), "--text", "--open"])["text"], "Bestått prøve");
    let large = terminal.home.path().join("stor.bin");
    std::fs::File::create(&large).unwrap().set_len(101 << 20).unwrap();
    let mark = sandbox.mark();
    let refused = terminal.run(&["upload", large.to_str().unwrap(), "--mailbox", mailbox]);
    assert_eq!(refused.status.code(), Some(7), "{}", said(&refused));
    let sent = sandbox.requests_since(mark).iter().any(|one| one["method"] == "POST");
    assert!(!sent, "it is not even begun");
}

#[test]
fn somebody_with_a_mailbox_there_is_given_access_and_it_is_taken_back() {
    let sandbox = Sandbox::start(&[]);
    let terminal = kari(&sandbox, "digipost", "high");
    let own = of_owner(&terminal, "Kari Eksempel");
    let mailbox = own["id"].as_str().unwrap();
    let nobody = terminal.run(&["access", "give", "--mailbox", mailbox, "--address", "ingen.her#9ZZ9"]);
    assert_eq!(nobody.status.code(), Some(7), "{}", said(&nobody));
    terminal.json(&["access", "give", "--mailbox", mailbox, "--address", "per.eksempel#0AA2"]);
    let per = Terminal::new();
    login(&per, &sandbox, "digipost", "per", "high");
    per.json(&["sync"]);
    assert_eq!(of_owner(&per, "Kari Eksempel")["kind"], "delegated");
    let given = terminal.json(&["access", "list"]);
    let one = list(&given).iter().find(|one| one["holder"] == "Per Eksempel").expect("the access").clone();
    terminal.json(&["access", "end", one["id"].as_str().unwrap()]);
    per.json(&["sync"]);
    let left = per.json(&["mailboxes"]);
    assert!(list(&left).iter().all(|one| one["owner"] != "Kari Eksempel" || one["rights"] == json!([])), "{left}");
}

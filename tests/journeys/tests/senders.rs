//! Who wrote: the terminal says what the service's register says, and says it when only a name is known. Asking for it
//! is quiet, and an access that ends takes it along.
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
use support::{Sandbox, Terminal, id, list, person, said};

fn from<'a>(letters: &'a Value, sender: &str) -> &'a Value {
    list(letters).iter().find(|one| one["sender"] == sender).unwrap_or_else(|| panic!("nothing from {sender}"))
}

fn shown(terminal: &Terminal, letter: &Value) -> String {
    said(&terminal.run(&["show", id(letter)]))
}

#[test]
fn a_letter_says_what_its_sender_is_by_the_register_and_an_unknown_one_is_said_to_be_unknown() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    sandbox.post(
        "/admin/letters",
        &json!({"to": {"person": "mette"}, "sender": "Ukendt Afsender",
        "subject": "Hej", "body": {"text": "Et opdigtet brev."}}),
    );
    let mette = person(&sandbox, "mette");
    mette.json(&["sync"]);
    let letters = mette.json(&["list", "--mailbox", &mette.mailbox("own"), "--limit", "200"]);
    assert!(list(&letters).iter().all(|one| one["logo"].is_null()), "a terminal has no use for it");
    let municipality = from(&letters, "Prøvekøbing Kommune");
    let known = mette.json(&["show", id(municipality)])["organisation"].clone();
    assert_eq!(known["name"], "Prøvekøbing Kommune");
    assert_eq!((&known["kind"], &known["work"]), (&json!("municipality"), &Value::Null));
    assert_eq!(known["number"].as_str().unwrap().len(), 8);
    assert!(known["page"].is_null(), "invented numbers are in no national register");
    let words = shown(&mette, municipality);
    let number = known["number"].as_str().unwrap();
    assert!(words.contains(&format!("Prøvekøbing Kommune · Municipality · CVR number {number}")), "{words}");
    let hospital = shown(&mette, from(&letters, "Prøvekøbing Sygehus"));
    assert!(hospital.contains("Prøvekøbing Sygehus · Hospital · Region · CVR number"), "{hospital}");
    let unknown = from(&letters, "Ukendt Afsender");
    assert!(mette.json(&["show", id(unknown)])["organisation"].is_null());
    assert!(shown(&mette, unknown).contains("We only know the name that stands on the letter."));
}

#[test]
fn looking_senders_up_is_quiet_whatever_comes_instead_of_a_logo_and_later_syncs_ask_nothing() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    for fault in ["missing", "tooLarge", "notAnImage", "svg", "bomb", "slow"] {
        let begin = sandbox.mark();
        sandbox.post("/admin/faults", &json!({"logo": fault}));
        let mette = person(&sandbox, "mette");
        let synced = mette.json(&["sync"]);
        assert!(list(&synced["mailboxes"]).iter().all(|one| one["error"].is_null()), "{fault}: {synced}");
        let letters = mette.json(&["list", "--all", "--limit", "500"]);
        assert!(list(&letters).len() > 20, "{fault}");
        let asked = sandbox.requests_since(begin);
        let logos = asked.iter().filter(|one| one["path"].as_str().unwrap().ends_with("/logo")).count();
        assert!(
            logos > 0
                && asked.iter().all(|one| one["method"] == "GET" || one["path"].as_str().unwrap().contains("oauth")),
            "{fault}: {asked:?}"
        );
        let held = sandbox.get(&format!("/admin/mailboxes/{}", sandbox.mailbox("mette", "own")));
        for one in list(&held["messages"]) {
            assert!(["opened", "served", "receipt"].iter().all(|trace| one[*trace] == false), "{fault}: {one}");
        }
        let mark = sandbox.mark();
        if fault != "slow" {
            mette.json(&["sync"]);
            let again = sandbox.requests_since(mark);
            assert!(!again.iter().any(|one| one["path"].as_str().unwrap().contains("/organisations/")), "{fault}");
        }
        assert_eq!(list(&mette.json(&["doctor"])["damaged"]).len(), 0, "{fault}");
    }
}

#[test]
fn an_access_that_ends_takes_along_what_was_known_and_the_next_sync_knows_the_others_again() {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let mette = person(&sandbox, "mette");
    mette.json(&["sync"]);
    let own = mette.mailbox("own");
    sandbox.post("/admin/access/end", &json!({"owner": "inger", "delegate": "mette", "why": "withdrawn"}));
    mette.json(&["sync"]);
    let letters = mette.json(&["list", "--mailbox", &own, "--limit", "200"]);
    let municipality = mette.json(&["show", id(from(&letters, "Prøvekøbing Kommune"))]);
    assert_eq!(municipality["organisation"]["kind"], "municipality");
}

//! The contact register: what it says, what counts, and who is told what.

use crate::support::{Sandbox, Terminal};
use crate::{kari, login};
use serde_json::{Value, json};

fn register(terminal: &Terminal) -> Value {
    terminal.json(&["register", "show"])
}

#[test]
fn each_address_says_when_it_was_confirmed_and_whether_it_counts_and_the_chosen_mailbox_is_named() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let terminal = kari(&sandbox, "altinn", "substantial");
    let said = register(&terminal);
    assert_eq!(said["notice"], "digital", "{said}");
    assert_eq!((&said["email"]["counts"], &said["mobile"]["counts"]), (&json!(true), &json!(false)), "{said}");
    assert_eq!(said["mailbox"]["name"], "Digipost", "{said}");
}

#[test]
fn who_is_reserved_or_has_no_address_learns_that_letters_come_on_paper() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    for (person, notice) in [("ola", "reserved"), ("per", "noAddress")] {
        let terminal = Terminal::new();
        login(&terminal, &sandbox, "altinn", person, "substantial");
        assert_eq!(register(&terminal)["notice"], notice);
    }
}

#[test]
fn the_language_is_changed_for_every_authority() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let terminal = kari(&sandbox, "altinn", "substantial");
    assert_eq!(terminal.status(&["register", "language", "nn"]), 7, "it is said first what that means");
    let changed = terminal.json(&["register", "language", "nn", "--agree-every-authority"]);
    assert_eq!(changed["language"], "nn");
    assert_eq!(register(&terminal)["language"], "nn");
}

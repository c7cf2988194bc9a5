//! Norway in the terminal, as an outsider's script uses it: ID-porten, Altinn, Digipost, the contact register, and one list
//! over both countries.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod altinn;
mod both_countries;
mod digipost;
mod register;
#[path = "../support/mod.rs"]
mod support;

use serde_json::Value;
use support::{Sandbox, Terminal, list};

/// Logs in at a Norwegian service.
pub fn login(terminal: &Terminal, sandbox: &Sandbox, provider: &str, person: &str, level: &str) -> Value {
    let server = sandbox.ready["providers"][provider].as_str().unwrap();
    terminal.json(&["login", "--provider", provider, "--server", server, "--as", person, "--level", level])
}

/// Kari at a terminal, logged in at this service and synced.
pub fn kari(sandbox: &Sandbox, provider: &str, level: &str) -> Terminal {
    let terminal = Terminal::new();
    login(&terminal, sandbox, provider, "kari", level);
    terminal.json(&["sync"]);
    terminal
}

/// Every letter of a mailbox, or of all.
pub fn letters(terminal: &Terminal, mailbox: Option<&str>) -> Vec<Value> {
    let which = mailbox.map_or(vec!["--all"], |id| vec!["--mailbox", id]);
    list(&terminal.json(&[&["list", "--limit", "1000"][..], &which].concat())).clone()
}

/// The letter of this subject.
pub fn subject(letters: &[Value], wanted: &str) -> Value {
    letters.iter().find(|one| one["subject"] == wanted).unwrap_or_else(|| panic!("{wanted} in {letters:?}")).clone()
}

/// What the service itself holds of a mailbox.
pub fn held(sandbox: &Sandbox, mailbox: &Value) -> Vec<Value> {
    let path = format!("/admin/mailboxes/{}", mailbox["remoteId"].as_str().unwrap().replace('#', "%23"));
    list(&sandbox.get(&path)["messages"]).clone()
}

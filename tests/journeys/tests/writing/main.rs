//! A person writes: letters, answers and letters that go on. What was written arrives once and as it was written,
//! whatever breaks on the way; what cannot be sent is told in words and stays to be mended.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[path = "../support/proxy.rs"]
#[allow(dead_code, reason = "other journeys spoil in other ways")]
mod proxy;
#[path = "../support/mod.rs"]
mod support;

mod arrives;
mod forwarding;
mod limits;
mod refused;
mod rights;
mod troubles;

use proxy::Proxy;
use serde_json::{Value, json};
use std::path::PathBuf;
use support::{Sandbox, Terminal};

pub(crate) fn rows(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

pub(crate) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}"))
}

/// Mette at a service in front of which a proxy stands.
pub(crate) struct World {
    pub sandbox: Sandbox,
    pub proxy: Proxy,
    pub mette: Terminal,
}

impl World {
    pub fn new(seed: &str) -> Self {
        let sandbox = Sandbox::start(&["--seed", seed]);
        let proxy = Proxy::before(&sandbox.url);
        let mette = Terminal::new();
        let world = World { sandbox, proxy, mette };
        world.login(&world.mette, "mette");
        world.mette.json(&["sync"]);
        world
    }

    pub fn login(&self, terminal: &Terminal, person: &str) {
        let issuer = format!("{}/oauth", self.sandbox.url);
        let at = ["login", "--provider", "digital-post", "--server", &self.proxy.url, "--as", person];
        terminal.json(&[&at[..], &["--issuer", &issuer, "--client-id", "postkasse-sandbox-native"]].concat());
    }

    /// A letter to Mette that takes an answer; our id of it.
    pub fn answerable(&self, sender: &str, subject: &str, by: &str) -> String {
        let wish = json!({"to": {"person": "mette"}, "sender": sender, "subject": subject,
            "body": {"text": "Svar os"}, "replyBy": by});
        self.sandbox.post("/admin/letters", &wish);
        self.mette.json(&["sync"]);
        let own = self.mette.mailbox("own");
        let found = self.mette.json(&["list", "--mailbox", &own, "--limit", "500"]);
        text(rows(&found).iter().find(|row| row["subject"] == subject).expect("the letter"), "id").to_owned()
    }

    /// What the service let leave after that number.
    pub fn sent_since(&self, n: u64) -> Vec<Value> {
        rows(&self.sandbox.get(&format!("/admin/sent?since={n}"))).clone()
    }

    pub fn sent(&self) -> Vec<Value> {
        self.sent_since(0)
    }

    /// The id of the contact point of this name.
    pub fn recipient(&self, name: &str) -> String {
        let found = self.mette.json(&["recipients", name]);
        let named = rows(&found).iter().find(|one| one["department"] == name || one["name"] == name);
        text(named.unwrap_or_else(|| panic!("no {name} in {found}")), "id").to_owned()
    }

    /// A file on Mette's disk.
    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.mette.home.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// What the service holds in the folder for drafts of her own mailbox.
    pub fn drafts_at_the_service(&self) -> usize {
        let second = Terminal::new();
        second.login(&self.sandbox, "mette");
        second.json(&["sync"]);
        rows(&second.json(&["list", "--folder", "drafts", "--mailbox", &second.mailbox("own")])).len()
    }

    /// Everything was sent and nothing is left.
    pub fn nothing_is_left(&self) {
        assert_eq!(self.mette.json(&["outbox"]), json!([]));
        assert_eq!(self.mette.json(&["drafts"]), json!([]));
    }
}

/// What a sent letter says: its text, and its attachments' names and sizes.
pub(crate) fn content(sent: &Value) -> (String, Vec<(String, u64)>) {
    let files: Vec<&Value> = rows(&sent["documents"]).iter().map(|document| &document["files"][0]).collect();
    let attachments =
        files[1..].iter().map(|file| (text(file, "filename").to_owned(), file["fileSize"].as_u64().unwrap()));
    (text(files[0], "text").to_owned(), attachments.collect())
}

//! Files that were destroyed: said to be damaged, never shown wrong, and with the next sync as they were.

use crate::support::{Sandbox, Terminal, files_below, said};
use crate::{refused, rows};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

struct Settled {
    sandbox: Sandbox,
    terminal: Terminal,
    letters: Value,
}

fn settled() -> Settled {
    let sandbox = Sandbox::start(&["--seed", "demo"]);
    let terminal = Terminal::new();
    terminal.login(&sandbox, "mette");
    terminal.json(&["sync"]);
    let letters = terminal.json(&["list", "--all", "--limit", "500"]);
    Settled { sandbox, terminal, letters }
}

fn unflagged(mut letters: Value) -> Value {
    letters.as_array_mut().unwrap().iter_mut().for_each(|letter| letter["flag"] = Value::Null);
    letters
}

impl Settled {
    fn own(&self, name: &str) -> PathBuf {
        let own = self.terminal.mailbox("own");
        self.terminal.data().join("profiles/default/mailboxes").join(own).join(name)
    }

    /// But for the flags, with which the tests play.
    fn is_as_before(&self) {
        assert_eq!(
            unflagged(self.terminal.json(&["list", "--all", "--limit", "500"])),
            unflagged(self.letters.clone())
        );
        let found = self.terminal.json(&["doctor"]);
        assert_eq!(found["damaged"], json!([]), "{found}");
        assert!(files_below(&self.terminal.data()).iter().all(|path| !path.to_string_lossy().contains("damaged")));
    }
}

/// What may happen to a file.
type Harm = (&'static str, fn(&mut Vec<u8>));

const HARMS: [Harm; 5] = [
    ("overwritten", |bytes| bytes.fill(0x2a)),
    ("overwritten at the end", |bytes| bytes.iter_mut().rev().take(9000).for_each(|byte| *byte = 0)),
    ("overwritten in the middle", |bytes| {
        let middle = bytes.len() / 2;
        bytes[middle..middle + 4096].fill(0xff);
    }),
    ("cut", |bytes| bytes.truncate(bytes.len() / 2)),
    ("emptied", Vec::clear),
];

#[test]
fn a_destroyed_cache_is_rebuilt_by_the_next_sync_and_the_wishes_stay() {
    let settled = settled();
    let wished = settled.letters.as_array().unwrap().iter().find(|letter| letter["waits"].is_null()).unwrap();
    let id = wished["id"].as_str().unwrap();
    for ((what, harm), flag) in HARMS.into_iter().zip(["--flag", "--unflag"].into_iter().cycle()) {
        settled.terminal.json(&["mark", id, flag]);
        let path = settled.own("cache.db");
        let mut bytes = fs::read(&path).unwrap();
        harm(&mut bytes);
        fs::write(&path, bytes).unwrap();
        let read = settled.terminal.run(&["--json", "list", "--all", "--unread"]);
        assert!([0, 8].contains(&read.status.code().unwrap()), "{what}: {}", said(&read));
        assert_eq!(rows(&settled.terminal.json(&["outbox"])).len(), 1, "{what}");
        // A sync with nothing new does not come across what is damaged somewhere in the middle; the doctor does.
        let doctor = settled.terminal.run(&["--json", "doctor"]);
        assert_eq!(doctor.status.code(), Some(if what == "emptied" { 0 } else { 8 }), "{what}: {}", said(&doctor));
        let report = settled.terminal.json(&["sync"]);
        assert!(rows(&report["mailboxes"]).iter().all(|one| one.get("error").is_none()), "{what}: {report}");
        assert_eq!(settled.terminal.json(&["outbox"]), json!([]), "{what}: the wish was sent");
        settled.is_as_before();
    }
    drop(settled.sandbox);
}

#[test]
fn a_cache_that_is_gone_with_its_whole_folder_comes_again() {
    let settled = settled();
    fs::remove_dir_all(settled.own("")).unwrap();
    let first = settled.terminal.json(&["sync"]);
    assert!(rows(&first["mailboxes"]).iter().all(|one| one.get("error").is_none()), "{first}");
    settled.is_as_before();
}

#[test]
fn a_damaged_or_missing_file_is_named_by_the_doctor_and_fetched_again() {
    let settled = settled();
    for remove in [false, true] {
        let blob = files_below(&settled.own("blobs")).pop().unwrap();
        if remove {
            fs::remove_file(&blob).unwrap();
        } else {
            let mut bytes = fs::read(&blob).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(&blob, bytes).unwrap();
        }
        let doctor = settled.terminal.run(&["--json", "doctor"]);
        assert_eq!(doctor.status.code(), Some(8), "{}", said(&doctor));
        let found: Value = serde_json::from_slice(&doctor.stdout).unwrap();
        assert_eq!(rows(&found["damaged"]).len(), 1, "{found}");
        let report = settled.terminal.json(&["sync"]);
        let fetched: u64 = rows(&report["mailboxes"]).iter().map(|one| one["documents"].as_u64().unwrap()).sum();
        assert_eq!(fetched, 1, "that file and no other: {report}");
        settled.is_as_before();
    }
}

#[test]
fn whoever_meets_a_damaged_file_is_told_and_the_next_sync_mends_it_without_a_doctor() {
    let settled = settled();
    let blobs = files_below(&settled.own("blobs"));
    blobs.iter().for_each(|blob| fs::write(blob, b"PKB1").unwrap());
    let own = settled.terminal.mailbox("own");
    let letters = settled.letters.as_array().unwrap().iter();
    let letters = letters.filter(|letter| letter["mailbox"] == own.as_str() && letter["waits"].is_null());
    // Small files lie in the database.
    let sealed = |letter: &Value| {
        let id = letter["id"].as_str().unwrap().to_owned();
        let shown = settled.terminal.json(&["show", &id]);
        let mut files = rows(&shown["documents"]).iter().flat_map(|document| rows(&document["files"]));
        let file = files.find(|file| file["size"].as_u64().unwrap() > 32 << 10)?;
        Some((id, file["id"].as_str().unwrap().to_owned()))
    };
    let (id, file) = { letters }.find_map(sealed).expect("a letter with a large file");
    let (id, file) = (id.as_str(), file.as_str());
    let out = settled.terminal.home.path().join("gemt");
    let save = ["show", id, "--file", file, "--out", out.to_str().unwrap()];
    refused(&settled.terminal.run(&save), 8, "damaged");
    assert!(!out.exists());
    settled.terminal.json(&["sync"]);
    settled.is_as_before();
    settled.terminal.json(&save);
    assert!(fs::metadata(&out).unwrap().len() > 0);
}

#[test]
fn a_damaged_profile_is_said_and_can_be_forgotten_and_begun_anew() {
    let settled = settled();
    let path = settled.terminal.data().join("profiles/default/profile.db");
    let whole = fs::read(&path).unwrap();
    fs::write(&path, vec![0x2a; whole.len()]).unwrap();
    refused(&settled.terminal.run(&["list"]), 8, "The list of your mailboxes on this computer is damaged.");
    fs::write(&path, &whole).unwrap();
    settled.is_as_before();
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let status = settled.terminal.status(&["mailboxes"]);
    assert!([0, 8].contains(&status), "exit {status}");
    fs::write(&path, vec![0; 5000]).unwrap();
    settled.terminal.json(&["forget", "--all"]);
    settled.terminal.login(&settled.sandbox, "mette");
    settled.terminal.json(&["sync"]);
    let again = settled.terminal.json(&["list", "--all", "--limit", "500"]);
    assert_eq!(again.as_array().unwrap().len(), settled.letters.as_array().unwrap().len());
}

//! A disk that is full and one that cannot be written: both are said, and afterwards everything is there once.

use crate::disk::SmallDisk;
use crate::support::Sandbox;
use crate::{refused, rows};
use serde_json::{Value, json};

/// Every letter that the service has is here once, with its files, and nothing is damaged.
fn is_whole(disk: &SmallDisk, sandbox: &Sandbox) {
    for mailbox in rows(&disk.json(&["mailboxes"])) {
        let held = sandbox.get(&format!("/admin/mailboxes/{}", mailbox["remoteId"].as_str().unwrap()));
        let listed = disk.json(&["list", "--mailbox", mailbox["id"].as_str().unwrap(), "--limit", "500"]);
        let ids = |rows: &Vec<Value>, name: &str| {
            let mut ids: Vec<String> = rows.iter().map(|row| row[name].as_str().unwrap().to_owned()).collect();
            ids.sort_unstable();
            ids
        };
        assert_eq!(ids(rows(&listed), "remoteId"), ids(rows(&held["messages"]), "id"));
    }
    let found = disk.json(&["doctor"]);
    assert_eq!(found["damaged"], json!([]), "{found}");
    assert_eq!(found["odd"], json!([]), "{found}");
    assert_eq!(rows(&disk.json(&["search", "blåbærgrød"])).len(), 3);
}

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::start(&["--seed", "demo", "--letters", "60"]);
    for n in 0..3 {
        let long = "Der er blåbærgrød i kantinen. ".repeat(8000);
        sandbox.post(
            "/admin/letters",
            &json!({"to": {"person": "mette"}, "sender": "Prøvekommunen", "subject": format!("Madplan {n}"),
                "body": {"text": "Se bilaget."},
                "attachments": [{"filename": "madplan.txt", "mime": "text/plain", "text": long}]}),
        );
    }
    sandbox
}

#[test]
fn a_disk_that_fills_up_at_any_point_of_a_sync_is_said_and_when_there_is_room_all_is_there_once() {
    let sandbox = sandbox();
    // Full while the first letters come, while databases are made, and while files come.
    for kib in [400, 900, 2000] {
        let disk = SmallDisk::new(20_000);
        disk.login(&sandbox);
        disk.remount(&format!("size={kib}k"));
        refused(&disk.run(&["sync"]), 8, "The disk is full.");
        refused(&disk.run(&["--json", "sync"]), 8, "The disk is full.");
        disk.remount("size=20000k");
        disk.json(&["sync"]);
        is_whole(&disk, &sandbox);
        let new: u64 = rows(&disk.json(&["sync"])["mailboxes"]).iter().map(|one| one["new"].as_u64().unwrap()).sum();
        assert_eq!(new, 0);
    }
}

#[test]
fn a_wish_that_finds_no_room_is_refused_at_once_and_not_half_written() {
    let sandbox = sandbox();
    let disk = SmallDisk::new(20_000);
    disk.login(&sandbox);
    disk.json(&["sync"]);
    let letters = disk.json(&["list", "--limit", "2"]);
    let id = letters[0]["id"].as_str().unwrap();
    // tmpfs takes a size below what lies there for its least.
    disk.fill();
    refused(&disk.run(&["mark", id, "--flag"]), 8, "The disk is full.");
    disk.unfill();
    assert_eq!(disk.json(&["outbox"]), json!([]));
    disk.json(&["mark", id, "--flag"]);
    disk.json(&["sync"]);
    assert_eq!(disk.json(&["outbox"]), json!([]));
    is_whole(&disk, &sandbox);
}

#[test]
fn a_folder_that_cannot_be_written_is_said_and_nothing_in_it_changes() {
    let sandbox = sandbox();
    let disk = SmallDisk::new(20_000);
    disk.remount("ro");
    let words = "Nothing can be written in the folder with the letters.";
    refused(&disk.run(&["accounts"]), 8, words);
    disk.remount("rw");
    disk.login(&sandbox);
    disk.json(&["sync"]);
    let letters = disk.json(&["list", "--limit", "500"]);
    let id = letters[0]["id"].as_str().unwrap();
    disk.remount("ro");
    for command in [&["sync"][..], &["mark", id, "--flag"], &["lock"], &["forget", "--all"]] {
        refused(&disk.run(command), 8, words);
    }
    disk.remount("rw");
    assert_eq!(disk.json(&["list", "--limit", "500"]), letters);
    assert_eq!(disk.json(&["outbox"]), json!([]));
    disk.json(&["sync"]);
    is_whole(&disk, &sandbox);
}

#[test]
fn a_letter_that_is_saved_on_a_full_disk_is_not_saved_by_half() {
    let sandbox = sandbox();
    let disk = SmallDisk::new(20_000);
    disk.login(&sandbox);
    disk.json(&["sync"]);
    let found = disk.json(&["search", "blåbærgrød"]);
    let id = found[0]["id"].as_str().unwrap();
    let letter = disk.json(&["show", id]);
    let file = letter["documents"][1]["files"][0]["id"].as_str().unwrap();
    let out = disk.terminal.data().join("madplan.txt");
    disk.fill();
    refused(&disk.run(&["show", id, "--file", file, "--out", out.to_str().unwrap()]), 8, "The disk is full.");
    disk.unfill();
    disk.json(&["show", id, "--file", file, "--out", out.to_str().unwrap()]);
    is_whole(&disk, &sandbox);
}

//! A home in which every kind of file of a vault lies, also those that are there only after a cut: letters of a
//! service with their files, an imported letter, a letter in the making with an attachment, an outbox, and the journals
//! of a program that was killed while it wrote.

use crate::faults::How;
use crate::home::{Home, fast_folder, said};
use crate::service::Service;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tokio::runtime::Runtime;

const WHO: &str = "ahmed";

/// A letter as people have saved it elsewhere.
const SAVED: &str = "From: Prøvekommunen <post@example.org>\r\nTo: Prøve <p@example.org>\r\n\
    Date: Wed, 01 May 2024 10:00:00 +0000\r\nMessage-ID: <1@example.org>\r\nSubject: Gemt brev\r\n\
    MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nOm blåbærgrød fra før.\r\n";

pub struct FullVault {
    pub home: Home,
    /// The same, had the last wish got through.
    pub later: Home,
    _service: Service,
    pub runtime: Runtime,
    _folder: TempDir,
}

impl FullVault {
    pub fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let folder = fast_folder();
        let service = Service::start(&runtime, folder.path());
        let home = Home::new();
        home.login(&service, WHO);
        service.send(WHO, "Et brev", 3);
        home.json(&["sync"]);
        home.json(&["import", &home.file("gemt.eml", SAVED.as_bytes())]);
        let letters = home.json(&["list"]);
        let ids: Vec<&str> = letters.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
        let file = home.file("bilag.txt", b"Et bilag");
        let mine = letters.as_array().unwrap().iter().find(|one| one["subject"] == "Et brev").unwrap();
        let mine = mine["id"].as_str().unwrap();
        home.json(&[
            "forward",
            mine,
            "--to",
            "en@example.org",
            "--agree-email-is-not-safe",
            "--comment",
            "Se her",
            "--draft",
        ]);
        write_draft(&home, &file);
        home.json(&["mark", mine, "--flag"]);
        assert_eq!(ids.len(), 4);
        service.send(WHO, "Et nyt brev", 2);
        kill_while(&home, &["sync"], |data| size(data, "cache.db-wal") > 0 && size(data, "profile.db-wal") > 0);
        let later = home.copy();
        let wish = ["note", mine, "--text", "Ring"];
        later.json(&wish);
        kill_while(&home, &wish, |data| size(data, "state.db-journal") > 0);
        FullVault { home, later, _service: service, runtime, _folder: folder }
    }
}

/// A letter of one's own with a file, not sent yet.
fn write_draft(home: &Home, file: &str) {
    let found = home.json(&["recipients", "Skriv til kommunen"]);
    let to = found.as_array().unwrap().iter().find(|one| one["department"] == "Skriv til kommunen").unwrap();
    let to: &Value = &to["id"];
    let write =
        ["write", "--to", to.as_str().unwrap(), "--subject", "Vi flytter", "--text", "Den 1.", "--attach", file];
    home.json(&[&write[..], &["--draft"]].concat());
}

/// Kills the program as late as it still leaves such files behind.
fn kill_while(home: &Home, command: &[&str], left: impl Fn(&Path) -> bool) {
    let whole = home.copy();
    let done = whole.faulty(command, None);
    assert!(done.status.success(), "{}", said(&done));
    for at in (1..=whole.calls()).rev() {
        let tried = home.copy();
        tried.faulty(command, Some((How::Kill, at, 0)));
        if left(&tried.data()) {
            home.faulty(command, Some((How::Kill, at, 0)));
            assert!(left(&home.data()), "the same call leaves the same behind");
            return;
        }
    }
    panic!("{command:?} leaves nothing such behind");
}

/// Every file below a folder, in an order of their own.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// Bytes in all files of this name.
fn size(data: &Path, name: &str) -> u64 {
    files(data).iter().filter(|path| path.ends_with(name)).map(|path| fs::metadata(path).unwrap().len()).sum()
}

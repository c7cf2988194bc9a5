//! A world of one's own for each journey: a sandbox on a free port, a home folder, the terminal
//! program. Everything started here ends with it, by its own process.
#![allow(dead_code, reason = "each journey uses its part of the world")]

use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// A sandbox that serves until it is dropped.
pub struct Sandbox {
    process: Child,
    pub url: String,
    pub ready: Value,
}

impl Sandbox {
    pub fn start(extra: &[&str]) -> Self {
        let mut process = Command::new(program("postkasse-sandbox"))
            .args(extra)
            .stdout(Stdio::piped())
            .stdin(Stdio::null())
            .spawn()
            .expect("the sandbox starts: build the workspace's programs first");
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line).unwrap_or_else(|e| panic!("not a ready line: {line:?}: {e}"));
        let url = ready["url"].as_str().unwrap().to_owned();
        Sandbox { process, url, ready }
    }

    pub fn mailbox(&self, person: &str, kind: &str) -> String {
        let persons = self.ready["persons"].as_array().unwrap();
        let person = persons.iter().find(|p| p["id"] == person).expect("the person");
        let mailboxes = person["mailboxes"].as_array().unwrap();
        let found = mailboxes.iter().find(|m| m["kind"] == kind).expect("a mailbox of the kind");
        found["id"].as_str().unwrap().to_owned()
    }

    pub fn get(&self, path: &str) -> Value {
        let mut answer = ureq::get(format!("{}{path}", self.url)).call().unwrap();
        answer.body_mut().with_config().limit(100 << 20).read_json().unwrap()
    }

    pub fn post(&self, path: &str, body: &Value) -> Value {
        let mut answer = ureq::post(format!("{}{path}", self.url)).send_json(body).unwrap();
        answer.body_mut().read_json().unwrap_or(Value::Null)
    }

    /// Hands in raw bytes; status and answer.
    pub fn post_raw(&self, path: &str, body: &[u8]) -> (u16, Value) {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let mut answer = agent.post(format!("{}{path}", self.url)).send(body).unwrap();
        (answer.status().as_u16(), answer.body_mut().read_json().unwrap_or(Value::Null))
    }

    /// The number of the last request so far.
    pub fn mark(&self) -> u64 {
        let log = self.get("/admin/requests?since=0");
        log.as_array().unwrap().last().map_or(0, |r| r["n"].as_u64().unwrap())
    }

    /// Requests after `mark`.
    pub fn requests_since(&self, mark: u64) -> Vec<Value> {
        self.get(&format!("/admin/requests?since={mark}")).as_array().unwrap().clone()
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A person at a terminal: a home folder and the program.
pub struct Terminal {
    pub home: TempDir,
}

impl Terminal {
    pub fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("passphrase"), "en lang opdigtet adgangssætning\n").unwrap();
        Terminal { home }
    }

    pub fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(program("postkasse-cli"));
        command
            .args(args)
            .env("POSTKASSE_HOME", self.data())
            .env("POSTKASSE_KEYRING", "passphrase")
            .env("POSTKASSE_PASSPHRASE_FILE", self.home.path().join("passphrase"))
            .env("HOME", self.home.path())
            .env("LANG", "en_GB.UTF-8")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the program runs: build the workspace's programs first")
    }

    /// One JSON document on stdout, exit status 0.
    pub fn json(&self, args: &[&str]) -> Value {
        let output = self.run(&[&["--json"], args].concat());
        assert!(output.status.success(), "{args:?}: {}", said(&output));
        serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{args:?}: {e}: {}", said(&output)))
    }

    pub fn login(&self, sandbox: &Sandbox, person: &str) -> Value {
        self.json(&["login", "--provider", "digital-post", "--server", &sandbox.url, "--as", person])
    }

    /// Our id of the mailbox of this kind.
    pub fn mailbox(&self, kind: &str) -> String {
        let all = self.json(&["mailboxes"]);
        let found = all.as_array().unwrap().iter().find(|m| m["kind"] == kind).expect("a mailbox of the kind").clone();
        found["id"].as_str().unwrap().to_owned()
    }

    pub fn status(&self, args: &[&str]) -> i32 {
        self.run(args).status.code().unwrap()
    }
}

/// Everything a program said, for a failing test's message.
pub fn said(output: &Output) -> String {
    format!(
        "exit {:?}\nstdout: {}\nstderr: {}",
        output.status.code(),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// One of our programs, beside this test's own folder.
pub fn program(name: &str) -> PathBuf {
    let me = std::env::current_exe().unwrap();
    me.ancestors().nth(2).unwrap().join(name)
}

/// Every file below a folder.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found
}

/// The items of a list.
pub fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

/// A person at a terminal, logged in and synced.
pub fn person(sandbox: &Sandbox, who: &str) -> Terminal {
    let terminal = Terminal::new();
    terminal.login(sandbox, who);
    terminal.json(&["sync"]);
    terminal
}

/// The mailbox of this owner as the terminal knows it.
pub fn of_owner(terminal: &Terminal, owner: &str) -> Value {
    let all = terminal.json(&["mailboxes"]);
    list(&all).iter().find(|one| one["owner"] == owner).expect("the owner's mailbox").clone()
}

/// The id of what is listed.
pub fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap()
}

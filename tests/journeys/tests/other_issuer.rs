//! Logging in at another OpenID provider than the server's own: an independent, certified one (npm
//! `oidc-provider`), which the sandbox is told to trust.
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
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use support::{Sandbox, Terminal, files_below, said};

const NSIS: &str = "https://data.gov.dk/concept/core/nsis/";

fn place(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../oidc-provider")).join(name)
}

/// The provider; ends when dropped, and by itself should this process end without that.
struct Issuer {
    process: Child,
    ready: Value,
    said: BufReader<ChildStdout>,
}

impl Issuer {
    /// Its access tokens last so many seconds.
    fn start(lasts: &str) -> Self {
        assert!(place("node_modules").is_dir(), "tests/oidc-provider is not set up: run scripts/setup.sh");
        let mut process = Command::new("node")
            .arg(place("server.mjs"))
            .arg(lasts)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut said = BufReader::new(process.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        Issuer { process, ready: serde_json::from_str(&line).unwrap(), said }
    }

    fn url(&self) -> &str {
        self.ready["issuer"].as_str().unwrap()
    }

    fn secret(&self) -> &str {
        let clients = self.ready["clients"].as_array().unwrap();
        clients.iter().find_map(|client| client["secret"].as_str()).unwrap()
    }

    fn end(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Issuer {
    fn drop(&mut self) {
        self.end();
    }
}

/// Who logs in, how surely, and whether she goes through with it.
struct Says<'a> {
    person: &'a str,
    acr: String,
    decision: &'a str,
}

fn says<'a>(person: &'a str, level: &str) -> Says<'a> {
    Says { person, acr: format!("{NSIS}{level}"), decision: "go" }
}

/// The command that logs in there, with more words.
fn command(terminal: &Terminal, sandbox: &Sandbox, issuer: &Issuer, client: &str, more: &[&str]) -> Command {
    let words = ["--json", "login", "--provider", "digital-post", "--server", &sandbox.url];
    let there = ["--issuer", issuer.url(), "--client-id", client];
    terminal.command(&[&words, &there[..], more].concat())
}

fn log_in(mut command: Command, says: &Says<'_>) -> Output {
    command
        .env("POSTKASSE_BROWSER", place("browse.mjs"))
        .env("EID_PERSON", says.person)
        .env("EID_ACR", &says.acr)
        .env("EID_DECISION", says.decision)
        .output()
        .unwrap()
}

fn trusting(issuer: &Issuer) -> Sandbox {
    Sandbox::start(&["--seed", "demo", "--trust-issuer", issuer.url()])
}

fn done(output: &Output) -> Value {
    assert!(output.status.success(), "{}", said(output));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What a person is told.
fn text(key: &str) -> String {
    let english: Value = serde_json::from_str(include_str!("../../../locales/en.json")).unwrap();
    english[key].as_str().unwrap().to_owned()
}

#[test]
fn a_login_elsewhere_reaches_the_mailboxes_with_and_without_a_secret_and_lives_by_renewals() {
    // Shorter than the time before its end at which a token is renewed: each command renews it.
    let mut issuer = Issuer::start("20");
    let sandbox = trusting(&issuer);
    for client in ["native", "pushing", "confidential"] {
        let mette = Terminal::new();
        let file = mette.home.path().join("secret");
        std::fs::write(&file, format!("{}\n", issuer.secret())).unwrap();
        let more = ["--client-secret-file", file.to_str().unwrap()];
        let more = if client == "confidential" { &more[..] } else { &[] };
        let login = done(&log_in(command(&mette, &sandbox, &issuer, client, more), &says("mette", "Substantial")));
        assert_eq!((&login["mailboxes"], &login["level"]), (&json!(4), &json!("substantial")), "{client}");
        assert!(!login["person"].as_str().unwrap().is_empty());
        std::fs::remove_file(&file).unwrap();

        for _ in 0..2 {
            let synced = mette.json(&["sync"]);
            assert!(synced["mailboxes"].as_array().unwrap().iter().all(|one| one.get("error").is_none()), "{synced}");
        }
        assert!(mette.json(&["list", "--all", "--limit", "500"]).as_array().unwrap().len() >= 20);
        let account = &mette.json(&["accounts"])[0];
        assert_eq!((&account["signedIn"], &account["level"]), (&json!(true), &json!("substantial")), "{account}");
        for path in files_below(&mette.data()) {
            let bytes = std::fs::read(&path).unwrap();
            let secret = issuer.secret().as_bytes();
            assert!(!bytes.windows(secret.len()).any(|window| window == secret), "{}", path.display());
        }
        if client == "confidential" {
            // The eID is away: what is here stays readable, and the login is kept.
            issuer.end();
            assert_eq!(mette.status(&["sync"]), 4);
            assert!(!mette.json(&["list", "--all"]).as_array().unwrap().is_empty());
            assert_eq!(mette.json(&["accounts"])[0]["signedIn"], true);
        }
    }
}

#[test]
fn a_login_at_a_high_level_is_one_and_nothing_unencrypted_leaves_this_computer() {
    let issuer = Issuer::start("600");
    let sandbox = trusting(&issuer);
    let mette = Terminal::new();
    let mut asked = command(&mette, &sandbox, &issuer, "native", &["--level", "high"]);
    // Nothing listens there: what is spoken on this computer goes through no proxy.
    asked.env("HTTP_PROXY", "http://127.0.0.1:9").env("http_proxy", "http://127.0.0.1:9").env_remove("NO_PROXY");
    assert_eq!(done(&log_in(asked, &says("mette", "High")))["level"], "high");
}

/// What is wrong, at which service, as which program, with which more words, what the person says on the
/// pages, and how it ends: the exit status and the text.
type Row<'a> = (&'a str, &'a Sandbox, &'a str, &'a [&'a str], Says<'a>, i32, &'a str);

#[test]
fn a_login_that_fails_a_check_says_why_and_leaves_no_account() {
    let issuer = Issuer::start("600");
    let sandbox = trusting(&issuer);
    let other = Sandbox::start(&["--seed", "demo"]);
    let terminal = Terminal::new();
    let wrong = terminal.home.path().join("wrong");
    std::fs::write(&wrong, "wrong").unwrap();
    let wrong = ["--client-secret-file", wrong.to_str().unwrap()];
    let nothing = || Says { acr: String::new(), ..says("mette", "") };
    let stops = || Says { decision: "stop", ..says("mette", "Substantial") };
    let usual = || says("mette", "Substantial");
    let rows: [Row<'_>; 8] = [
        ("too low", &sandbox, "native", &[], says("mette", "Low"), 3, "error.login.levelTooLow"),
        ("too low for high", &sandbox, "native", &["--level", "high"], usual(), 3, "error.login.levelTooLow"),
        ("no level", &sandbox, "native", &[], nothing(), 3, "error.login.levelMissing"),
        ("she says no", &sandbox, "native", &[], stops(), 3, "error.login.cancelled"),
        ("no secret", &sandbox, "confidential", &[], usual(), 7, "error.login.clientRefused"),
        ("another secret", &sandbox, "confidential", &wrong, usual(), 7, "error.login.clientRefused"),
        ("a service that does not trust it", &other, "native", &[], usual(), 7, "error.login.notWelcome"),
        ("nobody whom the service knows", &sandbox, "native", &[], says("nobody", "High"), 7, "error.login.notWelcome"),
    ];
    for (what, sandbox, client, more, says, status, key) in rows {
        let output = log_in(command(&terminal, sandbox, &issuer, client, more), &says);
        assert_eq!(output.status.code(), Some(status), "{what}: {}", said(&output));
        assert!(String::from_utf8_lossy(&output.stderr).contains(&text(key)), "{what}: {}", said(&output));
        assert_eq!(terminal.json(&["accounts"]), json!([]), "{what}");
        assert_eq!(terminal.json(&["mailboxes"]), json!([]), "{what}");
    }
}

#[test]
fn a_browser_that_fails_ends_the_login_and_leaves_no_account() {
    let issuer = Issuer::start("600");
    let sandbox = trusting(&issuer);
    let terminal = Terminal::new();
    let output =
        command(&terminal, &sandbox, &issuer, "native", &[]).env("POSTKASSE_BROWSER", "false").output().unwrap();
    assert_eq!(output.status.code(), Some(7), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stderr).contains(&text("error.login.browser")), "{}", said(&output));
    assert_eq!(terminal.json(&["accounts"]), json!([]));
}

#[test]
fn the_address_is_printed_for_a_browser_elsewhere_and_the_return_is_awaited() {
    let issuer = Issuer::start("600");
    let sandbox = trusting(&issuer);
    let terminal = Terminal::new();
    let mut waiting = command(&terminal, &sandbox, &issuer, "native", &[])
        .env("POSTKASSE_BROWSER", "print")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(waiting.stderr.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.strip_prefix("open: ").unwrap_or_else(|| panic!("{line}")).trim();
    let acr = format!("{NSIS}Substantial");
    let browsed = Command::new("node").arg(place("browse.mjs")).args([address, "mette", &acr, "go"]).status().unwrap();
    assert!(browsed.success());
    assert_eq!(done(&waiting.wait_with_output().unwrap())["mailboxes"], 4);
}

#[test]
fn forgetting_an_account_gives_its_login_back_to_the_eid_as_the_program_that_made_it() {
    for client in ["native", "confidential"] {
        let mut issuer = Issuer::start("600");
        let sandbox = trusting(&issuer);
        let mette = Terminal::new();
        let file = mette.home.path().join("secret");
        std::fs::write(&file, issuer.secret()).unwrap();
        let secret = ["--client-secret-file", file.to_str().unwrap()];
        let more = if client == "confidential" { &secret[..] } else { &[] };
        let login = done(&log_in(command(&mette, &sandbox, &issuer, client, more), &says("mette", "Substantial")));
        mette.json(&["forget", "--account", login["account"].as_str().unwrap()]);
        assert_eq!(mette.json(&["accounts"]), json!([]));
        issuer.end();
        let events: Vec<String> = issuer.said.by_ref().lines().map(Result::unwrap).collect();
        assert_eq!(events, ["{\"event\":\"grant.revoked\"}"], "{client}");
    }
}

//! Who may come in and what waits for her: logins and their levels, browsers, profiles, accesses that end, and a
//! summons that is opened.
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
use std::process::Stdio;
use support::{Sandbox, Terminal, program, said};

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn world(options: &[&str]) -> (Sandbox, Terminal) {
    let (sandbox, mette) = (Sandbox::start(options), Terminal::new());
    mette.login(&sandbox, "mette");
    mette.json(&["sync"]);
    (sandbox, mette)
}

/// A letter of the administrator's to Mette; the service's id of it.
fn letter(sandbox: &Sandbox, more: Value) -> String {
    let mut wish =
        json!({"to": {"person": "mette"}, "sender": "Prøvestyrelsen", "subject": "Emne", "body": {"text": "Hej"}});
    wish.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    sandbox.post("/admin/letters", &wish)["ids"][0].as_str().unwrap().to_owned()
}

/// Our row of a letter of the service's.
fn row(terminal: &Terminal, remote: &str) -> Value {
    let all = terminal.json(&["list", "--limit", "1000"]);
    list(&all).iter().find(|row| row["remoteId"] == remote).expect("the letter").clone()
}

#[test]
fn who_is_not_logged_in_cannot_sync_but_may_look() {
    let nobody = Terminal::new();
    assert_eq!(nobody.status(&["sync"]), 3);
    for command in [&["accounts"][..], &["mailboxes"], &["list"], &["search", "x"], &["outbox"]] {
        assert_eq!(nobody.json(command), json!([]), "{command:?}");
    }
}

#[test]
fn a_summons_can_be_opened_and_saved_in_one_go_and_the_service_notes_it() {
    let (sandbox, mette) = world(&["--seed", "empty"]);
    let remote = letter(&sandbox, json!({"legalNotification": true, "body": {"text": "De stævnes"}}));
    mette.json(&["sync"]);
    let id = row(&mette, &remote)["id"].as_str().unwrap().to_owned();
    let out = mette.home.path().join("stævning.txt");
    let save = ["show", &id, "--file", "brev.txt", "--out", out.to_str().unwrap()];
    assert_eq!(mette.status(&save), 7);
    assert!(!out.exists());
    mette.json(&[&save[..], &["--open"]].concat());
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "De stævnes");
    let record = sandbox.get(&format!("/admin/mailboxes/{}", sandbox.mailbox("mette", "own")));
    let held = list(&record["messages"]).iter().find(|message| message["id"] == remote.as_str()).unwrap();
    for mark in ["opened", "served", "receipt"] {
        assert_eq!(held[mark], true, "{mark}");
    }
    assert!(row(&mette, &remote).get("waits").is_none());
}

#[test]
fn a_login_at_a_higher_level_brings_what_waited_for_it() {
    let (sandbox, mette) = world(&["--seed", "empty"]);
    let remote = letter(&sandbox, json!({"level": "high", "body": {"text": "Fortroligt"}}));
    mette.json(&["sync"]);
    let id = row(&mette, &remote)["id"].as_str().unwrap().to_owned();
    assert_eq!(mette.status(&["show", &id, "--text"]), 3);
    let server = ["login", "--provider", "digital-post", "--server", &sandbox.url, "--as", "mette", "--level", "high"];
    assert_eq!(mette.json(&server)["level"], "high");
    assert_eq!(list(&mette.json(&["accounts"])).len(), 1, "the same account");
    mette.json(&["sync"]);
    assert_eq!(mette.json(&["show", &id, "--text"])["text"], "Fortroligt");
    assert!(row(&mette, &remote).get("needsLevel").is_none());
}

#[test]
fn one_command_logs_in_at_the_level_of_a_letter_and_shows_it() {
    let (sandbox, mette) = world(&["--seed", "empty"]);
    let remote = letter(&sandbox, json!({"level": "high", "body": {"text": "Fortroligt"}}));
    mette.json(&["sync"]);
    let id = row(&mette, &remote)["id"].as_str().unwrap().to_owned();
    let refused = mette.run(&["show", &id]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(said(&refused).contains("--step-up"), "{}", said(&refused));
    assert_eq!(mette.status(&["show", &id, "--step-up", "--as", "inger"]), 7);
    assert_eq!(mette.json(&["accounts"])[0]["level"], "substantial", "nothing has changed");
    assert_eq!(mette.json(&["show", &id, "--text", "--step-up", "--as", "mette"])["text"], "Fortroligt");
    assert_eq!(mette.json(&["accounts"])[0]["level"], "high");
}

#[test]
fn a_service_that_notes_no_reader_has_nothing_to_choose_and_one_without_an_archive_has_none() {
    let (sandbox, mette) = world(&["--seed", "empty"]);
    let remote = letter(&sandbox, json!({}));
    mette.json(&["sync"]);
    let id = row(&mette, &remote)["id"].as_str().unwrap().to_owned();
    assert_eq!(mette.status(&["mailboxes", "ahead", &mette.mailbox("own"), "--on"]), 7);
    assert_eq!(mette.status(&["mailboxes", "ahead", &mette.mailbox("own")]), 2);
    assert_eq!(mette.status(&["move", &id, "archive"]), 6);
}

#[test]
fn the_browser_is_a_command_or_the_address_is_printed() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let home = Terminal::new();
    let sandbox_program = program("postkasse-sandbox");
    let login = ["--json", "login", "--provider", "digital-post", "--server", &sandbox.url];

    let mut command = home.command(&login);
    command.env("POSTKASSE_BROWSER", "print").stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut waiting = command.spawn().unwrap();
    let mut line = String::new();
    let mut stderr = std::io::BufReader::new(waiting.stderr.take().unwrap());
    std::io::BufRead::read_line(&mut stderr, &mut line).unwrap();
    let address = line.trim_end().strip_prefix("open: ").expect("open: ADDRESS").to_owned();
    let went = std::process::Command::new(&sandbox_program).args(["browse", &address, "--as", "inger"]).status();
    assert!(went.unwrap().success());
    let done = waiting.wait_with_output().unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&done.stdout).unwrap()["person"], "Inger Hansen");

    let script = home.home.path().join("browser.sh");
    let run = format!("exec '{}' browse \"$1\" --as ahmed\n", sandbox_program.display());
    std::fs::write(&script, run).unwrap();
    let output = home.command(&login).env("POSTKASSE_BROWSER", format!("sh {}", script.display())).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap()["person"], "Ahmed Yildiz");

    let output = home.command(&login).env("POSTKASSE_BROWSER", "/findes/ikke").output().unwrap();
    assert_eq!(output.status.code(), Some(7), "{}", said(&output));
    assert_eq!(list(&home.json(&["accounts"])).len(), 2, "a login that failed leaves nothing");
}

#[test]
fn profiles_and_homes_are_worlds_of_their_own() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let home = Terminal::new();
    let server = ["--provider", "digital-post", "--server", &sandbox.url];
    home.json(&[&["--profile", "inger", "login"][..], &server, &["--as", "inger"]].concat());
    assert_eq!(home.json(&["accounts"]), json!([]));
    assert_eq!(home.json(&["accounts", "--profile", "inger"])[0]["person"], "Inger Hansen");
    let other = home.home.path().join("et andet sted");
    assert_eq!(home.json(&["--home", other.to_str().unwrap(), "accounts"]), json!([]));
    assert!(other.join("profiles").is_dir(), "--home goes before POSTKASSE_HOME");
}

#[test]
fn a_mailbox_whose_access_has_ended_says_so_in_every_command_and_can_be_forgotten() {
    let (sandbox, mette) = world(&[]);
    let mothers = mette.mailbox("delegated");
    let letter = mette.json(&["list", "--mailbox", &mothers, "--limit", "1"])[0]["id"].as_str().unwrap().to_owned();
    sandbox.post("/admin/access/end", &json!({"owner": "inger", "delegate": "mette", "why": "death"}));
    mette.run(&["sync"]);
    for command in [
        &["list", "--mailbox", &mothers][..],
        &["search", "brev", "--mailbox", &mothers],
        &["folders", "--mailbox", &mothers],
        &["sync", "--mailbox", &mothers],
        &["show", &letter],
        &["mark", &letter, "--read"],
    ] {
        assert_eq!(mette.status(command), 5, "{command:?}");
    }
    let all = mette.json(&["mailboxes"]);
    let ended = list(&all).iter().find(|one| one["id"] == mothers.as_str()).expect("it is still named");
    assert!(ended["ends"].is_string(), "{ended}");
    assert_eq!(mette.status(&["sync"]), 0, "the others are well");
    mette.json(&["forget", "--mailbox", &mothers]);
    assert_eq!(list(&mette.json(&["mailboxes"])).len(), 3);
}

#[test]
fn a_company_that_closed_can_still_be_read_and_nothing_else() {
    let (sandbox, mette) = world(&[]);
    let company = mette.mailbox("company");
    let remote = sandbox.mailbox("mette", "company");
    sandbox.post("/admin/company/close", &json!({"mailbox": remote}));
    mette.json(&["sync"]);
    let all = mette.json(&["mailboxes"]);
    let closed = list(&all).iter().find(|one| one["id"] == company.as_str()).unwrap();
    assert_eq!(closed["rights"], json!(["read"]));
    let letter = mette.json(&["list", "--mailbox", &company, "--limit", "1"])[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(mette.status(&["show", &letter]), 0);
    assert_eq!(mette.status(&["mark", &letter, "--flag"]), 5);
}

#[test]
fn a_login_that_the_service_forgot_is_asked_for_again_and_the_letters_stay_readable() {
    let (sandbox, mette) = world(&[]);
    let account = mette.json(&["accounts"])[0]["id"].clone();
    let address = sandbox.url.trim_start_matches("http://").to_owned();
    drop(sandbox);
    // The same address, and nobody there who knows her.
    let sandbox = Sandbox::start(&["--listen", &address]);
    assert_eq!(mette.status(&["sync"]), 3);
    assert_eq!(mette.json(&["accounts"])[0]["signedIn"], false);
    let all = mette.json(&["list", "--limit", "1000"]);
    let readable = list(&all).iter().find(|row| row.get("waits").is_none()).unwrap();
    assert_eq!(mette.status(&["show", readable["id"].as_str().unwrap()]), 0);
    assert_eq!(mette.login(&sandbox, "mette")["account"], account, "she is known again");
    assert_eq!(mette.status(&["sync"]), 0);
}

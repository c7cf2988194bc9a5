//! How a person is told of new letters, in a terminal: setting channels up, saying what she wants, what was told, and
//! what nobody should type.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[path = "../../../crates/notify/tests/channels/kannel_world.rs"]
mod kannel_world;
#[path = "../../../crates/notify/tests/channels/processes.rs"]
#[expect(dead_code, reason = "the channels' own tests need more of it")]
mod processes;
mod support;
use kannel_world::{Kannel, PASSWORD};
use serde_json::{Value, json};
use support::{Sandbox, Terminal, list, person, said};

/// A gateway at which nobody is: whoever listens is ended at once, and its port stays free for a while.
fn nobody() -> String {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    format!("http://127.0.0.1:{port}/sendsms")
}

fn world() -> (Sandbox, Terminal) {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = person(&sandbox, "mette");
    (sandbox, mette)
}

/// Sets text messages up, with a token in a file.
fn set_up(mette: &Terminal, to: &str) -> Value {
    let file = mette.home.path().join("token");
    std::fs::write(&file, "hemmelig-token\n").unwrap();
    let (url, file) = (nobody(), file.to_str().unwrap().to_owned());
    mette.json(&[
        "notify",
        "channel",
        "sms",
        "--gateway",
        "gatewayapi",
        "--url",
        &url,
        "--to",
        to,
        "--token-file",
        &file,
    ])
}

fn arrives(sandbox: &Sandbox) {
    let letter = json!({"to": {"person": "mette"}, "sender": "Hemmelig Klinik", "subject": "Fortroligt emne",
        "body": {"text": "Kære Mette"}});
    sandbox.post("/admin/letters", &letter);
}

#[test]
fn what_is_wanted_is_shown_as_it_was_said_and_secrets_are_not() {
    let (_sandbox, mette) = world();
    let channel = set_up(&mette, "+45 20 00 00 03");
    assert_eq!((&channel["to"], &channel["ready"]), (&json!("+4520000003"), &json!(true)));
    let rule = mette.json(&["notify", "set", "--channel", "sms", "--on", "--quiet", "none", "--digest", "hourly"]);
    assert_eq!((&rule["on"], &rule["quiet"], &rule["digest"]), (&json!(true), &json!("none"), &json!("hourly")));
    assert_eq!((&rule["show"], &rule["reminders"]), (&json!("nothing"), &json!(true)), "as usual");
    let own = mette.mailbox("own");
    let own_rule =
        mette.json(&["notify", "set", "--mailbox", &own, "--channel", "sms", "--show", "sender", "--label", "Mig"]);
    assert_eq!((&own_rule["mailbox"], &own_rule["digest"]), (&json!(own), &json!("hourly")), "the rest holds for all");
    let output = mette.run(&["--json", "notify", "show"]);
    assert!(!said(&output).contains("hemmelig-token"));
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((list(&all["channels"]).len(), list(&all["rules"]).len()), (3, 4));
    let usual = mette.json(&["notify", "set", "--mailbox", &own, "--channel", "sms", "--as-usual"]);
    assert_eq!((&usual["show"], usual.get("label")), (&json!("nothing"), None), "the exception is gone");
    assert_eq!(list(&mette.json(&["notify", "show"])["rules"]).len(), 3);
    let off = mette.json(&["notify", "set", "--channel", "sms", "--off"]);
    assert_eq!(off["on"], json!(false));
    let gone = mette.json(&["notify", "channel", "forget", "--channel", "sms"]);
    assert_eq!((&gone["ready"], gone.get("to")), (&json!(false), None));
}

#[test]
fn a_letter_that_comes_after_it_was_turned_on_has_one_line_and_the_others_none() {
    let (sandbox, mette) = world();
    arrives(&sandbox);
    mette.json(&["sync"]);
    set_up(&mette, "+4520000003");
    mette.json(&["notify", "set", "--channel", "sms", "--on", "--quiet", "none"]);
    mette.json(&["sync"]);
    assert_eq!(mette.json(&["notify", "ledger"]), json!([]));
    arrives(&sandbox);
    for _ in 0..3 {
        let output = mette.run(&["sync"]);
        assert_eq!(output.status.code(), Some(0), "the letters are here, whatever becomes of messages");
        assert!(said(&output).contains("SMS: "), "{}", said(&output));
    }
    let ledger = mette.json(&["notify", "ledger"]);
    let lines = list(&ledger);
    assert_eq!((lines.len(), &lines[0]["channel"], &lines[0]["state"]), (1, &json!("sms"), &json!("failed")));
    assert_eq!(lines[0]["mailbox"], json!(mette.mailbox("own")));
    let listed = mette.json(&["list"]);
    assert!(list(&listed).iter().any(|letter| letter["remoteId"] == lines[0]["remoteId"]));
    let health = &mette.json(&["notify", "show"])["channels"][2]["health"];
    assert!(health["failures"].as_u64().unwrap() > 0 && health["trouble"].is_string(), "{health}");
    assert_ne!(mette.status(&["notify", "test", "--channel", "sms"]), 0);
}

#[test]
fn a_letter_is_told_once_by_a_real_gateway_in_words_that_give_nothing_away() {
    let kannel = Kannel::start();
    let (sandbox, mette) = world();
    mette.json(&["sync"]);
    let (url, file) = (kannel.url(), mette.home.path().join("password"));
    std::fs::write(&file, PASSWORD).unwrap();
    let reached = ["notify", "channel", "sms", "--gateway", "kannel", "--url", &url, "--to", "+45 20 00 00 00"];
    mette.json(&[&reached[..], &["--user", "postkasse", "--token-file", file.to_str().unwrap()]].concat());
    mette.json(&["notify", "set", "--channel", "sms", "--on", "--quiet", "none", "--language", "da"]);
    arrives(&sandbox);
    mette.json(&["sync"]);
    mette.json(&["sync"]);
    let line = mette.json(&["notify", "ledger"])[0].clone();
    assert_eq!((&line["channel"], &line["state"]), (&json!("sms"), &json!("sent")), "{line}");
    mette.json(&["notify", "test", "--channel", "sms"]);
    // The trial came last: had anything been said twice, it would lie between the two.
    let arrived = kannel.arrive(2);
    let (_, to, text) = &arrived[0];
    assert_eq!((arrived.len(), to.as_str()), (2, "+4520000000"));
    assert!(text.contains("1 ny") && text.chars().count() <= 160, "{text}");
    for secret in ["Klinik", "emne", "Mette", "http", "www", "0205641234"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
    assert_ne!(text, &arrived[1].2, "a trial says that it is one");
}

#[test]
fn what_waits_for_the_morning_or_a_digest_is_shown_as_not_told_yet() {
    let (sandbox, mette) = world();
    set_up(&mette, "+4520000003");
    mette.json(&["notify", "set", "--channel", "sms", "--on", "--quiet", "none", "--digest", "weekly"]);
    arrives(&sandbox);
    mette.json(&["sync"]);
    let line = mette.json(&["notify", "ledger"])[0].clone();
    let (state, why, waits) = (&line["state"], &line["why"], &line["waits"]);
    assert_eq!((state, why, waits), (&json!("suppressed"), &json!("digest"), &json!(true)));
}

#[test]
fn a_service_that_writes_to_the_same_number_itself_is_named() {
    let (sandbox, mette) = world();
    let own = sandbox.mailbox("mette", "own");
    for (to, twice) in [("+4520000000", 1), ("+4520000009", 0)] {
        let channel = set_up(&mette, to);
        let same = list(&channel["twice"]).iter().filter(|one| one["address"] == to).count();
        assert!(if twice == 1 { same >= 1 } else { same == 0 }, "{own}: {channel}");
        let rule = mette.json(&["notify", "set", "--channel", "sms", "--on"]);
        assert_eq!(list(&rule["twice"]).len(), same);
    }
}

#[test]
fn what_makes_no_sense_is_answered_in_plain_words_and_changes_nothing() {
    let (_sandbox, mette) = world();
    let token = mette.home.path().join("token");
    std::fs::write(&token, "hemmelig-token\n").unwrap();
    let token = token.to_str().unwrap();
    let url = nobody();
    let sms = |to: &'static str| {
        ["notify", "channel", "sms", "--gateway", "kannel", "--url", &url, "--to", to, "--token-file", token]
            .map(str::to_owned)
            .to_vec()
    };
    let email = |smtp: &str, to: &str| {
        ["notify", "channel", "email", "--smtp", smtp, "--from", "a@b.example", "--to", to, "--password-file", token]
            .map(str::to_owned)
            .to_vec()
    };
    let set = |more: &[&str]| {
        [&["notify", "set", "--channel", "sms"], more].concat().into_iter().map(str::to_owned).collect()
    };
    let cases: Vec<(Vec<String>, i32, &str)> = vec![
        (sms("20000003"), 7, "country code"),
        (sms("+45 2000 000x"), 7, "country code"),
        (sms("mor"), 7, "country code"),
        (email("smtps://m@mail.example", "c@d.example\nBcc: e@f.example"), 7, "e-mail address"),
        (email("smtps://m:hemmelig@mail.example", "c@d.example"), 7, "password"),
        (email("mail.example", "c@d.example"), 7, "smtps://"),
        (set(&["--quiet", "22-07"]), 7, "22:00-07:00"),
        (set(&["--quiet", "22:00-22:00"]), 7, "22:00-07:00"),
        (set(&["--language", "xx"]), 7, "two letters"),
        (set(&["--zone", "Europe/Atlantis"]), 7, "time zone"),
        (set(&["--limit", "0"]), 7, "1000"),
        (set(&["--label", &"æ".repeat(301)]), 7, "300"),
        (set(&["--mailbox", "aaaaaaaaaaaaaaaa", "--on"]), 6, ""),
        (set(&["--digest", "yearly"]), 2, "yearly"),
        (set(&["--as-usual"]), 2, "--mailbox"),
        (set(&["--mailbox", "aaaaaaaaaaaaaaaa", "--as-usual", "--on"]), 2, "--on"),
        (["notify", "test", "--channel", "sms"].map(str::to_owned).to_vec(), 6, "not set up"),
    ];
    for (typed, status, word) in cases {
        let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
        let output = mette.run(&typed);
        assert_eq!(output.status.code(), Some(status), "{typed:?}: {}", said(&output));
        assert!(said(&output).contains(word) && !said(&output).contains("hemmelig"), "{typed:?}: {}", said(&output));
        for language in ["da_DK.UTF-8", "nb_NO.UTF-8"] {
            let other = mette.command(&typed).env("LANG", language).output().unwrap();
            assert!(status == 2 || said(&other) != said(&output), "{typed:?} in {language}");
        }
    }
    let all = mette.json(&["notify", "show"]);
    assert!(list(&all["channels"]).iter().all(|channel| channel.get("to").is_none()), "{all}");
}

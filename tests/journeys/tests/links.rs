//! Where a letter's addresses lead is told before one opens, and what hides or imitates a host is refused with the
//! reason, by the list and by the opening.
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
use support::{Sandbox, Terminal, said};

fn world() -> (Sandbox, Terminal) {
    let (sandbox, mette) = (Sandbox::start(&["--seed", "empty"]), Terminal::new());
    mette.login(&sandbox, "mette");
    (sandbox, mette)
}

/// Sends a letter with this page and this action; our id of it.
fn letter(sandbox: &Sandbox, mette: &Terminal, html: &str, action: &Value) -> String {
    sandbox.post(
        "/admin/letters",
        &json!({"to": {"person": "mette"}, "sender": "Prøvestyrelsen", "subject": "Adresser", "body": {"html": html},
            "action": action}),
    );
    mette.json(&["sync"]);
    mette.json(&["list"])[0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn every_address_is_listed_by_its_real_host_and_a_good_one_opens() {
    let (sandbox, mette) = world();
    let page = "<a href='https://www.borger.dk/flytning'>skat.dk</a> <a href='mailto:post@example.dk?subject=Sag'>skriv</a> \
                <a href='tel:+4500000010'>ring</a> <a href='#top'>op</a> <a href='javascript:alert(1)'>x</a>";
    let id = letter(
        &sandbox,
        &mette,
        page,
        &json!({"code": "BETALING", "label": "Betal", "url": "https://betaling.example.org/æ"}),
    );
    let links = mette.json(&["links", &id]);
    assert_eq!(
        links,
        json!([
            {"n": 1, "label": "Betal", "host": "betaling.example.org", "url": "https://betaling.example.org/æ"},
            {"n": 2, "host": "www.borger.dk", "url": "https://www.borger.dk/flytning"},
            {"n": 3, "host": "post@example.dk", "url": "mailto:post@example.dk?subject=Sag"},
            {"n": 4, "host": "+4500000010", "url": "tel:+4500000010"},
        ])
    );
    for (number, url) in [("1", "https://betaling.example.org/%C3%A6"), ("2", "https://www.borger.dk/flytning")] {
        let output =
            mette.command(&["--json", "open-link", &id, number]).env("POSTKASSE_BROWSER", "print").output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap(), json!({"opened": url}));
        assert!(String::from_utf8_lossy(&output.stderr).contains(&format!("open: {url}")), "{}", said(&output));
    }
    assert_eq!(mette.status(&["open-link", &id, "9"]), 6);
    assert_eq!(mette.status(&["open-link", &id, "0"]), 2);
}

#[test]
fn what_hides_or_imitates_a_host_is_refused_with_the_reason_wherever_it_stands() {
    let (sandbox, mette) = world();
    for (address, why, host, like) in [
        ("https://b0rger.dk/", "lookAlike", "b0rger.dk", Some("borger.dk")),
        ("https://www.borger.dk.example.org/login", "lookAlike", "www.borger.dk.example.org", Some("borger.dk")),
        ("https://borger-dk.com/", "lookAlike", "borger-dk.com", Some("borger.dk")),
        ("https://bоrger.dk/", "lookAlike", "xn--brger-jye.dk", Some("borger.dk")),
        ("https://mitid-login.example/", "lookAlike", "mitid-login.example", Some("mitid.dk")),
        ("https://www.borger.dk@example.org/", "hiddenName", "example.org", None),
        ("https://192.0.2.7/", "number", "192.0.2.7", None),
        ("https://example.org:8443/", "port", "example.org", None),
        ("http://example.org/", "notEncrypted", "example.org", None),
        ("https://localhost/", "notPublic", "localhost", None),
    ] {
        let page = format!("<a href='{address}'>https://www.borger.dk/</a>");
        let id = letter(&sandbox, &mette, &page, &json!({"code": "SELVBETJENING", "label": "Log ind", "url": address}));
        let links = mette.json(&["links", &id]);
        for (at, number) in [(0, "1"), (1, "2")] {
            let refused = &links[at]["refused"];
            assert_eq!(refused["why"], why, "{address}: {links}");
            assert_eq!(refused["host"], host, "{address}: {links}");
            assert_eq!(refused.get("like").and_then(Value::as_str), like, "{address}: {links}");
            let output = mette.command(&["open-link", &id, number]).env("POSTKASSE_BROWSER", "print").output().unwrap();
            assert_eq!(output.status.code(), Some(7), "{address}: {}", said(&output));
            assert!(!String::from_utf8_lossy(&output.stderr).contains("open:"), "{address}: {}", said(&output));
        }
        let action = &mette.json(&["show", &id])["documents"][0]["actions"][0];
        assert!(action.get("host").is_none() && action.get("url").is_none(), "{action}");
        let text = String::from_utf8(mette.run(&["show", &id]).stdout).unwrap();
        assert!(text.contains("It is not opened.") && text.contains(&format!("It leads to: {host}")), "{text}");
        assert!(text.contains("Go to the authority’s page by yourself"), "{text}");
        mette.json(&["delete", &id]);
        mette.json(&["sync"]);
    }
}

#[test]
fn relative_addresses_and_those_that_run_something_lead_nowhere() {
    let (sandbox, mette) = world();
    for address in ["/selvbetjening", "www.borger.dk", "javascript:alert(1)", "file:///etc/passwd", "https://"] {
        let id =
            letter(&sandbox, &mette, "<p>Hej</p>", &json!({"code": "INFORMATION", "label": "Læs", "url": address}));
        let links = mette.json(&["links", &id]);
        assert!(["notAnAddress", "notWeb"].contains(&links[0]["refused"]["why"].as_str().unwrap()), "{links}");
        assert_eq!(mette.status(&["open-link", &id, "1"]), 7, "{address}");
        mette.json(&["delete", &id]);
        mette.json(&["sync"]);
    }
}

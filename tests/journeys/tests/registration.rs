//! How one is registered for Digital Post or exempt, what that means, NemSMS, and the guide.
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

fn person(sandbox: &Sandbox, who: &str) -> Terminal {
    let terminal = Terminal::new();
    terminal.login(sandbox, who);
    terminal
}

/// The texts of an answer about one thing.
fn texts(answer: &Value, about: &str) -> String {
    let facts = answer["facts"].as_array().unwrap().iter().filter(|fact| fact["about"] == about);
    facts.map(|fact| fact["text"].as_str().unwrap()).collect::<Vec<_>>().join(" ")
}

/// The code that last went to a number or an address.
fn code(sandbox: &Sandbox, to: &str) -> String {
    let all = sandbox.get("/admin/codes");
    let sent = all.as_array().unwrap().iter().rev().find(|one| one["to"] == to).expect("a code was sent");
    sent["code"].as_str().unwrap().to_owned()
}

#[test]
fn who_is_registered_reads_what_that_means_and_how_to_be_exempted() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = person(&sandbox, "mette");
    let found = mette.json(&["registration"]);
    assert_eq!((&found["status"], &found["owner"]), (&json!("registered"), &json!("Mette Hansen")));
    assert!(found.get("exemptFrom").is_none() && found.get("exemptUntil").is_none(), "{found}");
    let how = texts(&found, "How to be exempted");
    for said in ["Borgerservice", "power of attorney", "need not say which", "disability", "512 kbit/s"] {
        assert!(how.contains(said), "{said}: {how}");
    }
    for fact in found["facts"].as_array().unwrap() {
        let source = &fact["source"];
        assert!(source["url"].as_str().unwrap().starts_with("https://"), "{fact}");
        assert!(source["date"].as_str().is_some_and(|date| date.len() >= 7), "{fact}");
        assert!(!fact["text"].as_str().unwrap().starts_with("fact."), "{fact}");
    }
}

#[test]
fn who_is_exempt_reads_what_comes_digitally_all_the_same_and_that_the_register_names_no_end() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let jens = person(&sandbox, "jens");
    let found = jens.json(&["registration"]);
    assert_eq!((&found["status"], &found["exemptFrom"]), (&json!("exempt"), &json!("2022-05-02")));
    assert!(found.get("exemptUntil").is_none(), "an end is said by the register alone: {found}");
    assert_eq!(found["paperTo"][0], "Jens Lund");
    let digital = texts(&found, "What comes digitally all the same");
    assert!(digital.contains("payslips") && digital.contains("student grants"), "{digital}");
    let own = texts(&found, "Self-service");
    assert!(own.contains("1 June 2023") && own.contains("Udbetaling Danmark") && own.contains("case by case"), "{own}");
    assert!(texts(&found, "How to come back").contains("at any time"));
    let output = jens.run(&["registration"]);
    let words = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(words.contains("The register names no end date."), "{}", said(&output));
    let after = words.split("Self-service").nth(1).unwrap();
    assert!(after.contains("Source: borger.dk: Obligatorisk selvbetjening, https://"), "{}", said(&output));
}

#[test]
fn the_young_and_those_who_moved_abroad_read_what_holds_for_them() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let ahmed = person(&sandbox, "ahmed");
    let found = ahmed.json(&["registration"]);
    assert_eq!((&found["status"], &found["since"]), (&json!("registered"), &json!("2025-09-15T00:00:00Z")));
    assert!(texts(&found, "Turning 15").contains("parents no longer get those letters"), "{found}");
    let wish = json!({"person": "ahmed", "status": "abroad", "since": "2026-08-01", "byProxy": true});
    sandbox.post("/admin/registration", &wish);
    let found = ahmed.json(&["registration"]);
    assert_eq!((&found["status"], &found["byProxy"]), (&json!("abroad"), &json!(true)));
    assert!(texts(&found, "What it means").contains("If you move back"), "{found}");
    sandbox.post("/admin/registration", &json!({"person": "ahmed", "status": "awaiting"}));
    assert_eq!(ahmed.json(&["registration"])["status"], "awaiting");
}

#[test]
fn a_companys_exemption_has_the_end_that_the_register_names() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = person(&sandbox, "mette");
    let company = mette.mailbox("company");
    let wish = json!({"mailbox": sandbox.mailbox("mette", "company"), "status": "exempt", "until": "2027-06-30"});
    sandbox.post("/admin/registration", &wish);
    let found = mette.json(&["registration", "--mailbox", &company]);
    assert_eq!((&found["company"], &found["exemptUntil"]), (&json!(true), &json!("2027-06-30")));
}

#[test]
fn who_may_not_change_the_owners_details_is_refused_before_the_register_is_asked() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = person(&sandbox, "mette");
    let mark = sandbox.mark();
    for kind in ["delegated", "association"] {
        let mailbox = mette.mailbox(kind);
        assert_eq!(mette.status(&["registration", "--mailbox", &mailbox]), 5, "{kind}");
        assert_eq!(mette.status(&["nemsms", "remove", "--mailbox", &mailbox]), 5, "{kind}");
    }
    assert!(sandbox.requests_since(mark).is_empty(), "{:?}", sandbox.requests_since(mark));
}

#[test]
fn nemsms_is_for_danish_numbers_proved_by_a_code_also_of_the_exempt_and_confirmed_each_year() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let jens = person(&sandbox, "jens");
    let mark = sandbox.mark();
    assert_eq!(jens.status(&["nemsms", "set", "+47 20 00 00 02"]), 7);
    assert!(sandbox.requests_since(mark).is_empty(), "nobody is asked about a number that is none");
    let set = jens.json(&["nemsms", "set", "+45 20 00 00 02"]);
    assert_eq!((&set["nemSms"]["address"], &set["nemSms"]["state"]), (&json!("20000002"), &json!("needsCode")));
    assert_eq!(jens.status(&["nemsms", "verify", "nope"]), 7);
    let right = code(&sandbox, "20000002");
    assert_eq!(jens.json(&["nemsms", "verify", &right])["nemSms"]["state"], "confirmed");
    sandbox.post("/admin/clock", &json!({"advanceS": 366 * 24 * 3600}));
    assert_eq!(jens.json(&["registration"])["nemSms"]["state"], "confirmAgain");
    assert_eq!(jens.json(&["nemsms", "confirm"])["nemSms"]["state"], "confirmed");
    assert!(jens.json(&["nemsms", "remove"]).get("nemSms").is_none());
    assert_eq!(jens.status(&["nemsms", "confirm"]), 6, "there is none");
}

#[test]
fn a_service_on_a_bad_day_is_told_in_words_and_the_number_stays() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = person(&sandbox, "mette");
    sandbox.post("/admin/faults", &json!({"conflictRate": 1.0}));
    assert_eq!(mette.status(&["nemsms", "remove"]), 7, "somebody else changes it all the time");
    sandbox.post("/admin/faults", &json!({"errorRate": 1.0, "status": 503}));
    let output = mette.run(&["nemsms", "remove"]);
    assert_eq!(output.status.code(), Some(4), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Try again in a little while"), "{}", said(&output));
    sandbox.post("/admin/faults", &json!({}));
    assert_eq!(mette.json(&["registration"])["nemSms"]["address"], "20000000");
}

#[test]
fn the_guide_gives_a_list_from_the_answers_and_asks_nobody() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = person(&sandbox, "mette");
    let mark = sandbox.mark();
    let list = mette.json(&["guide"]);
    assert!(list.as_array().unwrap().iter().any(|step| step["place"] == "notifications"), "{list}");
    let exempted = mette.json(&["guide", "--helper", "--ability", "cannot", "--no-mitid"]);
    let words = exempted.to_string();
    assert!(words.contains("power of attorney") && words.contains("Payslips"), "{words}");
    let away = mette.json(&["guide", "--lives", "abroad", "--told"]).to_string();
    assert!(away.contains("goes on working abroad") && away.contains("still hold"), "{away}");
    let child = mette.json(&["guide", "--age", "child"]);
    assert!(child[0]["text"].as_str().unwrap().contains("15th birthday"), "{child}");
    for line in mette.json(&["support"]).as_array().unwrap() {
        assert!(line["source"]["url"].as_str().unwrap().starts_with("https://"), "{line}");
    }
    assert!(sandbox.requests_since(mark).is_empty());
}

#[test]
fn a_search_that_finds_nothing_says_where_mail_from_companies_lies() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = person(&sandbox, "mette");
    let output = mette.run(&["search", "lønseddel"]);
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(words.contains("e-boks.com") && words.contains("mit.dk") && words.contains("import"), "{}", said(&output));
}

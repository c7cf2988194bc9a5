//! The programs that were let in: which is this one, shutting out another, and what follows for this one.
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

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn of<'a>(devices: &'a Value, here: &str) -> Vec<&'a Value> {
    list(devices).iter().filter(|one| one["here"] == here).collect()
}

#[test]
fn each_copy_knows_itself_among_the_programs_that_were_let_in() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let (home, work) = (Terminal::new(), Terminal::new());
    for terminal in [&home, &work] {
        terminal.login(&sandbox, "mette");
    }
    let (at_home, at_work) = (home.json(&["devices", "list"]), work.json(&["devices", "list"]));
    assert_eq!((list(&at_home).len(), list(&at_work).len()), (3, 3), "two copies and a telephone");
    assert_eq!((of(&at_home, "yes").len(), of(&at_work, "yes").len()), (1, 1), "{at_home}");
    assert_ne!(of(&at_home, "yes")[0]["id"], of(&at_work, "yes")[0]["id"]);
    let phone = list(&at_home).iter().find(|one| one["name"] == "Eksempelappen på telefonen").expect("named");
    assert!(phone["since"].is_string(), "{phone}");
    sandbox.post("/admin/faults", &json!({"tokenTtlS": 0}));
    sandbox.post("/admin/faults", &json!({}));
    let renewed = home.json(&["devices", "list"]);
    assert_eq!(of(&renewed, "yes")[0]["id"], of(&at_home, "yes")[0]["id"], "also after a renewal");
}

#[test]
fn another_program_is_shut_out_at_once_and_this_one_goes_on() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let (home, lost) = (Terminal::new(), Terminal::new());
    home.login(&sandbox, "mette");
    lost.login(&sandbox, "mette");
    let id = of(&lost.json(&["devices", "list"]), "yes")[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(home.json(&["devices", "revoke", &id]), json!({"revoked": id}));
    assert_eq!(lost.status(&["sync"]), 3, "its login has ended");
    assert_eq!(home.status(&["sync"]), 0);
    assert_eq!(home.status(&["devices", "revoke", &id]), 6, "it is gone");
    assert_eq!(list(&home.json(&["devices", "list"])).len(), 2);
}

#[test]
fn this_program_is_shut_out_only_when_that_is_meant_and_its_letters_stay_readable() {
    let sandbox = Sandbox::start(&[]);
    let mette = Terminal::new();
    mette.login(&sandbox, "mette");
    mette.json(&["sync"]);
    let id = of(&mette.json(&["devices", "list"]), "yes")[0]["id"].as_str().unwrap().to_owned();
    let output = mette.run(&["devices", "revoke", &id]);
    assert_eq!(output.status.code(), Some(7), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--here"), "{}", said(&output));
    assert_eq!(mette.status(&["sync"]), 0, "nothing was done");
    mette.json(&["devices", "revoke", &id, "--here"]);
    assert_eq!(mette.json(&["accounts"])[0]["signedIn"], false);
    assert_eq!(mette.status(&["sync"]), 3);
    assert_eq!(mette.status(&["devices", "list"]), 3);
    let letters = mette.json(&["list", "--limit", "5"]);
    assert_eq!(list(&letters).len(), 5);
}

#[test]
fn each_person_sees_her_own_programs_alone_and_a_bad_day_shuts_nobody_out() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let (mette, inger) = (Terminal::new(), Terminal::new());
    mette.login(&sandbox, "mette");
    inger.login(&sandbox, "inger");
    assert_eq!(list(&inger.json(&["devices", "list"])).len(), 1);
    let hers = of(&inger.json(&["devices", "list"]), "yes")[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(mette.status(&["devices", "revoke", &hers]), 6);
    sandbox.post("/admin/faults", &json!({"errorRate": 1.0, "status": 503}));
    assert_eq!(mette.status(&["devices", "list"]), 4);
    sandbox.post("/admin/faults", &json!({}));
    assert_eq!(inger.status(&["sync"]), 0);
}

#[test]
fn who_is_not_logged_in_is_told_how_to_begin() {
    let output = Terminal::new().run(&["devices", "list"]);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stderr).contains("postkasse-cli login"), "{}", said(&output));
}

//! Companies and associations by one login: several of each, what an employee, an administrator and a user
//! administrator may, and a company that is no more.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod support;
use serde_json::json;
use support::{Sandbox, files_below, id, list, of_owner, person};

#[test]
fn one_login_reaches_several_companies_and_associations_each_with_its_own_rights() {
    let sandbox = Sandbox::start(&[]);
    let sofie = person(&sandbox, "sofie");
    for (owner, kind, deletes, gives) in [
        ("Bergs Bageri ApS", "company", true, 3),
        ("Nordlys Regnskab A/S", "company", true, 3),
        ("Hansen VVS ApS", "company", false, 0),
        ("Spejderne i Prøvekøbing", "association", false, 0),
        ("Prøvekøbing Kammerkor", "association", false, 0),
        ("Bergs Cykler ApS", "company", false, 0),
    ] {
        let mailbox = of_owner(&sofie, owner);
        assert_eq!(mailbox["kind"], kind, "{owner}");
        assert_eq!(list(&mailbox["rights"]).contains(&json!("delete")), deletes, "{owner}");
        assert_eq!(mailbox.get("gives").map_or(0, |gives| list(gives).len()), gives, "{owner}");
        assert!(mailbox["total"].as_u64().unwrap() >= 5, "{owner}");
        let letter = sofie.json(&["list", "--mailbox", id(&mailbox), "--limit", "1"])[0].clone();
        assert_eq!(sofie.status(&["delete", id(&letter)]), if deletes { 0 } else { 5 }, "{owner}");
    }
}

#[test]
fn a_company_that_ceased_can_be_read_and_nothing_else() {
    let sandbox = Sandbox::start(&[]);
    let sofie = person(&sandbox, "sofie");
    let ceased = of_owner(&sofie, "Bergs Cykler ApS");
    assert_eq!((&ceased["rights"], &ceased["closed"]), (&json!(["read"]), &json!(true)));
    let letter = sofie.json(&["list", "--mailbox", id(&ceased), "--limit", "1"])[0].clone();
    assert_eq!(sofie.status(&["show", id(&letter)]), 0);
    for refused in [
        &["mark", id(&letter), "--read"][..],
        &["move", id(&letter), "inbox"],
        &["folder", "add", "Ny", "--mailbox", id(&ceased)],
        &["access", "give", "--employee", "--mailbox", id(&ceased), "--cpr", "2807710000", "--name", "Jens Lund"],
    ] {
        assert_eq!(sofie.status(refused), 5, "{refused:?}");
    }
}

#[test]
fn a_user_administrator_decides_about_employees_reads_nothing_and_gives_no_more() {
    let sandbox = Sandbox::start(&[]);
    let (mette, ahmed, jens) = (person(&sandbox, "mette"), person(&sandbox, "ahmed"), person(&sandbox, "jens"));
    let company = mette.mailbox("company");
    let ahmeds = ["--cpr", "1509100000", "--name", "Ahmed Yildiz"];
    mette.json(&[&["access", "give", "--mailbox", &company, "--user-administrator"][..], &ahmeds].concat());
    ahmed.json(&["sync"]);
    let firm = of_owner(&ahmed, "Hansen VVS ApS");
    assert_eq!((&firm["rights"], &firm["gives"]), (&json!(["grant"]), &json!(["employee"])));
    for command in [
        &["list", "--mailbox", id(&firm)][..],
        &["folders", "--mailbox", id(&firm)],
        &["activity", "--mailbox", id(&firm)],
    ] {
        assert_eq!(ahmed.status(command), 5, "{command:?}");
    }
    assert_eq!(ahmed.status(&["list"]), 0, "his own is listed all the same");
    let give = |level: &'static str| {
        let whom = ["--cpr", "2807710000", "--name", "Jens Lund"];
        ahmed.status(&[&["access", "give", "--mailbox", id(&firm), level][..], &whom].concat())
    };
    assert_eq!(give("--administrator"), 5);
    assert_eq!(give("--employee"), 0);
    jens.json(&["sync"]);
    let work = of_owner(&jens, "Hansen VVS ApS");
    let letter = jens.json(&["list", "--mailbox", id(&work), "--limit", "1"])[0].clone();
    assert_eq!(jens.status(&["note", id(&letter), "--text", "Ring"]), 0);
    assert_eq!(jens.status(&["delete", id(&letter)]), 5);
    let all = ahmed.json(&["access", "list", "--mailbox", id(&firm)]);
    let of = |holder: &str| list(&all).iter().find(|one| one["holder"] == holder).expect("the access").clone();
    assert_eq!(of("Jens Lund")["may"], json!(["withdraw"]));
    ahmed.json(&["access", "end", id(&of("Jens Lund"))]);
    jens.json(&["sync"]);
    assert_eq!(of_owner(&jens, "Hansen VVS ApS")["end"]["why"], "withdrawn");
}

#[test]
fn when_a_company_closes_its_owner_reads_on_and_its_employees_lose_it_and_are_told() {
    let sandbox = Sandbox::start(&[]);
    let (mette, sofie) = (person(&sandbox, "mette"), person(&sandbox, "sofie"));
    let work = of_owner(&sofie, "Hansen VVS ApS");
    sandbox.post("/admin/company/close", &json!({"mailbox": sandbox.mailbox("mette", "company")}));
    mette.json(&["sync"]);
    assert_eq!(of_owner(&mette, "Hansen VVS ApS")["rights"], json!(["read"]));
    sofie.json(&["sync"]);
    let end = of_owner(&sofie, "Hansen VVS ApS")["end"].clone();
    assert_eq!((&end["why"], &end["said"]), (&json!("companyClosed"), &json!("Virksomheden er ophørt")));
    let left = files_below(&sofie.data()).iter().any(|path| path.to_string_lossy().contains(id(&work)));
    assert!(!left, "nothing of it is on disk");
    assert_eq!(sofie.status(&["list", "--mailbox", id(&work)]), 5);
}

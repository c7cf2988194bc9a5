//! The administrator's letters to Norway, and looking at what the services hold.

use crate::world::{demo, empty, link};
use serde_json::{Value, json};

#[tokio::test]
async fn a_letter_to_digipost_has_what_the_administrator_gave_it() {
    let world = empty().await;
    let post = world.post("kari", "FULL_IDPORTEN4").await;
    let wish = json!({
        "sender": "Prøvevik kommune", "subject": "Emne æøå", "summary": "Kommunen spør.", "level": "substantial",
        "body": {"pdfText": "# Hei\n\nKjære Kari"}, "replyBy": "2030-01-01T12:00:00Z",
        "attachments": [{"filename": "b.bin", "mime": "application/x-eksempel", "base64": "AP8="}],
        "action": {"label": "Svar her", "url": "https://skjema.example.org/1"},
        "metadata": [{"type": "Payslip", "paymentDate": "2026-01-01"}],
    });
    world.letters("kari", wish).await;
    let letter = post.letter("Emne æøå").await;
    assert_eq!((&letter["creatorName"], &letter["origin"]), (&json!("Prøvevik kommune"), &json!("PUBLIC_ENTITY")));
    assert_eq!((&letter["authentication-level"], &letter["fileType"]), (&json!("IDPORTEN_3"), &json!("pdf")));
    link(&letter, "organisation_logo");
    let metadata = letter["attachment"][0]["metadata"].as_array().unwrap();
    assert_eq!((&metadata[0]["type"], &metadata[1]["type"]), (&json!("Payslip"), &json!("ExternalLink")));
    assert_eq!(
        (&metadata[1]["buttonText"], &metadata[1]["description"]),
        (&json!("Svar her"), &json!("Kommunen spør."))
    );
    assert_eq!(metadata[1]["deadline"], "2030-01-01T13:00:00.000+01:00");
    let attached = &letter["attachment"][1];
    assert_eq!(
        (&attached["subject"], &attached["fileType"], &attached["fileSize"]),
        (&json!("b"), &json!("bin"), &json!(2))
    );
    assert_eq!(post.call("GET", &link(attached, "get_document_content"), None).await.body, [0, 255]);
    assert!(post.call("GET", &link(&letter, "get_document_content"), None).await.body.starts_with(b"%PDF"));
}

#[tokio::test]
async fn a_mailbox_may_be_named_by_its_id_or_its_address_with_or_without_the_provider() {
    let world = empty().await;
    let id = world.mailbox("kari", "digipost", "own");
    for (mailbox, provider) in [
        (id.as_str(), json!("digipost")),
        (&id, Value::Null),
        ("kari.eksempel#0AA1", json!("digipost")),
        ("KARI.eksempel#0aa1", Value::Null),
    ] {
        let wish = json!({"to": {"mailbox": mailbox}, "provider": provider, "sender": "x", "subject": "y"});
        assert_eq!(world.admin("POST", "/letters", &wish).await.status, 200, "{mailbox} {provider}");
    }
    let held = world.admin("GET", &format!("/mailboxes/{id}"), &Value::Null).await.json();
    assert_eq!(held["messages"].as_array().unwrap().len(), 4);
    let same = world.admin("GET", "/mailboxes/kari.eksempel%230AA1", &Value::Null).await.json();
    assert_eq!(same, held);
}

#[tokio::test]
async fn a_letter_that_makes_no_sense_is_refused_with_a_reason() {
    let world = empty().await;
    let good = json!({"to": {"person": "kari"}, "provider": "digipost", "sender": "x", "subject": "y"});
    for (name, value) in [
        ("provider", json!("e-boks")),
        ("provider", Value::Null),
        ("to", json!({"person": "mette"})),
        ("to", json!({"person": "ola"})),
        ("to", json!({})),
        ("to", json!({"mailbox": "nowhere"})),
        ("level", json!("low")),
        ("invoice", json!("dyrt")),
        ("metadata", json!(["x"])),
        ("action", json!(5)),
        ("replyBy", json!("i morgen")),
        ("count", json!(1_000_000)),
        ("body", json!({"base64": "%"})),
    ] {
        let mut wish = good.clone();
        wish[name] = value;
        let refused = world.admin("POST", "/letters", &wish).await;
        assert_eq!(refused.status, 400, "{wish}");
        assert!(refused.json()["error"].as_str().is_some_and(|why| !why.is_empty()));
    }
    let mette = json!({"to": {"person": "mette"}, "provider": "altinn", "sender": "x", "subject": "y"});
    assert_eq!(world.admin("POST", "/letters", &mette).await.status, 400);
}

#[tokio::test]
async fn what_is_held_of_every_letter_has_every_mark() {
    let world = demo().await;
    for (person, kind) in [("kari", "own"), ("kari", "delegated"), ("per", "own")] {
        let mailbox = world.mailbox(person, "digipost", kind);
        let held = world.admin("GET", &format!("/mailboxes/{mailbox}"), &Value::Null).await.json();
        let held = held["messages"].as_array().unwrap();
        assert!(held.len() >= 5, "{person}");
        for message in held {
            assert!(message["id"].is_string() && message["folder"].is_string() && message["version"].is_i64());
            for mark in ["read", "flag", "opened", "served", "receipt"] {
                assert!(message[mark].is_boolean(), "{mark}: {message}");
            }
            assert_eq!(message["opened"], false);
        }
    }
}

#[tokio::test]
async fn letters_come_when_the_services_clock_says() {
    let world = empty().await;
    let post = world.post("kari", "FULL").await;
    world.admin("POST", "/clock", &json!({"advanceS": 30 * 24 * 3600})).await;
    world.letters("kari", json!({})).await;
    let created: jiff::Timestamp = post.inbox().await[0]["created"].as_str().unwrap().parse().unwrap();
    assert!(created.duration_since(jiff::Timestamp::now()).as_hours() > 29 * 24);
}

#[tokio::test]
async fn what_norway_holds_outlives_the_process_and_comes_to_an_earlier_sandbox_too() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sandbox.db");
    let options = || postkasse_sandbox::Options {
        data: Some(file.clone()),
        seed: postkasse_sandbox::Seed::Empty,
        ..postkasse_sandbox::Options::default()
    };
    let token = {
        let world = crate::world::with(options()).await;
        world.letters("kari", json!({"subject": "Blir"})).await;
        world.digipost_tokens("FULL", &[("person", "kari")]).await["access_token"].as_str().unwrap().to_owned()
    };
    let world = crate::world::with(options()).await;
    let post = crate::world::Post { world: &world, token };
    assert_eq!(post.inbox().await[0]["subject"], "Blir");
    drop(world);

    let db = rusqlite::Connection::open(&file).unwrap();
    db.execute_batch(
        "DELETE FROM meta WHERE key = 'filled-norway'; DROP TABLE digipost_mailboxes; DROP TABLE digipost_accesses;
         DROP TABLE digipost_folders; DROP TABLE digipost_documents; DROP TABLE contact_register;",
    )
    .unwrap();
    drop(db);
    let world = crate::world::with(options()).await;
    let post = world.post("kari", "FULL").await;
    assert!(post.inbox().await.is_empty());
}

//! The administrator's letters, the request log and the clock.

use crate::common::{TestBox, empty};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

async fn letters(sandbox: &TestBox, person: &str) -> Value {
    let path = format!("/mailboxes/{}/messages/?size=100", sandbox.mailbox(person, "own"));
    sandbox.call("GET", &path, person, &[], None).await.json()
}

async fn content(sandbox: &TestBox, person: &str, letter: &Value, document: usize) -> Vec<u8> {
    let document = &letter["documents"][document];
    let [mailbox, id, document_id, file] =
        [&letter["mailboxId"], &letter["id"], &document["id"], &document["files"][0]["id"]]
            .map(|v| v.as_str().unwrap());
    let path = format!("/mailboxes/{mailbox}/messages/{id}/documents/{document_id}/files/{file}/content");
    sandbox.call("GET", &path, person, &[], None).await.body
}

#[tokio::test]
async fn a_letter_has_what_the_administrator_gave_it() {
    let sandbox = empty().await;
    let wish = json!({
        "to": {"person": "inger"}, "sender": "Prøvekøbing Kommune", "subject": "Emne æøå",
        "body": {"html": "<p>Hej</p>"},
        "attachments": [{"filename": "a.txt", "mime": "text/plain", "text": "et"},
            {"filename": "b.bin", "mime": "application/x-eksempel", "base64": STANDARD.encode([0, 159, 146, 150])}],
        "provider": "digital-post", "legalNotification": true, "replyBy": "2030-01-01T12:00:00Z",
        "action": {"label": "Betal", "actionCode": "BETALING", "entryPointUrl": "https://betaling.example.org/"},
        "level": null, "count": 1,
    });
    let id = sandbox.letter(wish).await;
    let list = letters(&sandbox, "inger").await;
    let letter = &list["messages"][0];
    assert_eq!((&letter["id"], &letter["label"]), (&json!(id), &json!("Emne æøå")));
    assert_eq!((&letter["messageType"], &letter["reply"]), (&json!("LEGAL_NOTIFICATION"), &json!(true)));
    assert_eq!(letter["replyByDateTime"], "2030-01-01T12:00:00.000Z");
    assert_eq!(letter["documents"][0]["actions"][0]["actionCode"], "BETALING");
    assert_eq!(letter["documents"][2]["files"][0]["encodingFormat"], "application/x-eksempel");
    assert!(letter["sender"]["organisationId"].is_string());
    assert_eq!(content(&sandbox, "inger", letter, 0).await, b"<p>Hej</p>");
    assert_eq!(content(&sandbox, "inger", letter, 2).await, [0, 159, 146, 150]);
}

#[tokio::test]
async fn every_form_of_body_becomes_a_file() {
    let sandbox = empty().await;
    for (body, mime, start) in [
        (json!({"text": "Hej"}), "text/plain", &b"Hej"[..]),
        (json!({"html": "<p>"}), "text/html", b"<p>"),
        (json!({"pdfText": "# Hej\n\nKære"}), "application/pdf", b"%PDF-"),
        (json!({"base64": "SGVq", "mime": "image/png", "filename": "x.png"}), "image/png", b"Hej"),
    ] {
        let wish = json!({"to": {"person": "ahmed"}, "sender": "En ukendt", "subject": "x", "body": body});
        sandbox.letter(wish).await;
        let list = letters(&sandbox, "ahmed").await;
        let letter = list["messages"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["documents"][0]["files"][0]["encodingFormat"] == mime);
        assert!(content(&sandbox, "ahmed", letter.unwrap(), 0).await.starts_with(start), "{mime}");
    }
}

#[tokio::test]
async fn many_alike_and_one_without_documents_can_be_sent() {
    let sandbox = empty().await;
    let wish = json!({"to": {"person": "mette"}, "sender": "x", "subject": "tom", "count": 25});
    let ids = sandbox.admin("POST", "/letters", wish.to_string()).await.json();
    assert_eq!(ids["ids"].as_array().unwrap().len(), 25);
    let list = letters(&sandbox, "mette").await;
    assert_eq!((&list["totalElements"], &list["messages"][0]["documents"]), (&json!(25), &json!([])));
}

#[tokio::test]
async fn a_letter_that_makes_no_sense_is_refused_with_a_reason() {
    let sandbox = empty().await;
    for (wish, status) in [
        (json!({"to": {"person": "nobody"}, "sender": "x", "subject": "x"}), 400),
        (json!({"to": {"mailbox": "nowhere"}, "sender": "x", "subject": "x"}), 400),
        (json!({"to": {}, "sender": "x", "subject": "x"}), 400),
        (json!({"to": {"person": "mette"}, "sender": "x"}), 400),
        (json!({"to": {"person": "mette"}, "sender": "x", "subject": "x", "provider": "altinn"}), 400),
        (json!({"to": {"person": "mette"}, "sender": "x", "subject": "x", "body": {"base64": "%"}}), 400),
        (json!({"to": {"person": "mette"}, "sender": "x", "subject": "x", "body": {"text": "a", "html": "b"}}), 400),
        (json!({"to": {"person": "mette"}, "sender": "x", "subject": "x", "body": {"text": "a"}, "action": 5}), 400),
        (json!({"to": {"person": "mette"}, "sender": "x", "subject": "x", "replyBy": "i morgen"}), 400),
        (json!({"to": {"person": "mette"}, "sender": "x", "subject": "x", "level": "low"}), 400),
    ] {
        let refused = sandbox.admin("POST", "/letters", wish.to_string()).await;
        assert_eq!(refused.status, status, "{wish}");
        assert!(refused.json()["error"].is_string());
    }
    assert_eq!(letters(&sandbox, "mette").await["totalElements"], 0);
}

#[tokio::test]
async fn a_deadline_may_be_a_moment_a_local_time_or_a_day() {
    let sandbox = empty().await;
    for (written, read) in [
        ("2030-01-01T12:00:00+01:00", "2030-01-01T11:00:00.000Z"),
        ("2030-01-01T12:00:00", "2030-01-01T11:00:00.000Z"),
        ("2030-07-01", "2030-07-01T21:59:59.000Z"),
    ] {
        let wish = json!({"to": {"person": "ahmed"}, "sender": "x", "subject": "x", "replyBy": written});
        let id = sandbox.letter(wish).await;
        let list = letters(&sandbox, "ahmed").await;
        let letter = list["messages"].as_array().unwrap().iter().find(|one| one["id"] == id.as_str()).unwrap();
        assert_eq!(letter["replyByDateTime"], read, "{written}");
    }
}

#[tokio::test]
async fn what_the_administrator_asks_wrongly_is_refused_with_a_reason() {
    let sandbox = empty().await;
    let own = sandbox.mailbox("mette", "own");
    for (method, path, body) in [
        ("POST", "/access/end", r#"{"owner":"inger","delegate":"nobody","why":"withdrawn"}"#.to_owned()),
        ("POST", "/access/end", r#"{"owner":"inger","delegate":"ahmed","why":"withdrawn"}"#.to_owned()),
        ("POST", "/access/end", r#"{"owner":"inger","delegate":"mette","why":"bored"}"#.to_owned()),
        ("POST", "/company/close", r#"{"mailbox":"nowhere"}"#.to_owned()),
        ("POST", "/company/close", json!({"mailbox": own}).to_string()),
        ("POST", "/clock", r#"{"advanceS":1000000000000000000}"#.to_owned()),
        ("POST", "/clock", r#"{"advanceS":"a day"}"#.to_owned()),
        ("POST", "/letters", String::new()),
        ("POST", "/memo", String::new()),
        ("POST", "/memo?person=a&person=b", String::new()),
        ("GET", "/requests?since=yesterday", String::new()),
    ] {
        let refused = sandbox.admin(method, path, body.clone()).await;
        assert_eq!(refused.status, 400, "{path} {body}");
        assert!(refused.json()["error"].as_str().is_some_and(|why| !why.is_empty()), "{path}");
    }
    let unknown = sandbox.admin("GET", "/mailboxes/nowhere", "").await;
    assert_eq!(unknown.status, 404);
    assert!(unknown.json()["error"].is_string());
}

#[tokio::test]
async fn the_log_counts_calls_of_the_provider_and_nothing_else() {
    let sandbox = empty().await;
    let first = sandbox.get("/mailboxes/?size=1").await;
    sandbox.get("/mailboxes/").await;
    let log = sandbox.admin("GET", "/requests?since=0", "").await.json();
    let log = log.as_array().unwrap();
    assert_eq!(log.len(), 2);
    assert_eq!((&log[0]["path"], &log[0]["method"]), (&json!("/apis/v1/mailboxes/"), &json!("GET")));
    assert_eq!(log[0]["bytes"], first.body.len());
    let since = sandbox.admin("GET", "/requests?since=1", "").await.json();
    assert_eq!(since.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_data_outlives_the_process_when_a_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let options = || postkasse_sandbox::Options {
        data: Some(folder.path().join("sandbox.db")),
        seed: postkasse_sandbox::Seed::Empty,
        ..postkasse_sandbox::Options::default()
    };
    let id = {
        let sandbox = crate::common::with(options()).await;
        let wish = json!({"to": {"person": "mette"}, "sender": "x", "subject": "bliver"});
        sandbox.letter(wish).await
    };
    let sandbox = crate::common::with(options()).await;
    assert_eq!(letters(&sandbox, "mette").await["messages"][0]["id"], json!(id));
}

#[tokio::test]
async fn what_the_service_holds_of_a_person_can_be_looked_at() {
    let sandbox = empty().await;
    let held = sandbox.admin("GET", "/persons/inger", String::new()).await.json();
    assert_eq!(held["mailbox"], sandbox.mailbox("inger", "own"));
    let who: Vec<_> = held["accesses"].as_array().unwrap().iter().map(|one| one["person"].as_str().unwrap()).collect();
    assert_eq!(who, ["inger", "mette"]);
    assert_eq!(held["accesses"][1]["privileges"], json!(["MESSAGE_BASIC"]));
    assert_eq!(held["contact"]["mailboxSubscription"]["registrationStatus"], "AUTOMATIC_REGISTRATION");
    let end = json!({"owner": "inger", "delegate": "mette", "why": "withdrawn"});
    sandbox.admin("POST", "/access/end", end.to_string()).await;
    let held = sandbox.admin("GET", "/persons/inger", String::new()).await.json();
    assert_eq!(held["accesses"].as_array().unwrap().len(), 1);
    assert_eq!(held["requests"].as_array().unwrap().last().unwrap()["requestState"], "REVOKED");

    let held = sandbox.admin("GET", "/persons/mette", String::new()).await.json();
    let email = &held["accesses"][0]["emailNotificationSubscriptions"][0];
    assert_eq!(email["email"], "mette@eksempel.example");
    assert_eq!(held["contact"]["nemSmsSubscription"]["mobileNumber"], "20000000");
    assert_eq!(held["programs"], json!(["example-phone-app"]));
    assert_eq!(sandbox.admin("GET", "/persons/nobody", String::new()).await.status, 404);
}

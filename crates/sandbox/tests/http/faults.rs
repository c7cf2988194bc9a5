//! Each fault, and that none of them reaches the administrator.

use crate::common::{TestBox, demo, empty};
use crate::writer::Writer;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

async fn set(sandbox: &TestBox, faults: Value) {
    assert_eq!(sandbox.admin("POST", "/faults", faults.to_string()).await.status, 200);
}

#[tokio::test]
async fn an_error_comes_with_its_status_and_retry_after_and_is_cleared() {
    let sandbox = demo().await;
    set(&sandbox, json!({"provider": "digital-post", "errorRate": 1.0, "status": 503, "retryAfterS": 7})).await;
    let refused = sandbox.get("/mailboxes/").await;
    assert_eq!((refused.status, refused.headers["retry-after"].to_str().unwrap()), (503, "7"));
    assert!(refused.json()["code"].is_string());
    let log = sandbox.admin("GET", "/requests", "").await.json();
    assert_eq!((&log[0]["status"], &log[0]["provider"]), (&json!(503), &json!("digital-post")));
    assert_eq!(sandbox.admin("DELETE", "/faults", "").await.status, 200);
    assert_eq!(sandbox.get("/mailboxes/").await.status, 200);
}

#[tokio::test]
async fn a_body_ends_in_the_middle() {
    let sandbox = demo().await;
    set(&sandbox, json!({"cutBodiesRate": 1.0})).await;
    assert!(sandbox.send("GET", "/mailboxes/", "mette", &[], None).await.is_err());
    let log = sandbox.admin("GET", "/requests", "").await.json();
    let cut = log[0]["bytes"].as_u64().unwrap();
    sandbox.admin("DELETE", "/faults", "").await;
    let whole = sandbox.get("/mailboxes/").await.body.len() as u64;
    assert_eq!(cut, whole / 2);
}

#[tokio::test]
async fn an_answer_takes_its_time() {
    let sandbox = demo().await;
    set(&sandbox, json!({"latencyMs": 300})).await;
    let start = Instant::now();
    sandbox.get("/mailboxes/").await;
    assert!(start.elapsed() >= Duration::from_millis(300));
    let log = sandbox.admin("GET", "/requests", "").await.json();
    assert!(log[0]["ms"].as_u64().unwrap() >= 300);
}

#[tokio::test]
async fn a_change_meets_a_conflict_that_is_none() {
    let sandbox = demo().await;
    let own = sandbox.mailbox("mette", "own");
    let letter = sandbox.get(&format!("/mailboxes/{own}/messages/?size=1")).await.json()["messages"][0].clone();
    let path = format!("/mailboxes/{own}/messages/{}", letter["id"].as_str().unwrap());
    set(&sandbox, json!({"conflictRate": 1.0})).await;
    assert_eq!(sandbox.patch(&path, 0, json!({"read": true})).await.status, 409);
    assert_eq!(sandbox.get(&path).await.json()["version"], 0);
}

#[tokio::test]
async fn lists_are_late_and_a_letter_by_id_is_not() {
    let sandbox = demo().await;
    let own = sandbox.mailbox("mette", "own");
    let base = format!("/mailboxes/{own}/messages/");
    let before = sandbox.get(&format!("{base}?size=1")).await.json();
    set(&sandbox, json!({"staleListMs": 600_000})).await;
    let wish = json!({"to": {"mailbox": own}, "sender": "Region Eksempel", "subject": "Ny", "body": {"text": "x"}});
    let id = sandbox.letter(wish).await;
    let old = before["messages"][0]["id"].as_str().unwrap();
    let changed = sandbox.patch(&format!("{base}{old}"), 0, json!({"flag": true})).await.json();
    assert_eq!(changed["version"], 1);
    assert_eq!(sandbox.get(&format!("{base}?size=1")).await.json(), before);
    assert_eq!(sandbox.get(&format!("{base}{id}")).await.status, 200);
    assert_eq!(sandbox.get(&format!("{base}{old}")).await.json()["version"], 1);
    sandbox.admin("POST", "/access/end", r#"{"owner":"inger","delegate":"mette","why":"expired"}"#).await;
    assert_eq!(sandbox.get("/mailboxes/").await.json()["totalElements"], 4);
    sandbox.admin("DELETE", "/faults", "").await;
    assert_eq!(sandbox.get(&format!("{base}?size=1")).await.json()["messages"][0]["id"], json!(id));
    assert_eq!(sandbox.get("/mailboxes/").await.json()["totalElements"], 3);
}

#[tokio::test]
async fn faults_that_make_no_sense_are_refused() {
    let sandbox = empty().await;
    for faults in [json!({"errorRate": 2}), json!({"status": 20}), json!({"provider": "nobody"}), json!("x")] {
        assert_eq!(sandbox.admin("POST", "/faults", faults.to_string()).await.status, 400, "{faults}");
    }
}

#[tokio::test]
async fn every_change_that_names_a_version_can_meet_a_conflict_and_changes_nothing_then() {
    let sandbox = demo().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let draft = mette.draft(json!({"label": "Kladde"})).await;
    let main = mette.attach(&draft, "MAIN", "brev.txt", b"Hej").await;
    let draft = mette.get(&draft).await;
    let id = draft["id"].as_str().unwrap();
    set(&sandbox, json!({"conflictRate": 1.0})).await;
    assert_eq!(mette.put(&draft).await.status, 409);
    assert_eq!(mette.upload(&draft, &main, &draft["documents"][0]["files"][0], b"Nej").await.status, 409);
    assert_eq!(mette.call("PUT", &format!("{id}/send"), Some(&draft["version"]), None).await.status, 409);
    assert_eq!(mette.call("DELETE", id, Some(&draft["version"]), None).await.status, 409);
    assert_eq!(mette.call("POST", "", None, None).await.status, 201);
    assert_eq!(mette.get(&draft).await, draft);
    let log = sandbox.admin("GET", "/requests", "").await.json();
    let met = log.as_array().unwrap().iter().filter(|entry| entry["status"] == 409);
    let met: Vec<_> = met.map(|entry| entry["method"].as_str().unwrap()).collect();
    assert_eq!(met, ["PUT", "PUT", "PUT", "DELETE"]);
}

#[tokio::test]
async fn a_service_that_cannot_answer_writes_nothing() {
    let sandbox = demo().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let draft = mette.draft(json!({"label": "Kladde"})).await;
    set(&sandbox, json!({"errorRate": 1.0, "status": 503})).await;
    assert_eq!(mette.call("POST", "", None, None).await.status, 503);
    assert_eq!(mette.send(&draft).await.status, 503);
    assert_eq!(mette.call("DELETE", draft["id"].as_str().unwrap(), Some(&json!(0)), None).await.status, 503);
    sandbox.admin("DELETE", "/faults", "").await;
    assert_eq!(mette.letters("DRAFTS").await, [draft]);
}

#[tokio::test]
async fn an_answer_that_is_cut_off_leaves_what_was_written() {
    let sandbox = demo().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    set(&sandbox, json!({"cutBodiesRate": 1.0})).await;
    let path = format!("/mailboxes/{}/messages/", mette.mailbox);
    assert!(sandbox.send("POST", &path, "mette", &[], None).await.is_err());
    sandbox.admin("DELETE", "/faults", "").await;
    let draft = mette.letters("DRAFTS").await[0].clone();
    set(&sandbox, json!({"cutBodiesRate": 1.0})).await;
    let gone = mette.call("DELETE", draft["id"].as_str().unwrap(), Some(&json!(0)), None).await;
    assert_eq!(gone.status, 204, "an answer without a body cannot be cut");
    sandbox.admin("DELETE", "/faults", "").await;
    assert!(mette.letters("DRAFTS").await.is_empty());
}

//! Who may do what, and what is left after an access has ended.

use crate::common::{TestBox, demo, empty};
use serde_json::{Value, json};

async fn newest(sandbox: &TestBox, mailbox: &str) -> Value {
    sandbox.get(&format!("/mailboxes/{mailbox}/messages/?size=1")).await.json()["messages"][0].clone()
}

async fn folder(sandbox: &TestBox, mailbox: &str, kind: &str) -> Value {
    let folders = sandbox.get(&format!("/mailboxes/{mailbox}/folders/?folderType={kind}")).await.json();
    folders["folders"][0]["id"].clone()
}

#[tokio::test]
async fn a_reader_marks_and_sorts_but_neither_writes_nor_throws_away() {
    let sandbox = demo().await;
    let mailbox = sandbox.mailbox("mette", "delegated");
    let letter = newest(&sandbox, &mailbox).await;
    let path = format!("/mailboxes/{mailbox}/messages/{}", letter["id"].as_str().unwrap());
    let deleted = folder(&sandbox, &mailbox, "DELETED").await;
    for wish in [json!({"note": "x"}), json!({"label": "x"}), json!({"folderId": deleted})] {
        let refused = sandbox.patch(&path, 0, wish.clone()).await;
        assert_eq!((refused.status, refused.json()["code"].clone()), (403, json!("forbidden")), "{wish}");
    }
    assert_eq!(sandbox.patch(&path, 0, json!({"read": true})).await.status, 200);
    let own = sandbox.call("PATCH", &path, "inger", &[("If-Match", "1")], Some(json!({"folderId": deleted}))).await;
    assert_eq!(own.status, 200);
}

#[tokio::test]
async fn the_access_says_why_the_mailbox_is_reached() {
    let sandbox = demo().await;
    for (kind, privilege, access) in [
        ("own", "CITIZEN", "OWNER"),
        ("company", "LEGAL_OWNER", "PARTY_REPRESENTATIVE"),
        ("association", "MESSAGE_EMPLOYEE", "PARTY_REPRESENTATIVE"),
        ("delegated", "MESSAGE_BASIC", "PARTY_REPRESENTATIVE"),
    ] {
        let mailbox = sandbox.get(&format!("/mailboxes/{}", sandbox.mailbox("mette", kind))).await.json();
        assert_eq!(mailbox["access"]["privileges"], json!([privilege]));
        assert_eq!(mailbox["access"]["accessType"], access);
    }
}

#[tokio::test]
async fn what_was_never_hers_does_not_exist_for_her() {
    let sandbox = demo().await;
    let other = sandbox.mailbox("jens", "own");
    assert_eq!(sandbox.get(&format!("/mailboxes/{other}")).await.status, 404);
    assert_eq!(sandbox.get(&format!("/mailboxes/{other}/messages/")).await.status, 403);
    let letter = "00000000-0000-4000-8000-000000000000";
    assert_eq!(sandbox.get(&format!("/mailboxes/{other}/messages/{letter}")).await.status, 404);
}

#[tokio::test]
async fn an_ended_access_is_gone_from_the_list_and_refused_by_id() {
    let sandbox = demo().await;
    let mailbox = sandbox.mailbox("mette", "delegated");
    let letter = newest(&sandbox, &mailbox).await["id"].as_str().unwrap().to_owned();
    let ended = sandbox.admin("POST", "/access/end", r#"{"owner":"inger","delegate":"mette","why":"withdrawn"}"#).await;
    assert_eq!(ended.json()["ended"], 1);
    assert_eq!(sandbox.get("/mailboxes/").await.json()["totalElements"], 3);
    assert_eq!(sandbox.get(&format!("/mailboxes/{mailbox}")).await.status, 403);
    assert_eq!(sandbox.get(&format!("/mailboxes/{mailbox}/messages/")).await.status, 403);
    assert_eq!(sandbox.get(&format!("/mailboxes/{mailbox}/messages/{letter}")).await.status, 404);
    let own = sandbox.call("GET", &format!("/mailboxes/{mailbox}"), "inger", &[], None).await;
    assert_eq!(own.json()["statusType"], "ACTIVE");
}

#[tokio::test]
async fn after_a_death_the_mailbox_is_closed_and_nobody_else_reads_it() {
    let sandbox = demo().await;
    let mailbox = sandbox.mailbox("mette", "delegated");
    sandbox.admin("POST", "/access/end", r#"{"owner":"inger","why":"death"}"#).await;
    assert_eq!(sandbox.get(&format!("/mailboxes/{mailbox}")).await.status, 403);
    let own = sandbox.call("GET", &format!("/mailboxes/{mailbox}"), "inger", &[], None).await;
    assert_eq!(own.json()["statusType"], "CLOSED");
}

#[tokio::test]
async fn a_closed_company_can_be_read_and_no_more() {
    let sandbox = demo().await;
    let mailbox = sandbox.mailbox("mette", "company");
    let letter = newest(&sandbox, &mailbox).await["id"].as_str().unwrap().to_owned();
    let closed = sandbox.admin("POST", "/company/close", json!({"mailbox": mailbox}).to_string()).await;
    assert_eq!(closed.status, 200);
    let found = sandbox.get(&format!("/mailboxes/{mailbox}")).await.json();
    assert_eq!(found["statusType"], "CLOSED");
    assert_eq!(found["access"]["privileges"], json!(["LEGAL_OWNER_OF_INACTIVE_OR_CLOSED_COMPANY"]));
    let path = format!("/mailboxes/{mailbox}/messages/{letter}");
    assert_eq!(sandbox.get(&path).await.status, 200);
    assert_eq!(sandbox.patch(&path, 0, json!({"read": true})).await.status, 403);
}

#[tokio::test]
async fn a_letter_may_take_a_higher_level() {
    let sandbox = empty().await;
    let own = sandbox.mailbox("mette", "own");
    let wish = json!({"to": {"person": "mette"}, "sender": "Region Eksempel", "subject": "Journal",
        "body": {"text": "x"}, "level": "high"});
    let id = sandbox.letter(wish).await;
    let path = format!("/mailboxes/{own}/messages/{id}");
    let letter = sandbox.get(&path).await.json();
    assert_eq!(letter["requiredLevel"], "https://data.gov.dk/concept/core/nsis/High");
    let [document, file] =
        [&letter["documents"][0]["id"], &letter["documents"][0]["files"][0]["id"]].map(|v| v.as_str().unwrap());
    let content = format!("{path}/documents/{document}/files/{file}/content");
    assert_eq!(sandbox.get(&content).await.status, 403);
    assert_eq!(sandbox.call("GET", &content, "mette/high", &[], None).await.body, b"x");
}

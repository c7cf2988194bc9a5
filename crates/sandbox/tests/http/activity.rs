//! The activity log: what happened, by whom, and who may see it.

use crate::common::{TestBox, demo, empty};
use serde_json::{Value, json};

async fn events(sandbox: &TestBox, person: &str, query: &str) -> Vec<Value> {
    let got = sandbox.call("GET", &format!("/events/?size=1000{query}"), person, &[], None).await;
    assert_eq!(got.status, 200);
    got.json()["events"].as_array().unwrap().clone()
}

fn tags(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["eventTag"].as_str().unwrap()).collect()
}

/// The newest letter of a mailbox, as `mette` sees it.
async fn newest(sandbox: &TestBox, mailbox: &str) -> (String, Value) {
    let letter = sandbox.get(&format!("/mailboxes/{mailbox}/messages/?size=1")).await.json()["messages"][0].clone();
    (format!("/mailboxes/{mailbox}/messages/{}", letter["id"].as_str().unwrap()), letter)
}

#[tokio::test]
async fn what_a_relative_does_is_seen_by_the_owner_with_who_did_it_and_to_which_letter() {
    let sandbox = demo().await;
    let hers = sandbox.mailbox("mette", "delegated");
    let (path, letter) = newest(&sandbox, &hers).await;
    let was_read = letter["read"] == true;
    if was_read {
        sandbox.patch(&path, 0, json!({"read": false})).await;
    }
    let version = i64::from(was_read);
    sandbox.patch(&path, version, json!({"read": true, "flag": true})).await;
    sandbox.patch(&path, version + 1, json!({"flag": true})).await;
    let forward = json!({"recipientId": "nogen@example.org", "recipientIdType": "EMAIL"});
    sandbox.call("POST", &format!("{path}/forward"), "mette", &[], Some(forward)).await;
    let seen = events(&sandbox, "inger", "").await;
    let done: Vec<&str> = tags(&seen).into_iter().filter(|tag| !tag.starts_with("MESSAGE_UPDATED")).collect();
    assert_eq!(done[0], "MESSAGE_FORWARDED_TO_EMAIL");
    assert_eq!(done.iter().filter(|tag| **tag == "FLAG_CHANGED").count(), 1, "what changes nothing is no event");
    assert_eq!(done.iter().filter(|tag| **tag == "MAILBOX_READ_BY_PARTY_REPRESENTATIVE").count(), 1, "one a day");
    let read = seen.iter().find(|event| event["eventTag"] == "MESSAGE_READ").unwrap();
    assert_eq!((&read["owner"], &read["actor"]), (&json!("0203440000"), &json!("1304850000")));
    assert_eq!(read["metaProperties"]["label"], letter["label"]);
    assert_eq!(read["message"], letter["id"]);
    assert_eq!(events(&sandbox, "mette", "&eventTag=MESSAGE_READ").await.len(), 1, "a reader sees it too");
    assert!(events(&sandbox, "ahmed", "").await.is_empty(), "and nobody else does");
    assert!(sandbox.nonconforming().await.is_empty());
}

#[tokio::test]
async fn folders_drafts_and_deletions_are_written_down() {
    let sandbox = demo().await;
    let own = sandbox.mailbox("mette", "own");
    let base = format!("/mailboxes/{own}");
    let folder = json!({"folderType": "USER_DEFINED", "name": "Have"});
    let folder = sandbox.call("POST", &format!("{base}/folders/"), "mette", &[], Some(folder)).await.json();
    let (path, _) = newest(&sandbox, &own).await;
    sandbox.patch(&path, 0, json!({"folderId": folder["id"]})).await;
    let folders = sandbox.get(&format!("{base}/folders/?folderType=DELETED")).await.json();
    sandbox.patch(&path, 1, json!({"folderId": folders["folders"][0]["id"]})).await;
    assert_eq!(sandbox.call("DELETE", &path, "mette", &[("If-Match", "2")], None).await.status, 204);
    let draft = sandbox.call("POST", &format!("{base}/messages/"), "mette", &[], None).await.json();
    let draft = format!("{base}/messages/{}", draft["id"].as_str().unwrap());
    assert_eq!(sandbox.call("DELETE", &draft, "mette", &[("If-Match", "0")], None).await.status, 204);
    let mut seen: Vec<Value> = events(&sandbox, "mette", "").await;
    seen.reverse();
    assert_eq!(
        tags(&seen),
        [
            "FOLDER_CREATED",
            "MAILBOX_READ",
            "MESSAGE_MOVED",
            "MESSAGE_MOVED",
            "MESSAGE_DELETED",
            "DRAFT_SAVED",
            "DRAFT_DELETED"
        ]
    );
}

#[tokio::test]
async fn being_served_is_written_down_with_whoever_opened_it() {
    let sandbox = empty().await;
    let own = sandbox.mailbox("mette", "delegated");
    let letter = json!({"to": {"person": "inger"}, "sender": "Retten i Prøvekøbing", "subject": "Stævning",
        "legalNotification": true, "body": {"text": "x"}});
    sandbox.letter(letter).await;
    let (path, letter) = newest(&sandbox, &own).await;
    let id = |at: &str| letter.pointer(at).unwrap().as_str().unwrap().to_owned();
    let content = format!("{path}/documents/{}/files/{}/content", id("/documents/0/id"), id("/documents/0/files/0/id"));
    for _ in 0..2 {
        assert_eq!(sandbox.get(&content).await.status, 200);
    }
    let served = events(&sandbox, "inger", "&eventTag=MESSAGE_LEGALLY_NOTIFIED").await;
    assert_eq!(served.len(), 1);
    assert_eq!(served[0]["actor"], "1304850000");
}

#[tokio::test]
async fn the_log_is_narrowed_by_time_tag_and_party_and_comes_in_pages() {
    let sandbox = demo().await;
    let own = sandbox.mailbox("mette", "own");
    let (path, letter) = newest(&sandbox, &own).await;
    for at in 0..3 {
        sandbox.patch(&path, at, json!({"flag": (at % 2 == 0) != (letter["flag"] == true)})).await;
        sandbox.admin("POST", "/clock", json!({"advanceS": 3600}).to_string()).await;
    }
    let flags = events(&sandbox, "mette", "&eventTag=FLAG_CHANGED").await;
    assert_eq!(flags.len(), 3);
    let middle = flags[1]["eventTime"].as_str().unwrap();
    assert_eq!(events(&sandbox, "mette", &format!("&eventTag=FLAG_CHANGED&dateFrom={middle}")).await.len(), 2);
    assert_eq!(events(&sandbox, "mette", &format!("&eventTag=FLAG_CHANGED&dateTo={middle}")).await.len(), 2);
    assert_eq!(events(&sandbox, "mette", "&ownerOrActor=0203440000").await.len(), 0);
    let page = sandbox.get("/events/?size=2&page=1").await.json();
    assert_eq!((page["elementsOnPage"].as_i64(), page["currentPage"].as_i64()), (Some(2), Some(1)));
    assert_eq!(sandbox.get("/events/?dateFrom=i+går").await.status, 400);
}

#[tokio::test]
async fn accesses_that_begin_and_end_stand_in_the_log() {
    let sandbox = empty().await;
    let give = json!({"owner": "inger", "delegate": "ahmed", "privileges": ["MESSAGE_WRITE"]});
    assert_eq!(sandbox.admin("POST", "/access/give", give.to_string()).await.status, 200);
    let end = json!({"owner": "inger", "delegate": "ahmed", "why": "withdrawn"});
    sandbox.admin("POST", "/access/end", end.to_string()).await;
    let seen = events(&sandbox, "inger", "").await;
    assert_eq!(tags(&seen), ["READ_ACCESS_DELETED", "READ_ACCESS_CREATED"]);
    assert_eq!(seen[0]["eventProperties"]["privileges"], "MESSAGE_WRITE");
}

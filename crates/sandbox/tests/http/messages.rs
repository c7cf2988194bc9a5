//! Lists, pages, projection, conditional reading, and changing a letter.

use crate::common::{TestBox, demo, empty, with};
use postkasse_sandbox::{Documents, Options, Seed};
use serde_json::{Value, json};
use std::collections::HashSet;

fn ids(list: &Value) -> Vec<String> {
    list["messages"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

async fn first(sandbox: &TestBox) -> (String, Value) {
    let messages = format!("/mailboxes/{}/messages", sandbox.mailbox("mette", "own"));
    let list = sandbox.get(&format!("{messages}/")).await.json();
    let ordinary = list["messages"].as_array().unwrap().iter().find(|one| one["messageType"] == "REGULAR");
    let letter = ordinary.unwrap().clone();
    (format!("{messages}/{}", letter["id"].as_str().unwrap()), letter)
}

#[tokio::test]
async fn pages_neither_overlap_nor_leave_gaps() {
    let options = Options { seed: Seed::Empty, letters: 230, ..Options::default() };
    let sandbox = with(options).await;
    let base = format!("/mailboxes/{}/messages/?size=50&sortFields=lastUpdated:desc", sandbox.mailbox("mette", "own"));
    let mut seen = HashSet::new();
    for page in 0..5 {
        let list = sandbox.get(&format!("{base}&page={page}")).await.json();
        assert_eq!(list["totalElements"], 230);
        assert_eq!(list["totalPages"], 5);
        assert_eq!(list["currentPage"], page);
        assert_eq!(list["next"].is_null(), page == 4);
        assert_eq!(list["elementsOnPage"], if page == 4 { 30 } else { 50 });
        seen.extend(ids(&list));
    }
    assert_eq!(seen.len(), 230);
    assert_eq!(ids(&sandbox.get(&format!("{base}&page=5")).await.json()).len(), 0);
}

#[tokio::test]
async fn the_same_seed_gives_the_same_letters() {
    let options = Options { seed: Seed::Empty, letters: 30, rand: 9, ..Options::default() };
    let mut found = Vec::new();
    for _ in 0..2 {
        let sandbox = with(options.clone()).await;
        let base = format!("/mailboxes/{}/messages/", sandbox.mailbox("mette", "own"));
        let list = sandbox.get(&format!("{base}?size=100")).await.json();
        let message = &list["messages"][3];
        let document = &message["documents"][0];
        let [message, id, file] =
            [&message["id"], &document["id"], &document["files"][0]["id"]].map(|v| v.as_str().unwrap());
        let content = sandbox.get(&format!("{base}{message}/documents/{id}/files/{file}/content")).await.body;
        found.push((list.clone(), content));
    }
    assert_eq!(found[0], found[1]);
    assert!((1500..2600).contains(&found[0].1.len()));
}

#[tokio::test]
async fn many_letters_come_as_pdf_when_asked_for_and_many_companies_too() {
    let options =
        Options { seed: Seed::Empty, letters: 3, mailboxes: 2, documents: Documents::Pdf, ..Options::default() };
    let sandbox = with(options).await;
    let mailboxes = sandbox.get("/mailboxes/").await.json();
    assert_eq!(mailboxes["totalElements"], 6);
    let company = mailboxes["mailboxes"].as_array().unwrap().last().unwrap()["id"].as_str().unwrap().to_owned();
    assert_eq!(sandbox.get(&format!("/mailboxes/{company}/messages/")).await.json()["totalElements"], 40);
    let (path, letter) = first(&sandbox).await;
    let [document, file] =
        [&letter["documents"][0]["id"], &letter["documents"][0]["files"][0]["id"]].map(|v| v.as_str().unwrap());
    let content = sandbox.get(&format!("{path}/documents/{document}/files/{file}/content")).await;
    assert!(content.body.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn a_list_can_be_narrowed_sorted_and_cut_to_some_fields() {
    let sandbox = demo().await;
    let base = format!("/mailboxes/{}/messages/", sandbox.mailbox("mette", "own"));
    let all = sandbox.get(&format!("{base}?size=100")).await.json();
    let unread = sandbox.get(&format!("{base}?size=100&read=false")).await.json();
    assert!(unread["totalElements"].as_u64().unwrap() < all["totalElements"].as_u64().unwrap());
    assert!(unread["messages"].as_array().unwrap().iter().all(|one| one["read"] == false));
    let from = sandbox.get(&format!("{base}?sender.label=Retten*")).await.json();
    assert_eq!(from["totalElements"], 1);
    let not = sandbox.get(&format!("{base}?sender.label=!Retten*")).await.json();
    assert_eq!(not["totalElements"].as_u64().unwrap() + 1, all["totalElements"].as_u64().unwrap());
    let named = sandbox.get(&format!("{base}?documents.files.filename=*.ics")).await.json();
    assert_eq!(named["totalElements"], 1);
    let any = sandbox.get(&format!("{base}?any=børnehave,kontrolafgift")).await.json();
    assert_eq!(any["totalElements"], 2);
    let few = sandbox.get(&format!("{base}?fields=id,version,sender.label&size=2")).await.json();
    let one = few["messages"][0].as_object().unwrap();
    assert_eq!(one.keys().collect::<Vec<_>>(), ["id", "sender", "version"]);
    assert_eq!(one["sender"].as_object().unwrap().len(), 1);
    let sorted = sandbox.get(&format!("{base}?sortFields=label:asc&size=100&fields=label")).await.json();
    let labels: Vec<&str> =
        sorted["messages"].as_array().unwrap().iter().map(|m| m["label"].as_str().unwrap()).collect();
    assert!(labels.is_sorted());
    let inbox = all["messages"][0]["folderId"].as_str().unwrap();
    let inboxed = sandbox.get(&format!("{base}?folderId={inbox}&size=100")).await.json();
    assert!(inboxed["messages"].as_array().unwrap().iter().all(|one| one["folderId"] == inbox));
    assert_eq!(sandbox.get(&format!("{base}?receivedDateFrom=2999-01-01")).await.json()["totalElements"], 0);
    assert_eq!(
        sandbox.get(&format!("{base}?receivedDateTo=2999-01-01&size=1")).await.json()["totalElements"],
        all["totalElements"]
    );
    assert_eq!(sandbox.get(&format!("{base}?dateFrom=yesterday")).await.status, 400);
    assert_eq!(sandbox.get(&format!("{base}?sortFields=label:up")).await.status, 400);
}

#[tokio::test]
async fn a_list_that_is_known_already_is_not_sent_again() {
    let sandbox = demo().await;
    for path in ["/mailboxes/".to_owned(), format!("/mailboxes/{}/messages/", sandbox.mailbox("mette", "own"))] {
        let list = sandbox.get(&path).await;
        let tag = list.headers["etag"].to_str().unwrap().to_owned();
        assert!(tag.starts_with("W/\""));
        let again = sandbox.call("GET", &path, "mette", &[("If-None-Match", &tag)], None).await;
        assert_eq!((again.status, again.body.len()), (304, 0));
        let other = sandbox.call("GET", &path, "mette", &[("If-None-Match", "W/\"other\"")], None).await;
        assert_eq!(other.status, 200);
    }
}

#[tokio::test]
async fn a_change_needs_the_version_last_seen_and_raises_it() {
    let sandbox = demo().await;
    let (path, letter) = first(&sandbox).await;
    let version = letter["version"].as_i64().unwrap();
    let wish = json!({"read": true, "flag": true, "note": "Husk"});
    let changed = sandbox.patch(&path, version, wish).await.json();
    assert_eq!((&changed["read"], &changed["flag"], &changed["note"]), (&json!(true), &json!(true), &json!("Husk")));
    assert_eq!(changed["version"], version + 1);
    assert!(changed["lastUpdated"].as_str() > letter["lastUpdated"].as_str());
    let late = sandbox.patch(&path, version, json!({"read": false})).await;
    assert_eq!(late.status, 409);
    assert!(late.json()["fieldErrors"].is_array());
    let without = sandbox.call("PATCH", &path, "mette", &[], Some(json!({"read": false}))).await;
    assert_eq!((without.status, without.json()["fieldErrors"][0]["field"].clone()), (400, json!("If-Match")));
    assert_eq!(sandbox.get(&path).await.json(), changed);
    let cleared = sandbox.patch(&path, version + 1, json!({"note": ""})).await.json();
    assert_eq!(cleared["note"], Value::Null);
}

#[tokio::test]
async fn what_the_rules_forbid_is_refused_with_the_field_named() {
    let sandbox = demo().await;
    let (path, letter) = first(&sandbox).await;
    let version = letter["version"].as_i64().unwrap();
    for (wish, status, field) in [
        (json!({"legallyNotified": true}), 422, "legallyNotified"),
        (json!({"folderId": "00000000-0000-4000-8000-000000000000"}), 422, "folderId"),
        (json!({"recipient": {}}), 422, "recipient"),
        (json!({"read": "yes"}), 400, "read"),
        (json!({"label": "x".repeat(257)}), 400, "label"),
    ] {
        let refused = sandbox.patch(&path, version, wish).await;
        assert_eq!((refused.status, refused.json()["fieldErrors"][0]["field"].clone()), (status, json!(field)));
    }
    let missing = sandbox
        .patch(&path.replace(letter["id"].as_str().unwrap(), "00000000-0000-4000-8000-000000000000"), 0, json!({}))
        .await;
    assert_eq!(missing.status, 404);
}

#[tokio::test]
async fn a_letter_moves_between_folders() {
    let sandbox = demo().await;
    let (path, letter) = first(&sandbox).await;
    let folders = sandbox.get(&format!("/mailboxes/{}/folders/", sandbox.mailbox("mette", "own"))).await.json();
    let id = |kind: &str| {
        let found = folders["folders"].as_array().unwrap().iter().find(|one| one["folderType"] == kind);
        found.unwrap()["id"].clone()
    };
    let moved =
        sandbox.patch(&path, letter["version"].as_i64().unwrap(), json!({"folderId": id("DELETED")})).await.json();
    assert_eq!(moved["folderId"], id("DELETED"));
    let drafts = sandbox.patch(&path, moved["version"].as_i64().unwrap(), json!({"folderId": id("DRAFTS")})).await;
    assert_eq!(drafts.status, 422);
}

#[tokio::test]
async fn reading_leaves_no_trace_but_opening_a_summons_serves() {
    let sandbox = empty().await;
    let own = sandbox.mailbox("mette", "own");
    let plain =
        json!({"to": {"person": "mette"}, "sender": "Region Eksempel", "subject": "Hej", "body": {"text": "Hej"}});
    let mut summons = plain.clone();
    summons["legalNotification"] = json!(true);
    let (plain, summons) = (sandbox.letter(plain).await, sandbox.letter(summons).await);
    let record = async |id: &str| {
        let held = sandbox.admin("GET", &format!("/mailboxes/{own}"), "").await.json();
        held["messages"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap().clone()
    };
    let read = async |id: &str, content: bool| {
        let path = format!("/mailboxes/{own}/messages/{id}");
        let letter = sandbox.get(&path).await.json();
        let [document, file] =
            [&letter["documents"][0]["id"], &letter["documents"][0]["files"][0]["id"]].map(|v| v.as_str().unwrap());
        let file = format!("{path}/documents/{document}/files/{file}");
        sandbox.get(&file).await;
        if content {
            assert_eq!(sandbox.get(&format!("{file}/content")).await.body, b"Hej");
        }
        letter
    };
    read(&plain, true).await;
    read(&summons, false).await;
    for id in [&plain, &summons] {
        let record = record(id).await;
        for trace in ["read", "opened", "served", "receipt"] {
            assert_eq!(record[trace], false, "{trace}");
        }
        assert_eq!((&record["folder"], &record["version"]), (&json!("inbox"), &json!(0)));
    }
    read(&summons, true).await;
    let served = record(&summons).await;
    assert_eq!((&served["opened"], &served["served"], &served["read"]), (&json!(true), &json!(true), &json!(false)));
    let after = read(&summons, false).await;
    assert_eq!((&after["legallyNotified"], &after["version"]), (&json!(true), &json!(1)));
}

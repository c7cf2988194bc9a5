//! Every endpoint's answers, held against the description over real HTTP; so are the requests.

use crate::common;
use serde_json::{Value, json};

#[tokio::test]
async fn every_reading_endpoint_answers_in_the_shape_of_the_description() {
    let sandbox = common::demo().await;
    let mailboxes = sandbox.get("/mailboxes/").await.json();
    assert_eq!(mailboxes["totalElements"], 4);
    for mailbox in mailboxes["mailboxes"].as_array().unwrap() {
        let base = format!("/mailboxes/{}", mailbox["id"].as_str().unwrap());
        assert_eq!(sandbox.get(&base).await.status, 200);
        let folders = sandbox.get(&format!("{base}/folders/")).await.json();
        assert!(folders["folders"].as_array().unwrap().len() >= 4);
        let folder = folders["folders"][0]["id"].as_str().unwrap();
        assert_eq!(sandbox.get(&format!("{base}/folders/{folder}")).await.json()["folderType"], "INBOX");
        assert_eq!(sandbox.get(&format!("{base}/folders/summary/")).await.status, 200);
        let messages = sandbox.get(&format!("{base}/messages/?size=1000")).await.json();
        let messages = messages["messages"].as_array().unwrap().clone();
        assert!(messages.len() >= 5, "{}", messages.len());
        for message in &messages {
            letter(&sandbox, &format!("{base}/messages/{}", message["id"].as_str().unwrap()), message).await;
        }
    }
}

async fn letter(sandbox: &common::TestBox, path: &str, listed: &Value) {
    assert_eq!(&sandbox.get(path).await.json(), listed);
    let documents = sandbox.get(&format!("{path}/documents/")).await.json();
    for document in documents["documents"].as_array().unwrap() {
        let path = format!("{path}/documents/{}", document["id"].as_str().unwrap());
        assert_eq!(&sandbox.get(&path).await.json(), document);
        let files = sandbox.get(&format!("{path}/files/")).await.json();
        for file in files["files"].as_array().unwrap() {
            let path = format!("{path}/files/{}", file["id"].as_str().unwrap());
            assert_eq!(&sandbox.get(&path).await.json(), file);
            let content = sandbox.get(&format!("{path}/content")).await;
            assert_eq!(content.body.len() as u64, file["fileSize"].as_u64().unwrap());
            if file["encodingFormat"] == "application/pdf" {
                assert!(content.body.starts_with(b"%PDF-"));
            }
        }
    }
}

#[tokio::test]
async fn the_unread_check_is_about_one_owner() {
    let sandbox = common::demo().await;
    let unread = sandbox.get("/mailboxes/messages/unread/exists/?ownerId=1304850000&ownerIdType=CPR").await.json();
    assert_eq!(unread["unreadRegularMessagesExist"], true);
    assert_eq!(unread["mailboxId"], sandbox.mailbox("mette", "own"));
    let other = sandbox.get("/mailboxes/messages/unread/exists/?ownerId=2807710000&ownerIdType=CPR").await;
    assert_eq!(other.status, 403);
    assert_eq!(sandbox.get("/mailboxes/messages/unread/exists/?ownerId=1&ownerIdType=CPR").await.status, 400);
}

#[tokio::test]
async fn senders_and_their_logos_can_be_looked_up() {
    let sandbox = common::demo().await;
    let found = sandbox.get("/organisations/?name=Region*").await.json();
    assert_eq!(found["totalElements"], 1);
    let id = found["organisations"][0]["id"].as_str().unwrap();
    assert_eq!(sandbox.get(&format!("/organisations/{id}")).await.json()["name"], "Region Eksempel");
    let logo = sandbox.get(&format!("/organisations/{id}/logo")).await;
    assert_eq!(logo.headers["content-type"], "image/png");
    assert_eq!(sandbox.get("/organisations/00000000-0000-4000-8000-000000000000").await.status, 404);
    let letters = sandbox.get(&format!("/mailboxes/{}/messages/", sandbox.mailbox("mette", "own"))).await.json();
    let sender = letters["messages"][0]["sender"]["organisationId"].as_str().unwrap();
    assert_eq!(sandbox.get(&format!("/organisations/{sender}")).await.status, 200);
}

#[tokio::test]
async fn without_a_token_nothing_is_told() {
    let sandbox = common::demo().await;
    let mailbox = sandbox.mailbox("mette", "own");
    let message = "/messages/00000000-0000-4000-8000-000000000000";
    for path in ["/mailboxes/".to_owned(), format!("/mailboxes/{mailbox}/messages/"), "/organisations/".to_owned()] {
        assert_eq!(sandbox.call("GET", &path, "", &[], None).await.status, 401, "{path}");
        assert_eq!(sandbox.call("GET", &path, "nobody", &[], None).await.status, 401, "{path}");
    }
    let path = format!("/mailboxes/{mailbox}{message}");
    let refused = sandbox.call("PATCH", &path, "", &[("If-Match", "0")], Some(json!({"read": true}))).await;
    assert_eq!((refused.status, refused.json()["code"].clone()), (401, json!("unauthorized")));
}

#[tokio::test]
async fn a_request_that_the_description_does_not_know_is_noted() {
    let sandbox = common::demo().await;
    let mailbox = sandbox.mailbox("mette", "own");
    let good = format!("/mailboxes/{mailbox}/messages/?size=5&read=false&fields=id,version");
    sandbox.get(&good).await;
    for (path, why) in [
        (format!("/mailboxes/{mailbox}/messages/?size=many"), "size"),
        ("/mailboxes/?colour=blue".to_owned(), "colour"),
        ("/mailboxes/not-an-id".to_owned(), "uuid"),
        ("/letterboxes/".to_owned(), "no operation"),
    ] {
        let _ = sandbox.send("GET", &path, "mette", &[], None).await;
        let log = sandbox.admin("GET", "/requests?since=1", "").await.json();
        let last = log.as_array().unwrap().last().unwrap()["nonconforming"].as_str().unwrap_or_default().to_owned();
        assert!(last.contains(why), "{path}: {last}");
    }
    let log = sandbox.admin("GET", "/requests", "").await.json();
    assert_eq!(log[0]["nonconforming"], Value::Null);
}

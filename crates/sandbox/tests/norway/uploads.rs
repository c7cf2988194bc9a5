//! Documents that a person puts into her mailbox herself.

use crate::world::{Post, empty, link};
use serde_json::{Value, json};

async fn inbox_upload(post: &Post<'_>) -> String {
    link(&post.own().await, "upload_document_to_inbox")
}

#[tokio::test]
async fn a_file_goes_to_the_inbox_or_to_a_folder_and_takes_room() {
    let world = empty().await;
    let post = world.post("kari", "FULL").await;
    let url = inbox_upload(&post).await;
    let parts = [
        ("subject", None, "Forsikring æøå".as_bytes()),
        ("token", None, b"x"),
        ("file", Some("Polise.PDF"), b"%PDF-1.7 x"),
    ];
    let made = post.upload(&url, &parts).await;
    assert_eq!(made.status, 201);
    let made = made.json();
    assert_eq!(
        (&made["subject"], &made["fileType"], &made["fileSize"]),
        (&json!("Forsikring æøå"), &json!("pdf"), &json!(10))
    );
    assert_eq!(
        (&made["origin"], &made["location"], &made["read"]),
        (&json!("UPLOADED"), &json!("INBOX"), &json!(true))
    );
    assert_eq!(post.call("GET", &link(&made, "get_document_content"), None).await.body, b"%PDF-1.7 x");
    let folder = post.own().await["folders"]["folder"][0].clone();
    let made = post.upload(&link(&folder, "upload_document"), &[("file", Some("uten navn.txt"), b"hei")]).await.json();
    assert_eq!((&made["subject"], &made["folderId"]), (&json!("uten navn"), &folder["id"]));
    assert_eq!(post.own().await["usedStorage"], 13);
    assert_eq!((post.inbox().await.len(), post.own().await["unreadItemsInInbox"].as_i64()), (1, Some(0)));
}

#[tokio::test]
async fn what_is_no_file_or_too_large_a_one_is_refused() {
    let world = empty().await;
    let post = world.post("kari", "FULL").await;
    let url = inbox_upload(&post).await;
    for (parts, code) in [
        (vec![("subject", None, &b"x"[..])], "INVALID_MULTIPART"),
        (vec![("file", Some("x.txt"), &b""[..])], "EMPTY_FILE"),
    ] {
        assert_eq!(post.upload(&url, &parts).await.refused(), (400, code.to_owned()));
    }
    let json = post.call("POST", &url, Some(json!({}))).await;
    assert_eq!(json.refused(), (400, "INVALID_MULTIPART".to_owned()));
    let large = vec![0; 100 * 1024 * 1024 + 1];
    let refused = post.upload(&url, &[("file", Some("x.bin"), &large)]).await;
    assert_eq!(refused.refused(), (413, "FILE_TOO_LARGE".to_owned()));
    assert!(post.inbox().await.is_empty());
}

#[tokio::test]
async fn a_full_mailbox_takes_nothing_more_until_there_is_room() {
    let world = empty().await;
    let post = world.post("kari", "FULL").await;
    let url = inbox_upload(&post).await;
    let first = post.upload(&url, &[("file", Some("a.txt"), b"12345")]).await.json();
    let address = "kari.eksempel#0AA1";
    let full = world.admin("POST", "/storage", &json!({"mailbox": address, "used": 1_073_741_824_i64 - 4})).await;
    assert_eq!(full.json()["used"], 1_073_741_820_i64);
    assert_eq!(post.own().await["usedStorage"], 1_073_741_820_i64);
    let refused = post.upload(&url, &[("file", Some("b.txt"), b"12345")]).await;
    assert_eq!(refused.refused(), (400, "NOT_ENOUGH_STORAGE".to_owned()));
    assert_eq!(
        post.upload(&url, &[("file", Some("c.txt"), b"1234")]).await.status,
        201,
        "exactly full is not too full"
    );
    assert_eq!(post.call("DELETE", &link(&first, "delete_document"), None).await.status, 204);
    assert_eq!(post.upload(&url, &[("file", Some("b.txt"), b"12345")]).await.status, 201);
    let nowhere = world.admin("POST", "/storage", &json!({"mailbox": "x", "used": 1})).await;
    assert_eq!(nowhere.status, 400);
    let held: Value = world.admin("GET", "/persons/kari", &Value::Null).await.json();
    assert_eq!((&held["digipost"]["address"], &held["digipost"]["accesses"]), (&json!(address), &json!([])));
}

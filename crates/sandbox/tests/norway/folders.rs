//! Folders, and letters that change their name and place or are deleted.

use crate::world::{Post, demo, empty, link};
use serde_json::{Value, json};

async fn folders(post: &Post<'_>) -> Value {
    post.own().await["folders"].clone()
}

fn names(folders: &Value) -> Vec<&str> {
    folders["folder"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_folder_is_made_changed_put_in_order_and_taken_away() {
    let world = empty().await;
    let post = world.post("kari", "FULL").await;
    let create = link(&folders(&post).await, "create_folder");
    let made = post.call("POST", &create, Some(json!({"name": "Hytta", "icon": "HOME"}))).await;
    assert_eq!((made.status, &made.json()["icon"]), (201, &json!("HOME")));
    let made = made.json();
    let changed = json!({"name": "Hytta (2026)", "icon": "STAR"});
    let changed = post.call("PUT", &link(&made, "change_folder"), Some(changed)).await;
    assert_eq!((changed.status, &changed.json()["name"]), (200, &json!("Hytta (2026)")));
    let renamed = post.call("PUT", &link(&made, "change_folder"), Some(json!({"name": "Båten"}))).await.json();
    assert_eq!((&renamed["name"], &renamed["icon"], &renamed["id"]), (&json!("Båten"), &json!("STAR"), &made["id"]));

    let before = folders(&post).await;
    assert_eq!(names(&before), ["Arkivet", "Båten"]);
    let mut order = before.clone();
    order["folder"].as_array_mut().unwrap().reverse();
    let placed = post.call("PUT", &link(&before, "update_folders"), Some(order.clone())).await;
    assert_eq!(names(&placed.json()), ["Båten", "Arkivet"]);
    assert_eq!(names(&folders(&post).await), ["Båten", "Arkivet"]);
    order["folder"].as_array_mut().unwrap().pop();
    let refused = post.call("PUT", &link(&before, "update_folders"), Some(order)).await;
    assert_eq!(refused.refused(), (400, "FOLDERS_HAVE_CHANGED".to_owned()));

    assert_eq!(post.call("DELETE", &link(&made, "delete_folder"), None).await.status, 204);
    assert_eq!(names(&folders(&post).await), ["Arkivet"]);
    assert_eq!(post.call("GET", &link(&made, "self"), None).await.status, 404);
}

#[tokio::test]
async fn a_folder_that_holds_letters_stays() {
    let world = demo().await;
    let post = world.post("kari", "FULL").await;
    let all = folders(&post).await;
    let home = all["folder"].as_array().unwrap().iter().find(|one| one["name"] == "Bolig").unwrap().clone();
    let refused = post.call("DELETE", &link(&home, "delete_folder"), None).await;
    assert_eq!(refused.refused(), (400, "FOLDER_NOT_EMPTY".to_owned()));
    let inside = post.get(&link(&home, "self")).await;
    for letter in inside["documents"]["document"].as_array().unwrap() {
        assert_eq!(post.call("DELETE", &link(letter, "delete_document"), None).await.status, 204);
    }
    assert_eq!(post.call("DELETE", &link(&home, "delete_folder"), None).await.status, 204);
}

#[tokio::test]
async fn a_folder_that_cannot_be_is_refused() {
    let world = empty().await;
    let post = world.post("kari", "FULL").await;
    let create = link(&folders(&post).await, "create_folder");
    for (body, code) in [
        (json!({"name": "", "icon": "BOX"}), "INVALID_FOLDER_NAME"),
        (json!({"name": "a/b", "icon": "BOX"}), "INVALID_FOLDER_NAME"),
        (json!({"name": "x".repeat(31), "icon": "BOX"}), "INVALID_FOLDER_NAME"),
        (json!({"name": "Hytta", "icon": "ROCKET"}), "INVALID_FOLDER_ICON"),
        (json!({"icon": "BOX"}), "BAD_REQUEST"),
        (json!("Hytta"), "BAD_REQUEST"),
    ] {
        let refused = post.call("POST", &create, Some(body.clone())).await;
        assert_eq!(refused.refused(), (400, code.to_owned()), "{body}");
    }
    assert_eq!(names(&folders(&post).await), ["Arkivet"]);
}

#[tokio::test]
async fn a_letter_gets_another_name_and_another_place() {
    let world = empty().await;
    let post = world.post("kari", "FULL").await;
    world.letters("kari", json!({"subject": "Et brev"})).await;
    let letter = post.letter("Et brev").await;
    let archive = folders(&post).await["folder"][0].clone();
    let update = link(&letter, "update_document");
    let mut body = letter.clone();
    (body["subject"], body["location"], body["folderId"]) =
        (json!("Nytt navn"), json!("FOLDER"), archive["id"].clone());
    let moved = post.call("POST", &update, Some(body)).await;
    assert_eq!(moved.status, 200);
    let moved = moved.json();
    assert_eq!(
        (&moved["subject"], &moved["location"], &moved["folderId"]),
        (&json!("Nytt navn"), &json!("FOLDER"), &archive["id"])
    );
    assert!(post.inbox().await.is_empty());
    let inside = post.get(&link(&archive, "self")).await;
    assert_eq!(inside["documents"]["document"][0]["subject"], "Nytt navn");
    let text = json!({"subject": "Nytt navn", "location": "FOLDER", "folderId": archive["id"].to_string()});
    assert_eq!(post.call("POST", &update, Some(text)).await.status, 200, "a number as a text is one, too");
    let back = post.call("POST", &update, Some(json!({"subject": "Nytt navn", "location": "INBOX"}))).await.json();
    assert!(back.get("folderId").is_none());
    assert_eq!(post.inbox().await.len(), 1);

    for (body, code) in [
        (json!({"subject": " ", "location": "INBOX"}), "INVALID_SUBJECT"),
        (json!({"subject": "x".repeat(151), "location": "INBOX"}), "INVALID_SUBJECT"),
        (json!({"subject": "x", "location": "ARCHIVE"}), "INVALID_LOCATION"),
        (json!({"subject": "x", "location": "FOLDER"}), "FOLDER_NOT_FOUND"),
        (json!({"subject": "x", "location": "FOLDER", "folderId": 99_999}), "FOLDER_NOT_FOUND"),
        (json!({"subject": "x"}), "BAD_REQUEST"),
    ] {
        assert_eq!(post.call("POST", &update, Some(body.clone())).await.refused(), (400, code.to_owned()), "{body}");
    }
    assert_eq!(post.inbox().await[0]["subject"], "Nytt navn");
}

#[tokio::test]
async fn a_deleted_letter_is_gone_with_its_bytes() {
    let world = empty().await;
    let post = world.post("kari", "FULL").await;
    world.letters("kari", json!({})).await;
    let letter = post.letter("Et brev").await;
    let (own, content) = (link(&letter, "self"), link(&letter, "get_document_content"));
    assert_eq!(post.own().await["usedStorage"], 3);
    assert_eq!(post.call("DELETE", &link(&letter, "delete_document"), None).await.status, 204);
    assert_eq!(post.own().await["usedStorage"], 0);
    for url in [own, content] {
        assert_eq!(post.call("GET", &url, None).await.refused(), (404, "NOT_FOUND".to_owned()));
    }
}

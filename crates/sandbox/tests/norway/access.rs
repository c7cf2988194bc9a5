//! Who else may use a mailbox, and what they may do there.

use crate::world::{Post, demo, link, maybe};
use serde_json::{Value, json};

const PER: &str = "per.eksempel#0AA2";

async fn accesses(post: &Post<'_>) -> Value {
    post.get(&link(&post.root().await["primaryAccount"], "mailbox_access")).await
}

#[tokio::test]
async fn kari_reads_pers_letters_and_changes_nothing_there() {
    let world = demo().await;
    let kari = world.post("kari", "FULL_IDPORTEN4").await;
    let theirs = kari.mailbox(PER).await;
    assert!(theirs["unreadItemsInInbox"].as_i64().unwrap() > 0);
    let all = kari.get(&link(&theirs, "document_inbox")).await;
    let all = all["document"].as_array().unwrap();
    assert!(all.len() >= 5);
    for letter in all {
        assert!(maybe(letter, "update_document").is_none() && maybe(letter, "delete_document").is_none());
        assert!(maybe(&letter["attachment"][0], "send_opening_receipt").is_none());
    }
    let plain = all.iter().find(|one| one["subject"] == "Bokbussen kommer").unwrap();
    let got = kari.call("GET", &link(plain, "get_document_content"), None).await;
    assert!(String::from_utf8(got.body).unwrap().contains("Per Eksempel"));
    let own = link(plain, "self");
    for (method, body) in [("DELETE", None), ("POST", Some(json!({"subject": "x", "location": "INBOX"})))] {
        assert_eq!(kari.call(method, &own, body).await.refused(), (403, "NOT_OWNER".to_owned()), "{method}");
    }
    let folders = link(&theirs["folders"], "self");
    let refused = kari.call("POST", &folders, Some(json!({"name": "Min"}))).await;
    assert_eq!(refused.refused(), (403, "NOT_OWNER".to_owned()));

    let per = world.post("per", "FULL_IDPORTEN4").await;
    assert_eq!(per.root().await["mailbox"].as_array().unwrap().len(), 1);
    let receipt = per.letter("Parkeringstillatelse").await["attachment"][0].clone();
    let receipt = link(&receipt, "send_opening_receipt");
    assert_eq!(kari.call("POST", &receipt, None).await.refused(), (403, "NOT_OWNER".to_owned()));
    let karis = link(&kari.own().await, "document_inbox");
    assert_eq!(per.call("GET", &karis, None).await.refused(), (403, "NO_ACCESS".to_owned()));
}

#[tokio::test]
async fn an_access_is_given_by_the_address_and_taken_back() {
    let world = demo().await;
    let per = world.post("per", "FULL").await;
    let before = accesses(&per).await;
    assert_eq!(before["access"][0]["digipostaddress"], "kari.eksempel#0AA1");
    let kari = world.post("kari", "FULL").await;
    let give = link(&accesses(&kari).await, "give_access");
    for (address, code) in [
        ("ola.prøve#0AA3", "UNKNOWN_DIGIPOST_ADDRESS"),
        ("", "UNKNOWN_DIGIPOST_ADDRESS"),
        ("kari.eksempel#0AA1", "OWN_DIGIPOST_ADDRESS"),
    ] {
        let refused = kari.call("POST", &give, Some(json!({"digipostaddress": address}))).await;
        assert_eq!(refused.refused(), (400, code.to_owned()), "{address}");
    }
    assert_eq!(kari.call("POST", &give, Some(json!({"address": PER}))).await.status, 400);
    for status in [201, 200] {
        let given = kari.call("POST", &give, Some(json!({"digipostaddress": "Per.Eksempel#0aa2"}))).await;
        assert_eq!((given.status, &given.json()["name"]), (status, &json!("Per Eksempel")));
    }
    let all = accesses(&kari).await;
    assert_eq!(all["access"].as_array().unwrap().len(), 1);
    let karis = link(&per.mailbox("kari.eksempel#0AA1").await, "document_inbox");
    assert_eq!(per.call("GET", &karis, None).await.status, 200);
    assert_eq!(kari.call("DELETE", &link(&all["access"][0], "delete_access"), None).await.status, 204);
    assert_eq!(per.call("GET", &karis, None).await.refused(), (403, "NO_ACCESS".to_owned()));
    assert_eq!(per.root().await["mailbox"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn whoever_has_an_access_may_give_it_up_and_nobody_else_may_end_it() {
    let world = demo().await;
    let per = world.post("per", "FULL").await;
    let access = link(&accesses(&per).await["access"][0], "self");
    let ola = world.post("ola", "FULL_IDPORTEN4").await;
    assert_eq!(ola.call("DELETE", &access, None).await.status, 403);
    let kari = world.post("kari", "FULL").await;
    assert_eq!(kari.call("DELETE", &access, None).await.status, 204);
    assert_eq!(accesses(&per).await["access"], json!([]));
    assert_eq!(kari.call("DELETE", &access, None).await.status, 404);
}

#[tokio::test]
async fn the_administrator_ends_and_gives_accesses() {
    let world = demo().await;
    let kari = world.post("kari", "FULL").await;
    let count = async || kari.root().await["mailbox"].as_array().unwrap().len();
    let end = json!({"owner": "per", "delegate": "kari", "why": "withdrawn"});
    assert_eq!(world.admin("POST", "/access/end", &end).await.json()["ended"], 1);
    assert_eq!(count().await, 1);
    assert_eq!(world.admin("POST", "/access/end", &end).await.status, 400);
    let give = json!({"owner": "per", "delegate": "kari"});
    assert_eq!(world.admin("POST", "/access/give", &give).await.status, 200);
    assert_eq!(count().await, 2);
    assert_eq!(world.admin("POST", "/access/give", &json!({"owner": "per", "delegate": "ola"})).await.status, 400);
    let death = json!({"owner": "per", "why": "death"});
    assert_eq!(world.admin("POST", "/access/end", &death).await.json()["ended"], 1);
    assert_eq!(count().await, 1);
}

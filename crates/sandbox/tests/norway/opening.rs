//! Opening letters: what marks them as read, receipts, and letters above the login's level.

use crate::world::{Post, World, demo, empty, link, maybe};
use serde_json::{Value, json};

async fn record(world: &World, id: &str) -> Value {
    world.record(&world.mailbox("kari", "digipost", "own"), id).await
}

/// A letter of hers by its id.
async fn one(post: &Post<'_>, id: &str) -> Value {
    let all = post.inbox().await;
    all.into_iter().find(|letter| link(letter, "self").ends_with(id)).unwrap()
}

#[tokio::test]
async fn fetching_what_it_says_marks_a_letter_as_read_and_listing_does_not() {
    let world = empty().await;
    let post = world.post("kari", "FULL").await;
    let id = world.letters("kari", json!({})).await.remove(0);
    let letter = one(&post, &id).await;
    post.get(&link(&letter, "self")).await;
    let before = record(&world, &id).await;
    assert_eq!((&before["read"], &before["opened"], &before["receipt"]), (&json!(false), &json!(false), &json!(false)));
    let got = post.call("GET", &link(&letter, "get_document_content"), None).await;
    assert_eq!(
        (got.body.as_slice(), &got.headers["content-type"]),
        (&b"Hei"[..], &"text/plain; charset=utf-8".parse().unwrap())
    );
    let after = record(&world, &id).await;
    assert_eq!((&after["read"], &after["opened"], &after["receipt"]), (&json!(true), &json!(true), &json!(false)));
    let letter = one(&post, &id).await;
    assert_eq!((&letter["read"], &letter["attachment"][0]["read"]), (&json!(true), &json!(true)));
    assert_eq!(post.own().await["unreadItemsInInbox"], 0);
}

#[tokio::test]
async fn a_receipt_is_given_before_anything_is_read_and_once() {
    let world = empty().await;
    let post = world.post("kari", "FULL").await;
    let attached = json!([{"filename": "vedlegg.txt", "mime": "text/plain", "text": "Mer"}]);
    let id = world.letters("kari", json!({"receipt": true, "attachments": attached})).await.remove(0);
    let letter = one(&post, &id).await;
    let main = letter["attachment"][0].clone();
    assert!(maybe(&letter, "get_document_content").is_none() && maybe(&main, "get_document_content").is_none());
    let receipt = link(&main, "send_opening_receipt");
    assert_eq!(post.call("POST", &receipt, None).await.status, 204);
    let confirmed = record(&world, &id).await;
    assert_eq!((&confirmed["receipt"], &confirmed["opened"]), (&json!(true), &json!(false)));
    let letter = post.get(&link(&letter, "self")).await;
    assert!(maybe(&letter["attachment"][0], "send_opening_receipt").is_none());
    let content = link(&letter["attachment"][0], "get_document_content");
    assert_eq!(post.call("GET", &content, None).await.body, b"Hei");
    assert_eq!(post.call("POST", &receipt, None).await.status, 204, "said twice it is said once");
    let other = &letter["attachment"][1];
    assert_eq!(other["subject"], "vedlegg");
    assert!(maybe(other, "send_opening_receipt").is_some(), "each file has a receipt of its own");

    let plain = world.letters("kari", json!({})).await.remove(0);
    let plain = one(&post, &plain).await;
    let id = link(&plain, "get_document_content").rsplit_once('/').unwrap().1.to_owned();
    let made_up = receipt.rsplit_once('/').unwrap().0.to_owned() + "/" + &id;
    assert_eq!(post.call("POST", &made_up, None).await.refused(), (400, "NO_RECEIPT_WANTED".to_owned()));
}

#[tokio::test]
async fn content_is_refused_while_a_receipt_is_wanted() {
    let world = empty().await;
    let post = world.post("kari", "FULL").await;
    let id = world.letters("kari", json!({"receipt": true})).await.remove(0);
    let receipt = link(&one(&post, &id).await["attachment"][0], "send_opening_receipt");
    let plain = world.letters("kari", json!({})).await.remove(0);
    let known = link(&one(&post, &plain).await, "get_document_content");
    let file = receipt.rsplit_once('/').unwrap().1;
    let made_up = format!("{}/{file}", known.rsplit_once('/').unwrap().0);
    let refused = post.call("GET", &made_up, None).await;
    assert_eq!(refused.refused(), (403, "OPENING_RECEIPT_REQUIRED".to_owned()));
    assert_eq!(record(&world, &id).await["opened"], false);
}

#[tokio::test]
async fn a_letter_above_the_login_is_listed_and_stays_shut() {
    let world = empty().await;
    let high = world.letters("kari", json!({"level": "high", "subject": "Høy"})).await.remove(0);
    let substantial = world.letters("kari", json!({"level": "substantial", "subject": "Betydelig"})).await.remove(0);
    let opened = world.post("kari", "FULL_IDPORTEN4").await;
    let content = link(&one(&opened, &high).await, "get_document_content");
    for (scope, opens_high, opens_substantial) in [
        ("FULL", false, false),
        ("FULL_HIGHAUTH", false, false),
        ("FULL_IDPORTEN3", false, true),
        ("FULL_IDPORTEN4", true, true),
    ] {
        let post = world.post("kari", scope).await;
        for (id, opens) in [(&high, opens_high), (&substantial, opens_substantial)] {
            let letter = one(&post, id).await;
            assert_eq!(maybe(&letter, "get_document_content").is_some(), opens, "{scope}");
            assert_eq!(maybe(&letter["attachment"][0], "get_document_content").is_some(), opens, "{scope}");
            assert!(["Høy", "Betydelig"].contains(&letter["subject"].as_str().unwrap()));
        }
        let got = post.call("GET", &content, None).await;
        if opens_high {
            assert_eq!(got.status, 200);
        } else {
            assert_eq!(got.refused(), (403, "AUTHENTICATION_LEVEL_TOO_LOW".to_owned()), "{scope}");
        }
    }
}

#[tokio::test]
async fn a_confidential_letter_says_nothing_of_itself_until_it_may() {
    let world = demo().await;
    let high = world.post("kari", "FULL_IDPORTEN4").await;
    let letter = high.letter("Innkalling til undersøkelse").await;
    assert_eq!((&letter["creatorName"], &letter["confidential"]), (&json!("Prøvesykehuset"), &json!(true)));
    assert_eq!(letter["attachment"][0]["metadata"][0]["type"], "Appointment");
    let low = world.post("kari", "FULL_IDPORTEN3").await;
    let hidden = low.get(&link(&letter, "self")).await;
    assert_eq!((&hidden["subject"], &hidden["creatorName"]), (&json!("Konfidensielt brev"), &json!("")));
    assert!(hidden["attachment"][0].get("metadata").is_none());
    assert!(!hidden.to_string().contains("undersøkelse"));

    let update = json!({"location": "INBOX", "subject": hidden["subject"]});
    let moved = low.call("POST", &link(&hidden, "update_document"), Some(update)).await;
    assert_eq!(moved.status, 200);
    assert_eq!(high.get(&link(&letter, "self")).await["subject"], "Innkalling til undersøkelse");
}

#[tokio::test]
async fn an_invoice_is_handed_to_the_bank_once() {
    let world = empty().await;
    let post = world.post("kari", "FULL").await;
    let invoice = json!({"kid": "00000000555", "amount": 12_300, "dueDate": "2030-01-31"});
    let id = world.letters("kari", json!({"invoice": invoice})).await.remove(0);
    let letter = one(&post, &id).await;
    assert_eq!((&letter["type"], &letter["paid"]), (&json!("INVOICE"), &json!(false)));
    let shown = &letter["attachment"][0]["invoice"];
    assert_eq!((&shown["amount"], &shown["kid"]), (&json!(12_300), &json!("00000000555")));
    let bank = link(shown, "send_to_bank");
    assert_eq!(post.call("POST", &bank, None).await.status, 204);
    let letter = one(&post, &id).await;
    assert_eq!(letter["paid"], true);
    assert!(letter["attachment"][0]["invoice"]["payment"]["timePaid"].is_string());
    assert_eq!(letter["attachment"][0]["invoice"]["link"], json!([]));
    assert_eq!(post.call("POST", &bank, None).await.refused(), (400, "CANNOT_BE_PAID".to_owned()));
}

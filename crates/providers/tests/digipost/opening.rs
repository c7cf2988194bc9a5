//! Opening: what counts as read, what asks for a receipt, and that neither happens by the way.

use crate::double::{Double, Target, letter, mailbox, refusal, walk};
use axum::http::Method;
use model::Weight;
use postkasse_providers::{Provider, ProviderError, Writing};
use serde_json::json;

fn two_files() -> serde_json::Value {
    json!({"attachment": [{"subject": "Brev", "fileType": "pdf", "mainDocument": true}, {"subject": "Vilkår", "fileType": "pdf"}]})
}

#[tokio::test]
async fn opening_what_only_counts_as_read_tells_the_service_nothing_until_the_content_is_had() {
    let service = Double::with([letter(json!({}))]).await;
    let client = service.client();
    let message = walk(&client).await.unwrap()[0].messages[0].clone();
    assert_eq!(message.weight, Weight::Seen);
    service.asked();
    let done = client.open(&mailbox(), &message.id, message.version).await.unwrap().message;
    assert_eq!((done.weight, done.read), (Weight::None, true));
    assert!(service.heard().iter().all(|one| one.0 == Method::GET));
    let document = done.documents[0].id.clone();
    client.content(&mailbox(), &message.id, &document, &"content".into()).await.unwrap();
    let after = walk(&client).await.unwrap()[0].messages[0].clone();
    assert_eq!((after.weight, after.read), (Weight::None, true));
    assert_eq!(after.version, done.version, "the list has it as it was opened");
}

#[tokio::test]
async fn a_receipt_is_sent_for_each_file_that_asks_for_one_and_then_the_letter_is_read_again() {
    let service = Double::with([letter(two_files())]).await;
    service.holds(|holds| holds.letters.get_mut("1").unwrap().receipts = vec![true, true]);
    let client = service.client();
    let message = walk(&client).await.unwrap()[0].messages[0].clone();
    assert_eq!(message.weight, Weight::Receipt);
    let first = client.content(&mailbox(), &message.id, &message.documents[0].id, &"content".into()).await;
    assert!(matches!(first, Err(ProviderError::Said("error.digipost.noLink"))), "no receipt is sent by the way");
    service.asked();
    let done = client.open(&mailbox(), &message.id, message.version).await.unwrap().message;
    assert_eq!(done.weight, Weight::None);
    let receipts = service.heard().into_iter().filter(|one| one.0 == Method::POST).count();
    assert_eq!(receipts, 2);
    let ids = |message: &postkasse_providers::RemoteMessage| {
        message.documents.iter().map(|one| one.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&done), ids(&message), "the files are known again");
    for document in ids(&done) {
        client.content(&mailbox(), &message.id, &document, &"content".into()).await.unwrap();
    }
}

#[tokio::test]
async fn who_agreed_to_less_than_a_receipt_sends_none() {
    let service = Double::with([letter(json!({}))]).await;
    let client = service.client();
    let message = walk(&client).await.unwrap()[0].messages[0].clone();
    service.holds(|holds| holds.letters.get_mut("1").unwrap().receipts = vec![true]);
    service.asked();
    let refused = client.open(&mailbox(), &message.id, message.version).await;
    assert!(matches!(refused, Err(ProviderError::Conflict)), "{refused:?}");
    assert!(service.heard().iter().all(|one| one.0 == Method::GET));
}

#[tokio::test]
async fn a_receipt_that_takes_a_higher_level_says_so() {
    let service = Double::with([letter(json!({}))]).await;
    service.holds(|holds| holds.letters.get_mut("1").unwrap().receipts = vec![true]);
    service.answers(|asked| match &asked.target {
        Some(Target::Receipt(..)) => Some(refusal(403, "AUTHENTICATION_LEVEL_TOO_LOW")),
        _ => None,
    });
    let client = service.client();
    let message = walk(&client).await.unwrap()[0].messages[0].clone();
    let refused = client.open(&mailbox(), &message.id, message.version).await;
    assert!(matches!(refused, Err(ProviderError::HigherLevelNeeded)), "{refused:?}");
}

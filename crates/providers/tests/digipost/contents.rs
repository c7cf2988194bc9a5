//! Files and logos: by the link that a list had, or a new one; and what is not followed.

use crate::double::{Double, Target, html, letter, mailbox, refusal, walk};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use futures::StreamExt;
use postkasse_providers::{AddressBook, Checked, Content, Provider, ProviderError};
use serde_json::json;

async fn bytes(content: Content) -> Vec<u8> {
    let pieces: Vec<_> = content.bytes.collect().await;
    pieces.into_iter().flat_map(|piece| piece.unwrap()).collect()
}

/// The content of the only letter's main document.
async fn content(service: &Double, known: bool) -> Result<Content, ProviderError> {
    let client = service.client();
    if known {
        walk(&client).await.unwrap();
    }
    service.asked();
    client.content(&mailbox(), &service.id("1"), &"main".into(), &"content".into()).await
}

#[tokio::test]
async fn a_file_comes_by_the_link_of_the_list_and_without_a_list_by_a_new_one() {
    let service = Double::with([letter(json!({}))]).await;
    assert_eq!(bytes(content(&service, true).await.unwrap()).await, b"%PDF-1.7");
    assert_eq!(service.heard().len(), 1);
    assert_eq!(bytes(content(&service, false).await.unwrap()).await, b"%PDF-1.7");
}

#[tokio::test]
async fn a_link_of_before_that_leads_nowhere_is_asked_for_anew() {
    let service = Double::with([letter(json!({}))]).await;
    let tries = std::sync::atomic::AtomicUsize::new(0);
    service.answers(move |asked| {
        let first = matches!(asked.target, Some(Target::Content(..)))
            && tries.fetch_add(1, std::sync::atomic::Ordering::Relaxed) == 0;
        first.then(|| refusal(410, "GONE"))
    });
    assert_eq!(bytes(content(&service, true).await.unwrap()).await, b"%PDF-1.7");
}

#[tokio::test]
async fn a_link_to_another_server_is_not_followed_whatever_it_is_for() {
    let elsewhere = Double::new().await;
    let stolen = elsewhere.uri(&Target::Content("1".to_owned(), 0));
    let service = Double::with([letter(json!({}))]).await;
    let list = {
        let own = service.uri(&Target::Letter("1".to_owned()));
        json!({"document": [{"subject": "Brev", "created": "2026-05-01T10:00:00Z", "read": true,
            "link": [{"rel": "self", "uri": own}, {"rel": "organisation_logo", "uri": stolen}],
            "attachment": [{"mainDocument": true, "fileType": "pdf", "link": [{"rel": "get_document_content", "uri": stolen}]}]}]})
    };
    service.answers(move |asked| match &asked.target {
        Some(Target::Inbox) => Some(crate::double::json_answer(200, &list)),
        Some(Target::Letter(_)) => Some(crate::double::json_answer(200, &list["document"][0])),
        _ => None,
    });
    let refused = content(&service, true).await;
    assert!(matches!(refused, Err(ProviderError::Garbage { .. })), "{refused:?}");
    assert!(service.client().logo(&stolen_logo(&elsewhere)).await.is_err());
    assert!(elsewhere.asked().is_empty());
}

fn stolen_logo(elsewhere: &Double) -> model::RemoteId {
    model::RemoteId(elsewhere.uri(&Target::Logo("x".to_owned())))
}

#[tokio::test]
async fn why_there_is_no_content_is_said() {
    for (more, linkless, said) in [
        (json!({"authentication-level": "IDPORTEN_4"}), true, model::Code::HigherLevelNeeded),
        (json!({}), true, model::Code::Refused),
        (json!({"attachment": [{"mainDocument": true, "userKeyEncrypted": true}]}), false, model::Code::Refused),
    ] {
        let service = Double::with([letter(more)]).await;
        service.holds(|holds| holds.letters.get_mut("1").unwrap().linkless = linkless);
        assert_eq!(content(&service, true).await.unwrap_err().code(), said);
    }
    let locked = json!({"attachment": [{"mainDocument": true, "userKeyEncrypted": true}]});
    let service = Double::with([letter(locked)]).await;
    assert_eq!(content(&service, true).await.unwrap_err().text_key(), Some("error.digipost.locked"));
    let pages = walk(&service.client()).await.unwrap();
    let message = &pages[0].messages[0];
    assert!(message.documents[0].files.is_empty() && message.summary.as_ref().unwrap().contains("digipost.no"));
}

#[tokio::test]
async fn a_refusal_for_the_level_is_one_and_a_page_in_a_files_place_is_no_file() {
    for (answer, code) in [
        (
            (|| refusal(403, "AUTHENTICATION_LEVEL_TOO_LOW")) as fn() -> axum::response::Response,
            model::Code::HigherLevelNeeded,
        ),
        (|| refusal(403, "NO_ACCESS"), model::Code::NotAllowed),
        (html, model::Code::Unexpected),
        (|| (StatusCode::FOUND, [("location", "http://127.0.0.1:1/")]).into_response(), model::Code::Unexpected),
        (|| StatusCode::UNAUTHORIZED.into_response(), model::Code::SignInAgain),
    ] {
        let service = Double::with([letter(json!({}))]).await;
        service.answers(move |asked| matches!(asked.target, Some(Target::Content(..))).then(answer));
        assert_eq!(content(&service, true).await.unwrap_err().code(), code);
    }
}

#[tokio::test]
async fn a_sender_is_known_by_her_logo_and_called_as_in_her_letters() {
    let service = Double::with([letter(json!({}))]).await;
    let client = service.client();
    let sender = walk(&client).await.unwrap()[0].messages[0].sender.organisation.clone().unwrap();
    let Checked::There(found) = client.organisation(&sender).await.unwrap() else { panic!() };
    assert_eq!((found.facts.name.as_str(), found.facts.number.as_str()), ("Prøve Strøm", ""));
    assert_eq!(client.logo(&sender).await.unwrap().unwrap(), b"png");
    assert!(service.client().organisation(&sender).await.is_err(), "nobody says who that is");
}

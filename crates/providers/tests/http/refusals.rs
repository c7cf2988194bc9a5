//! What the service says no to, in our words.

use crate::double::{Double, json, status};
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};
use model::Code;
use postkasse_providers::{Checked, Done, Provider, ProviderError, RemoteChange, Retry, Writing};
use serde_json::json;
use std::time::Duration;

async fn mark(answer: impl Fn() -> Response + Send + Sync + 'static) -> Result<Done, ProviderError> {
    let service = Double::new(move |_, _| answer()).await;
    service.client().apply(&"m".into(), &"l".into(), 7, &RemoteChange::Read(true)).await
}

#[tokio::test]
async fn a_wish_carries_the_version_that_the_person_saw() {
    let service = Double::new(|_, _| json(json!({"id": "l", "version": 8, "documents": []}))).await;
    let done = service.client().apply(&"m".into(), &"l".into(), 7, &RemoteChange::Read(true)).await.unwrap();
    assert_eq!(done.message.version, 8);
    let asked = &service.asked()[0];
    assert_eq!((asked.method.as_str(), asked.header("if-match")), ("PATCH", "7"));
}

#[tokio::test]
async fn every_status_has_its_meaning() {
    for (answer, code) in [
        (401, Code::SignInAgain),
        (403, Code::NotAllowed),
        (404, Code::NotFound),
        (410, Code::NotFound),
        (409, Code::Conflict),
        (412, Code::Conflict),
        (429, Code::Busy),
        (500, Code::Busy),
        (503, Code::Busy),
        (400, Code::Refused),
        (418, Code::Unexpected),
    ] {
        let refused = mark(move || status(answer, None)).await.err().unwrap();
        assert_eq!(refused.code(), code, "{answer}");
    }
}

#[tokio::test]
async fn a_refusal_says_the_services_word_and_never_its_prose() {
    let refused = mark(|| {
        let body = json!({"code": "folder.unknown <b>", "message": "Kære Mette, mappen findes ikke"});
        (axum::http::StatusCode::UNPROCESSABLE_ENTITY, axum::Json(body)).into_response()
    });
    let Err(ProviderError::Refused { code }) = refused.await else { panic!("refused") };
    assert_eq!(code, "folder.unknownb");
}

async fn asked_to_wait(code: u16, retry_after: String) -> Option<Duration> {
    match mark(move || status(code, Some(("retry-after", &retry_after)))).await {
        Err(ProviderError::Busy(Retry { after })) => after,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn patience_is_asked_for_in_seconds_or_until_a_date() {
    assert_eq!(asked_to_wait(503, "7".to_owned()).await, Some(Duration::from_secs(7)));
    assert_eq!(asked_to_wait(429, "99999999".to_owned()).await, Some(Duration::from_secs(3600)));
    let soon = Timestamp::now().checked_add(SignedDuration::from_secs(60)).unwrap();
    let date = soon.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let until = asked_to_wait(503, date).await.unwrap();
    assert!((Duration::from_secs(50)..=Duration::from_secs(60)).contains(&until), "{until:?}");
    assert_eq!(asked_to_wait(503, "Fri, 31 Dec 1999 23:59:59 GMT".to_owned()).await, Some(Duration::ZERO));
    assert_eq!(asked_to_wait(503, "snart".to_owned()).await, None);
}

#[tokio::test]
async fn while_a_service_wants_to_be_left_alone_it_is_asked_nothing_not_even_by_another_client() {
    let service = Double::new(|_, _| status(503, Some(("retry-after", "600")))).await;
    let wait = Duration::from_secs(500)..=Duration::from_secs(600);
    for _ in 0..3 {
        let client = service.client();
        let refused = client.apply(&"m".into(), &"l".into(), 7, &RemoteChange::Read(true)).await;
        let Err(ProviderError::Busy(Retry { after: Some(after) })) = refused else { panic!("{refused:?}") };
        assert!(wait.contains(&after), "{after:?}");
        assert!(matches!(client.mailboxes(None).await, Err(ProviderError::Busy(_))));
    }
    assert_eq!(service.asked().len(), 1);
    let now =
        Double::new(|number, _| if number == 0 { status(503, Some(("retry-after", "0"))) } else { status(418, None) });
    let now = now.await;
    let client = now.client();
    assert!(matches!(client.mailboxes(None).await, Err(ProviderError::Busy(_))));
    assert!(matches!(client.mailboxes(None).await, Err(ProviderError::Garbage { .. })), "it is asked again at once");
}

#[tokio::test]
async fn a_letter_of_an_unknown_kind_is_opened_though_the_service_has_nothing_to_serve() {
    for (kind, opens) in [("FRA_FREMTIDEN", true), ("LEGAL_NOTIFICATION", false)] {
        let service = Double::new(move |_, asked| {
            let patch = asked.method == "PATCH";
            if patch { status(422, None) } else { json(json!({"id": "l", "messageType": kind, "documents": []})) }
        })
        .await;
        let opened = service.client().open(&"m".into(), &"l".into(), 7).await;
        assert_eq!(opened.is_ok(), opens, "{kind}: {opened:?}");
    }
}

#[tokio::test]
async fn a_mailbox_is_gone_at_403_and_404_and_an_id_cannot_leave_its_place() {
    for code in [403, 404] {
        let service = Double::new(move |_, _| status(code, None)).await;
        let client = service.client();
        assert_eq!(client.check_mailbox(&"m".into()).await.unwrap(), Checked::Gone);
        let _ = client.check_mailbox(&"../../oauth?x=/y".into()).await;
        assert_eq!(service.asked()[1].path, "/mailboxes/..%2F..%2Foauth%3Fx=%2Fy");
        assert!(client.check_mailbox(&"..".into()).await.is_ok_and(|answer| answer == Checked::Gone));
        assert_eq!(service.asked().len(), 2);
    }
}

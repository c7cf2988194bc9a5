//! The bearer token: renewed once, sent to the service and nowhere else.

use crate::double::{Double, Login, json, status};
use postkasse_providers::digital_post::DigitalPost;
use postkasse_providers::{PageRequest, Provider, ProviderError};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::Ordering;

const NOW: &str = "2026-06-01T12:00:00Z";

#[tokio::test]
async fn a_token_that_ran_out_is_renewed_once_and_the_request_made_again() {
    let service = Double::new(|_, asked| {
        let good = asked.header("authorization") == "Bearer token-1";
        if good { json(json!({"mailboxes": []})) } else { status(401, None) }
    })
    .await;
    let login = Arc::new(Login::default());
    service.client_at(NOW, login.clone()).mailboxes(None).await.unwrap();
    assert_eq!((service.asked().len(), login.renewed.load(Ordering::Relaxed)), (2, 1));
}

#[tokio::test]
async fn requests_at_the_same_time_renew_a_token_that_ran_out_once_between_them() {
    let service = Double::new(|_, asked| {
        let good = asked.header("authorization") == "Bearer token-1";
        if good { json(json!({"mailboxes": []})) } else { status(401, None) }
    })
    .await;
    let login = Arc::new(Login::default());
    let client = service.client_at(NOW, login.clone());
    let all = futures::future::join_all((0..20).map(|_| client.mailboxes(None))).await;
    assert!(all.iter().all(Result::is_ok), "{all:?}");
    assert_eq!(login.renewed.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_token_that_is_refused_again_or_cannot_be_renewed_means_logging_in_again() {
    for ended in [false, true] {
        let service = Double::new(|_, _| status(401, None)).await;
        let login = Arc::new(Login { ended, ..Login::default() });
        let refused = service.client_at(NOW, login).mailboxes(None).await;
        assert!(matches!(refused, Err(ProviderError::SignInAgain)), "{refused:?}");
        assert!(service.asked().len() <= 2);
    }
}

#[tokio::test]
async fn a_redirect_is_refused_and_the_token_goes_nowhere_else() {
    let elsewhere = Double::new(|_, _| json(json!({"mailboxes": [], "messages": []}))).await;
    let there = format!("{}/mailboxes/", elsewhere.url);
    for code in [301, 302, 303, 307, 308] {
        let there = there.clone();
        let service = Double::new(move |_, _| status(code, Some(("location", &there)))).await;
        let client = service.client();
        assert!(matches!(client.mailboxes(None).await, Err(ProviderError::Garbage { .. })), "{code}");
        let page = client.messages(&"m".into(), &PageRequest::All { from: None }).await;
        assert!(matches!(page, Err(ProviderError::Garbage { .. })), "{code}");
        assert!(client.content(&"m".into(), &"l".into(), &"d".into(), &"f".into()).await.is_err());
    }
    assert!(elsewhere.asked().is_empty(), "{:?}", elsewhere.asked());
}

#[tokio::test]
async fn a_service_without_tls_is_taken_on_this_computer_only() {
    for (address, taken) in [
        ("http://127.0.0.1:1/apis/v1", true),
        ("https://post.example/apis/v1", true),
        ("http://post.example/apis/v1", false),
        ("http://127.0.0.1.post.example/apis/v1", false),
        ("ftp://127.0.0.1/", false),
    ] {
        let made = DigitalPost::new(address.parse().unwrap(), Arc::new(Login::default()));
        assert_eq!(made.is_ok(), taken, "{address}");
    }
}

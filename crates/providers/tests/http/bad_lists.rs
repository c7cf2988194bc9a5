//! Lists that make no sense: whole answers are refused, single letters are kept as far as they can be.

use crate::double::{Double, bytes, cut, flood, json, silence};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use model::MessageType;
use postkasse_providers::{PageRequest, Provider, ProviderError};
use serde_json::json;
use std::io::Write;

const FIRST: PageRequest = PageRequest::All { from: None };

async fn first_page(
    answer: impl Fn() -> Response + Send + Sync + 'static,
) -> (Result<postkasse_providers::Page, ProviderError>, u64) {
    let service = Double::new(move |_, _| answer()).await;
    let client = service.client();
    let page = client.messages(&"m".into(), &FIRST).await;
    (page, client.take_traffic().1)
}

fn bomb() -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..200 {
        gzip.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    gzip.finish().unwrap()
}

#[tokio::test]
async fn an_answer_that_is_no_list_is_refused_without_a_panic() {
    for garbage in ["", "{", "null", "[]", "7", "\u{0}\u{1}", "<html>", r#"{"messages": 7}"#, r#"{"messages": {}}"#] {
        let (page, _) = first_page(move || bytes(garbage)).await;
        assert!(matches!(page, Err(ProviderError::Garbage { .. })), "{garbage:?}: {page:?}");
    }
    let html = || ([("content-type", "text/html")], r#"{"messages": []}"#).into_response();
    assert!(matches!(first_page(html).await.0, Err(ProviderError::Garbage { .. })));
}

#[tokio::test]
async fn half_a_body_and_one_that_never_ends_are_cut_off() {
    let (page, _) = first_page(|| bytes(cut(r#"{"messages": ["#))).await;
    assert!(matches!(page, Err(ProviderError::Cut)), "{page:?}");
    let (page, _) = first_page(|| bytes(silence(r#"{"messages": ["#))).await;
    assert!(matches!(page, Err(ProviderError::Cut)), "{page:?}");
}

#[tokio::test]
async fn a_list_of_100_mb_is_left_after_its_first_few() {
    let (page, read) = first_page(|| bytes(flood(100 << 20))).await;
    assert!(matches!(page, Err(ProviderError::Garbage { .. })), "{page:?}");
    assert!(read <= 9 << 20, "{read} bytes were read");
}

#[tokio::test]
async fn a_list_that_unpacks_to_200_mb_is_refused_packed() {
    let bomb = bomb();
    let (page, read) = first_page(move || {
        ([("content-type", "application/json"), ("content-encoding", "gzip")], bomb.clone()).into_response()
    })
    .await;
    assert!(matches!(page, Err(ProviderError::Garbage { .. })), "{page:?}");
    assert_eq!(read, 0);
}

#[tokio::test]
async fn one_strange_letter_costs_none_of_the_others_and_is_named() {
    let page = first_page(|| {
        json(json!({"totalElements": 7, "totalPages": 1, "messages": [
            {"id": "plain", "version": 1, "messageType": "REGULAR", "lastUpdated": "2026-05-01T00:00:00Z",
                "documents": []},
            {"id": "bare", "label": "Uden dokumenter", "lastUpdated": "2026-05-01T00:00:00Z"},
            {"id": "future", "messageType": "FRA_FREMTIDEN", "messageState": "TELEPATIC", "documents": []},
            {"id": "old", "receivedDateTime": "1899-12-31T00:00:00Z", "documents": []},
            {"label": "uden id"},
            {"label": "uden id, en anden"},
            "hvad som helst",
        ]}))
    });
    let page = page.await.0.unwrap();
    let odd: Vec<(&str, usize)> = page.messages.iter().map(|one| (one.id.as_str(), one.odd.len())).collect();
    assert_eq!(odd, [("plain", 0), ("bare", 1), ("future", 2), ("old", 1)]);
    assert_eq!(page.messages[2].message_type, MessageType::Unknown);
    let mut names = page.unreadable;
    names.dedup();
    assert_eq!(names.len(), 3, "each has a name of its own: {names:?}");
}

#[tokio::test]
async fn a_letter_in_another_encoding_costs_none_of_the_others() {
    let mut body =
        br#"{"totalElements": 2, "messages": [{"id": "a", "documents": []}, {"id": "b", "label": ""#.to_vec();
    body.extend_from_slice(b"\xe6\xf8\xe5\", \"documents\": []}]}");
    let page = first_page(move || bytes(body.clone())).await.0.unwrap();
    assert_eq!(page.messages.len(), 2);
}

#[tokio::test]
async fn lists_that_page_for_ever_end_with_an_error() {
    let service = Double::new(|_, asked| {
        let (name, item) = if asked.path.contains("folders") { ("folders", "f") } else { ("mailboxes", "m") };
        json(json!({"totalPages": 1u64 << 40, name: [{"id": item}]}))
    })
    .await;
    let client = service.client();
    assert!(matches!(client.mailboxes(None).await, Err(ProviderError::Garbage { .. })));
    assert!(matches!(client.folders(&"m".into()).await, Err(ProviderError::Garbage { .. })));
    assert!(service.asked().len() <= 200);
}

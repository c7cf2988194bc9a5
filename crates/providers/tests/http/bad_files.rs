//! Files: cut, packed, too long, or not for this login.

use crate::double::{Double, cut, flood, json, silence, status};
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use futures::StreamExt;
use postkasse_providers::digital_post::DigitalPost;
use postkasse_providers::{Provider, ProviderError};
use serde_json::json;

async fn fetch(client: &DigitalPost) -> Result<usize, ProviderError> {
    let mut content = client.content(&"m".into(), &"l".into(), &"d".into(), &"f".into()).await?;
    let mut size = 0;
    while let Some(piece) = content.bytes.next().await {
        size += piece?.len();
    }
    Ok(size)
}

async fn fetched(answer: impl Fn() -> Response + Send + Sync + 'static) -> Result<usize, ProviderError> {
    let service = Double::new(move |_, _| answer()).await;
    fetch(&service.client()).await
}

fn file(body: Body) -> Response {
    ([("content-type", "application/octet-stream")], body).into_response()
}

#[tokio::test]
async fn a_file_comes_as_it_is_whatever_type_it_claims() {
    assert_eq!(fetched(|| file(flood(3 << 16))).await.unwrap(), 3 << 16);
    assert_eq!(fetched(|| ([("content-type", "text/html")], "x").into_response()).await.unwrap(), 1);
}

#[tokio::test]
async fn a_file_that_breaks_off_falls_silent_has_no_end_or_comes_packed_is_no_file() {
    let cut_off = fetched(|| file(cut("%PDF-"))).await;
    assert!(matches!(cut_off, Err(ProviderError::Cut)), "{cut_off:?}");
    let silent = fetched(|| file(silence("%PDF-"))).await;
    assert!(matches!(silent, Err(ProviderError::Cut)), "{silent:?}");
    let endless = fetched(|| file(flood(106 << 20))).await;
    assert!(matches!(endless, Err(ProviderError::Garbage { .. })), "{endless:?}");
    let packed = fetched(|| ([("content-encoding", "gzip")], "x").into_response()).await;
    assert!(matches!(packed, Err(ProviderError::Garbage { .. })), "{packed:?}");
}

#[tokio::test]
async fn a_bare_403_is_a_question_of_level_only_when_the_letter_says_so() {
    for (level, needs_more) in [(json!("https://data.gov.dk/concept/core/nsis/High"), true), (json!(null), false)] {
        let service = Double::new(move |_, asked| {
            if asked.path.ends_with("/content") {
                return status(403, None);
            }
            json(json!({"id": "l", "requiredLevel": level, "documents": []}))
        })
        .await;
        let refused = fetch(&service.client()).await;
        assert_eq!(matches!(refused, Err(ProviderError::HigherLevelNeeded)), needs_more, "{refused:?}");
        assert_eq!(matches!(refused, Err(ProviderError::NotAllowed)), !needs_more, "{refused:?}");
    }
}

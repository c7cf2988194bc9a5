//! Attachments at their senders'.

use crate::double::{Asked, Double, Login, NOW, status, typed};
use crate::opening::{bytes, open};
use crate::service::{OWN, Service, dialog, page};
use axum::response::Response;
use model::Language;
use postkasse_providers::{Provider, ProviderError};
use serde_json::{Value, json};
use std::sync::Arc;

fn attached(address: &str, media: &Value) -> Value {
    let mut letter = dialog("a", OWN, "2026-05-01T00:00:00Z");
    letter["attachments"] = json!([{"id": "v", "displayName": [{"languageCode": "nb", "value": "Vedtak"}],
        "urls": [{"id": "u", "consumerType": "Gui", "url": address, "mediaType": media}]}]);
    letter
}

async fn file(
    media: &Value,
    answer: impl Fn(&Asked) -> Response + Send + Sync + 'static,
) -> (Result<Vec<u8>, ProviderError>, Vec<Asked>) {
    let sender = Double::new(answer).await;
    let service = Service::own(vec![attached(&format!("{}/v.pdf", sender.url), media)]).await;
    let client = service.double.client();
    let opened = open(&client).await.unwrap();
    (bytes(&client, &opened, 1, 0).await, sender.asked())
}

#[tokio::test]
async fn an_attachment_is_asked_for_with_the_letters_token_and_counted() {
    let sender = Double::new(|_| typed("application/pdf", "%PDF-1.7")).await;
    let service = Service::own(vec![attached(&format!("{}/v.pdf", sender.url), &json!("application/pdf"))]).await;
    let client = service.double.client();
    let opened = open(&client).await.unwrap();
    client.take_traffic();
    assert_eq!(bytes(&client, &opened, 1, 0).await.unwrap(), b"%PDF-1.7");
    assert_eq!(client.take_traffic(), (1, 8));
    assert_eq!(sender.asked()[0].header("authorization"), "Bearer dialog-token-a");
}

#[tokio::test]
async fn the_logins_token_goes_to_the_service_alone_and_only_where_the_letters_does_not_do() {
    let service = Service::own(vec![]).await;
    let own = format!("{}/storage/v.pdf", service.double.url);
    service.change(|state| state.dialogs.push(attached(&own, &json!("application/pdf"))));
    service.instead(|asked| {
        let bearer = asked.header("authorization");
        asked.path.starts_with("/storage").then(|| match bearer == "Bearer token-0" {
            true => typed("application/pdf", "%PDF-1.7"),
            false => status(401, None),
        })
    });
    let login = Arc::new(Login::default());
    let client = service.double.client_at(NOW, Language::Nb, login);
    let opened = open(&client).await.unwrap();
    assert_eq!(bytes(&client, &opened, 1, 0).await.unwrap(), b"%PDF-1.7");

    let (came, asked) = file(&json!("application/pdf"), |_| status(401, None)).await;
    assert!(matches!(came, Err(ProviderError::NotAllowed)));
    assert_eq!(asked.len(), 1, "elsewhere nothing more is tried");
    assert!(asked.iter().all(|one| !one.header("authorization").contains("token-0")));
}

#[tokio::test]
async fn a_store_elsewhere_is_gone_to_without_any_token() {
    let store = Double::new(|_| typed("application/pdf", "%PDF-1.7")).await;
    let to = format!("{}/blob?sig=x", store.url);
    let (came, _) = file(&json!("application/pdf"), move |_| status(307, Some(("location", &to)))).await;
    assert_eq!(came.unwrap(), b"%PDF-1.7");
    assert!(!store.asked()[0].headers.contains_key("authorization"));
}

#[tokio::test]
async fn a_page_in_the_place_of_a_file_is_not_kept_as_one() {
    for media in [json!("application/pdf"), json!(null), json!("")] {
        let (came, _) = file(&media, |_| page()).await;
        assert_eq!(came.unwrap_err().text_key(), Some("error.embed.type"), "{media}");
    }
    assert!(file(&json!("text/html"), |_| page()).await.0.is_ok(), "unless that is what it is");
}

#[tokio::test]
async fn what_is_wrong_with_a_file_says_nothing_of_the_line() {
    for (code, expected) in [
        (404, "NotFound"),
        (410, "NotFound"),
        (403, "NotAllowed"),
        (503, "Said(\"error.embed.failed\")"),
        (429, "Said(\"error.embed.failed\")"),
    ] {
        let (came, _) = file(&json!("application/pdf"), move |_| status(code, Some(("retry-after", "60")))).await;
        let error = came.unwrap_err();
        assert_eq!(format!("{error:?}"), expected);
        assert!(!error.is_of_the_line());
    }
}

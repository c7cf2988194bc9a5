//! Answers that nobody would expect: broken letters, strange types, pages, patience, ends.

use crate::double::{Login, NOW, json, status, typed};
use crate::service::{OWN, Service, dialog, page};
use model::Language;
use postkasse_providers::{PageRequest, Provider, ProviderError};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::Ordering;

async fn listing(body: impl Into<Vec<u8>>) -> Result<postkasse_providers::Page, ProviderError> {
    let service = Service::own(vec![]).await;
    let body = body.into();
    service.instead(move |asked| asked.path.ends_with("/dialogs").then(|| typed("application/json", body.clone())));
    service.double.client().messages(&OWN.into(), &PageRequest::All { from: None }).await
}

#[tokio::test]
async fn a_broken_letter_costs_only_itself() {
    let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
    let good = dialog("god", OWN, "2026-05-01T00:00:00Z");
    let body = format!(
        r#"{{"more": {deep}, "items": [{good}, {deep}, null, 7, {{"id": 7}}, {{"id": "bare"}}], "hasNextPage": "nei"}}"#
    );
    let page = listing(body).await.unwrap();
    let ids: Vec<&str> = page.messages.iter().map(|one| one.id.as_str()).collect();
    assert_eq!((ids, page.unreadable.len(), page.total), (vec!["god", "bare"], 4, Some(6)));
}

#[tokio::test]
async fn unknown_words_and_numbers_as_texts_cost_only_what_they_say() {
    let mut letter = dialog("a", OWN, "2026-05-01T00:00:00Z");
    letter["status"] = "Signert".into();
    letter["guiAttachmentCount"] = "tre".into();
    letter["endUserContext"]["systemLabels"] = json!(["Default", "Stjerne", 7]);
    letter["isContentSeen"] = "ja".into();
    letter["dueAt"] = "snart".into();
    let page = listing(json!({"items": [letter], "hasNextPage": false}).to_string()).await.unwrap();
    let message = &page.messages[0];
    assert_eq!((message.folder.as_str(), message.status, message.reply_by, message.read), ("inbox", None, None, false));
    assert_eq!(message.odd.len(), 2, "{:?}", message.odd);
}

#[tokio::test]
async fn a_title_in_another_encoding_costs_no_other() {
    let mut one = dialog("a", OWN, "2026-05-01T00:00:00Z");
    one["content"]["title"]["value"][0]["value"] = "BlÃ¥bÃ¦r".into();
    let body = json!({"items": [one, dialog("b", OWN, "2026-05-01T00:00:00Z")], "hasNextPage": false}).to_string();
    let page = listing(body.clone()).await.unwrap();
    assert_eq!(page.messages[0].subject, "BlÃ¥bÃ¦r", "as it came");
    let latin = body.replace("BlÃ¥bÃ¦r", "Bl@b").into_bytes();
    let latin: Vec<u8> = latin.into_iter().map(|byte| if byte == b'@' { 0xe5 } else { byte }).collect();
    assert_eq!(listing(latin).await.unwrap().messages.len(), 2);
}

#[tokio::test]
async fn what_is_no_list_is_refused_and_never_taken_for_an_empty_one() {
    for body in ["", "[]", "{}", "null", "hvad", r#"{"items": 7}"#, r#"{"items": {}}"#, r#"{"items": [1"#] {
        assert!(matches!(listing(body).await, Err(ProviderError::Garbage { .. })), "{body}");
    }
    assert_eq!(listing(r#"{"items": null}"#).await.unwrap().total, Some(0));
    let many = format!(r#"{{"items": [{}0]}}"#, "0,".repeat(5000));
    assert!(matches!(listing(many).await, Err(ProviderError::Garbage { .. })));
    let service = Service::own(vec![]).await;
    service.instead(|_| Some(page()));
    let client = service.double.client();
    for asked in [
        client.messages(&OWN.into(), &PageRequest::All { from: None }).await.err(),
        client.mailboxes(None).await.err(),
        client.message(&OWN.into(), &"a".into()).await.err(),
        client.prepare(&[(OWN.into(), None)]).await.err(),
    ] {
        assert!(matches!(asked, Some(ProviderError::Garbage { .. })), "{asked:?}");
    }
}

#[tokio::test]
async fn letters_are_shown_where_nothing_is_known_of_the_services_behind_them() {
    for broken in [|| status(500, None), page, || json(Value::Null)] {
        let service = Service::own(vec![dialog("a", OWN, "2026-05-01T00:00:00Z")]).await;
        service.instead(move |asked| asked.path.ends_with("/serviceresources").then(broken));
        let client = service.double.client();
        let page = client.messages(&OWN.into(), &PageRequest::All { from: None }).await.unwrap();
        assert_eq!((page.messages[0].sender.label.as_str(), page.messages[0].needs_level), ("skd", None));
    }
}

#[tokio::test]
async fn a_token_that_ran_out_is_renewed_once() {
    let service = Service::own(vec![dialog("a", OWN, "2026-05-01T00:00:00Z")]).await;
    service.instead(|asked| (asked.header("authorization") == "Bearer token-0").then(|| status(401, None)));
    let login = Arc::new(Login::default());
    let client = service.double.client_at(NOW, Language::Nb, login.clone());
    client.messages(&OWN.into(), &PageRequest::All { from: None }).await.unwrap();
    assert_eq!(login.renewed.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_service_that_asks_for_patience_is_left_alone() {
    let service = Service::own(vec![]).await;
    service.instead(|_| Some(status(503, Some(("retry-after", "3000")))));
    let client = service.double.client();
    for _ in 0..3 {
        let asked = client.messages(&OWN.into(), &PageRequest::All { from: None }).await;
        assert!(matches!(asked, Err(ProviderError::Busy(retry)) if retry.after.is_some()));
    }
    assert_eq!(service.double.asked().len(), 1);
}

#[tokio::test]
async fn an_id_that_would_leave_its_place_is_nothing() {
    let service = Service::own(vec![]).await;
    let client = service.double.client();
    for id in ["..", "."] {
        assert!(matches!(client.message(&OWN.into(), &id.into()).await, Ok(postkasse_providers::Checked::Gone)));
    }
    assert!(service.double.asked().is_empty());
}

//! Opening: the one deed that is noted.

use crate::double::problem;
use crate::service::{OWN, Service, company, content, dialog};
use futures::StreamExt;
use model::{DocumentKind, HappeningKind, RemoteId, Weight};
use postkasse_providers::altinn::Altinn;
use postkasse_providers::{Provider, ProviderError, RemoteMessage, Writing};
use serde_json::{Value, json};

pub const MARKDOWN: &str = "application/vnd.dialogporten.frontchannelembed-url;type=text/markdown";

/// A letter whose text is at this address.
pub fn embedding(address: &str, media: &str) -> Value {
    let mut letter = dialog("a", OWN, "2026-05-01T00:00:00Z");
    letter["content"]["mainContentReference"] =
        json!({"value": [{"languageCode": "nb", "value": address}], "mediaType": media, "isAuthorized": true});
    letter
}

pub async fn open(client: &Altinn) -> Result<RemoteMessage, ProviderError> {
    Ok(client.open(&OWN.into(), &"a".into(), 0).await?.message)
}

/// The bytes of a file, by the places of its document and itself.
pub async fn bytes(
    client: &Altinn,
    opened: &RemoteMessage,
    document: usize,
    file: usize,
) -> Result<Vec<u8>, ProviderError> {
    let document = &opened.documents[document];
    let file = &document.files[file].id;
    let mut content = client.content(&OWN.into(), &opened.id, &document.id, file).await?;
    let mut all = Vec::new();
    while let Some(piece) = content.bytes.next().await {
        all.extend_from_slice(&piece?);
    }
    Ok(all)
}

#[tokio::test]
async fn an_opened_letter_is_read_and_has_its_documents_and_what_happened() {
    let mut letter = embedding("https://etat.example/tekst", MARKDOWN);
    letter["status"] = "InProgress".into();
    letter["attachments"] = json!([{"id": "v", "displayName": [{"languageCode": "nb", "value": "Vedlegg"}],
        "urls": [{"id": "u", "consumerType": "Gui", "url": "https://etat.example/v.pdf", "mediaType": "application/pdf"}]}]);
    letter["guiActions"] = json!([{"id": "g", "title": [{"languageCode": "nb", "value": "Fyll ut"}], "isAuthorized": true,
        "httpMethod": "GET", "priority": "Primary", "url": "https://etat.example/skjema", "action": "write"}]);
    letter["activities"] = json!([{"id": "h", "type": "DialogCreated", "createdAt": "2026-01-01T00:00:00Z",
        "performedBy": {"actorType": "ServiceOwner"}}]);
    let service = Service::own(vec![letter]).await;
    let client = service.double.client();
    let opened = open(&client).await.unwrap();
    assert_eq!(service.read(), ["a"]);
    assert!(opened.read);
    assert_eq!((opened.weight, opened.edition.as_deref()), (Weight::None, Some("2026-05-01T00:00:00Z")));
    let kinds: Vec<DocumentKind> = opened.documents.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [DocumentKind::Main, DocumentKind::Additional]);
    assert_eq!(opened.documents[0].actions[0].label, "Fyll ut");
    assert_eq!(opened.history.iter().map(|one| one.kind).collect::<Vec<_>>(), [HappeningKind::Activity]);
    assert_eq!(opened.history[0].by.as_deref(), Some("Skatteetaten"));
    let page = postkasse_providers::PageRequest::All { from: None };
    let listed = service.double.client().messages(&OWN.into(), &page).await.unwrap().messages.remove(0);
    assert_eq!(listed.version, opened.version, "the next list says nothing new");
}

#[tokio::test]
async fn a_text_in_the_letter_itself_is_given_without_asking_anybody() {
    let mut letter = dialog("a", OWN, "2026-05-01T00:00:00Z");
    letter["content"]["additionalInfo"] = content("Hei **Kari**");
    letter["content"]["additionalInfo"]["mediaType"] = "text/markdown".into();
    let service = Service::own(vec![letter]).await;
    let client = service.double.client();
    let opened = open(&client).await.unwrap();
    service.double.forget();
    assert_eq!(bytes(&client, &opened, 0, 0).await.unwrap(), "Hei **Kari**".as_bytes());
    assert_eq!(opened.documents[0].files[0].mime, "text/markdown");
    assert!(service.double.asked().is_empty());
}

#[tokio::test]
async fn content_without_an_opening_is_not_had_by_reading_the_letter_again() {
    let service = Service::own(vec![embedding("https://etat.example/tekst", MARKDOWN)]).await;
    let opened = open(&service.double.client()).await.unwrap();
    let other = service.double.client();
    service.double.forget();
    let refused = bytes(&other, &opened, 0, 0).await.unwrap_err();
    assert_eq!(refused.text_key(), Some("error.altinn.openAgain"));
    assert!(service.double.asked().is_empty());
}

#[tokio::test]
async fn a_letter_that_cannot_be_opened_says_why() {
    let service = Service::own(vec![dialog("a", OWN, "2026-05-01T00:00:00Z")]).await;
    let client = service.double.client();
    for (code, errors, expected) in [
        (403, json!({"Forbidden": ["Altinn authentication level too low."]}), "HigherLevelNeeded"),
        (403, json!({"Forbidden": ["Nothing for you."]}), "NotAllowed"),
        (404, json!({"DialogEntity": ["was not found"]}), "NotFound"),
        (410, json!({"DialogEntity": ["is removed"]}), "NotFound"),
        (
            404,
            json!({"DialogEntity": ["Dialog is not visible until 2027-01-01T00:00:00"]}),
            "Said(\"error.altinn.notYet\")",
        ),
        (404, json!({"DialogEntity": ["Dialog expired at 2020-01-01"]}), "Said(\"error.altinn.expired\")"),
        (422, json!({"dialogId": ["is wrong"]}), "Refused { code: \"dialogId\" }"),
        (500, json!({}), "Failed"),
    ] {
        service.instead(move |_| Some(problem(code, errors.clone())));
        assert_eq!(format!("{:?}", open(&client).await.unwrap_err()), expected);
    }
}

#[tokio::test]
async fn another_letter_than_the_one_that_was_asked_for_is_refused() {
    let service = Service::own(vec![dialog("a", OWN, "2026-05-01T00:00:00Z")]).await;
    let client = service.double.client();
    for other in [
        dialog("b", OWN, "2026-05-01T00:00:00Z"),
        dialog("a", &company(1), "2026-05-01T00:00:00Z"),
        json!([]),
        json!({}),
    ] {
        service.instead(move |asked| asked.path.ends_with("/a").then(|| crate::double::json(other.clone())));
        assert!(matches!(open(&client).await, Err(ProviderError::Garbage { .. })));
    }
}

#[tokio::test]
async fn a_letter_with_everything_wrong_about_it_is_still_a_letter() {
    let mut letter = dialog("a", OWN, "2026-05-01T00:00:00Z");
    letter["attachments"] = json!([7, {"id": {}}, {"id": "x", "urls": [{"url": 7}, {"url": "ftp://x.example"}]}]);
    letter["transmissions"] = json!("mange");
    letter["guiActions"] = json!({"id": 1});
    letter["activities"] = json!([null, {"createdAt": "i går", "type": ["X"]}]);
    letter["content"]["mainContentReference"] = json!({"value": [{"languageCode": 7, "value": {}}], "mediaType": 3});
    letter["dialogToken"] = 7.into();
    let service = Service::own(vec![letter]).await;
    let opened = open(&service.double.client()).await.unwrap();
    assert_eq!((opened.documents.len(), opened.documents[0].files.len(), opened.history.len()), (1, 0, 0));
    assert!(!opened.odd.is_empty());
    let nobody = RemoteId("nobody".to_owned());
    let missing = service.double.client().content(&OWN.into(), &nobody, &nobody, &nobody).await.unwrap_err();
    assert_eq!(missing.text_key(), Some("error.altinn.openAgain"));
}

//! Moving, naming and deleting letters.

use crate::double::{Double, Target, letter, mailbox, walk};
use axum::http::Method;
use postkasse_providers::digipost::Digipost;
use postkasse_providers::{ProviderError, RemoteChange, RemoteMessage, Writing};
use serde_json::json;

async fn first(client: &Digipost) -> RemoteMessage {
    walk(client).await.unwrap()[0].messages[0].clone()
}

async fn one() -> (Double, Digipost, RemoteMessage) {
    let service = Double::with([letter(json!({"subject": "Brev pÃ¥ papir"}))]).await;
    service.holds(|holds| holds.folders = vec![(7, "Hus".to_owned(), "HOME".to_owned())]);
    let client = service.client();
    let message = first(&client).await;
    service.asked();
    (service, client, message)
}

async fn apply(
    client: &Digipost,
    message: &RemoteMessage,
    change: RemoteChange,
) -> Result<RemoteMessage, ProviderError> {
    client.apply(&mailbox(), &message.id, message.version, &change).await.map(|done| done.message)
}

#[tokio::test]
async fn a_letter_is_moved_with_its_name_as_the_service_has_it_and_back() {
    let (service, client, message) = one().await;
    let moved = apply(&client, &message, RemoteChange::Folder("7".into())).await.unwrap();
    assert_eq!((moved.folder.as_str(), moved.subject.as_str()), ("7", "Brev på papir"));
    let sent = service.asked().into_iter().find(|one| one.method == Method::POST).unwrap();
    assert_eq!(sent.json(), json!({"location": "FOLDER", "folderId": 7, "subject": "Brev pÃ¥ papir"}));
    assert_eq!(sent.headers["content-type"], "application/vnd.digipost-v2+json");
    let back = apply(&client, &moved, RemoteChange::Folder("inbox".into())).await.unwrap();
    assert_eq!(back.folder.as_str(), "inbox");
    let nowhere = apply(&client, &back, RemoteChange::Folder("8".into())).await;
    assert!(matches!(nowhere, Err(ProviderError::Refused { code }) if code == "folder.unknown"));
}

#[tokio::test]
async fn a_letter_is_named_where_it_lies_unless_it_is_public_or_locked() {
    let (service, client, message) = one().await;
    let moved = apply(&client, &message, RemoteChange::Folder("7".into())).await.unwrap();
    let named = apply(&client, &moved, RemoteChange::Label("Strøm".to_owned())).await.unwrap();
    assert_eq!((named.folder.as_str(), named.subject.as_str()), ("7", "Strøm"));
    for more in [json!({"origin": "PUBLIC_ENTITY"}), json!({"authentication-level": "IDPORTEN_3"})] {
        service.holds(|holds| *holds.letters.get_mut("1").unwrap() = letter(more.clone()));
        let message = first(&client).await;
        service.asked();
        let refused = apply(&client, &message, RemoteChange::Label("Strøm".to_owned())).await;
        assert!(matches!(refused, Err(ProviderError::Refused { code }) if code == "name.stays"), "{more}");
        assert!(service.asked().iter().all(|one| one.method == Method::GET));
    }
}

#[tokio::test]
async fn marks_and_notes_are_not_offered_and_nothing_is_asked_for_them() {
    let (service, client, message) = one().await;
    for change in [RemoteChange::Read(true), RemoteChange::Flag(true), RemoteChange::Note("x".to_owned())] {
        let refused = apply(&client, &message, change).await;
        assert!(matches!(refused, Err(ProviderError::NotOffered)), "{refused:?}");
    }
    assert!(service.asked().is_empty());
}

#[tokio::test]
async fn what_was_changed_elsewhere_is_a_conflict_also_for_a_service_without_versions() {
    let (service, client, message) = one().await;
    service.holds(|holds| holds.letters.get_mut("1").unwrap().folder = Some(7));
    let refused = apply(&client, &message, RemoteChange::Label("Strøm".to_owned())).await;
    assert!(matches!(refused, Err(ProviderError::Conflict)), "{refused:?}");
    let refused = client.erase(&mailbox(), &message.id, message.version).await;
    assert!(matches!(refused, Err(ProviderError::Conflict)), "{refused:?}");
    assert!(service.asked().iter().all(|one| one.method == Method::GET));
}

#[tokio::test]
async fn a_letter_that_is_deleted_is_gone_and_one_that_is_gone_is_not_found() {
    let (service, client, message) = one().await;
    client.erase(&mailbox(), &message.id, message.version).await.unwrap();
    assert!(service.heard().contains(&(Method::DELETE, Target::Delete("1".to_owned()))));
    let again = client.erase(&mailbox(), &message.id, message.version).await;
    assert!(matches!(again, Err(ProviderError::NotFound)), "{again:?}");
}

#[tokio::test]
async fn a_letter_without_the_link_for_it_is_left_alone_in_plain_words() {
    let (service, client, message) = one().await;
    service.answers({
        let own = service.uri(&Target::Letter("1".to_owned()));
        let bare =
            json!({"subject": "Brev", "created": "2026-05-01T10:00:00Z", "link": [{"rel": "x/self", "uri": own}]});
        move |asked| {
            let own = matches!(asked.target, Some(Target::Letter(_)));
            own.then(|| crate::double::json_answer(200, &bare))
        }
    });
    let now = match postkasse_providers::Provider::message(&client, &mailbox(), &message.id).await.unwrap() {
        postkasse_providers::Checked::There(now) => now,
        postkasse_providers::Checked::Gone => panic!(),
    };
    let refused = client.erase(&mailbox(), &now.id, now.version).await.unwrap_err();
    assert_eq!((refused.text_key(), refused.code()), (Some("error.digipost.noLink"), model::Code::Refused));
}

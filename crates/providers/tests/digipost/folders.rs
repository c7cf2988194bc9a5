//! Folders and their pictures.

use crate::double::{Double, Target, letter, mailbox, refusal};
use axum::http::Method;
use model::{FolderIcon, FolderRole};
use postkasse_providers::{Checked, Provider, ProviderError, Writing};
use serde_json::json;

#[tokio::test]
async fn a_folder_is_made_with_its_picture_named_and_removed() {
    let service = Double::new().await;
    let client = service.client();
    let made = client.make_folder(&mailbox(), "Helse", None, Some(FolderIcon::Heart)).await.unwrap();
    assert_eq!((made.name.as_str(), made.icon, made.role), ("Helse", Some(FolderIcon::Heart), FolderRole::Own));
    let named = client.rename_folder(&mailbox(), &made.id, made.version, "Lege", None).await.unwrap();
    assert_eq!((named.name.as_str(), named.icon), ("Lege", Some(FolderIcon::Heart)));
    assert_ne!(named.version, made.version);
    let shown = client.rename_folder(&mailbox(), &made.id, 0, "Lege", Some(FolderIcon::Star)).await.unwrap();
    assert_eq!(shown.icon, Some(FolderIcon::Star));
    client.remove_folder(&mailbox(), &made.id, shown.version).await.unwrap();
    assert_eq!(client.folder(&mailbox(), &made.id).await.unwrap(), Checked::Gone);
    assert_eq!(client.folders(&mailbox()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_picture_that_is_not_known_here_stays() {
    let service = Double::new().await;
    service.holds(|holds| holds.folders = vec![(7, "Hus".to_owned(), "ROCKET".to_owned())]);
    let client = service.client();
    client.rename_folder(&mailbox(), &"7".into(), 0, "Hytte", None).await.unwrap();
    assert_eq!(service.holds(|holds| holds.folders[0].clone()), (7, "Hytte".to_owned(), "ROCKET".to_owned()));
}

#[tokio::test]
async fn a_folder_with_something_in_it_stays_and_that_is_said_in_the_word_that_is_known() {
    let service = Double::with([letter(json!({}))]).await;
    service.holds(|holds| {
        holds.folders = vec![(7, "Hus".to_owned(), "HOME".to_owned())];
        holds.letters.get_mut("1").unwrap().folder = Some(7);
    });
    let refused = service.client().remove_folder(&mailbox(), &"7".into(), 0).await;
    assert!(matches!(refused, Err(ProviderError::Refused { code }) if code == "folder.not.empty"));
}

#[tokio::test]
async fn what_cannot_be_is_refused_before_it_is_asked_for() {
    let service = Double::new().await;
    let client = service.client();
    let long = "a".repeat(31);
    for name in ["", "a/b", long.as_str()] {
        let refused = client.make_folder(&mailbox(), name, None, None).await;
        assert!(matches!(refused, Err(ProviderError::Refused { code }) if code == "folder.name"), "{name}");
    }
    let inside = client.make_folder(&mailbox(), "Hus", Some(&"7".into()), None).await;
    assert!(matches!(inside, Err(ProviderError::NotOffered)));
    assert!(service.asked().is_empty());
    assert!(matches!(client.remove_folder(&mailbox(), &"7".into(), 0).await, Err(ProviderError::NotFound)));
    assert!(service.heard().iter().all(|one| one.0 == Method::GET));
}

#[tokio::test]
async fn a_name_that_is_taken_and_one_that_is_not_allowed_have_words_of_their_own() {
    for (code, said) in [("FOLDER_NAME_EXISTS", "name.taken"), ("INVALID_FOLDER_NAME", "folder.name")] {
        let service = Double::new().await;
        service.answers(move |asked| (asked.target == Some(Target::MakeFolder)).then(|| refusal(400, code)));
        let refused = service.client().make_folder(&mailbox(), "Hus", None, None).await;
        assert!(matches!(refused, Err(ProviderError::Refused { code }) if code == said), "{said}");
    }
}

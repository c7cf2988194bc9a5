//! What a letter's header says, and the direct question about one.

use crate::double::{Login, NOW, problem};
use crate::service::{OWN, Service, company, content, dialog, party};
use model::{CaseStatus, FolderRole, Language, Level, RemoteId, Weight};
use postkasse_providers::{Checked, PageRequest, Peek, Provider, ProviderError, RemoteMessage};
use serde_json::json;
use std::sync::Arc;

async fn listed(service: &Service) -> Vec<RemoteMessage> {
    let request = PageRequest::All { from: None };
    service.double.client().messages(&OWN.into(), &request).await.unwrap().messages
}

#[tokio::test]
async fn a_letter_has_its_title_its_sender_and_what_it_takes_to_open_it() {
    let mut letter = dialog("a", OWN, "2026-05-01T00:00:00Z");
    letter["serviceResource"] = "urn:altinn:resource:helse".into();
    letter["status"] = "RequiresAttention".into();
    letter["dueAt"] = "2026-07-01T00:00:00Z".into();
    let mut named = dialog("b", OWN, "2026-04-01T00:00:00Z");
    named["content"]["senderName"] = content("Skatt nord");
    let service = Service::own(vec![letter, named]).await;
    let [letter, named] = <[RemoteMessage; 2]>::try_from(listed(&service).await).unwrap();
    assert_eq!((letter.subject.as_str(), letter.sender.label.as_str()), ("Brev a", "Skatteetaten"));
    assert_eq!((letter.summary.as_deref(), letter.status), (Some("Kort sagt"), Some(CaseStatus::RequiresAttention)));
    assert_eq!(letter.reply_by, Some("2026-07-01T00:00:00Z".parse().unwrap()));
    assert_eq!((letter.needs_level, named.needs_level), (Some(Level::High), Some(Level::Substantial)));
    assert_eq!((letter.weight, letter.edition.as_deref()), (Weight::Seen, Some("2026-05-01T00:00:00Z")));
    assert!(letter.documents.is_empty() && !letter.read && !letter.flag && !letter.can_reply);
    assert_eq!(named.sender.label, "Skatt nord");
    assert!(named.odd.is_empty(), "{:?}", named.odd);
}

#[tokio::test]
async fn letters_are_in_the_persons_language() {
    let service = Service::own(vec![dialog("a", OWN, "2026-05-01T00:00:00Z")]).await;
    let client = service.double.client_at(NOW, Language::En, Arc::new(Login::default()));
    let page = client.messages(&OWN.into(), &PageRequest::All { from: None }).await.unwrap();
    assert_eq!(page.messages[0].subject, "Brev a in English");
}

#[tokio::test]
async fn a_first_pull_has_the_newest_letters_soon_and_every_letter_once() {
    let letters = (0..2500).map(|number| {
        dialog(&format!("{number}"), OWN, &format!("2026-05-01T00:{:02}:{:02}Z", number / 60 % 60, number % 60))
    });
    let service = Service::own(letters.collect()).await;
    let client = service.double.client();
    let (mut from, mut ids, mut sizes) = (None, std::collections::BTreeSet::new(), Vec::new());
    let total = loop {
        let page = client.messages(&OWN.into(), &PageRequest::All { from }).await.unwrap();
        sizes.push(page.messages.len());
        ids.extend(page.messages.into_iter().map(|one| one.id));
        from = page.next;
        if from.is_none() {
            break page.total;
        }
    };
    assert_eq!((sizes, ids.len(), total), (vec![100, 1000, 1000, 400], 2500, Some(2500)));
    assert!(service.double.asked_at("/dialogs").iter().all(|list| list.all("party") == [OWN]));
}

#[tokio::test]
async fn what_was_asked_for_together_is_given_in_pages_too_and_again_from_where_it_stood() {
    let service =
        Service::own((0..1200).map(|number| dialog(&format!("{number}"), OWN, "2026-05-01T00:00:00Z")).collect()).await;
    let client = service.double.client();
    client.prepare(&[(OWN.into(), None)]).await.unwrap();
    let asked = service.lists().len();
    let first = client.messages(&OWN.into(), &PageRequest::All { from: None }).await.unwrap();
    let second = client.messages(&OWN.into(), &PageRequest::All { from: first.next.clone() }).await.unwrap();
    let last = client.messages(&OWN.into(), &PageRequest::All { from: second.next }).await.unwrap();
    assert_eq!((first.messages.len(), last.messages.len(), last.total, last.next), (500, 200, Some(1200), None));
    let ids = client.messages(&OWN.into(), &PageRequest::Ids { from: None }).await.unwrap();
    assert_eq!((ids.messages.len(), ids.total), (500, Some(1200)));
    assert_eq!(service.lists().len(), asked, "nothing more was asked");
    let other = service.double.client();
    let anew = other.messages(&OWN.into(), &PageRequest::All { from: first.next }).await.unwrap();
    assert_eq!(anew.messages.len(), 100, "a place in a list that is held no more is the beginning");
}

#[tokio::test]
async fn the_cheap_question_is_one_small_request_where_nobody_asked_before() {
    let service = Service::own(vec![dialog("a", OWN, "2026-05-01T00:00:00Z")]).await;
    let client = service.double.client();
    let page = client.messages(&OWN.into(), &PageRequest::All { from: None }).await.unwrap();
    service.double.forget();
    assert_eq!(client.peek(&OWN.into(), Some(&page.cursor)).await.unwrap(), Peek::Unchanged);
    assert_eq!(service.double.asked().len(), 1);
    assert_eq!(service.lists()[0].all("limit"), ["1"]);
    service.change(|state| state.letter("a")["updatedAt"] = "2999-01-01T00:00:00Z".into());
    assert_eq!(client.peek(&OWN.into(), Some(&page.cursor)).await.unwrap(), Peek::Changed);
    assert_eq!(client.peek(&OWN.into(), None).await.unwrap(), Peek::Changed);
    assert_eq!(client.peek(&OWN.into(), Some("tull")).await.unwrap(), Peek::Changed);
}

#[tokio::test]
async fn the_direct_question_leaves_no_trace() {
    let service = Service::own(vec![dialog("a", OWN, "2026-05-01T00:00:00Z")]).await;
    let client = service.double.client();
    let found = client.message(&OWN.into(), &"a".into()).await.unwrap();
    assert!(matches!(found, Checked::There(one) if one.subject == "Brev a" && one.documents.is_empty()));
    service.change(|state| {
        state.gone.insert("a".to_owned(), 410);
    });
    assert_eq!(client.message(&OWN.into(), &"a".into()).await.unwrap(), Checked::Gone);
    assert_eq!(client.message(&OWN.into(), &"never".into()).await.unwrap(), Checked::Gone);
    assert_eq!(service.read(), Vec::<String>::new());
}

#[tokio::test]
async fn what_is_there_and_in_no_list_is_not_gone() {
    let service = Service::own(vec![dialog("a", &company(9), "2026-05-01T00:00:00Z")]).await;
    let client = service.double.client();
    let text = |asked: Result<Checked<RemoteMessage>, ProviderError>| asked.unwrap_err().text_key();
    assert_eq!(text(client.message(&OWN.into(), &"a".into()).await), Some("error.altinn.notListed"));
    for (why, key) in [
        ("Dialog is not visible until 2027-01-01T00:00:00", "error.altinn.notYet"),
        ("Dialog has expired.", "error.altinn.expired"),
    ] {
        service.instead(move |asked| {
            asked.path.ends_with("/seenlog").then(|| problem(404, json!({"DialogEntity": [why]})))
        });
        assert_eq!(text(client.message(&OWN.into(), &"a".into()).await), Some(key));
    }
}

#[tokio::test]
async fn a_letter_that_takes_a_higher_level_is_there() {
    let service = Service::own(vec![dialog("a", OWN, "2026-05-01T00:00:00Z")]).await;
    service.instead(|asked| {
        let low = json!({"Forbidden": ["Altinn authentication level too low."]});
        asked.path.ends_with("/seenlog").then(|| problem(403, low))
    });
    assert!(matches!(service.double.client().message(&OWN.into(), &"a".into()).await.unwrap(), Checked::There(_)));
}

#[tokio::test]
async fn folders_are_the_same_for_everybody_and_cost_nothing() {
    let service = Service::new(vec![party(OWN, "Kari")], vec![]).await;
    let client = service.double.client();
    let folders = client.folders(&OWN.into()).await.unwrap();
    let roles: Vec<FolderRole> = folders.iter().map(|folder| folder.role).collect();
    let all = [FolderRole::Inbox, FolderRole::Drafts, FolderRole::Sent, FolderRole::Archive, FolderRole::Deleted];
    assert_eq!(roles, all);
    assert!(
        matches!(client.folder(&OWN.into(), &folders[3].id).await.unwrap(), Checked::There(one) if one == folders[3])
    );
    assert_eq!(client.folder(&OWN.into(), &RemoteId("own".to_owned())).await.unwrap(), Checked::Gone);
    assert!(service.double.asked().is_empty());
    assert!(!client.lists_lag());
}

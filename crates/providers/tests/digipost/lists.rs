//! Walks through a mailbox: in pages, folder by folder, and what may be strange on the way.

use crate::double::{Double, Target, html, json_answer, letter, mailbox, refusal, walk};
use axum::http::{Method, StatusCode};
use axum::response::IntoResponse;
use model::{FolderRole, Level, MailboxKind, RemoteId, Weight};
use postkasse_providers::{Checked, MailboxList, PageRequest, Provider, ProviderError};
use serde_json::json;

/// So many letters, a minute apart, the newest first.
async fn with_letters(count: usize) -> Double {
    let at = |number: usize| json!({"created": format!("2026-05-01T{:02}:{:02}:00.000Z", 23 - number / 60, 59 - number % 60)});
    Double::with((0..count).map(|number| letter(at(number)))).await
}

#[tokio::test]
async fn the_mailboxes_and_the_person_come_from_the_root_which_is_asked_for_once() {
    let service = Double::new().await;
    let client = service.client();
    let MailboxList::All { mailboxes, .. } = client.mailboxes(None).await.unwrap() else { panic!() };
    let kinds: Vec<_> = mailboxes.iter().map(|one| (one.id.as_str(), one.kind)).collect();
    assert_eq!(kinds, [("kari.eksempel#0AA1", MailboxKind::Own), ("per.eksempel#0AA2", MailboxKind::Delegated)]);
    assert_eq!(client.person().await.unwrap().as_deref(), Some("Kari Eksempel"));
    let folders = client.folders(&mailbox()).await.unwrap();
    assert_eq!(folders.iter().map(|one| one.role).collect::<Vec<_>>(), [FolderRole::Inbox]);
    assert_eq!(service.heard(), [(Method::GET, Target::Root)]);
}

#[tokio::test]
async fn a_first_pull_reads_the_inbox_in_pages_and_then_each_folder_each_letter_once() {
    let service = with_letters(120).await;
    service.holds(|holds| {
        holds.folders = vec![(7, "Hus".to_owned(), "HOME".to_owned()), (8, "Tom".to_owned(), "BOX".to_owned())];
        for name in ["3", "4"] {
            holds.letters.get_mut(name).unwrap().folder = Some(7);
        }
    });
    let pages = walk(&service.client()).await.unwrap();
    let all: Vec<_> = pages.iter().flat_map(|page| &page.messages).collect();
    let ids: std::collections::BTreeSet<_> = all.iter().map(|one| &one.id).collect();
    assert_eq!((all.len(), ids.len()), (120, 120));
    assert_eq!(all.iter().filter(|one| one.folder.as_str() == "7").count(), 2);
    assert_eq!(pages[0].messages.len(), 50);
    assert_eq!(pages.last().unwrap().total, Some(120));
    let heard = service.heard();
    assert_eq!(heard.iter().filter(|one| one.1 == Target::Inbox).count(), 3);
    assert_eq!(heard.len(), 1 + 3 + 2, "the root, the inbox and each folder: {heard:?}");
}

#[tokio::test]
async fn a_sweep_that_follows_a_walk_asks_for_nothing() {
    let service = with_letters(60).await;
    let client = service.client();
    let pages = walk(&client).await.unwrap();
    service.asked();
    let ids = client.messages(&mailbox(), &PageRequest::Ids { from: None }).await.unwrap();
    assert_eq!((ids.messages.len(), ids.total, ids.next), (60, Some(60), None));
    let listed: std::collections::BTreeMap<_, _> =
        pages.iter().flat_map(|page| &page.messages).map(|one| (&one.id, one.version)).collect();
    assert!(ids.messages.iter().all(|one| listed[&one.id] == one.version));
    assert!(service.asked().is_empty());
    // Without a walk it is one itself.
    let ids = service.client().messages(&mailbox(), &PageRequest::Ids { from: None }).await.unwrap();
    assert_eq!((ids.messages.len(), ids.next.is_some()), (50, true));
}

#[tokio::test]
async fn a_walk_goes_on_in_another_run() {
    let service = with_letters(60).await;
    let first = service.client().messages(&mailbox(), &PageRequest::All { from: None }).await.unwrap();
    let rest = service.client().messages(&mailbox(), &PageRequest::All { from: first.next }).await.unwrap();
    assert_eq!((rest.messages.len(), rest.total, rest.next), (10, Some(60), None));
    let broken = service.client().messages(&mailbox(), &PageRequest::All { from: Some("x".to_owned()) }).await;
    assert!(matches!(broken, Err(ProviderError::Garbage { .. })));
}

#[tokio::test]
async fn a_letter_says_what_it_is_and_what_was_read_in_the_wrong_encoding_is_mended() {
    let service =
        Double::with([letter(json!({"subject": "Bekreftelse pÃ¥ bestilling", "authentication-level": "TWO_FACTOR",
        "read": true, "attachment": [{"subject": "Vilkår", "fileType": "html", "fileSize": "12"},
        {"subject": "Brev", "fileType": "pdf", "mainDocument": true}]}))])
        .await;
    let pages = walk(&service.client()).await.unwrap();
    let message = &pages[0].messages[0];
    assert_eq!((message.subject.as_str(), message.sender.label.as_str()), ("Bekreftelse på bestilling", "Prøve Strøm"));
    assert_eq!((message.read, message.weight, message.needs_level), (true, Weight::None, Some(Level::High)));
    assert_eq!(message.received.to_string(), "2026-05-01T08:00:00Z");
    let files: Vec<_> =
        message.documents.iter().map(|one| (one.files[0].filename.as_str(), one.files[0].size)).collect();
    assert_eq!(files, [("Brev.pdf", 0), ("Vilkår.html", 12)]);
    assert!(message.sender.organisation.is_some() && message.odd.is_empty(), "{:?}", message.odd);
}

#[tokio::test]
async fn a_strange_letter_costs_none_of_the_others() {
    let service =
        Double::with([letter(json!({})), letter(json!({"attachment": 7, "created": [], "origin": "MARS"}))]).await;
    service.holds(|holds| holds.letters.get_mut("1").unwrap().linkless = true);
    let pages = walk(&service.client()).await.unwrap();
    let odd = |id: &RemoteId| pages[0].messages.iter().find(|one| one.id == *id).unwrap().odd.len();
    assert_eq!((odd(&service.id("1")), odd(&service.id("2"))), (1, 3));
    let list = json!({"document": [7, {"subject": "uten lenker"}], "link": []});
    service.answers(move |asked| (asked.target == Some(Target::Inbox)).then(|| json_answer(200, &list)));
    let pages = walk(&service.client()).await.unwrap();
    assert_eq!((pages[0].messages.len(), pages[0].unreadable.len()), (0, 2));
}

#[tokio::test]
async fn what_is_no_list_is_refused_and_not_taken_for_an_empty_one() {
    for answer in [
        || html(),
        || json_answer(200, &json!({})),
        || json_answer(200, &json!({"document": {}})),
        || json_answer(200, &json!([])),
    ] {
        let service = Double::with([letter(json!({}))]).await;
        service.answers(move |asked| (asked.target == Some(Target::Inbox)).then(answer));
        let refused = walk(&service.client()).await;
        assert!(matches!(refused, Err(ProviderError::Garbage { .. })), "{refused:?}");
    }
    for (status, code) in [(503, model::Code::Busy), (500, model::Code::Busy), (403, model::Code::NotAllowed)] {
        let service = Double::new().await;
        service.answers(move |_| Some(StatusCode::from_u16(status).unwrap().into_response()));
        assert_eq!(walk(&service.client()).await.unwrap_err().code(), code);
    }
}

#[tokio::test]
async fn a_folder_that_cannot_be_listed_costs_none_of_the_others_and_nothing_counts_as_gone_for_it() {
    let service = with_letters(2).await;
    service.holds(|holds| {
        holds.folders = (7..10).map(|id| (id, format!("M{id}"), "BOX".to_owned())).collect();
        holds.letters.get_mut("1").unwrap().folder = Some(9);
    });
    service.answers(|asked| (asked.target == Some(Target::Folder(8))).then(|| refusal(500, "INTERNAL")));
    let client = service.client();
    let pages = walk(&client).await.unwrap();
    assert_eq!(pages.iter().map(|page| page.messages.len()).sum::<usize>(), 2);
    assert_eq!(pages.iter().map(|page| page.unreadable.len()).sum::<usize>(), 1);
    assert_eq!(pages.last().unwrap().total, None);
    let missing = client.message(&mailbox(), &"nobody".into()).await;
    assert!(matches!(missing, Err(ProviderError::Garbage { .. })), "{missing:?}");
}

#[tokio::test]
async fn a_letter_is_gone_when_its_address_says_so_or_when_a_second_walk_has_not_found_it() {
    let service = with_letters(3).await;
    let client = service.client();
    walk(&client).await.unwrap();
    service.asked();
    let id = service.id("2");
    assert!(matches!(client.message(&mailbox(), &id).await.unwrap(), Checked::There(_)));
    for status in [404, 410] {
        let one = Target::Letter("2".to_owned());
        service.answers(move |asked| (asked.target.as_ref() == Some(&one)).then(|| refusal(status, "GONE")));
        let client = service.client();
        walk(&client).await.unwrap();
        service.asked();
        assert_eq!(client.message(&mailbox(), &id).await.unwrap(), Checked::Gone, "{status}");
        assert_eq!(service.asked().len(), 1);
    }
    service.answers(|_| None);
    // Moved behind the walk's back: the second one finds it.
    service.holds(|holds| holds.letters.remove("3"));
    let client = service.client();
    walk(&client).await.unwrap();
    let late = service.put(letter(json!({})));
    assert!(matches!(client.message(&mailbox(), &late).await.unwrap(), Checked::There(_)));
    assert_eq!(client.message(&mailbox(), &"x1".into()).await.unwrap(), Checked::Gone);
    service.asked();
    for nobody in ["x2", "x3"] {
        assert_eq!(client.message(&mailbox(), &nobody.into()).await.unwrap(), Checked::Gone);
    }
    assert!(service.asked().is_empty(), "the second walk speaks for all of them");
}

#[tokio::test]
async fn a_letter_of_which_no_link_is_known_is_looked_for_no_further_than_to_where_it_is() {
    let service = with_letters(120).await;
    let client = service.client();
    assert!(matches!(client.message(&mailbox(), &service.id("3")).await.unwrap(), Checked::There(_)));
    let heard: Vec<_> = service.heard().into_iter().map(|one| one.1).collect();
    assert_eq!(heard, [Target::Root, Target::Inbox, Target::Letter("3".to_owned())]);
    assert_eq!(client.message(&mailbox(), &"nobody".into()).await.unwrap(), Checked::Gone);
    let walks = service.heard().into_iter().filter(|one| one.1 == Target::Inbox).count();
    assert_eq!(walks, 2 * 3, "twice, before it counts as gone");
}

#[tokio::test]
async fn a_mailbox_is_gone_only_when_the_root_of_now_has_it_no_more() {
    let service = Double::new().await;
    let client = service.client();
    assert!(matches!(client.check_mailbox(&"per.eksempel#0AA2".into()).await.unwrap(), Checked::There(_)));
    assert_eq!(client.check_mailbox(&"nobody#0000".into()).await.unwrap(), Checked::Gone);
    assert_eq!(service.heard().len(), 2, "asked anew each time");
    service.answers(|_| Some(json_answer(200, &json!({"mailbox": [{"owner": false}]}))));
    let unsure = client.check_mailbox(&"per.eksempel#0AA2".into()).await;
    assert!(matches!(unsure, Err(ProviderError::Garbage { .. })), "{unsure:?}");
    let none = service.client().mailboxes(None).await;
    assert!(matches!(none, Err(ProviderError::Garbage { .. })), "{none:?}");
}

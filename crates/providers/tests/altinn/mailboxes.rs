//! Parties as mailboxes.

use crate::double::{Login, NOW};
use crate::service::{OWN, Service, company, page, party};
use model::{Language, MailboxKind, RemoteId};
use postkasse_providers::{Checked, MailboxList, Provider, ProviderError, RemoteMailbox};
use std::sync::Arc;
use std::sync::atomic::Ordering;

async fn all(service: &Service) -> Vec<RemoteMailbox> {
    match service.double.client().mailboxes(None).await.unwrap() {
        MailboxList::All { mailboxes, ends_known, .. } => {
            assert!(ends_known);
            mailboxes
        }
        MailboxList::Unchanged => panic!("nothing was handed in"),
    }
}

#[tokio::test]
async fn the_person_and_her_companies_are_mailboxes_and_her_favourites_are_marked() {
    let service =
        Service::new(vec![party(OWN, "Kari"), party(&company(1), "Bakeri"), party(&company(2), "Kafe")], vec![]).await;
    service.change(|state| state.favourites = Some(vec!["UUID-kafe".to_owned(), "nobody".to_owned()]));
    let found = all(&service).await;
    let shown: Vec<_> = found.iter().map(|one| (one.name.as_str(), one.kind, one.favourite)).collect();
    assert_eq!(
        shown,
        [
            ("Kari", MailboxKind::Own, false),
            ("Bakeri", MailboxKind::Company, false),
            ("Kafe", MailboxKind::Company, true),
        ]
    );
    assert_eq!(service.double.client().person().await.unwrap().as_deref(), Some("Kari"));
}

#[tokio::test]
async fn a_profile_that_does_not_know_the_login_costs_the_stars_alone_and_renews_nothing() {
    let service = Service::new(vec![party(OWN, "Kari"), party(&company(1), "Bakeri")], vec![]).await;
    service.change(|state| state.favourites = None);
    let login = Arc::new(Login::default());
    let client = service.double.client_at(NOW, Language::Nb, login.clone());
    assert!(
        matches!(client.mailboxes(None).await.unwrap(), MailboxList::All { mailboxes, .. } if mailboxes.len() == 2)
    );
    assert_eq!(login.renewed.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn a_list_that_says_the_same_is_no_news() {
    let service = Service::new(vec![party(OWN, "Kari"), party(&company(1), "Bakeri")], vec![]).await;
    let client = service.double.client();
    let MailboxList::All { seen, .. } = client.mailboxes(None).await.unwrap() else { panic!() };
    assert_eq!(client.mailboxes(seen.as_deref()).await.unwrap(), MailboxList::Unchanged);
    service.change(|state| state.parties[1]["isDeleted"] = true.into());
    assert!(matches!(client.mailboxes(seen.as_deref()).await.unwrap(), MailboxList::All { .. }));
}

#[tokio::test]
async fn who_has_one_mailbox_is_asked_for_no_more_than_that() {
    let service = Service::own(vec![]).await;
    all(&service).await;
    assert_eq!(service.double.asked().len(), 1);
}

#[tokio::test]
async fn an_access_counts_as_ended_only_when_the_party_is_asked_for_and_is_not_there() {
    let service = Service::new(vec![party(OWN, "Kari"), party(&company(1), "Bakeri")], vec![]).await;
    let client = service.double.client();
    let check = |id: String| {
        let client = &client;
        async move { client.check_mailbox(&RemoteId(id)).await }
    };
    assert!(matches!(check(company(1)).await.unwrap(), Checked::There(one) if one.name == "Bakeri"));
    assert_eq!(check(company(2)).await.unwrap(), Checked::Gone);
    service.instead(|_| Some(page()));
    assert!(matches!(check(company(1)).await, Err(ProviderError::Garbage { .. })), "a login page says nothing of it");
}

#[tokio::test]
async fn as_many_parties_are_asked_for_at_once_as_the_service_takes() {
    let service = Service::new(vec![party(OWN, "Kari"), party(&company(1), "Bakeri")], vec![]).await;
    for (said, taken) in
        [("7", 7), ("\"12\"", 12), ("0", 20), ("-3", 20), ("100000", 100), ("null", 20), ("\"mange\"", 20)]
    {
        let body = format!(r#"{{"endUserSearch": {{"maxPartyFilterValues": {said}}}}}"#);
        service.instead(move |asked| {
            asked.path.ends_with("/limits").then(|| crate::double::typed("application/json", body.clone()))
        });
        let client = service.double.client();
        client.mailboxes(None).await.unwrap();
        assert_eq!(client.at_once(), taken, "{said}");
    }
    service.instead(|asked| asked.path.ends_with("/limits").then(page));
    let client = service.double.client();
    client.mailboxes(None).await.unwrap();
    assert_eq!(client.at_once(), 20);
}

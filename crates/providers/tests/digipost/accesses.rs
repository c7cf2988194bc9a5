//! Who else may use the mailbox.

use crate::double::{Double, mailbox};
use axum::http::Method;
use model::{AccessLevel, AccessState};
use postkasse_providers::{AccessStep, AccessTerms, Accesses, Party, ProviderError};

const TERMS: AccessTerms = AccessTerms { level: AccessLevel::Write, until: None };

fn at(address: &str) -> Party {
    Party::Address(address.to_owned())
}

#[tokio::test]
async fn access_is_given_by_address_listed_and_taken_back() {
    let service = Double::new().await;
    let client = service.client();
    assert!(client.accesses().await.unwrap().is_empty());
    let given = client.give_access(&mailbox(), &at("per.eksempel#0AA2"), TERMS).await.unwrap();
    assert_eq!((given.holder.as_str(), given.state, given.mine), ("Per Eksempel", AccessState::Active, false));
    assert_eq!(given.owner_ref.as_ref(), Some(&mailbox()));
    assert!(!given.id.as_str().contains("per"), "its name tells nothing");
    let listed = client.accesses().await.unwrap();
    assert_eq!((listed.len(), &listed[0].id), (1, &given.id));
    assert_eq!(client.access(&given.id).await.unwrap(), listed[0]);
    client.decide_access(&given.id, 0, AccessStep::End).await.unwrap();
    assert!(client.accesses().await.unwrap().is_empty());
    assert!(matches!(client.access(&given.id).await, Err(ProviderError::NotFound)));
}

#[tokio::test]
async fn who_has_no_mailbox_there_and_what_has_an_end_is_refused_in_words() {
    let service = Double::new().await;
    let client = service.client();
    let nobody = client.give_access(&mailbox(), &at("ingen.her#9ZZ9"), TERMS).await.unwrap_err();
    assert_eq!(nobody.text_key(), Some("error.access.noMailboxThere"));
    service.asked();
    let until = AccessTerms { until: Some("2026-12-01T00:00:00Z".parse().unwrap()), ..TERMS };
    let ends = client.give_access(&mailbox(), &at("per.eksempel#0AA2"), until).await.unwrap_err();
    assert_eq!(ends.text_key(), Some("error.access.noUntil"));
    let company = Party::Organisation { cvr: "00000001".to_owned() };
    assert!(matches!(client.give_access(&mailbox(), &company, TERMS).await, Err(ProviderError::NotOffered)));
    assert!(service.asked().iter().all(|one| one.method == Method::GET));
    let others = client.give_access(&"per.eksempel#0AA2".into(), &at("x#0000"), TERMS).await;
    assert!(matches!(others, Err(ProviderError::NotAllowed)), "{others:?}");
    assert!(matches!(client.decide_access(&"x".into(), 0, AccessStep::Reject).await, Err(ProviderError::NotOffered)));
}

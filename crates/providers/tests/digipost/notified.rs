//! How the service tells of letters.

use crate::double::{Double, mailbox};
use axum::http::Method;
use model::AddressState;
use postkasse_providers::{Notified, NotifiedChange, ProviderError};
use serde_json::json;

async fn service() -> Double {
    let service = Double::new().await;
    service.holds(|holds| {
        holds.settings = json!({"emailAddress": [{"email": "kari@eksempel.example", "verified": true}],
            "mobilePhoneNumber": {"countryCode": "+47", "phoneNumber": "00000000"},
            "setting": [{"name": "varsel.epost.ny", "description": "Få e-post når du får ny post", "value": "true",
                "canBeChangedByUser": true}],
            "fromTheFuture": [1, 2]});
    });
    service
}

#[tokio::test]
async fn addresses_and_settings_are_read_and_a_change_goes_back_with_all_the_rest() {
    let service = service().await;
    let client = service.client();
    let now = client.notifications(&mailbox()).await.unwrap();
    assert_eq!(
        (now.emails[0].address.as_str(), now.emails[0].state),
        ("kari@eksempel.example", AddressState::Confirmed)
    );
    assert!(now.settings[0].on && now.settings[0].changeable);
    let changed =
        client.change_notifications(&mailbox(), &NotifiedChange::Setting("varsel.epost.ny".to_owned(), false)).await;
    assert!(!changed.unwrap().settings[0].on);
    let kept = service.holds(|holds| holds.settings.clone());
    assert_eq!((&kept["fromTheFuture"], &kept["setting"][0]["value"]), (&json!([1, 2]), &json!("false")));
    let email = NotifiedChange::AddEmail("kari.2@eksempel.example".to_owned());
    assert_eq!(client.change_notifications(&mailbox(), &email).await.unwrap().emails.len(), 2);
    let gone = NotifiedChange::Remove("mobile".into());
    assert_eq!(client.change_notifications(&mailbox(), &gone).await.unwrap().mobile, None);
}

#[tokio::test]
async fn what_cannot_be_is_not_sent_and_anothers_mailbox_has_no_settings_for_one() {
    let service = service().await;
    let client = service.client();
    service.holds(|holds| holds.settings["emailAddress"] = json!([{"email": "a"}, {"email": "b"}, {"email": "c"}]));
    let email = NotifiedChange::AddEmail("d@eksempel.example".to_owned());
    let refused = client.change_notifications(&mailbox(), &email).await.unwrap_err();
    assert_eq!(refused.text_key(), Some("error.email.tooManyThree"));
    let refused = client.change_notifications(&mailbox(), &NotifiedChange::Quiet("a".into(), true)).await;
    assert!(matches!(refused, Err(ProviderError::NotOffered)));
    assert!(service.asked().iter().all(|one| one.method == Method::GET));
    let other = client.notifications(&"per.eksempel#0AA2".into()).await.unwrap_err();
    assert_eq!(other.text_key(), Some("error.digipost.noLink"));
}

//! Direct questions: what is sent back as it came, what counts as proved, and what a strange answer costs.

use crate::double::{Double, json, status};
use model::{AddressState, Code, Registration};
use postkasse_providers::{
    Connected, NemSmsChange, Notified, NotifiedChange, ProviderError, Registered, RemoteNotifications,
};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

fn mailbox(access: Value) -> Value {
    json!({"id": "m", "ownerType": "CITIZEN", "ownerExternalId": "0101900000", "access": access})
}

fn access() -> Value {
    json!({"id": "a", "version": 4, "privileges": ["CITIZEN"], "fromTheFuture": {"kept": true},
        "emailNotificationSubscriptions": [{"id": "e", "email": "a@b.example", "extra": 7}]})
}

/// A service with one access that takes whatever is put, and the bodies that came.
async fn service(access: Value) -> (Double, Arc<Mutex<Vec<Value>>>) {
    let held = Arc::new(Mutex::new(vec![access]));
    let log = held.clone();
    let double = Double::with_bodies(move |_, asked, body| {
        let mut held = log.lock().unwrap();
        match asked.method.as_str() {
            "GET" => json(mailbox(held.last().unwrap().clone())),
            _ => {
                let body: Value = serde_json::from_slice(body).unwrap();
                if body.get("pin").is_none() {
                    held.push(body);
                }
                json(held.last().unwrap().clone())
            }
        }
    });
    (double.await, held)
}

async fn change(service: &Double, change: NotifiedChange) -> Result<RemoteNotifications, ProviderError> {
    service.client().change_notifications(&"m".into(), &change).await
}

#[tokio::test]
async fn a_change_sends_everything_else_back_as_it_came() {
    let (service, held) = service(access()).await;
    change(&service, NotifiedChange::AddEmail("ny@b.example".to_owned())).await.unwrap();
    change(&service, NotifiedChange::Quiet("e".into(), false)).await.unwrap();
    change(&service, NotifiedChange::OptOut(true)).await.unwrap();
    let last = held.lock().unwrap().last().unwrap().clone();
    assert_eq!(last["fromTheFuture"], json!({"kept": true}));
    assert_eq!(last["privileges"], json!(["CITIZEN"]));
    assert_eq!(last["emailNotificationSubscriptions"][0]["extra"], 7);
    assert_eq!(last["emailNotificationSubscriptions"][0]["notificationOutsideOfActiveWindowAllowed"], true);
    assert_eq!(last["emailNotificationSubscriptions"][1]["email"], "ny@b.example");
    assert_eq!(last["optedOutOfNotificationsDateTime"], "2026-06-01T12:00:00.000Z");
    let puts: Vec<_> = service.asked().into_iter().filter(|one| one.method == "PUT").collect();
    assert!(puts.iter().all(|one| one.path == "/mailboxes/m/accesses/a" && one.header("if-match") == "4"));
}

#[tokio::test]
async fn an_address_that_is_not_there_is_not_found_and_nothing_is_sent() {
    let (service, _) = service(access()).await;
    for wanted in [NotifiedChange::Remove("x".into()), NotifiedChange::Confirm("x".into())] {
        assert!(matches!(change(&service, wanted).await, Err(ProviderError::NotFound)));
    }
    assert!(service.asked().iter().all(|one| one.method == "GET"));
}

#[tokio::test]
async fn a_code_that_is_taken_without_a_word_proves_nothing() {
    let (service, _) = service(access()).await;
    let answer = change(&service, NotifiedChange::Code("e".into(), "123456".to_owned())).await;
    assert!(matches!(&answer, Err(ProviderError::Refused { code }) if code == "pin.wrong"), "{answer:?}");
    let asked = service.asked();
    assert_eq!(asked.last().unwrap().path, "/mailboxes/m/accesses/a/subscriptions/e/verification");
    assert_eq!(asked.last().unwrap().header("if-match"), "", "a command names no version");
}

#[tokio::test]
async fn a_conflict_is_looked_at_again_three_times_at_most() {
    for (conflicts, done) in [(2, true), (3, false)] {
        let tries = Arc::new(Mutex::new(0));
        let service = Double::new(move |_, asked| {
            if asked.method == "GET" {
                return json(mailbox(access()));
            }
            let mut tries = tries.lock().unwrap();
            *tries += 1;
            if *tries <= conflicts { status(409, None) } else { json(access()) }
        });
        let service = service.await;
        let answer = change(&service, NotifiedChange::OptOut(true)).await;
        assert_eq!(answer.is_ok(), done, "{answer:?}");
        assert!(done || answer.err().unwrap().code() == Code::Conflict);
        assert_eq!(service.asked().iter().filter(|one| one.method == "PUT").count(), 3);
    }
}

#[tokio::test]
async fn the_register_is_asked_by_the_owners_number_and_another_ones_entry_is_no_answer() {
    let service = Double::new(|_, asked| {
        if asked.path.starts_with("/contacts/") {
            return json(json!({"contacts": [{"id": "other", "cprNumber": "0202900000"}]}));
        }
        json(mailbox(access()))
    });
    let service = service.await;
    let answer = service.client().registration(&"m".into()).await;
    assert!(matches!(answer, Err(ProviderError::NotFound)), "{answer:?}");
    assert_eq!(service.asked()[1].path, "/contacts/?cprNumber=0101900000");
}

#[tokio::test]
async fn an_exempt_owners_paper_address_may_be_nobodys_to_see() {
    for code in [403, 404, 200] {
        let service = Double::new(move |_, asked| {
            let contact = json!({"id": "c", "version": 1, "type": "CITIZEN", "cprNumber": "0101900000",
                "mailboxSubscription": {"id": "r", "publicRegistrationStatus": "EXEMPT",
                    "registrationStatus": "EXEMPT_OTHER_REASON", "exemptionStart": "2022-05-02"}});
            match asked.path.as_str() {
                path if path.starts_with("/contacts/") => json(json!({"contacts": [contact]})),
                "/exemptions/r" if code == 200 => json(json!({"recipient": {"name": "Aksel", "zipCode": "0000"}})),
                "/exemptions/r" => status(code, None),
                _ => json(mailbox(access())),
            }
        });
        let service = service.await;
        let found = service.client().registration(&"m".into()).await.unwrap();
        assert_eq!(found.status, Registration::Exempt);
        assert_eq!(found.paper_to.len(), if code == 200 { 2 } else { 0 });
        assert!(found.nem_sms.is_none());
    }
}

#[tokio::test]
async fn a_number_is_set_beside_what_else_the_entry_holds() {
    let held = Arc::new(Mutex::new(json!({"id": "c", "version": 3, "type": "CITIZEN", "cprNumber": "0101900000",
        "address": {"@type": "x"}})));
    let log = held.clone();
    let service = Double::with_bodies(move |_, asked, body| {
        let mut held = log.lock().unwrap();
        match (asked.method.as_str(), asked.path.as_str()) {
            ("PUT", "/contacts/c") => {
                *held = serde_json::from_slice(body).unwrap();
                held["nemSmsSubscription"]["id"] = "n".into();
                json(held.clone())
            }
            (_, path) if path.starts_with("/contacts/") => json(json!({"contacts": [held.clone()]})),
            _ => json(mailbox(access())),
        }
    });
    let service = service.await;
    let set = NemSmsChange::Set("20000000".to_owned());
    let found = service.client().change_nem_sms(&"m".into(), &set).await.unwrap();
    assert_eq!(found.nem_sms.unwrap().state, AddressState::NeedsCode);
    assert_eq!(found.status, Registration::Awaiting, "an entry without registration is about to be registered");
    assert_eq!(held.lock().unwrap()["address"], json!({"@type": "x"}));
    let none = service.client().change_nem_sms(&"m".into(), &NemSmsChange::Code("1".to_owned())).await;
    assert!(none.is_err(), "it answers another thing than an entry");
}

#[tokio::test]
async fn consents_that_cannot_be_read_cost_only_themselves() {
    let service = Double::new(|_, asked| {
        if asked.method == "DELETE" {
            return json(json!({"content": []}));
        }
        json(json!({"content": [
            {"id": "1", "clientId": "me", "clientName": "Post\u{7}kasse ", "createdDateTime": "2026-01-01T00:00:00Z"},
            {"clientId": "without an id"}, 7, null, {"id": "2", "createdDateTime": "once"},
        ]}))
    });
    let service = service.await;
    let client = service.client();
    let found = client.consents().await.unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].name.as_deref(), found[0].made.is_some()), (Some("Postkasse"), true));
    assert_eq!((found[1].client.as_str(), found[1].made), ("", None));
    client.withdraw_consent(&"../1".into()).await.unwrap();
    assert_eq!(service.asked().last().unwrap().path, "/consents/..%2F1");
    let strange = Double::new(|_, _| json(json!({"content": 7}))).await;
    assert!(matches!(strange.client().consents().await, Err(ProviderError::Garbage { .. })));
}

//! The register of contact details, with the same login.

use crate::double::{Asked, Double, Login, json, problem, status};
use crate::service::page;
use axum::response::Response;
use model::{Language, RegisterLanguage};
use postkasse_providers::altinn::Altinn;
use postkasse_providers::{ProviderError, Reach, Registered};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::Ordering;

fn person(language: &str) -> Value {
    json!({"personidentifikator": "00000000000", "reservasjon": "NEI", "status": "AKTIV", "spraak": language,
        "kontaktinformasjon": {"epostadresse": "kari@eksempel.example", "epostadresse_oppdatert": "2026-01-01T00:00:00Z"}})
}

async fn register(answer: impl Fn(&Asked) -> Response + Send + Sync + 'static) -> Double {
    Double::new(answer).await
}

#[tokio::test]
async fn the_person_sees_what_the_register_says_of_her() {
    let register = register(|_| json(person("nb"))).await;
    let found = register.client().contact_register().await.unwrap();
    assert_eq!(found.email.unwrap().value, "kari@eksempel.example");
    let asked = register.asked();
    assert_eq!((asked[0].method.as_str(), asked[0].path.as_str()), ("GET", "/rest/v1/person"));
    assert_eq!((asked[0].header("accept"), asked[0].header("authorization")), ("application/json", "Bearer token-0"));
}

#[tokio::test]
async fn her_language_is_changed_and_how_it_is_then_is_asked_for_where_it_is_not_said() {
    for answers in [true, false] {
        let register = register(move |asked| match asked.method.as_str() {
            "PATCH" if answers => json(person("en")),
            "PATCH" => status(204, None),
            _ => json(person("en")),
        });
        let register = register.await;
        let found = register.client().set_register_language(RegisterLanguage::En).await.unwrap();
        assert_eq!(found.language, Some(RegisterLanguage::En));
        let asked = register.asked();
        assert_eq!((asked[0].json(), asked.len()), (json!({"spraak": "en"}), if answers { 1 } else { 2 }));
    }
}

#[tokio::test]
async fn what_goes_wrong_there_is_said_as_everywhere() {
    let register = register(|asked| match asked.header("authorization") {
        "Bearer token-0" => status(401, None),
        _ => status(403, None),
    });
    let register = register.await;
    let login = Arc::new(Login::default());
    let client = register.client_at(crate::double::NOW, Language::Nb, login.clone());
    assert!(matches!(client.contact_register().await, Err(ProviderError::NotAllowed)));
    assert_eq!(login.renewed.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_page_or_a_refusal_is_no_register() {
    let pages = register(|_| page()).await;
    assert!(matches!(pages.client().contact_register().await, Err(ProviderError::Garbage { .. })));
    assert!(matches!(
        pages.client().set_register_language(RegisterLanguage::Nn).await,
        Err(ProviderError::Garbage { .. })
    ));
    let refusing = register(|_| problem(400, json!({"spraak": ["x"]}))).await;
    assert!(matches!(
        refusing.client().set_register_language(RegisterLanguage::Nn).await,
        Err(ProviderError::Refused { .. })
    ));
}

#[tokio::test]
async fn without_a_register_there_is_none() {
    let server = "https://platform.altinn.example".parse().unwrap();
    let at = Reach { server, register: None, authorizer: Arc::new(Login::default()), language: Language::Nb };
    let client = Altinn::new(&at).unwrap();
    assert!(matches!(client.contact_register().await, Err(ProviderError::NotOffered)));
    let plain = Reach { register: Some("http://kontaktregisteret.example".parse().unwrap()), ..at };
    assert!(matches!(Altinn::new(&plain), Err(ProviderError::Refused { .. })), "never unencrypted");
}

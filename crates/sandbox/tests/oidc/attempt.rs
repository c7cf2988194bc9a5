//! How a login begins, and who is told when it cannot.

use super::world::{CALLBACK, NATIVE, location, param, request, world};
use reqwest::StatusCode;
use serde_json::Value;

#[tokio::test]
async fn discovery_names_the_issuer_and_what_a_careful_program_needs() {
    let world = world().await;
    let found = world.http.get(world.at("/oauth/.well-known/openid-configuration")).send().await.unwrap();
    let found: Value = found.json().await.unwrap();
    assert_eq!(found["issuer"], world.at("/oauth"));
    assert_eq!(found["pushed_authorization_request_endpoint"], world.at("/oauth/par"));
    assert_eq!(found["authorization_response_iss_parameter_supported"], true);
    assert_eq!(found["code_challenge_methods_supported"], serde_json::json!(["S256"]));
}

#[tokio::test]
async fn an_unknown_client_or_address_gets_a_page_and_no_redirect() {
    let world = world().await;
    for (name, value) in [
        ("client_id", "nobody"),
        ("redirect_uri", "http://127.0.0.1:49152/other"),
        ("redirect_uri", "https://evil.example/callback"),
    ] {
        let mut request = request();
        request.insert(name, value.to_owned());
        let answer = world.authorize(&request).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{value}");
        assert!(answer.headers().get("location").is_none());
        assert!(answer.text().await.unwrap().contains("<h1>"));
    }
}

#[tokio::test]
async fn another_mistake_is_told_to_the_program_with_state_and_issuer() {
    let world = world().await;
    for (name, value, error) in [
        ("code_challenge", None, "invalid_request"),
        ("code_challenge_method", Some("plain"), "invalid_request"),
        ("response_type", Some("token"), "unsupported_response_type"),
        ("scope", Some("profile"), "invalid_scope"),
    ] {
        let mut request = request();
        match value {
            Some(value) => request.insert(name, value.to_owned()),
            None => request.remove(name),
        };
        let back = location(&world.authorize(&request).await);
        assert!(back.as_str().starts_with(CALLBACK));
        assert_eq!(param(&back, "error").as_deref(), Some(error), "{name}");
        assert_eq!(param(&back, "iss"), Some(world.at("/oauth")));
        assert_eq!(param(&back, "state").as_deref(), Some("state-of-this-attempt-0"));
    }
}

#[tokio::test]
async fn a_pushed_request_is_used_once_and_by_its_own_client() {
    let world = world().await;
    let push = || async {
        let answer = world.http.post(world.at("/oauth/par")).form(&request()).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::CREATED);
        answer.json::<Value>().await.unwrap()["request_uri"].as_str().unwrap().to_owned()
    };
    let pushed = [("client_id", NATIVE.to_owned()), ("request_uri", push().await)].into();
    let page = world.begin(&pushed).await;
    assert_eq!(page.path(), "/login");
    assert_eq!(world.authorize(&pushed).await.status(), StatusCode::BAD_REQUEST);
    let back = location(&world.choose(&page, &[("person", "mette")]).await);
    assert!(param(&back, "code").is_some());

    let other = [("client_id", "postkasse-sandbox-confidential".to_owned()), ("request_uri", push().await)].into();
    assert_eq!(world.authorize(&other).await.status(), StatusCode::BAD_REQUEST);
}

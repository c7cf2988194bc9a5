//! What tokens say, how long they hold, and how they end.

use super::world::{CALLBACK, NATIVE, NSIS, World, location, param, world};
use model::Level;
use postkasse_sandbox::conformance::{Answer, Interface};
use reqwest::{Response, StatusCode};
use serde_json::Value;

const METTE: &[(&str, &str)] = &[("person", "mette")];
const NONCE: Option<&str> = Some("nonce-of-this-attempt-0");

async fn with_bearer(world: &World, tokens: &Value, method: reqwest::Method, path: &str) -> Response {
    let token = tokens["access_token"].as_str().unwrap();
    world.http.request(method, world.at(path)).bearer_auth(token).send().await.unwrap()
}

/// Status and body of an answer that is one of the mail interface's description.
async fn conforming(method: &str, path: &str, response: Response) -> (u16, Value) {
    let status = response.status().as_u16();
    let content_type = response.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned());
    let body = response.bytes().await.unwrap();
    let (path, content_type) = (path.strip_prefix("/apis/v1").unwrap(), content_type.as_deref());
    let answer = Answer { method, path, query: "", status, content_type, body: &body };
    Interface::digital_post().unwrap().validate_answer(answer).unwrap();
    (status, serde_json::from_slice(&body).unwrap())
}

#[tokio::test]
async fn the_id_token_says_who_how_surely_and_for_whom() {
    let world = world().await;
    let tokens = world.log_in(METTE).await;
    let claims = world.claims(&tokens, NONCE).await;
    assert_eq!(claims.subject().as_str(), "sub-of-mette");
    assert_eq!(claims.auth_context_ref().unwrap().as_str(), format!("{NSIS}Substantial"));
    assert_eq!(claims.additional_claims().loa, format!("{NSIS}Substantial"));
    assert_eq!(claims.additional_claims().identity_type, "private");
    assert_eq!(claims.authorized_party().map(|party| party.as_str()), Some(NATIVE));
    assert!(claims.auth_time().is_some() && claims.access_token_hash().is_some());
    assert_eq!(tokens["expires_in"], 1200);

    let about = with_bearer(&world, &tokens, reqwest::Method::GET, "/oauth/userinfo").await;
    assert_eq!(about.json::<Value>().await.unwrap()["name"], "Mette Prøve");
}

#[tokio::test]
async fn the_token_tells_the_level_that_was_chosen_also_when_it_is_lower_than_asked() {
    let world = world().await;
    for (word, name, level) in
        [("low", "Low", Level::Low), ("substantial", "Substantial", Level::Substantial), ("high", "High", Level::High)]
    {
        let tokens = world.log_in(&[("person", "inger"), ("level", word)]).await;
        let claims = world.claims(&tokens, NONCE).await;
        assert_eq!(claims.auth_context_ref().unwrap().as_str(), format!("{NSIS}{name}"));
        let caller = world.oidc.verify(tokens["access_token"].as_str().unwrap()).unwrap();
        assert_eq!((caller.person.as_str(), caller.level), ("inger", level));
    }
}

#[tokio::test]
async fn a_business_identity_is_professional() {
    let world = world().await;
    let tokens = world.log_in(&[("person", "mette"), ("identity", "business")]).await;
    assert_eq!(world.claims(&tokens, NONCE).await.additional_claims().identity_type, "professional");
}

#[tokio::test]
async fn a_renewal_brings_a_new_refresh_token_and_the_same_subject_and_reuse_ends_all() {
    let world = world().await;
    let first = world.log_in(METTE).await;
    let (status, second) = world.renew(&first).await;
    assert_eq!(status, StatusCode::OK);
    assert_ne!(first["refresh_token"], second["refresh_token"]);
    assert_eq!(world.claims(&second, None).await.subject().as_str(), "sub-of-mette");
    assert!(world.holds(&second));

    assert_eq!(world.renew(&first).await.1["error"], "invalid_grant");
    assert!(!world.holds(&second));
    assert_eq!(world.renew(&second).await.1["error"], "invalid_grant");
}

#[tokio::test]
async fn a_token_shown_as_another_kind_is_nobodys_and_stays_unused() {
    let world = world().await;
    let tokens = world.log_in(METTE).await;
    let refresh = tokens["refresh_token"].as_str().unwrap();
    for _ in 0..2 {
        assert_eq!(world.redeem(refresh, super::world::VERIFIER).await.1["error"], "invalid_grant");
    }
    assert!(world.holds(&tokens));
    assert_eq!(world.renew(&tokens).await.0, StatusCode::OK);
}

#[tokio::test]
async fn tokens_are_given_back_by_their_own_client_only() {
    let world = world().await;
    let tokens = world.log_in(METTE).await;
    let refresh = tokens["refresh_token"].as_str().unwrap();
    let revoke = || world.http.post(world.at("/oauth/revoke"));
    let other = revoke().basic_auth("postkasse-sandbox-confidential", Some("sandbox-secret"));
    assert_eq!(other.form(&[("token", refresh)]).send().await.unwrap().status(), StatusCode::OK);
    assert!(world.holds(&tokens));
    let own = revoke().form(&[("token", refresh), ("client_id", NATIVE)]);
    assert_eq!(own.send().await.unwrap().status(), StatusCode::OK);
    assert!(!world.holds(&tokens));
    assert_eq!(world.renew(&tokens).await.1["error"], "invalid_grant");
}

#[tokio::test]
async fn a_shorter_life_counts_for_tokens_that_are_out() {
    let world = world().await;
    let tokens = world.log_in(METTE).await;
    world.oidc.set_token_ttl(0);
    assert!(!world.holds(&tokens));
    world.oidc.set_token_ttl(1200);
    assert!(world.holds(&world.renew(&tokens).await.1));
}

#[tokio::test]
async fn a_withdrawn_consent_ends_its_tokens_and_nobody_elses() {
    let world = world().await;
    let (here, there) = (world.log_in(METTE).await, world.log_in(METTE).await);
    let inger = world.log_in(&[("person", "inger")]).await;
    let list = with_bearer(&world, &inger, reqwest::Method::GET, "/apis/v1/consents").await;
    let (_, list) = conforming("GET", "/apis/v1/consents", list).await;
    assert_eq!(list["totalElements"], 1);
    let id = list["content"][0]["id"].as_str().unwrap();
    let path = format!("/apis/v1/consents/{id}");
    let foreign = with_bearer(&world, &here, reqwest::Method::DELETE, &path).await;
    let foreign = conforming("DELETE", &path, foreign).await;
    assert_eq!(foreign.0, 403);
    assert!(world.holds(&inger));
    let own = with_bearer(&world, &inger, reqwest::Method::DELETE, &path).await;
    assert_eq!(conforming("DELETE", &path, own).await.1["totalElements"], 0);
    assert!(!world.holds(&inger));
    assert!(world.holds(&here) && world.holds(&there));
    let gone = with_bearer(&world, &inger, reqwest::Method::GET, "/apis/v1/consents").await;
    assert_eq!(conforming("GET", "/apis/v1/consents", gone).await.0, 401);
}

#[tokio::test]
async fn a_new_key_signs_and_the_old_one_still_vouches() {
    let world = world().await;
    let before = world.log_in(METTE).await;
    let rotated = world.http.post(world.at("/admin/keys/rotate")).send().await.unwrap();
    assert_eq!(rotated.status(), StatusCode::NO_CONTENT);
    let after = world.log_in(METTE).await;
    let kid = |tokens: &Value| tokens["id_token"].as_str().unwrap().split('.').next().unwrap().to_owned();
    assert_ne!(kid(&before), kid(&after));
    world.claims(&before, NONCE).await;
    world.claims(&after, NONCE).await;
}

#[tokio::test]
async fn logging_out_ends_the_login_and_leads_back_only_where_that_is_registered() {
    let world = world().await;
    let tokens = world.log_in(METTE).await;
    let hint = tokens["id_token"].as_str().unwrap();
    let form = [("id_token_hint", hint), ("post_logout_redirect_uri", CALLBACK), ("state", "out")];
    let back = location(&world.http.post(world.at("/oauth/logout")).form(&form).send().await.unwrap());
    assert_eq!(param(&back, "state").as_deref(), Some("out"));
    assert!(back.as_str().starts_with(CALLBACK));
    assert!(!world.holds(&tokens));

    let elsewhere = [("post_logout_redirect_uri", "https://evil.example/")];
    let stayed = world.http.get(world.at("/oauth/logout")).query(&elsewhere).send().await.unwrap();
    assert_eq!(stayed.status(), StatusCode::OK);
}

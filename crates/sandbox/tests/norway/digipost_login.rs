//! Digipost's own dialect of OAuth, with ID-porten's page in the middle.

use crate::world::{
    CALLBACK, DIGIPOST, NATIVE, NONCE, Post, STATE, World, demo, digipost_claims, digipost_parts, digipost_request,
    location, param, read,
};
use ring::hmac;
use serde_json::Value;

async fn redeem(world: &World, code: &str, change: (&str, &str)) -> (u16, Value) {
    let mut form =
        vec![("grant_type", "code"), ("code", code), ("redirect_uri", CALLBACK), ("nonce", NONCE), ("scope", "FULL")];
    form.retain(|(name, _)| *name != change.0);
    form.extend((!change.1.is_empty()).then_some(change));
    let got = world.digipost_token(DIGIPOST.1, &form).await;
    (got.status, got.json())
}

async fn code(world: &World, scope: &str) -> String {
    param(&world.arrive(scope, &[("person", "kari")]).await, "code").unwrap()
}

#[tokio::test]
async fn a_login_leads_over_id_portens_page_to_tokens_of_digiposts_own() {
    let world = demo().await;
    let page = location(&world.begin_digipost(&digipost_request("FULL_IDPORTEN4")).await);
    assert_eq!(page.path(), "/idporten/login");
    let html = world.http.get(page.clone()).send().await.unwrap().text().await.unwrap();
    assert!(html.contains("value=\"high\" checked"), "the scope's level is what is asked");
    let back = location(&world.choose(&page, &[("person", "kari")]).await);
    assert_eq!(param(&back, "state").as_deref(), Some(STATE));
    let (status, tokens) = redeem(&world, &param(&back, "code").unwrap(), ("", "")).await;
    assert_eq!((status, tokens["token_type"].as_str()), (200, Some("bearer")));
    assert_eq!((&tokens["expires_in"], &tokens["scope"]), (&899.into(), &"FULL_IDPORTEN4".into()));

    let (signature, payload) = digipost_parts(tokens["id_token"].as_str().unwrap());
    let key = hmac::Key::new(hmac::HMAC_SHA256, DIGIPOST.1.as_bytes());
    hmac::verify(&key, payload.as_bytes(), &signature).unwrap();
    let claims = digipost_claims(payload);
    assert_eq!((&claims["aud"], &claims["nonce"]), (&DIGIPOST.0.into(), &NONCE.into()));
    assert_eq!(claims["iss"], world.at("/"));
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 899);
    let user = claims["user_id"].as_str().unwrap();
    assert!(!user.is_empty() && !user.contains("01858300000"));
}

#[tokio::test]
async fn every_scope_is_given_as_far_as_the_person_logged_in() {
    let world = demo().await;
    for (asked, chosen, given) in [
        ("FULL", "high", "FULL"),
        ("FULL_HIGHAUTH", "substantial", "FULL_HIGHAUTH"),
        ("FULL_HIGHAUTH", "low", "FULL"),
        ("FULL_IDPORTEN3", "high", "FULL_IDPORTEN3"),
        ("FULL_IDPORTEN4", "substantial", "FULL_IDPORTEN3"),
        ("FULL_IDPORTEN4", "low", "FULL"),
        ("FULL_IDPORTEN4", "high", "FULL_IDPORTEN4"),
    ] {
        let tokens = world.digipost_tokens(asked, &[("person", "kari"), ("level", chosen)]).await;
        assert_eq!(tokens["scope"], given, "{asked} {chosen}");
    }
}

#[tokio::test]
async fn a_code_takes_the_secret_the_nonce_and_the_address_and_is_used_once() {
    let world = demo().await;
    let wrong = world.digipost_token("wrong", &[("grant_type", "code"), ("code", "x")]).await;
    assert_eq!((wrong.status, wrong.json()["error"].as_str()), (401, Some("invalid_client")));
    let form = [("grant_type", "code"), ("client_id", DIGIPOST.0), ("code", "x")];
    assert_eq!(world.token("/post/api/oauth/accesstoken", &form).await.status, 401, "there is no way without Basic");

    let first = code(&world, "FULL").await;
    for (change, error) in [
        (("grant_type", "authorization_code"), "unsupported_grant_type"),
        (("nonce", ""), "invalid_request"),
        (("code", "another"), "invalid_grant"),
    ] {
        assert_eq!(redeem(&world, &first, change).await, (400, serde_json::json!({"error": error})), "{change:?}");
    }
    assert_eq!(redeem(&world, &first, ("", "")).await.0, 200);
    assert_eq!(redeem(&world, &first, ("", "")).await.1["error"], "invalid_grant");
    let second = code(&world, "FULL").await;
    let elsewhere = ("redirect_uri", "http://127.0.0.1:1/callback");
    assert_eq!(redeem(&world, &second, elsewhere).await.1["error"], "invalid_grant");
}

#[tokio::test]
async fn a_refresh_token_goes_on_until_it_is_taken_back() {
    let world = demo().await;
    let tokens = world.digipost_tokens("FULL_IDPORTEN3", &[("person", "kari")]).await;
    let refresh = tokens["refresh_token"].as_str().unwrap();
    let form = [("grant_type", "refresh_token"), ("refresh_token", refresh)];
    for _ in 0..2 {
        let renewed = world.digipost_token(DIGIPOST.1, &form).await;
        assert_eq!(renewed.status, 200);
        let renewed = renewed.json();
        assert_eq!(renewed["scope"], "FULL_IDPORTEN3");
        assert!(renewed.get("refresh_token").is_none() && renewed.get("id_token").is_none());
        let post = Post { world: &world, token: renewed["access_token"].as_str().unwrap().to_owned() };
        post.root().await;
    }
    let revoked = world.http.post(world.at("/post/api/oauth/revoke")).basic_auth(DIGIPOST.0, Some(DIGIPOST.1));
    assert_eq!(revoked.form(&[("token", refresh)]).send().await.unwrap().status(), 204);
    let ended = world.digipost_token(DIGIPOST.1, &form).await;
    assert_eq!((ended.status, ended.json()["error"].as_str()), (400, Some("invalid_grant")));
}

#[tokio::test]
async fn giving_back_an_access_token_and_logging_out_end_the_login() {
    let world = demo().await;
    for way in ["revoke", "logout"] {
        let tokens = world.digipost_tokens("FULL", &[("person", "kari")]).await;
        let post = Post { world: &world, token: tokens["access_token"].as_str().unwrap().to_owned() };
        let url = match way {
            "logout" => crate::world::link(&post.root().await, "logout"),
            _ => world.at("/post/api/oauth/revoke"),
        };
        assert_eq!(post.call("POST", &url, None).await.status, 204, "{way}");
        assert_eq!(post.call("GET", &world.at("/post/api"), None).await.refused(), (401, "UNAUTHORIZED".to_owned()));
        let form = [("grant_type", "refresh_token"), ("refresh_token", tokens["refresh_token"].as_str().unwrap())];
        assert_eq!(world.digipost_token(DIGIPOST.1, &form).await.status, 400, "{way}");
    }
    let nobody = world.http.post(world.at("/post/api/oauth/revoke")).bearer_auth("nothing").send().await.unwrap();
    assert_eq!(nobody.status(), 401);
}

#[tokio::test]
async fn a_wrong_request_is_told_to_the_program_or_to_nobody() {
    let world = demo().await;
    for (name, value, error) in [
        ("response_type", "token", "unsupported_response_type"),
        ("scope", "openid", "invalid_scope"),
        ("scope", "full", "invalid_scope"),
        ("state", "", "invalid_request"),
    ] {
        let mut request = digipost_request("FULL");
        request.insert(name, value.to_owned());
        let back = location(&world.begin_digipost(&request).await);
        assert_eq!(param(&back, "error").as_deref(), Some(error), "{name}");
    }
    for (name, value) in [("client_id", NATIVE), ("redirect_uri", "https://evil.example/callback")] {
        let mut request = digipost_request("FULL");
        request.insert(name, value.to_owned());
        assert_eq!(read(world.begin_digipost(&request).await).await.status, 400, "{name}");
    }
    let back = world.arrive("FULL", &[("decision", "cancel")]).await;
    assert_eq!(param(&back, "error").as_deref(), Some("access_denied"));
}

#[tokio::test]
async fn who_has_no_mailbox_gets_one_with_the_highest_login_and_with_no_other() {
    let world = demo().await;
    let ola = [("person", "ola")];
    for (scope, choice) in [("FULL", None), ("FULL_IDPORTEN3", None), ("FULL_IDPORTEN4", Some("substantial"))] {
        let mut form = ola.to_vec();
        form.extend(choice.map(|level| ("level", level)));
        let back = world.arrive(scope, &form).await;
        assert_eq!(param(&back, "error").as_deref(), Some("registration_requires_higher_level"), "{scope}");
        assert_eq!(param(&back, "state").as_deref(), Some(STATE));
        assert!(param(&back, "code").is_none());
    }
    let post = world.post("ola", "FULL_IDPORTEN4").await;
    let own = post.own().await;
    assert_eq!(own["name"], "Ola Prøve");
    assert!(own["digipostaddress"].as_str().unwrap().starts_with("ola.prøve#"));
    assert!(post.inbox().await.is_empty());
    world.post("ola", "FULL").await;
}

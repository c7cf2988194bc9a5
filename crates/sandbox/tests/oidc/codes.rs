//! What a code is good for.

use super::world::{CALLBACK, NATIVE, VERIFIER, world};
use reqwest::StatusCode;

const METTE: &[(&str, &str)] = &[("person", "mette")];

#[tokio::test]
async fn a_wrong_verifier_gets_nothing_and_spoils_the_code() {
    let world = world().await;
    let code = world.code_for(METTE).await;
    let (status, answer) = world.redeem(&code, "another-verifier-that-is-also-long-enough-to-count").await;
    assert_eq!((status, answer["error"].as_str()), (StatusCode::BAD_REQUEST, Some("invalid_grant")));
    assert_eq!(world.redeem(&code, VERIFIER).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_code_used_again_revokes_what_it_gave() {
    let world = world().await;
    let code = world.code_for(METTE).await;
    let (_, tokens) = world.redeem(&code, VERIFIER).await;
    assert!(world.holds(&tokens));
    assert_eq!(world.redeem(&code, VERIFIER).await.1["error"], "invalid_grant");
    assert!(!world.holds(&tokens));
    assert_eq!(world.renew(&tokens).await.1["error"], "invalid_grant");
}

#[tokio::test]
async fn of_two_who_bring_a_code_at_once_at_most_one_gets_tokens() {
    let world = world().await;
    let code = world.code_for(METTE).await;
    let (one, two) = tokio::join!(world.redeem(&code, VERIFIER), world.redeem(&code, VERIFIER));
    let given = [one, two].iter().filter(|(status, _)| *status == StatusCode::OK).count();
    assert!(given <= 1);
}

#[tokio::test]
async fn a_confidential_client_must_show_its_secret() {
    let world = world().await;
    let code = world.code_for(METTE).await;
    let form = [("grant_type", "authorization_code"), ("redirect_uri", CALLBACK), ("code", &code)];
    for (id, secret) in [("postkasse-sandbox-confidential", "wrong"), (NATIVE, "wrong"), ("nobody", "")] {
        let asked = world.http.post(world.at("/oauth/token")).basic_auth(id, Some(secret)).form(&form);
        assert_eq!(asked.send().await.unwrap().status(), StatusCode::UNAUTHORIZED, "{id}");
    }
    let without =
        world.token(&[("grant_type", "refresh_token"), ("client_id", "postkasse-sandbox-confidential")]).await;
    assert_eq!(without.1["error"], "invalid_client");
}

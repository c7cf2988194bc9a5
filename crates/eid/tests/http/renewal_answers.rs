//! The table of wrong answers at a renewal: none gives out an access token; one for or by somebody else ends
//! the login here, one that could not be judged keeps what renews, one that never came changes nothing.

use crate::double::NSIS;
use crate::renewal::logged_in;
use crate::script::{Script, good};
use crate::signer::Signing;
use crate::texts::is_said;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Redirect, Response};
use jiff::Timestamp;
use postkasse_eid::EidError;
use serde_json::json;

/// What is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    /// Nothing: the person logs in again.
    Nothing,
    /// The new refresh token, with which the next try succeeds.
    WhatRenews,
    /// What was there.
    All,
}

async fn try_row(what: &str, script: Script, left: Left, error: EidError) {
    let world = logged_in(script).await;
    let before = world.store.words().unwrap();
    let refused = world.session.renew().await;
    assert_eq!(refused, Err(error.clone()), "{what}");
    is_said(&error);
    let after = world.store.words();
    match left {
        Left::Nothing => {
            assert_eq!(after, None, "{what}");
            let asked = world.provider.asked_at_all();
            assert!(world.session.bearer().await.is_err(), "{what}");
            assert_eq!(world.provider.asked_at_all(), asked, "{what}: nothing is tried with what is gone");
            return;
        }
        Left::WhatRenews => {
            let after = after.unwrap();
            assert_eq!(after.0, before.0, "{what}: no access token that was not checked");
            assert_ne!(after.1, before.1, "{what}");
            assert!(world.store.now().unwrap().access_expires < Timestamp::now(), "{what}");
        }
        Left::All => assert_eq!(after, Some(before.clone()), "{what}"),
    }
    world.provider.plays(good());
    assert_eq!(world.session.renew().await, Ok(()), "{what}: afterwards");
    assert_ne!(world.store.words().unwrap().0, before.0, "{what}");
}

#[tokio::test]
async fn a_renewal_for_or_by_somebody_else_ends_the_login() {
    let level = |word: &str| format!("{NSIS}{word}");
    for (what, script, error) in [
        ("another person", good().claim("sub", "en anden"), EidError::SubjectChanged),
        ("another issuer", good().claim("iss", "https://evil.example"), EidError::TokenIssuer),
        ("another program", good().claim("aud", "another"), EidError::WrongAudience),
        ("given to another program", good().claim("azp", "another"), EidError::WrongParty),
        ("another login", good().claim("nonce", "another"), EidError::WrongNonce),
        ("not signed", good().signing(Signing::None), EidError::WrongAlgorithm),
        ("signed with the public key", good().signing(Signing::Hs256WithPublicKey), EidError::WrongAlgorithm),
        ("signed by a stranger", good().signing(Signing::Stranger), EidError::WrongSignature),
        (
            "with another access token",
            good().tokens(|t| t["access_token"] = "another".into()),
            EidError::WrongAccessToken,
        ),
        ("a lower level", good().claim("acr", level("Low")), EidError::LevelFell),
        ("a word that is no level", good().claim("acr", "silver"), EidError::LevelMissing),
    ] {
        try_row(what, script, Left::Nothing, error).await;
    }
}

#[tokio::test]
async fn a_renewal_that_could_not_be_checked_gives_out_nothing_and_is_made_again() {
    let now = Timestamp::now().as_second();
    let unavailable = || StatusCode::SERVICE_UNAVAILABLE.into_response();
    for (what, script, error) in [
        ("expired, or the clock is wrong", good().claim("exp", now - 100), EidError::Expired),
        ("not valid yet, or the clock is wrong", good().claim("iat", now + 1000), EidError::NotYetValid),
        ("a key that is not published yet", good().header(|h| h["kid"] = "new".into()), EidError::UnknownKey),
        ("no keys right now", good().answers("/jwks", unavailable), EidError::Busy),
        ("keys elsewhere", good().answers("/jwks", || Redirect::to("/x").into_response()), EidError::Redirected),
        ("no sub", good().without_claim("sub"), EidError::Incomplete("sub")),
        ("no token at all", good().token_text(|_| "x".to_owned()), EidError::BadAnswer("an id token that is none")),
    ] {
        try_row(what, script, Left::WhatRenews, error).await;
    }
}

fn answer(status: u16, word: &'static str) -> impl Fn() -> Response {
    move || (StatusCode::from_u16(status).unwrap(), Json(json!({"error": word}))).into_response()
}

#[tokio::test]
async fn a_renewal_that_did_not_come_about_changes_nothing() {
    const TOKEN: &str = "/token";
    for (what, script, error) in [
        ("later", good().answers(TOKEN, answer(503, "later")), EidError::Busy),
        ("not so often", good().answers(TOKEN, answer(429, "slow_down")), EidError::Busy),
        ("elsewhere", good().answers(TOKEN, || Redirect::to("/x").into_response()), EidError::Redirected),
        (
            "a page",
            good().answers(TOKEN, || "<html>".into_response()),
            EidError::BadAnswer("an answer that is no JSON"),
        ),
        ("an unknown program", good().answers(TOKEN, answer(401, "invalid_client")), EidError::ClientRefused),
        ("refused", good().answers(TOKEN, answer(400, "invalid_scope")), EidError::Refused("invalid_scope".to_owned())),
        (
            "another provider",
            good().description(|d| d["issuer"] = "https://evil.example".into()),
            EidError::OtherProvider,
        ),
    ] {
        try_row(what, script, Left::All, error).await;
    }
}

#[tokio::test]
async fn a_refresh_token_that_the_provider_takes_no_more_ends_the_login() {
    try_row("gone", good().answers("/token", answer(400, "invalid_grant")), Left::Nothing, EidError::SignedOut).await;
}

#[tokio::test]
async fn a_renewal_need_not_say_again_what_the_login_said() {
    let level = |word: &str| format!("{NSIS}{word}");
    for (what, script) in [
        ("no level", good().without_claim("acr")),
        ("a higher level", good().claim("acr", level("High"))),
        ("no name", good().without_claim("name")),
        ("RS256", good().signing(Signing::Rs256)),
    ] {
        let world = logged_in(script).await;
        assert_eq!(world.session.renew().await, Ok(()), "{what}");
        assert_eq!(world.store.now().unwrap().level, model::Level::Substantial, "{what}");
    }
}

//! Providers that answer wrongly, lead elsewhere, or do not answer.

use crate::double::Double;
use crate::script::{Script, good};
use crate::world::patience;
use crate::wrong_answers::{Row, Stop, row, try_all};
use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Redirect, Response};
use postkasse_eid::{EidError, Patience};
use serde_json::{Value, json};
use std::time::Duration;

fn at_once(what: &'static str, script: Script, error: EidError) -> Row {
    row(what, script, Stop::BeforeTheBrowser, error)
}

fn at_the_tokens(what: &'static str, answer: impl Fn() -> Response + Send + Sync + 'static, error: EidError) -> Row {
    row(what, good().answers("/token", answer), Stop::AtTheTokens, error)
}

fn says(name: &'static str, value: &'static str) -> impl Fn(&mut Value) {
    move |description| description[name] = value.into()
}

fn lacks(name: &'static str) -> impl Fn(&mut Value) {
    move |description| {
        description.as_object_mut().unwrap().remove(name);
    }
}

fn error(status: u16, word: &'static str) -> impl Fn() -> Response {
    move || (StatusCode::from_u16(status).unwrap(), Json(json!({"error": word}))).into_response()
}

#[tokio::test]
async fn a_description_that_is_another_providers_or_unsafe_is_refused_before_anything_is_opened() {
    let required = |d: &mut Value| d["require_pushed_authorization_requests"] = true.into();
    let elsewhere = |name| says(name, "http://eid.example/x");
    try_all(vec![
        at_once("another issuer", good().description(says("issuer", "https://evil.example")), EidError::OtherProvider),
        at_once("no issuer", good().description(lacks("issuer")), EidError::OtherProvider),
        at_once(
            "a login page in clear",
            good().description(elsewhere("authorization_endpoint")),
            EidError::Unencrypted,
        ),
        at_once("tokens in clear", good().description(elsewhere("token_endpoint")), EidError::Unencrypted),
        at_once("keys in clear", good().description(elsewhere("jwks_uri")), EidError::Unencrypted),
        at_once("revocation in clear", good().description(elsewhere("revocation_endpoint")), EidError::Unencrypted),
        at_once(
            "pushing in clear",
            good().description(elsewhere("pushed_authorization_request_endpoint")),
            EidError::Unencrypted,
        ),
        at_once(
            "no token endpoint",
            good().description(lacks("token_endpoint")),
            EidError::Incomplete("token_endpoint"),
        ),
        at_once("no keys", good().description(lacks("jwks_uri")), EidError::Incomplete("jwks_uri")),
        at_once("pushed requests only, and nowhere to push", good().description(required), EidError::PushMissing),
    ])
    .await;
}

#[tokio::test]
async fn a_description_that_cannot_be_had_is_refused() {
    const PLACE: &str = "/.well-known/openid-configuration";
    try_all(vec![
        at_once("none", good().answers(PLACE, error(404, "none")), EidError::BadAnswer("no configuration")),
        at_once(
            "elsewhere",
            good().answers(PLACE, || Redirect::permanent("/other").into_response()),
            EidError::Redirected,
        ),
        at_once(
            "a page",
            good().answers(PLACE, || "<html>".into_response()),
            EidError::BadAnswer("an answer that is no JSON"),
        ),
        at_once("later", good().answers(PLACE, error(503, "later")), EidError::Busy),
        at_once("not so often", good().answers(PLACE, error(429, "slow_down")), EidError::Busy),
    ])
    .await;
}

#[tokio::test]
async fn a_pushed_request_that_is_not_taken_is_never_sent_in_the_open_instead() {
    let pushed = |answer: fn() -> Response| good().pushes().answers("/par", answer);
    try_all(vec![
        at_once("refused", pushed(|| error(400, "invalid_request")()), EidError::Refused("invalid_request".to_owned())),
        at_once("an unknown program", pushed(|| error(401, "invalid_client")()), EidError::ClientRefused),
        at_once(
            "no address",
            pushed(|| Json(json!({"expires_in": 60})).into_response()),
            EidError::Incomplete("request_uri"),
        ),
        at_once(
            "an empty address",
            pushed(|| Json(json!({"request_uri": ""})).into_response()),
            EidError::Incomplete("request_uri"),
        ),
        at_once(
            "not there",
            pushed(|| StatusCode::NOT_FOUND.into_response()),
            EidError::BadAnswer("an answer that is no JSON"),
        ),
        at_once("broken", pushed(|| StatusCode::INTERNAL_SERVER_ERROR.into_response()), EidError::Busy),
    ])
    .await;
}

fn flood() -> Response {
    let pieces = (0..64).map(|_| Ok::<_, std::io::Error>(Bytes::from_static(&[b' '; 1 << 16])));
    Body::from_stream(futures::stream::iter(pieces)).into_response()
}

fn cut() -> Response {
    let pieces = [Ok(Bytes::from_static(b"{\"access_token\":")), Err(std::io::Error::other("cut"))];
    Body::from_stream(futures::stream::iter(pieces)).into_response()
}

fn silence() -> Response {
    Body::from_stream(futures::stream::pending::<Result<Bytes, std::io::Error>>()).into_response()
}

#[tokio::test]
async fn an_answer_of_the_token_endpoint_that_is_wrong_is_refused() {
    let impatient = Patience { answer: Duration::from_secs(2), ..patience() };
    try_all(vec![
        at_the_tokens("the code is not known", error(400, "invalid_grant"), EidError::CodeRefused),
        at_the_tokens("the program is not known", error(401, "invalid_client"), EidError::ClientRefused),
        at_the_tokens("refused", error(400, "invalid_request"), EidError::Refused("invalid_request".to_owned())),
        at_the_tokens(
            "refused without a word",
            || (StatusCode::BAD_REQUEST, "{}").into_response(),
            EidError::Refused("unknown".to_owned()),
        ),
        at_the_tokens("broken", error(500, "server_error"), EidError::Busy),
        at_the_tokens("a page", || "<html>".into_response(), EidError::BadAnswer("an answer that is no JSON")),
        at_the_tokens("no end", flood, EidError::TooLong),
        at_the_tokens("cut", cut, EidError::Unreachable),
        Row { patience: impatient, ..at_the_tokens("silence", silence, EidError::Unreachable) },
    ])
    .await;
}

#[tokio::test]
async fn keys_that_cannot_be_had_mean_no_login() {
    let wrong =
        |what, answer: fn() -> Response, error| row(what, good().answers("/jwks", answer), Stop::AtTheTokens, error);
    try_all(vec![
        wrong("none", || error(404, "none")(), EidError::BadAnswer("keys that are none")),
        wrong("elsewhere", || Redirect::temporary("/other").into_response(), EidError::Redirected),
        wrong("broken", || error(502, "none")(), EidError::Busy),
        wrong("no end", flood, EidError::TooLong),
    ])
    .await;
}

#[tokio::test]
async fn neither_code_nor_secret_goes_where_a_redirect_leads() {
    let elsewhere = Double::new(good()).await;
    for code in [301, 302, 303, 307, 308] {
        let there = format!("{}/token", elsewhere.url());
        let answer = move || (StatusCode::from_u16(code).unwrap(), [("location", there.clone())]).into_response();
        try_all(vec![at_the_tokens("elsewhere", answer, EidError::Redirected)]).await;
    }
    assert_eq!(elsewhere.asked_at_all(), 0);
}

#[tokio::test]
async fn a_provider_that_is_not_there_is_told_as_such() {
    // A port that was free a moment ago, and is listened on by nobody.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    assert_eq!(crate::world::log_in(&issuer).await.err(), Some(EidError::Unreachable));
    assert_eq!(crate::world::log_in("http://eid.example").await.err(), Some(EidError::Unencrypted));
}

//! Digipost's OAuth for programs of private persons, which is older than OpenID Connect: no description of itself, no PKCE,
//! a secret sent by Basic, `grant_type=code`, the nonce in the call for tokens, and levels as scopes. The person meets
//! ID-porten's page.
//!
//! Sources: digipost.no/plattform/annet/oauth, and the open apps (`digipost/android`, `OAuth.java`).

use super::level::Scope;
use super::login::LoggedIn;
use super::people;
use crate::norway::caller::bearer;
use crate::oidc::clients::{DIGIPOST, authenticate, client, may_return_to};
use crate::oidc::relay::Relay;
use crate::server::{Sandbox, Shared};
use crate::store::StoreError;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Json, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use model::Level;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use url::Url;

/// Its three paths.
pub fn router() -> Router<Shared> {
    Router::new()
        .route("/post/api/oauth/authorize/new", get(authorize))
        .route("/post/api/oauth/accesstoken", post(tokens))
        .route("/post/api/oauth/revoke", post(revoke))
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    response_type: String,
    client_id: String,
    redirect_uri: String,
    scope: String,
    state: String,
}

/// The address that brings an answer back to the program.
fn back(asked: &Asked, name: &str, value: &str) -> Response {
    let Ok(mut url) = Url::parse(&asked.redirect_uri) else { return StatusCode::BAD_REQUEST.into_response() };
    url.query_pairs_mut().append_pair(name, value);
    if !asked.state.is_empty() {
        url.query_pairs_mut().append_pair("state", &asked.state);
    }
    Redirect::to(url.as_str()).into_response()
}

async fn authorize(State(sandbox): State<Shared>, Query(asked): Query<Asked>) -> Response {
    let Some(known) = client(DIGIPOST, &asked.client_id).filter(|_| may_return_to(&asked.redirect_uri)) else {
        return (StatusCode::BAD_REQUEST, "Programmet er ikke kjent her.").into_response();
    };
    if asked.response_type != "code" {
        return back(&asked, "error", "unsupported_response_type");
    }
    if asked.state.is_empty() {
        return back(&asked, "error", "invalid_request");
    }
    let Some(scope) = Scope::named(&asked.scope) else { return back(&asked, "error", "invalid_scope") };
    // The attempt lies in the sandbox that it holds on to; a strong hold would never let go.
    let held = Arc::downgrade(&sandbox);
    let relay = Relay::new(move |outcome| {
        let Some((person, level)) = outcome else { return back(&asked, "error", "access_denied") };
        let Some(sandbox) = held.upgrade() else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
        arrived(&sandbox, &asked, known.id, &person.id, level, scope)
    });
    match sandbox.idporten.page_for(scope.asks(), relay) {
        Some(page) => Redirect::to(&page).into_response(),
        None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Somebody has logged in. Who has no mailbox yet gets one, which takes a login at the highest level.
fn arrived(sandbox: &Sandbox, asked: &Asked, client: &str, person: &str, level: Level, scope: Scope) -> Response {
    let scope = scope.given(level);
    let welcome = sandbox.store.now(|db| people::welcome(db, person, scope));
    match welcome {
        Ok(true) => {}
        Ok(false) => return back(asked, "error", "registration_requires_higher_level"),
        Err(error) => {
            tracing::error!(%error, "no mailbox could be made");
            return back(asked, "error", "server_error");
        }
    }
    let login = LoggedIn { client, redirect_uri: &asked.redirect_uri, person, level, scope };
    match sandbox.digipost.code(&login) {
        Ok(code) => back(asked, "code", &code),
        Err(_) => back(asked, "error", "server_error"),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct TokenRequest {
    grant_type: String,
    code: String,
    redirect_uri: String,
    nonce: String,
    refresh_token: String,
}

fn error(status: StatusCode, name: &str) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], Json(json!({"error": name}))).into_response()
}

async fn tokens(State(sandbox): State<Shared>, headers: HeaderMap, Form(request): Form<TokenRequest>) -> Response {
    let Some(client) = authenticate(DIGIPOST, &headers, None) else {
        return error(StatusCode::UNAUTHORIZED, "invalid_client");
    };
    let code = match request.grant_type.as_str() {
        "code" if request.nonce.is_empty() => return error(StatusCode::BAD_REQUEST, "invalid_request"),
        "code" => true,
        "refresh_token" => false,
        _ => return error(StatusCode::BAD_REQUEST, "unsupported_grant_type"),
    };
    let login = &sandbox.digipost;
    let shown = login.shown(if code { &request.code } else { &request.refresh_token }, code);
    let grant = shown.filter(|grant| grant.client == client.id);
    let Some(grant) = grant.filter(|grant| !code || grant.redirect_uri == request.redirect_uri) else {
        return error(StatusCode::BAD_REQUEST, "invalid_grant");
    };
    let answer = login.access(&grant).and_then(|mut answer| {
        if let (true, Some(members)) = (code, answer.as_object_mut()) {
            // The real one's name ends in a stroke that its address does not have.
            let issuer = format!("{}/", sandbox.url);
            let id_token = login.id_token(&grant, &issuer, client.secret.unwrap_or_default(), &request.nonce);
            members.insert("refresh_token".to_owned(), login.refresh(&grant)?.into());
            members.insert("id_token".to_owned(), id_token.into());
        }
        Ok(answer)
    });
    match answer {
        Ok(answer) => ([(header::CACHE_CONTROL, "no-store")], Json::<Value>(answer)).into_response(),
        Err(_) => error(StatusCode::SERVICE_UNAVAILABLE, "server_error"),
    }
}

/// The apps show the access token that is to end and say no more; a program may name a token by its secret as well.
async fn revoke(State(sandbox): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    let login = &sandbox.digipost;
    let ended = if let Some(grant) = bearer(&headers).and_then(|token| login.verify(token)) {
        login.end(&grant.id)
    } else if let Some(client) = authenticate(DIGIPOST, &headers, None) {
        let named = url::form_urlencoded::parse(&body).find(|(name, _)| name == "token");
        login.revoke(&named.map(|(_, token)| token).unwrap_or_default(), client.id)
    } else {
        return error(StatusCode::UNAUTHORIZED, "invalid_client");
    };
    match ended.map_err(StoreError::from) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(_) => error(StatusCode::SERVICE_UNAVAILABLE, "server_error"),
    }
}

//! The contact register as its own person sees it: `GET` and `PATCH /rest/v1/person`. Each part takes a scope of its own.
//! Shape and times of the answers are `register`'s.

use super::caller::{NorwegianCaller, bearer};
use super::{register, scopes};
use crate::server::Shared;
use crate::services::REGISTER;
use crate::store::StoreError;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::get;
use serde::Deserialize;
use serde_json::{Value, json};

/// The languages of the register.
pub const LANGUAGES: [&str; 4] = ["nb", "nn", "en", "se"];

/// Its one path.
pub fn router() -> Router<Shared> {
    Router::new().route(REGISTER, get(look).patch(change))
}

/// A refusal.
pub fn refusal(status: StatusCode, error: &str, message: &str) -> Response {
    (status, Json(json!({"status": status.as_u16(), "error": error, "message": message}))).into_response()
}

fn unauthorized() -> Response {
    let mut response = refusal(StatusCode::UNAUTHORIZED, "invalid_token", "The access token is not valid.");
    response.headers_mut().insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
    response
}

fn no_scope() -> Response {
    refusal(StatusCode::FORBIDDEN, "insufficient_scope", "The access token is not good for this.")
}

fn failed(error: &StoreError) -> Response {
    tracing::error!(%error, "the contact register cannot answer");
    refusal(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something went wrong.")
}

async fn caller(sandbox: &Shared, headers: &HeaderMap) -> Result<NorwegianCaller, Response> {
    match bearer(headers) {
        Some(token) => sandbox.norwegian(token).await.ok_or_else(unauthorized),
        None => Err(unauthorized()),
    }
}

async fn shown(sandbox: &Shared, caller: NorwegianCaller) -> Result<Json<Value>, Response> {
    let now = sandbox.clock.now();
    let found = sandbox.store.run(move |db| {
        let entry = register::of(db, &caller.person)?;
        let (contact, mailbox) = (caller.may(scopes::CONTACT), caller.may(scopes::MAILBOX));
        Ok(entry.map(|entry| entry.to_json(&caller.number, now, contact, mailbox)))
    });
    match found.await.map_err(|error: StoreError| failed(&error))? {
        Some(shape) => Ok(Json(shape)),
        None => Err(refusal(StatusCode::NOT_FOUND, "not_found", "The register does not know the person.")),
    }
}

async fn look(State(sandbox): State<Shared>, headers: HeaderMap) -> Result<Json<Value>, Response> {
    let caller = caller(&sandbox, &headers).await?;
    if !caller.may(scopes::CONTACT) && !caller.may(scopes::MAILBOX) {
        return Err(no_scope());
    }
    shown(&sandbox, caller).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    spraak: String,
}

async fn change(State(sandbox): State<Shared>, headers: HeaderMap, body: Bytes) -> Result<Json<Value>, Response> {
    let caller = caller(&sandbox, &headers).await?;
    if !caller.may(scopes::LANGUAGE) {
        return Err(no_scope());
    }
    let wrong = || refusal(StatusCode::BAD_REQUEST, "bad_request", "A language is nb, nn, en or se.");
    let Change { spraak } = serde_json::from_slice(&body).map_err(|_| wrong())?;
    if !LANGUAGES.contains(&spraak.as_str()) {
        return Err(wrong());
    }
    let (now, person) = (sandbox.clock.now(), caller.person.clone());
    let changed = sandbox.store.run(move |db| {
        if let Some(mut entry) = register::of(db, &person)? {
            entry.language = spraak;
            entry.language_changed = Some(now);
            register::save(db, &person, &entry)?;
        }
        Ok(())
    });
    changed.await.map_err(|error: StoreError| failed(&error))?;
    shown(&sandbox, caller).await
}

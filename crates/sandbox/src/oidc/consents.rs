//! The programs that hold refresh tokens for a person, in the shape of the mail interface
//! (`GET /consents`, `DELETE /consents/{id}`: `PagingResult`). The description leaves open what stands for a
//! consent; here it is its id, the program, and when it was given.

use super::grants::Kind;
use super::token::bearer;
use super::{Oidc, clients};
use crate::api::Refusal;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Json, Response};
use serde_json::{Value, json};

fn person(oidc: &Oidc, headers: &HeaderMap) -> Option<String> {
    let grant = oidc.0.grants.by_token(bearer(headers)?, Kind::Access).ok().flatten()?;
    Some(grant.person)
}

fn unavailable() -> Response {
    Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "service.unavailable", "The service cannot answer now.")
        .into_response()
}

fn page(oidc: &Oidc, person: &str) -> Response {
    let Ok(grants) = oidc.0.grants.of_person(person) else { return unavailable() };
    let data: Vec<Value> = grants
        .iter()
        .map(|grant| {
            let made = i64::try_from(grant.made_s).ok().and_then(|s| jiff::Timestamp::from_second(s).ok());
            json!({"id": grant.id, "clientId": grant.client, "createdDateTime": made,
                "clientName": clients::client(oidc.0.issuer.clients, &grant.client).map(|client| client.name)})
        })
        .collect();
    Json(json!({"content": data, "number": 0, "size": data.len(), "totalPages": 1, "totalElements": data.len()}))
        .into_response()
}

pub async fn list(State(oidc): State<Oidc>, headers: HeaderMap) -> Response {
    match person(&oidc, &headers) {
        Some(person) => page(&oidc, &person),
        None => Refusal::unauthorized().into_response(),
    }
}

pub async fn withdraw(State(oidc): State<Oidc>, headers: HeaderMap, Path(id): Path<String>) -> Response {
    let Some(person) = person(&oidc, &headers) else { return Refusal::unauthorized().into_response() };
    let own = oidc.0.grants.of_person(&person).is_ok_and(|grants| grants.iter().any(|grant| grant.id == id));
    if !own {
        return Refusal::forbidden().into_response();
    }
    match oidc.0.grants.end(&id) {
        Ok(_) => page(&oidc, &person),
        Err(_) => unavailable(),
    }
}

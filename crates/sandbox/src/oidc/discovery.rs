//! What the provider says of itself (OpenID Connect Discovery), and its public keys.

use super::Oidc;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::sync::PoisonError;

pub async fn configuration(State(oidc): State<Oidc>) -> Json<Value> {
    let issuer = oidc.0.issuer;
    let at = |path: &str| oidc.address(&format!("{}/{path}", issuer.path));
    Json(json!({
        "issuer": oidc.issuer(),
        "authorization_endpoint": at("authorize"),
        "pushed_authorization_request_endpoint": at("par"),
        "token_endpoint": at("token"),
        "revocation_endpoint": at("revoke"),
        "userinfo_endpoint": at("userinfo"),
        "end_session_endpoint": at("logout"),
        "jwks_uri": at("jwks.json"),
        "scopes_supported": issuer.scopes,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "subject_types_supported": [issuer.subjects],
        "id_token_signing_alg_values_supported": ["ES256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["none", "client_secret_basic"],
        "revocation_endpoint_auth_methods_supported": ["none", "client_secret_basic"],
        "acr_values_supported": issuer.levels,
        "ui_locales_supported": issuer.languages,
        "claims_supported": issuer.claims,
        "authorization_response_iss_parameter_supported": true,
        "require_pushed_authorization_requests": false
    }))
}

pub async fn jwks(State(oidc): State<Oidc>) -> Json<Value> {
    Json(oidc.0.keys.lock().unwrap_or_else(PoisonError::into_inner).jwks())
}

/// The authority changes the signing key.
pub async fn rotate(State(oidc): State<Oidc>) -> StatusCode {
    match oidc.rotate_keys() {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

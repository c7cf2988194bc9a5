//! What the provider says of itself (OpenID Connect Discovery), and its public keys.

use super::Oidc;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::sync::PoisonError;

/// The addresses of NSIS's levels, lowest first.
pub const LEVELS: [&str; 3] = [
    "https://data.gov.dk/concept/core/nsis/Low",
    "https://data.gov.dk/concept/core/nsis/Substantial",
    "https://data.gov.dk/concept/core/nsis/High",
];

pub async fn configuration(State(oidc): State<Oidc>) -> Json<Value> {
    Json(json!({
        "issuer": oidc.issuer(),
        "authorization_endpoint": oidc.address("oauth/authorize"),
        "pushed_authorization_request_endpoint": oidc.address("oauth/par"),
        "token_endpoint": oidc.address("oauth/token"),
        "revocation_endpoint": oidc.address("oauth/revoke"),
        "userinfo_endpoint": oidc.address("oauth/userinfo"),
        "end_session_endpoint": oidc.address("oauth/logout"),
        "jwks_uri": oidc.address("oauth/jwks.json"),
        "scopes_supported": ["openid", "offline_access"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["none", "client_secret_basic"],
        "revocation_endpoint_auth_methods_supported": ["none", "client_secret_basic"],
        "acr_values_supported": LEVELS,
        "ui_locales_supported": ["da", "nb", "en"],
        "claims_supported": ["sub", "name", "acr", "loa", "amr", "identity_type", "auth_time"],
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

//! The endpoints that programs call: token, revocation, userinfo, end of session.

use super::grants::{Grant, Kind};
use super::{Oidc, OidcError, clients, now_s, random_text};
use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Json, Redirect, Response};
use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use url::Url;

/// Seconds that a refresh token lasts when it is not used.
const REFRESH_LASTS_S: u64 = 30 * 24 * 3600;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TokenRequest {
    grant_type: String,
    client_id: Option<String>,
    code: String,
    redirect_uri: String,
    code_verifier: String,
    refresh_token: String,
}

fn error(status: StatusCode, name: &str) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], Json(json!({"error": name}))).into_response()
}

pub async fn token(State(oidc): State<Oidc>, headers: HeaderMap, Form(request): Form<TokenRequest>) -> Response {
    let Some(client) = clients::authenticate(oidc.0.issuer.clients, &headers, request.client_id.as_deref()) else {
        return error(StatusCode::UNAUTHORIZED, "invalid_client");
    };
    let grants = &oidc.0.grants;
    let (found, code) = match request.grant_type.as_str() {
        "authorization_code" => (grants.use_once(&request.code, Kind::Code), true),
        "refresh_token" => (grants.use_once(&request.refresh_token, Kind::Refresh), false),
        _ => return error(StatusCode::BAD_REQUEST, "unsupported_grant_type"),
    };
    let Ok(Some(grant)) = found else { return error(StatusCode::BAD_REQUEST, "invalid_grant") };
    let challenge = BASE64URL_NOPAD.encode(&Sha256::digest(request.code_verifier.as_bytes()));
    let proven = !code || (challenge == grant.challenge && request.redirect_uri == grant.redirect_uri);
    if grant.client != client.id || !proven {
        // Somebody else has the code or the token: nothing more comes of this login.
        let _ = grants.end(&grant.id);
        return error(StatusCode::BAD_REQUEST, "invalid_grant");
    }
    match oidc.tokens_for(&grant, code) {
        Ok(answer) => ([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response(),
        Err(_) => error(StatusCode::SERVICE_UNAVAILABLE, "server_error"),
    }
}

impl Oidc {
    /// New tokens for a grant. An id token after a renewal has no nonce (Core, section 12.2).
    fn tokens_for(&self, grant: &Grant, first: bool) -> Result<Value, OidcError> {
        let lasts_s = self.0.token_ttl.load(Ordering::Relaxed);
        let access = random_text()?;
        self.0.grants.add_token(&grant.id, Kind::Access, &access, lasts_s)?;
        let mut answer = json!({
            "access_token": access, "token_type": "Bearer", "expires_in": lasts_s,
            "id_token": self.id_token(grant, &access, first)?,
        });
        if let (true, Some(members)) = (self.0.issuer.strict, answer.as_object_mut()) {
            members.insert("scope".to_owned(), grant.scope.clone().into());
        }
        if grant.offline {
            let refresh = random_text()?;
            self.0.grants.add_token(&grant.id, Kind::Refresh, &refresh, REFRESH_LASTS_S)?;
            if let Some(members) = answer.as_object_mut() {
                members.insert("refresh_token".to_owned(), refresh.into());
            }
        }
        Ok(answer)
    }

    fn id_token(&self, grant: &Grant, access: &str, first: bool) -> Result<String, OidcError> {
        let issuer = self.0.issuer;
        let now = now_s();
        let mut claims = self.claims(grant).ok_or(OidcError::Key)?;
        if let Some(members) = claims.as_object_mut() {
            let times = [("iat", now), ("exp", now + issuer.id_token_lasts_s), ("auth_time", grant.made_s)];
            members.extend(times.map(|(name, value)| (name.to_owned(), value.into())));
            let texts = [("iss", self.issuer()), ("aud", grant.client.clone())];
            members.extend(texts.map(|(name, value)| (name.to_owned(), value.into())));
            if let Value::Object(own) = (issuer.in_token)(grant, access) {
                members.extend(own);
            }
            if first {
                members.insert("nonce".to_owned(), grant.nonce.clone().into());
            }
        }
        self.0.keys.lock().unwrap_or_else(PoisonError::into_inner).sign(&claims)
    }

    /// Who it is and how sure that is.
    fn claims(&self, grant: &Grant) -> Option<Value> {
        let person = self.person(&grant.person)?;
        Some((self.0.issuer.says)(&person, grant, self.0.issuer.level(grant.level)))
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Revocation {
    token: String,
    client_id: Option<String>,
}

pub async fn revoke(State(oidc): State<Oidc>, headers: HeaderMap, Form(request): Form<Revocation>) -> Response {
    let Some(client) = clients::authenticate(oidc.0.issuer.clients, &headers, request.client_id.as_deref()) else {
        return error(StatusCode::UNAUTHORIZED, "invalid_client");
    };
    match oidc.0.grants.revoke_token(&request.token, client.id) {
        Ok(()) => StatusCode::OK.into_response(),
        Err(_) => error(StatusCode::SERVICE_UNAVAILABLE, "server_error"),
    }
}

/// The bearer token of a request.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

pub async fn userinfo(State(oidc): State<Oidc>, headers: HeaderMap) -> Response {
    let grant = bearer(&headers).and_then(|token| oidc.0.grants.by_token(token, Kind::Access).ok().flatten());
    match grant.and_then(|grant| oidc.claims(&grant)) {
        Some(mut claims) => {
            if let (Some(said), Some(members)) = (oidc.0.issuer.userinfo, claims.as_object_mut()) {
                members.retain(|name, _| said.contains(&name.as_str()));
            }
            Json(claims).into_response()
        }
        None => {
            (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")]).into_response()
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EndSession {
    id_token_hint: String,
    post_logout_redirect_uri: String,
    state: String,
}

/// The login that an id token belongs to.
fn session(claims: &Value) -> Option<&str> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    text("sid").or_else(|| Some(text("jti")?.split_once('.')?.0))
}

/// The end of a session (RP-Initiated Logout): the login that the id token speaks of ends with its
/// tokens, and the person is sent back, or told.
pub async fn logout(State(oidc): State<Oidc>, headers: HeaderMap, Form(request): Form<EndSession>) -> Response {
    let claims = oidc.0.keys.lock().unwrap_or_else(PoisonError::into_inner).verified(&request.id_token_hint);
    let ended = match claims.as_ref().and_then(session) {
        Some(grant) => oidc.0.grants.end(grant).map(|_| ()),
        None => Ok(()),
    };
    if ended.is_err() {
        return error(StatusCode::SERVICE_UNAVAILABLE, "server_error");
    }
    if !clients::may_return_to(&request.post_logout_redirect_uri) {
        return super::page::goodbye(&oidc, &headers);
    }
    let Ok(mut url) = Url::parse(&request.post_logout_redirect_uri) else {
        return super::page::goodbye(&oidc, &headers);
    };
    if !request.state.is_empty() {
        url.query_pairs_mut().append_pair("state", &request.state);
    }
    Redirect::to(url.as_str()).into_response()
}

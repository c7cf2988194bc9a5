//! The request for a login: checked, kept for the login page, answered by a redirect. An unknown client
//! or address gets a page, never a redirect.

use super::issuers::Issuer;
use super::relay::Relay;
use super::{Oidc, clients, now_s, page, random_text};
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Json, Redirect, Response};
use model::Level;
use serde::Deserialize;
use serde_json::json;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use url::Url;

/// Attempts that wait for a person at once; more are nobody's.
const MOST_ATTEMPTS: usize = 10_000;
/// Seconds that a pushed request lasts, and that a person may take on the login page.
const PUSHED_LASTS_S: u64 = 60;
const ATTEMPT_LASTS_S: u64 = 600;

/// The parameters of an authorization request (OpenID Connect Core, section 3.1.2.1).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Request {
    client_id: String,
    redirect_uri: String,
    response_type: String,
    scope: String,
    state: String,
    nonce: String,
    code_challenge: String,
    code_challenge_method: String,
    acr_values: String,
    ui_locales: String,
    request_uri: String,
}

/// A request that was found good.
#[derive(Clone)]
pub struct Asked {
    pub client: &'static str,
    pub redirect_uri: String,
    pub state: String,
    pub nonce: String,
    pub challenge: String,
    pub offline: bool,
    pub scope: String,
    pub level: Level,
    pub languages: String,
    /// Somebody else answers.
    pub relay: Option<Relay>,
    until_s: u64,
}

impl Asked {
    /// A login that another service asks for and answers.
    pub fn relayed(level: Level, relay: Relay) -> Self {
        Asked {
            client: "",
            redirect_uri: String::new(),
            state: String::new(),
            nonce: String::new(),
            challenge: String::new(),
            offline: false,
            scope: String::new(),
            level,
            languages: String::new(),
            relay: Some(relay),
            until_s: 0,
        }
    }
}

/// What is wrong with a request.
enum Wrong {
    /// Nobody to send the browser back to.
    Page,
    /// The client is told, by the error's name.
    Client(&'static str, Box<Request>),
}

impl Request {
    fn check(self, issuer: &Issuer) -> Result<Asked, Wrong> {
        let client = clients::client(issuer.clients, &self.client_id).ok_or(Wrong::Page)?;
        if !clients::may_return_to(&self.redirect_uri) {
            return Err(Wrong::Page);
        }
        let mut scopes = self.scope.split_whitespace();
        // Asking for tokens that last is no mistake where they are not given.
        let known = |scope: &str| issuer.scopes.contains(&scope) || scope == "offline_access";
        let error = if self.response_type != "code" {
            Some("unsupported_response_type")
        } else if !scopes.clone().any(|scope| scope == "openid") || (issuer.strict && !scopes.clone().all(known)) {
            Some("invalid_scope")
        } else if self.code_challenge.len() != 43 || self.code_challenge_method != "S256" || self.nonce.is_empty() {
            Some("invalid_request")
        } else {
            None
        };
        if let Some(error) = error {
            return Err(Wrong::Client(error, Box::new(self)));
        }
        let asked = self.acr_values.split_whitespace().filter_map(Level::from_claim).min();
        Ok(Asked {
            client: client.id,
            scope: scopes.clone().filter(|scope| known(scope)).collect::<Vec<_>>().join(" "),
            offline: scopes.any(|scope| scope == "offline_access")
                && (issuer.renews_for_all || client.secret.is_some()),
            redirect_uri: self.redirect_uri,
            state: self.state,
            nonce: self.nonce,
            challenge: self.code_challenge,
            level: asked.unwrap_or(Level::Substantial),
            languages: self.ui_locales,
            relay: None,
            until_s: 0,
        })
    }
}

/// The address that brings an answer back to the client; `iss` is always in it (RFC 9207).
pub fn answer(oidc: &Oidc, redirect_uri: &str, state: &str, pairs: &[(&str, &str)]) -> Response {
    let Ok(mut url) = Url::parse(redirect_uri) else { return StatusCode::BAD_REQUEST.into_response() };
    url.query_pairs_mut().extend_pairs(pairs).append_pair("iss", &oidc.issuer());
    if !state.is_empty() {
        url.query_pairs_mut().append_pair("state", state);
    }
    Redirect::to(url.as_str()).into_response()
}

pub async fn get(State(oidc): State<Oidc>, headers: HeaderMap, Query(request): Query<Request>) -> Response {
    begin(&oidc, &headers, request)
}

pub async fn post(State(oidc): State<Oidc>, headers: HeaderMap, Form(request): Form<Request>) -> Response {
    begin(&oidc, &headers, request)
}

fn begin(oidc: &Oidc, headers: &HeaderMap, request: Request) -> Response {
    let checked = if request.request_uri.is_empty() {
        request.check(oidc.0.issuer)
    } else {
        let pushed = oidc.0.pushed.lock().unwrap_or_else(PoisonError::into_inner).remove(&request.request_uri);
        pushed.filter(|asked| asked.client == request.client_id && asked.until_s > now_s()).ok_or(Wrong::Page)
    };
    match checked {
        Ok(asked) => match oidc.keep(asked) {
            Some(attempt) => Redirect::to(&format!("{}?attempt={attempt}", oidc.0.issuer.page)).into_response(),
            None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
        Err(Wrong::Page) => page::refused(oidc, headers),
        Err(Wrong::Client(error, request)) => answer(oidc, &request.redirect_uri, &request.state, &[("error", error)]),
    }
}

/// A pushed request (RFC 9126): checked before the browser opens.
pub async fn push(State(oidc): State<Oidc>, headers: HeaderMap, Form(request): Form<Request>) -> Response {
    let error = |error: &str| (StatusCode::BAD_REQUEST, Json(json!({"error": error}))).into_response();
    let client = clients::authenticate(oidc.0.issuer.clients, &headers, Some(&request.client_id));
    if client.is_none_or(|client| client.id != request.client_id) {
        return (StatusCode::UNAUTHORIZED, Json(json!({"error": "invalid_client"}))).into_response();
    }
    match request.check(oidc.0.issuer) {
        Ok(mut asked) => {
            let Ok(name) = random_text() else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
            let name = format!("urn:ietf:params:oauth:request_uri:{name}");
            asked.until_s = now_s() + PUSHED_LASTS_S;
            if !store(&oidc.0.pushed, &name, asked) {
                return StatusCode::SERVICE_UNAVAILABLE.into_response();
            }
            (StatusCode::CREATED, Json(json!({"request_uri": name, "expires_in": PUSHED_LASTS_S}))).into_response()
        }
        Err(Wrong::Page) => error("invalid_request"),
        Err(Wrong::Client(name, _)) => error(name),
    }
}

/// Puts a request where it waits, unless too many wait there; those whose time is up are forgotten.
fn store(waiting: &Mutex<HashMap<String, Asked>>, name: &str, asked: Asked) -> bool {
    let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
    let now = now_s();
    waiting.retain(|_, asked| asked.until_s > now);
    let room = waiting.len() < MOST_ATTEMPTS;
    if room {
        waiting.insert(name.to_owned(), asked);
    }
    room
}

impl Oidc {
    /// Keeps a good request until a person has decided; its name.
    pub(super) fn keep(&self, mut asked: Asked) -> Option<String> {
        let name = random_text().ok()?;
        asked.until_s = now_s() + ATTEMPT_LASTS_S;
        store(&self.0.attempts, &name, asked).then_some(name)
    }

    /// The request that this attempt is about, while it lasts.
    pub(super) fn attempt(&self, name: &str) -> Option<Asked> {
        let attempts = self.0.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        attempts.get(name).filter(|asked| asked.until_s > now_s()).cloned()
    }

    /// Takes the attempt away: a person decides once.
    pub(super) fn take_attempt(&self, name: &str) -> Option<Asked> {
        let taken = self.0.attempts.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        taken.filter(|asked| asked.until_s > now_s())
    }
}

//! An eID of its own on a free port, and a program that logs people in there.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as B64};
use openidconnect::core::{CoreGenderClaim, CoreJsonWebKeySet, CoreJweContentEncryptionAlgorithm};
use openidconnect::core::{CoreIdTokenVerifier, CoreJwsSigningAlgorithm};
use openidconnect::{AdditionalClaims, ClientId, IdToken, IdTokenClaims, IssuerUrl, Nonce};
use postkasse_sandbox::oidc::{Identity, IdentityKind, Oidc, Person};
use reqwest::{Client, Response, StatusCode, redirect::Policy};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::str::FromStr;
use std::sync::{Arc, Mutex};
use tokio::task::JoinHandle;
use url::Url;

pub const NATIVE: &str = "postkasse-sandbox-native";
pub const CALLBACK: &str = "http://127.0.0.1:49152/callback";
pub const VERIFIER: &str = "a-verifier-of-more-than-forty-three-characters-length";
pub const NSIS: &str = "https://data.gov.dk/concept/core/nsis/";

pub struct World {
    pub base: String,
    pub oidc: Oidc,
    pub http: Client,
    serving: JoinHandle<()>,
}

impl Drop for World {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sandbox {
    pub loa: String,
    pub identity_type: String,
    pub azp: Option<String>,
}
impl AdditionalClaims for Sandbox {}
pub type Claims = IdTokenClaims<Sandbox, CoreGenderClaim>;
type Token = IdToken<Sandbox, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

fn persons() -> Vec<Person> {
    let identity = |id: &str, kind| Identity { id: id.to_owned(), label: format!("<{id}>"), kind };
    let person = |id: &str, name: &str, identities| Person {
        id: id.to_owned(),
        name: name.to_owned(),
        country: "dk".to_owned(),
        number: "0000000000".to_owned(),
        sub: format!("sub-of-{id}"),
        identities,
    };
    let private = || identity("private", IdentityKind::Private);
    vec![
        person("mette", "Mette Prøve", vec![private(), identity("00000011", IdentityKind::Business)]),
        person("inger", "Inger Prøve", vec![private()]),
    ]
}

pub async fn world() -> World {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let db = Arc::new(Mutex::new(rusqlite::Connection::open_in_memory().unwrap()));
    let oidc = Oidc::new(Url::parse(&base).unwrap(), Arc::new(persons), db).unwrap();
    let app = oidc.router().merge(oidc.consents());
    let serving = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    let http = Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
    World { base, oidc, http, serving }
}

/// A good request, which tests spoil.
pub fn request() -> HashMap<&'static str, String> {
    let challenge = B64.encode(Sha256::digest(VERIFIER));
    let pairs = [
        ("client_id", NATIVE),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", "openid offline_access"),
        ("state", "state-of-this-attempt-0"),
        ("nonce", "nonce-of-this-attempt-0"),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
        ("acr_values", "https://data.gov.dk/concept/core/nsis/Substantial"),
    ];
    pairs.into_iter().map(|(name, value)| (name, value.to_owned())).collect()
}

pub fn location(response: &Response) -> Url {
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let to = response.headers()["location"].to_str().unwrap();
    response.url().join(to).unwrap()
}

pub fn param(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}

impl World {
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    pub async fn authorize(&self, request: &HashMap<&str, String>) -> Response {
        self.http.get(self.at("/oauth/authorize")).query(request).send().await.unwrap()
    }

    /// Begins a login; the address of its page.
    pub async fn begin(&self, request: &HashMap<&str, String>) -> Url {
        location(&self.authorize(request).await)
    }

    /// Sends the page's form; what it answers.
    pub async fn choose(&self, page: &Url, choice: &[(&str, &str)]) -> Response {
        let attempt = param(page, "attempt").unwrap();
        let mut form = vec![("attempt", attempt.as_str())];
        form.extend(choice);
        self.http.post(self.at("/login")).form(&form).send().await.unwrap()
    }

    /// A whole login by hand, up to the code.
    pub async fn code_for(&self, choice: &[(&str, &str)]) -> String {
        let page = self.begin(&request()).await;
        param(&location(&self.choose(&page, choice).await), "code").unwrap()
    }

    pub async fn token(&self, form: &[(&str, &str)]) -> (StatusCode, Value) {
        let answer = self.http.post(self.at("/oauth/token")).form(form).send().await.unwrap();
        (answer.status(), answer.json().await.unwrap())
    }

    pub async fn redeem(&self, code: &str, verifier: &str) -> (StatusCode, Value) {
        let form = [
            ("grant_type", "authorization_code"),
            ("client_id", NATIVE),
            ("redirect_uri", CALLBACK),
            ("code", code),
            ("code_verifier", verifier),
        ];
        self.token(&form).await
    }

    pub async fn renew(&self, tokens: &Value) -> (StatusCode, Value) {
        let refresh = tokens["refresh_token"].as_str().unwrap();
        self.token(&[("grant_type", "refresh_token"), ("client_id", NATIVE), ("refresh_token", refresh)]).await
    }

    /// Tokens after such a choice.
    pub async fn log_in(&self, choice: &[(&str, &str)]) -> Value {
        let (status, tokens) = self.redeem(&self.code_for(choice).await, VERIFIER).await;
        assert_eq!(status, StatusCode::OK);
        tokens
    }

    pub fn holds(&self, tokens: &Value) -> bool {
        self.oidc.verify(tokens["access_token"].as_str().unwrap()).is_some()
    }

    /// The id token's claims, checked against the keys that are published now.
    pub async fn claims(&self, tokens: &Value, nonce: Option<&str>) -> Claims {
        let keys = self.http.get(self.at("/oauth/jwks.json")).send().await.unwrap().text().await.unwrap();
        let keys: CoreJsonWebKeySet = serde_json::from_str(&keys).unwrap();
        let issuer = IssuerUrl::new(self.at("/oauth")).unwrap();
        let verifier = CoreIdTokenVerifier::new_public_client(ClientId::new(NATIVE.to_owned()), issuer, keys)
            .set_allowed_algs([CoreJwsSigningAlgorithm::EcdsaP256Sha256]);
        let token = Token::from_str(tokens["id_token"].as_str().unwrap()).unwrap();
        let nonce = nonce.map(|nonce| Nonce::new(nonce.to_owned()));
        let check = |seen: Option<&Nonce>| {
            let same = seen.map(Nonce::secret) == nonce.as_ref().map(Nonce::secret);
            if same { Ok(()) } else { Err("another nonce".to_owned()) }
        };
        token.claims(&verifier, check).unwrap().clone()
    }
}

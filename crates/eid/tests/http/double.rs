//! An OpenID provider that does as a good one does, but for what its script says.

use crate::script::Script;
use crate::signer::{Signer, base64};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Redirect, Response};
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use tokio::task::JoinHandle;
use url::{Url, form_urlencoded};

pub const NSIS: &str = "https://data.gov.dk/concept/core/nsis/";
pub const CLIENT: &str = "prøve-klient";

pub type Form = BTreeMap<String, String>;

/// What the provider was asked.
#[derive(Debug, Clone)]
pub struct Asked {
    pub path: String,
    pub form: Form,
    pub authorization: Option<String>,
}

#[derive(Default)]
struct Books {
    asked: Vec<Asked>,
    pushed: BTreeMap<String, Form>,
    codes: BTreeMap<String, Form>,
    refresh: BTreeSet<String>,
    used: BTreeSet<String>,
    made: usize,
}

struct Inner {
    url: String,
    signer: Signer,
    script: Mutex<Script>,
    books: Mutex<Books>,
}

/// The provider; ends when dropped.
pub struct Double {
    inner: Arc<Inner>,
    serving: JoinHandle<()>,
}

impl Drop for Double {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Double {
    pub async fn new(script: Script) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (script, books) = (Mutex::new(script), Mutex::default());
        let inner = Arc::new(Inner { url, signer: Signer::new(), script, books });
        let held = inner.clone();
        let app = Router::new().fallback(move |request: Request| {
            let inner = held.clone();
            async move { inner.serve(request).await }
        });
        let serving = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Double { inner, serving }
    }

    pub fn url(&self) -> &str {
        &self.inner.url
    }

    /// Goes on after another script.
    pub fn plays(&self, script: Script) {
        *self.inner.script.lock().unwrap() = script;
    }

    /// What it was asked at this path.
    pub fn asked(&self, path: &str) -> Vec<Asked> {
        let books = self.inner.books.lock().unwrap();
        books.asked.iter().filter(|asked| asked.path == path).cloned().collect()
    }

    /// How often it was asked for anything.
    pub fn asked_at_all(&self) -> usize {
        self.inner.books.lock().unwrap().asked.len()
    }
}

fn pairs(text: &str) -> Form {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

fn refused(word: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({"error": word}))).into_response()
}

impl Inner {
    async fn serve(&self, request: Request) -> Response {
        let path = request.uri().path().to_owned();
        let query = request.uri().query().unwrap_or_default().to_owned();
        let authorization = request.headers().get("authorization").map(|value| value.to_str().unwrap().to_owned());
        let body = to_bytes(Body::new(request.into_body()), 1 << 20).await.unwrap();
        let form = pairs(if body.is_empty() { &query } else { std::str::from_utf8(&body).unwrap() });
        let script = self.script.lock().unwrap().clone();
        let asked = Asked { path: path.clone(), form: form.clone(), authorization };
        self.books.lock().unwrap().asked.push(asked);
        if let Some(answer) = script.answers.get(path.as_str()) {
            return answer();
        }
        match path.as_str() {
            "/.well-known/openid-configuration" => self.description(&script),
            "/jwks" => {
                let mut keys = self.signer.published(script.signing);
                (script.keys)(&mut keys);
                Json(keys).into_response()
            }
            "/par" => {
                let name = self.word("urn:pushed");
                self.books.lock().unwrap().pushed.insert(name.clone(), form);
                (StatusCode::CREATED, Json(json!({"request_uri": name, "expires_in": 60}))).into_response()
            }
            "/authorize" => self.authorize(&script, form),
            "/token" => {
                (script.meanwhile)().await;
                self.token(&script, &form)
            }
            "/revoke" => StatusCode::OK.into_response(),
            _ => StatusCode::NOT_FOUND.into_response(),
        }
    }

    fn word(&self, kind: &str) -> String {
        let mut books = self.books.lock().unwrap();
        books.made += 1;
        format!("{kind}-{}", books.made)
    }

    fn description(&self, script: &Script) -> Response {
        let at = |path: &str| format!("{}/{path}", self.url);
        let mut description = json!({
            "issuer": self.url, "authorization_endpoint": at("authorize"), "token_endpoint": at("token"),
            "jwks_uri": at("jwks"), "revocation_endpoint": at("revoke"),
            "authorization_response_iss_parameter_supported": true,
        });
        if script.pushes {
            description["pushed_authorization_request_endpoint"] = at("par").into();
            description["require_pushed_authorization_requests"] = true.into();
        }
        (script.description)(&mut description);
        Json(description).into_response()
    }

    /// The person has logged in already: the browser is sent back at once.
    fn authorize(&self, script: &Script, form: Form) -> Response {
        let pushed = form.get("request_uri").map(|name| self.books.lock().unwrap().pushed.remove(name));
        let Some(request) = pushed.unwrap_or(Some(form)) else { return refused("invalid_request_uri") };
        let code = self.word("code");
        let said = [("code", &code), ("state", &request["state"]), ("iss", &self.url)];
        let mut said: Vec<_> = said.into_iter().map(|(name, value)| (name.to_owned(), value.clone())).collect();
        (script.redirect)(&mut said);
        let mut back = Url::parse(&request["redirect_uri"]).unwrap();
        back.query_pairs_mut().extend_pairs(&said);
        self.books.lock().unwrap().codes.insert(code, request);
        Redirect::to(back.as_str()).into_response()
    }

    fn token(&self, script: &Script, form: &Form) -> Response {
        let text = |name: &str| form.get(name).map_or("", String::as_str);
        let nonce = if text("grant_type") == "authorization_code" {
            let Some(request) = self.books.lock().unwrap().codes.remove(text("code")) else {
                return refused("invalid_grant");
            };
            let challenge = base64(Sha256::digest(text("code_verifier")));
            if request["code_challenge"] != challenge || request["redirect_uri"] != text("redirect_uri") {
                return refused("invalid_grant");
            }
            Some(request["nonce"].clone())
        } else {
            let mut books = self.books.lock().unwrap();
            let shown = text("refresh_token").to_owned();
            if !books.refresh.remove(&shown) {
                if books.used.contains(&shown) {
                    // Somebody has a copy: nothing of this login counts any more.
                    books.refresh.clear();
                }
                return refused("invalid_grant");
            }
            books.used.insert(shown);
            None
        };
        Json(self.tokens(script, nonce)).into_response()
    }

    fn tokens(&self, script: &Script, nonce: Option<String>) -> Value {
        let (access, refresh) = (self.word("access"), self.word("refresh"));
        self.books.lock().unwrap().refresh.insert(refresh.clone());
        let now = Timestamp::now().as_second();
        let mut claims = json!({
            "iss": self.url, "sub": "prøve-person", "aud": CLIENT, "iat": now, "exp": now + 300,
            "acr": format!("{NSIS}Substantial"), "name": "Prøve Person",
            "at_hash": base64(&Sha256::digest(&access)[..16]),
        });
        if let Some(nonce) = nonce {
            claims["nonce"] = nonce.into();
        }
        (script.claims)(&mut claims);
        let mut header = Signer::header(script.signing);
        (script.header)(&mut header);
        let id_token = (script.token_text)(self.signer.token(script.signing, &header, &claims));
        let mut tokens = json!({
            "access_token": access, "token_type": "Bearer", "expires_in": 600,
            "refresh_token": refresh, "id_token": id_token,
        });
        (script.tokens)(&mut tokens);
        tokens
    }
}

//! Digipost's OAuth, which does as a good one does, but for what a test tells it.

use crate::double::Form;
use axum::Router;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Redirect, Response};
use data_encoding::BASE64;
use jiff::Timestamp;
use ring::hmac;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tokio::task::JoinHandle;
use url::{Url, form_urlencoded};

pub const CLIENT: &str = "prøve-digipost";
pub const SECRET: &str = "hemmelig+å:";
const OAUTH: &str = "/post/api/oauth/";

type Edit<T> = Arc<dyn Fn(&mut T) + Send + Sync>;

/// What is otherwise than at a good one.
#[derive(Clone)]
pub struct Play {
    pub claims: Edit<Value>,
    pub tokens: Edit<Value>,
    /// The finished id token, as text.
    pub id_token: Edit<String>,
    /// What the browser brings back.
    pub back: Edit<Form>,
    /// With what id tokens are signed.
    pub secret: &'static str,
    /// Tokens are refused with this.
    pub refused: Option<(u16, &'static str)>,
    /// The access token alone gives nothing back.
    pub strict: bool,
}

pub fn good() -> Play {
    Play {
        claims: Arc::new(|_| {}),
        tokens: Arc::new(|_| {}),
        id_token: Arc::new(|_| {}),
        back: Arc::new(|_| {}),
        secret: SECRET,
        refused: None,
        strict: false,
    }
}

impl Play {
    pub fn claim(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        let value = value.into();
        self.claims = Arc::new(move |claims| claims[name] = value.clone());
        self
    }

    pub fn token(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        let value = value.into();
        self.tokens = Arc::new(move |tokens| tokens[name] = value.clone());
        self
    }

    pub fn id_token(mut self, edit: impl Fn(&mut String) + Send + Sync + 'static) -> Self {
        self.id_token = Arc::new(edit);
        self
    }

    pub fn back(mut self, edit: impl Fn(&mut Form) + Send + Sync + 'static) -> Self {
        self.back = Arc::new(edit);
        self
    }
}

/// What it was asked.
#[derive(Debug, Clone)]
pub struct Asked {
    pub path: String,
    pub form: Form,
    pub authorization: String,
}

struct Inner {
    url: String,
    play: Mutex<Play>,
    asked: Mutex<Vec<Asked>>,
    codes: Mutex<BTreeMap<String, Form>>,
}

/// The double; ends when dropped.
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
    pub async fn new(play: Play) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let inner = Arc::new(Inner { url, play: Mutex::new(play), asked: Mutex::default(), codes: Mutex::default() });
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

    /// Goes on in another way.
    pub fn plays(&self, play: Play) {
        *self.inner.play.lock().unwrap() = play;
    }

    /// What it was asked there.
    pub fn asked(&self, path: &str) -> Vec<Asked> {
        self.all_asked().into_iter().filter(|asked| asked.path == path).collect()
    }

    pub fn all_asked(&self) -> Vec<Asked> {
        self.inner.asked.lock().unwrap().clone()
    }
}

pub fn basic() -> String {
    format!("Basic {}", BASE64.encode(format!("{CLIENT}:{SECRET}").as_bytes()))
}

fn refused(status: u16, word: &str) -> Response {
    (StatusCode::from_u16(status).unwrap(), Json(json!({"error": word}))).into_response()
}

impl Inner {
    async fn serve(&self, request: Request) -> Response {
        let path = request.uri().path().strip_prefix(OAUTH).unwrap_or("elsewhere").to_owned();
        let query = request.uri().query().unwrap_or_default().to_owned();
        let header = request.headers().get("authorization");
        let authorization = header.map_or(String::new(), |value| value.to_str().unwrap().to_owned());
        let body = to_bytes(request.into_body(), 1 << 20).await.unwrap();
        let text = if body.is_empty() { query } else { String::from_utf8(body.to_vec()).unwrap() };
        let form: Form = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        let play = self.play.lock().unwrap().clone();
        let number = {
            let mut asked = self.asked.lock().unwrap();
            asked.push(Asked { path: path.clone(), form: form.clone(), authorization: authorization.clone() });
            asked.len()
        };
        match path.as_str() {
            "authorize/new" => self.authorize(&play, form, number),
            "accesstoken" if authorization != basic() => refused(401, "invalid_client"),
            "accesstoken" => self.tokens(&play, &form, number),
            "revoke" if authorization == basic() || !play.strict => StatusCode::NO_CONTENT.into_response(),
            _ => StatusCode::UNAUTHORIZED.into_response(),
        }
    }

    fn authorize(&self, play: &Play, asked: Form, number: usize) -> Response {
        let mut back =
            Form::from([("code".into(), format!("code-{number}")), ("state".into(), asked["state"].clone())]);
        (play.back)(&mut back);
        let mut url = Url::parse(&asked["redirect_uri"]).unwrap();
        url.query_pairs_mut().extend_pairs(&back);
        self.codes.lock().unwrap().insert(format!("code-{number}"), asked);
        Redirect::to(url.as_str()).into_response()
    }

    fn tokens(&self, play: &Play, form: &Form, number: usize) -> Response {
        if let Some((status, word)) = play.refused {
            return refused(status, word);
        }
        let text = |name: &str| form.get(name).map_or("", String::as_str);
        let mut tokens = json!({"access_token": format!("access-{number}"), "token_type": "bearer", "expires_in": 899});
        match text("grant_type") {
            "code" => {
                let Some(asked) = self.codes.lock().unwrap().remove(text("code")) else {
                    return refused(400, "invalid_grant");
                };
                assert_eq!(asked["redirect_uri"], text("redirect_uri"));
                tokens["refresh_token"] = "refresh".into();
                tokens["scope"] = asked["scope"].as_str().into();
                tokens["id_token"] = self.id_token(play, text("nonce")).into();
            }
            "refresh_token" if text("refresh_token") == "refresh" => tokens["scope"] = "FULL_IDPORTEN3".into(),
            _ => return refused(403, "invalid_grant"),
        }
        (play.tokens)(&mut tokens);
        Json(tokens).into_response()
    }

    fn id_token(&self, play: &Play, nonce: &str) -> String {
        let now = Timestamp::now().as_second();
        let mut claims = json!({"aud": CLIENT, "exp": now + 899, "user_id": "bruker-1", "iss": format!("{}/", self.url),
            "iat": now, "nonce": nonce});
        (play.claims)(&mut claims);
        let payload = BASE64.encode(claims.to_string().as_bytes());
        let key = hmac::Key::new(hmac::HMAC_SHA256, play.secret.as_bytes());
        let mut token = format!("{}.{payload}", BASE64.encode(hmac::sign(&key, payload.as_bytes()).as_ref()));
        (play.id_token)(&mut token);
        token
    }
}

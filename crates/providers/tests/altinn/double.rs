//! A server that answers as a test tells it and remembers what it was asked, a login that counts its renewals, and a clock
//! that stands still.

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use futures::StreamExt;
use jiff::Timestamp;
use model::{Clock, Language};
use postkasse_providers::altinn::Altinn;
use postkasse_providers::{Authorizer, NotAuthorized, Reach, Timeouts};
use secrecy::SecretString;
use serde_json::Value;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinHandle;

/// When the clock of the client stands still.
pub const NOW: &str = "2026-06-01T12:00:00Z";

/// What a client asked.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: String,
    pub path: String,
    pub query: Vec<(String, String)>,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Asked {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// All values of a parameter.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.query.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// The server.
pub struct Double {
    /// Its address, without a path.
    pub url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    serving: JoinHandle<()>,
}

impl Drop for Double {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Double {
    pub async fn new(answer: impl Fn(&Asked) -> Response + Send + Sync + 'static) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let (answer, log) = (Arc::new(answer), asked.clone());
        let app = Router::new().fallback(move |request: Request| {
            let (answer, log) = (answer.clone(), log.clone());
            async move {
                let query = url::form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes());
                let mut one = Asked {
                    method: request.method().to_string(),
                    path: request.uri().path().to_owned(),
                    query: query.into_owned().collect(),
                    headers: request.headers().clone(),
                    body: Vec::new(),
                };
                one.body = axum::body::to_bytes(request.into_body(), 1 << 20).await.unwrap().to_vec();
                log.lock().unwrap().push(one.clone());
                answer(&one)
            }
        });
        let serving = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Double { url, asked, serving }
    }

    /// What was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// What was asked at this path (its end).
    pub fn asked_at(&self, end: &str) -> Vec<Asked> {
        self.asked().into_iter().filter(|one| one.path.ends_with(end)).collect()
    }

    pub fn forget(&self) {
        self.asked.lock().unwrap().clear();
    }

    pub fn client(&self) -> Altinn {
        self.client_at(NOW, Language::Nb, Arc::new(Login::default()))
    }

    pub fn client_at(&self, now: &str, language: Language, login: Arc<Login>) -> Altinn {
        let server = self.url.parse().unwrap();
        let at = Reach { register: Some(self.url.parse().unwrap()), server, authorizer: login, language };
        Altinn::with(&at, Arc::new(Stopped(now.parse().unwrap())), timeouts()).unwrap()
    }
}

/// Short: nothing here is to be waited for.
pub fn timeouts() -> Timeouts {
    Timeouts {
        connect: Duration::from_secs(2),
        idle: Duration::from_secs(2),
        answer: Duration::from_secs(2),
        file: Duration::from_secs(3),
        logo: Duration::from_secs(2),
    }
}

struct Stopped(Timestamp);

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// A login whose token is called `token-N` after N renewals.
#[derive(Default)]
pub struct Login {
    pub renewed: AtomicU64,
}

#[async_trait]
impl Authorizer for Login {
    async fn bearer(&self) -> Result<SecretString, NotAuthorized> {
        Ok(format!("token-{}", self.renewed.load(Ordering::Relaxed)).into())
    }

    async fn renew(&self) -> Result<(), NotAuthorized> {
        self.renewed.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

pub fn json(value: Value) -> Response {
    axum::Json(value).into_response()
}

/// A body of a type.
pub fn typed(kind: &'static str, body: impl Into<Body>) -> Response {
    ([("content-type", kind)], body.into()).into_response()
}

pub fn status(status: u16, header: Option<(&'static str, &str)>) -> Response {
    let mut response = StatusCode::from_u16(status).unwrap().into_response();
    if let Some((name, value)) = header {
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}

/// A refusal as the service words it.
pub fn problem(code: u16, errors: Value) -> Response {
    let mut response =
        json(serde_json::json!({"title": "x", "status": code, "validationErrors": [], "errors": errors}));
    *response.status_mut() = StatusCode::from_u16(code).unwrap();
    response.headers_mut().insert("content-type", "application/problem+json".parse().unwrap());
    response
}

/// A few bytes, and then nothing more at all.
pub fn silence(start: &'static str) -> Body {
    let start = futures::stream::iter([Ok::<_, std::io::Error>(bytes::Bytes::from_static(start.as_bytes()))]);
    Body::from_stream(start.chain(futures::stream::pending()))
}

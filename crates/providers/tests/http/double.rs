//! A service that does as a test tells it, a login that counts, and the client between them.

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use futures::StreamExt;
use jiff::Timestamp;
use model::Clock;
use postkasse_providers::{Authorizer, NotAuthorized};
use postkasse_providers::{Timeouts, digital_post::DigitalPost};
use secrecy::SecretString;
use serde_json::Value;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinHandle;

/// What a client asked.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: Method,
    /// Path and query, below the base.
    pub path: String,
    pub headers: HeaderMap,
}

impl Asked {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// The service.
pub struct Double {
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
    /// One that answers so. The number is that of the request, from 0.
    pub async fn new(answer: impl Fn(usize, &Asked) -> Response + Send + Sync + 'static) -> Self {
        Double::with_bodies(move |number, asked, _| answer(number, asked)).await
    }

    /// The same, which also looks at what was sent.
    pub async fn with_bodies(answer: impl Fn(usize, &Asked, &[u8]) -> Response + Send + Sync + 'static) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/apis/v1", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let (answer, log) = (Arc::new(answer), asked.clone());
        let app = Router::new().fallback(move |request: Request| {
            let (answer, log) = (answer.clone(), log.clone());
            async move {
                let path = request.uri().path_and_query().unwrap().as_str().replacen("/apis/v1", "", 1);
                let one = Asked { method: request.method().clone(), path, headers: request.headers().clone() };
                let body = axum::body::to_bytes(request.into_body(), 1 << 20).await.unwrap();
                let number = {
                    let mut log = log.lock().unwrap();
                    log.push(one.clone());
                    log.len() - 1
                };
                answer(number, &one, &body)
            }
        });
        let serving = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Double { url, asked, serving }
    }

    /// What was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// A client of it that waits for nothing very long.
    pub fn client(&self) -> DigitalPost {
        self.client_at("2026-06-01T12:00:00Z", Arc::new(Login::default()))
    }

    /// A client of it at a certain time, with a certain login.
    pub fn client_at(&self, now: &str, login: Arc<Login>) -> DigitalPost {
        let timeouts = Timeouts {
            connect: Duration::from_secs(2),
            idle: Duration::from_millis(700),
            answer: Duration::from_secs(5),
            file: Duration::from_secs(5),
            logo: Duration::from_secs(2),
        };
        let clock = Arc::new(Stopped(now.parse().unwrap()));
        DigitalPost::with(self.url.parse().unwrap(), login, clock, timeouts).unwrap()
    }
}

/// A clock that stands still.
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
    /// It cannot be renewed.
    pub ended: bool,
}

#[async_trait]
impl Authorizer for Login {
    async fn bearer(&self) -> Result<SecretString, NotAuthorized> {
        Ok(format!("token-{}", self.renewed.load(Ordering::Relaxed)).into())
    }

    async fn renew(&self) -> Result<(), NotAuthorized> {
        if self.ended {
            return Err(NotAuthorized::SignInAgain);
        }
        self.renewed.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

/// JSON.
pub fn json(value: Value) -> Response {
    axum::Json(value).into_response()
}

/// Bytes that say that they are JSON.
pub fn bytes(body: impl Into<Body>) -> Response {
    ([("content-type", "application/json")], body.into()).into_response()
}

/// A bare status with a header.
pub fn status(status: u16, header: Option<(&'static str, &str)>) -> Response {
    let mut response = StatusCode::from_u16(status).unwrap().into_response();
    if let Some((name, value)) = header {
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}

/// So many zeros, made as they are sent.
pub fn flood(length: usize) -> Body {
    let pieces = (0..length >> 16).map(|_| Ok::<_, std::io::Error>(bytes::Bytes::from_static(&[b' '; 1 << 16])));
    Body::from_stream(futures::stream::iter(pieces))
}

/// Some bytes, and then nothing more but an end of the connection.
pub fn cut(start: &'static str) -> Body {
    let end = async {
        // The start leaves while the rest is waited for.
        tokio::task::yield_now().await;
        Err::<bytes::Bytes, _>(std::io::Error::from(std::io::ErrorKind::ConnectionAborted))
    };
    let start = futures::stream::iter([Ok(bytes::Bytes::from_static(start.as_bytes()))]);
    Body::from_stream(start.chain(futures::stream::once(end)))
}

/// Some bytes, and then nothing more at all.
pub fn silence(start: &'static str) -> Body {
    let start = futures::stream::iter([Ok::<_, std::io::Error>(bytes::Bytes::from_static(start.as_bytes()))]);
    Body::from_stream(start.chain(futures::stream::pending()))
}

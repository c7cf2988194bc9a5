//! Requests to the service: a bearer token that is renewed once when it ran out, limits on every body, and
//! the service's answers turned into our errors.

use crate::{Authorizer, Content, NotAuthorized, ProviderError, Retry};
use futures::StreamExt;
use reqwest::header::{ACCEPT, ETAG, HeaderMap, HeaderName, HeaderValue, IF_MATCH, IF_NONE_MATCH, RETRY_AFTER};
use reqwest::{Client, Method, Response, StatusCode};
use secrecy::ExposeSecret;
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use url::Url;

/// A page of 200 letters is far below this.
const LONGEST_JSON: usize = 16 << 20;
/// A letter's largest file (99.5 MB), and a little.
const LONGEST_FILE: usize = 105 << 20;
const LONGEST_LOGO: usize = 1 << 20;
/// No service may keep us away for longer.
const LONGEST_RETRY: Duration = Duration::from_secs(3600);

/// The answer to a conditional question.
pub enum Body {
    /// As before.
    Unchanged,
    /// This.
    New {
        /// The answer.
        value: Value,
        /// Its state, to ask by next time.
        etag: Option<String>,
    },
}

/// The service over HTTP.
pub struct Http {
    base: Url,
    client: Client,
    authorizer: Arc<dyn Authorizer>,
    requests: AtomicU64,
    bytes: Arc<AtomicU64>,
}

impl Http {
    pub fn new(base: Url, authorizer: Arc<dyn Authorizer>) -> Result<Self, ProviderError> {
        let here = matches!(base.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
        if base.scheme() != "https" && !(base.scheme() == "http" && here) {
            return Err(ProviderError::Refused { code: "address".to_owned() });
        }
        // A second provider in one process finds it installed: that is fine.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(10))
            .read_timeout(Duration::from_secs(30))
            .user_agent(concat!("Postkasse/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|_| ProviderError::Offline)?;
        Ok(Http { base, client, authorizer, requests: AtomicU64::new(0), bytes: Arc::default() })
    }

    pub fn take_traffic(&self) -> (u64, u64) {
        (self.requests.swap(0, Ordering::Relaxed), self.bytes.swap(0, Ordering::Relaxed))
    }

    /// The address of a path; ids from the service cannot leave their segment.
    fn address(&self, path: &[&str], query: &[(&str, String)]) -> Result<Url, ProviderError> {
        let mut url = self.base.clone();
        if path.iter().any(|part| matches!(*part, "." | "..")) {
            return Err(ProviderError::NotFound);
        }
        url.path_segments_mut()
            .map_err(|()| ProviderError::Refused { code: "address".to_owned() })?
            .pop_if_empty()
            .extend(path);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        Ok(url)
    }

    async fn send(
        &self,
        method: Method,
        url: Url,
        header: Option<(HeaderName, String)>,
        body: Option<&Value>,
    ) -> Result<Response, ProviderError> {
        let mut renewed = false;
        loop {
            let bearer = self.authorizer.bearer().await?;
            let mut request = self.client.request(method.clone(), url.clone()).bearer_auth(bearer.expose_secret());
            request = request.header(ACCEPT, "*/*");
            if let Some((name, value)) = &header {
                let value = HeaderValue::from_str(value).map_err(|_| ProviderError::Conflict)?;
                request = request.header(name, value);
            }
            if let Some(body) = body {
                request = request.json(body);
            }
            self.requests.fetch_add(1, Ordering::Relaxed);
            let answer = request.send().await.map_err(|_| ProviderError::Offline)?;
            if answer.status() == StatusCode::UNAUTHORIZED && !renewed {
                self.authorizer.renew().await?;
                renewed = true;
                continue;
            }
            return self.judge(answer).await;
        }
    }

    async fn judge(&self, answer: Response) -> Result<Response, ProviderError> {
        let status = answer.status();
        if status.is_success() || status == StatusCode::NOT_MODIFIED {
            return Ok(answer);
        }
        Err(match status {
            StatusCode::UNAUTHORIZED => ProviderError::SignInAgain,
            StatusCode::FORBIDDEN => ProviderError::NotAllowed,
            StatusCode::NOT_FOUND => ProviderError::NotFound,
            StatusCode::CONFLICT => ProviderError::Conflict,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                ProviderError::Busy(Retry { after: retry_after(answer.headers()) })
            }
            status if status.is_server_error() => ProviderError::Busy(Retry { after: None }),
            StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => {
                ProviderError::Refused { code: self.error_code(answer).await }
            }
            _ => ProviderError::Garbage { what: "an unexpected status" },
        })
    }

    /// The service's own word for what is wrong; its prose stays there.
    async fn error_code(&self, answer: Response) -> String {
        let value = match self.whole(answer, 64 << 10).await {
            Ok(bytes) => serde_json::from_slice::<Value>(&bytes).unwrap_or(Value::Null),
            Err(_) => Value::Null,
        };
        let code = value.get("code").and_then(Value::as_str).unwrap_or("unknown");
        code.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')).take(64).collect()
    }

    /// The whole body, unless it is longer than it may be.
    async fn whole(&self, answer: Response, longest: usize) -> Result<Vec<u8>, ProviderError> {
        let mut bytes = Vec::new();
        let mut stream = answer.bytes_stream();
        while let Some(piece) = stream.next().await {
            let piece = piece.map_err(|_| ProviderError::Offline)?;
            self.bytes.fetch_add(piece.len() as u64, Ordering::Relaxed);
            if bytes.len() + piece.len() > longest {
                return Err(ProviderError::Garbage { what: "an answer that is too long" });
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(bytes)
    }

    async fn json(&self, answer: Response) -> Result<Value, ProviderError> {
        let mime = answer.headers().get(reqwest::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if !mime.is_some_and(|mime| mime.starts_with("application/json")) {
            return Err(ProviderError::Garbage { what: "an answer of another type" });
        }
        let bytes = self.whole(answer, LONGEST_JSON).await?;
        serde_json::from_slice(&bytes).map_err(|_| ProviderError::Garbage { what: "an answer that is no JSON" })
    }

    pub async fn get(&self, path: &[&str]) -> Result<Value, ProviderError> {
        let answer = self.send(Method::GET, self.address(path, &[])?, None, None).await?;
        self.json(answer).await
    }

    pub async fn list(
        &self,
        path: &[&str],
        query: &[(&str, String)],
        etag: Option<&str>,
    ) -> Result<Body, ProviderError> {
        let condition = etag.map(|etag| (IF_NONE_MATCH, etag.to_owned()));
        let answer = self.send(Method::GET, self.address(path, query)?, condition, None).await?;
        if answer.status() == StatusCode::NOT_MODIFIED {
            return Ok(Body::Unchanged);
        }
        let etag = answer.headers().get(ETAG).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Ok(Body::New { value: self.json(answer).await?, etag })
    }

    pub async fn patch(&self, path: &[&str], version: i64, body: &Value) -> Result<Value, ProviderError> {
        let condition = Some((IF_MATCH, version.to_string()));
        let answer = self.send(Method::PATCH, self.address(path, &[])?, condition, Some(body)).await?;
        self.json(answer).await
    }

    pub async fn small_file(&self, path: &[&str]) -> Result<Option<Vec<u8>>, ProviderError> {
        match self.send(Method::GET, self.address(path, &[])?, None, None).await {
            Ok(answer) => self.whole(answer, LONGEST_LOGO).await.map(Some),
            Err(ProviderError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub async fn content(&self, path: &[&str]) -> Result<Content, ProviderError> {
        let answer = self.send(Method::GET, self.address(path, &[])?, None, None).await?;
        let mime = answer.headers().get(reqwest::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let mime = mime.unwrap_or_default().to_owned();
        let counter = self.bytes.clone();
        let mut left = LONGEST_FILE;
        let bytes = answer.bytes_stream().map(move |piece| {
            let piece = piece.map_err(|_| ProviderError::Offline)?;
            counter.fetch_add(piece.len() as u64, Ordering::Relaxed);
            left = left.checked_sub(piece.len()).ok_or(ProviderError::Garbage { what: "a file that is too long" })?;
            Ok(piece)
        });
        Ok(Content { mime, bytes: Box::pin(bytes) })
    }
}

/// Seconds or a date (RFC 9110, section 10.2.3).
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?;
    let seconds = match text.trim().parse::<u64>() {
        Ok(seconds) => seconds,
        Err(_) => {
            let at = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
            u64::try_from(at.as_second().saturating_sub(jiff::Timestamp::now().as_second())).unwrap_or(0)
        }
    };
    Some(Duration::from_secs(seconds).min(LONGEST_RETRY))
}

impl From<NotAuthorized> for ProviderError {
    fn from(error: NotAuthorized) -> Self {
        match error {
            NotAuthorized::SignInAgain => ProviderError::SignInAgain,
            NotAuthorized::Offline => ProviderError::Offline,
        }
    }
}

//! Requests to the service: a bearer token that is renewed once when it ran out and goes nowhere else, a
//! limit on every wait, and conditions where the service takes them.

use super::answer::{json, judge, nothing, whole};
use super::upload::Upload;
use crate::{Authorizer, Content, NotAuthorized, ProviderError, Quiet, Retry, Source};
use futures::StreamExt;
use reqwest::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderName, HeaderValue, IF_MATCH, IF_NONE_MATCH};
use reqwest::{Client, Method, Response, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use url::Url;

/// A page of 200 letters is far below this.
const LONGEST_LIST: usize = 8 << 20;
/// One letter or mailbox.
pub const LONGEST_ITEM: usize = 1 << 20;
/// A letter's largest file (99.5 MB), and a little.
const LONGEST_FILE: usize = 105 << 20;
/// A logo; a letter's head shows it smaller than a postage stamp.
const LONGEST_LOGO: usize = 256 << 10;

/// How long anything may take.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// Until there is a connection.
    pub connect: Duration,
    /// Until the first byte of an answer, and from one piece of it to the next.
    pub idle: Duration,
    /// A whole answer, other than a file.
    pub answer: Duration,
    /// A whole file.
    pub file: Duration,
    /// A whole logo: nobody waits for it, and others wait behind it.
    pub logo: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Timeouts {
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(30),
            answer: Duration::from_secs(90),
            // The largest file over a line of half a megabit.
            file: Duration::from_secs(30 * 60),
            logo: Duration::from_secs(10),
        }
    }
}

/// A list as it came.
pub struct Body {
    /// The list, as JSON.
    pub bytes: Vec<u8>,
    /// Its state, to ask by next time.
    pub etag: Option<String>,
}

/// What is sent along with a request.
#[derive(Default)]
struct Along<'a> {
    condition: Option<(HeaderName, String)>,
    body: Option<&'a Value>,
    file: Option<&'a dyn Source>,
}

/// The service over HTTP.
pub struct Http {
    base: Url,
    client: Client,
    /// For files that go up.
    uploads: Client,
    authorizer: Arc<dyn Authorizer>,
    timeouts: Timeouts,
    quiet: Arc<Quiet>,
    renewing: tokio::sync::Mutex<()>,
    requests: AtomicU64,
    bytes: Arc<AtomicU64>,
}

impl Http {
    pub fn new(base: Url, authorizer: Arc<dyn Authorizer>, timeouts: Timeouts) -> Result<Self, ProviderError> {
        let here = matches!(base.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
        if base.scheme() != "https" && !(base.scheme() == "http" && here) {
            return Err(ProviderError::Refused { code: "address".to_owned() });
        }
        // A second provider in one process finds it installed: that is fine.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = |idle: Option<Duration>| {
            let builder = Client::builder();
            // What is not encrypted stays on this computer, whatever proxy the environment names.
            let builder = if base.scheme() == "http" { builder.no_proxy() } else { builder };
            let builder = match idle {
                Some(idle) => builder.read_timeout(idle),
                None => builder,
            };
            builder
                .redirect(reqwest::redirect::Policy::none())
                // Whatever else in the program wants compression: nothing here may unpack to more than it seems.
                .no_gzip()
                .no_brotli()
                .no_zstd()
                .no_deflate()
                .connect_timeout(timeouts.connect)
                .user_agent(concat!("Postkasse/", env!("CARGO_PKG_VERSION")))
                .build()
                .map_err(|_| ProviderError::Offline)
        };
        // While a file goes up nothing comes down: that must not count as silence.
        let (client, uploads) = (client(Some(timeouts.idle))?, client(None)?);
        let quiet = Quiet::of(&base);
        Ok(Http {
            base,
            client,
            uploads,
            authorizer,
            timeouts,
            quiet,
            renewing: tokio::sync::Mutex::default(),
            requests: AtomicU64::new(0),
            bytes: Arc::default(),
        })
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
        along: Along<'_>,
        within: Duration,
    ) -> Result<Response, ProviderError> {
        let mut renewed = false;
        loop {
            if let Some(left) = self.quiet.left(Instant::now()) {
                return Err(ProviderError::Busy(Retry { after: Some(left) }));
            }
            let bearer = self.authorizer.bearer().await?;
            let client = if along.file.is_some() { &self.uploads } else { &self.client };
            let mut request = client.request(method.clone(), url.clone()).bearer_auth(bearer.expose_secret());
            request = request.header(ACCEPT, "*/*").timeout(within);
            if let Some((name, value)) = &along.condition {
                let value = HeaderValue::from_str(value).map_err(|_| ProviderError::Conflict)?;
                request = request.header(name, value);
            }
            if let Some(body) = along.body {
                request = request.json(body);
            }
            if let Some(file) = along.file {
                let Upload { body, length, kind } = Upload::of(file)?;
                request = request.header(CONTENT_TYPE, kind).header(CONTENT_LENGTH, length).body(body);
            }
            self.requests.fetch_add(1, Ordering::Relaxed);
            let answer = request.send().await.map_err(|_| ProviderError::Offline)?;
            if answer.status() == StatusCode::UNAUTHORIZED && !renewed {
                self.renew(&bearer).await?;
                renewed = true;
                continue;
            }
            let judged = judge(answer, &self.bytes).await;
            if let Err(ProviderError::Busy(Retry { after: Some(after) })) = &judged {
                self.quiet.keep(*after, Instant::now());
            }
            return judged;
        }
    }

    /// Gets a new token for the one that was refused. Requests run at the same time: the first of them renews.
    async fn renew(&self, refused: &SecretString) -> Result<(), ProviderError> {
        let _one_at_a_time = self.renewing.lock().await;
        let now = self.authorizer.bearer().await?;
        if now.expose_secret() == refused.expose_secret() {
            self.authorizer.renew().await?;
        }
        Ok(())
    }

    async fn item(&self, answer: Response) -> Result<Value, ProviderError> {
        let bytes = json(answer, LONGEST_ITEM, &self.bytes).await?;
        serde_json::from_slice(&bytes).map_err(|_| ProviderError::Garbage { what: "an answer that is no JSON" })
    }

    pub async fn get(&self, path: &[&str]) -> Result<Value, ProviderError> {
        self.get_with(path, &[]).await
    }

    pub async fn get_with(&self, path: &[&str], query: &[(&str, String)]) -> Result<Value, ProviderError> {
        let url = self.address(path, query)?;
        let answer = self.send(Method::GET, url, Along::default(), self.timeouts.answer).await?;
        self.item(answer).await
    }

    pub async fn patch(&self, path: &[&str], version: i64, body: &Value) -> Result<Value, ProviderError> {
        let along = Along { condition: Some((IF_MATCH, version.to_string())), body: Some(body), file: None };
        let answer = self.send(Method::PATCH, self.address(path, &[])?, along, self.timeouts.answer).await?;
        self.item(answer).await
    }

    pub async fn put(&self, path: &[&str], version: i64, body: &Value) -> Result<Value, ProviderError> {
        let along = Along { condition: Some((IF_MATCH, version.to_string())), body: Some(body), file: None };
        let answer = self.send(Method::PUT, self.address(path, &[])?, along, self.timeouts.answer).await?;
        self.item(answer).await
    }

    pub async fn post(&self, path: &[&str], body: &Value) -> Result<Value, ProviderError> {
        let along = Along { condition: None, body: Some(body), file: None };
        let answer = self.send(Method::POST, self.address(path, &[])?, along, self.timeouts.answer).await?;
        self.item(answer).await
    }

    /// A deed that needs no words.
    pub async fn post_nothing(&self, path: &[&str]) -> Result<Value, ProviderError> {
        let url = self.address(path, &[])?;
        let answer = self.send(Method::POST, url, Along::default(), self.timeouts.answer).await?;
        self.item(answer).await
    }

    /// The same for what is in this version still.
    pub async fn put_nothing(&self, path: &[&str], version: i64) -> Result<Value, ProviderError> {
        let along = Along { condition: Some((IF_MATCH, version.to_string())), body: None, file: None };
        let answer = self.send(Method::PUT, self.address(path, &[])?, along, self.timeouts.answer).await?;
        self.item(answer).await
    }

    /// A command: a PUT that names no version.
    pub async fn command(&self, path: &[&str], body: &Value) -> Result<Value, ProviderError> {
        let along = Along { condition: None, body: Some(body), file: None };
        let answer = self.send(Method::PUT, self.address(path, &[])?, along, self.timeouts.answer).await?;
        self.item(answer).await
    }

    /// The bytes of a file.
    pub async fn upload(&self, path: &[&str], version: i64, file: &dyn Source) -> Result<(), ProviderError> {
        let along = Along { condition: Some((IF_MATCH, version.to_string())), body: None, file: Some(file) };
        nothing(&self.send(Method::PUT, self.address(path, &[])?, along, self.timeouts.file).await?)
    }

    /// Withdraws what has no version.
    pub async fn withdraw(&self, path: &[&str]) -> Result<(), ProviderError> {
        let url = self.address(path, &[])?;
        nothing(&self.send(Method::DELETE, url, Along::default(), self.timeouts.answer).await?)
    }

    pub async fn delete(&self, path: &[&str], version: i64) -> Result<(), ProviderError> {
        let along = Along { condition: Some((IF_MATCH, version.to_string())), body: None, file: None };
        nothing(&self.send(Method::DELETE, self.address(path, &[])?, along, self.timeouts.answer).await?)
    }

    pub async fn list(&self, path: &[&str], query: &[(&str, String)]) -> Result<Body, ProviderError> {
        let body = self.list_unless(path, query, None).await?;
        body.ok_or(ProviderError::Garbage { what: "an unasked not modified" })
    }

    /// The list, unless it is in this state still.
    pub async fn list_unless(
        &self,
        path: &[&str],
        query: &[(&str, String)],
        etag: Option<&str>,
    ) -> Result<Option<Body>, ProviderError> {
        let along = Along { condition: etag.map(|etag| (IF_NONE_MATCH, etag.to_owned())), body: None, file: None };
        let answer = self.send(Method::GET, self.address(path, query)?, along, self.timeouts.answer).await?;
        if answer.status() == StatusCode::NOT_MODIFIED {
            return Ok(None);
        }
        let etag = answer.headers().get(ETAG).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let mut bytes = json(answer, LONGEST_LIST, &self.bytes).await?;
        if std::str::from_utf8(&bytes).is_err() {
            // One letter in another encoding must not cost the others.
            bytes = String::from_utf8_lossy(&bytes).into_owned().into_bytes();
        }
        Ok(Some(Body { bytes, etag }))
    }

    /// A logo, if there is one.
    pub async fn logo(&self, path: &[&str]) -> Result<Option<Vec<u8>>, ProviderError> {
        match self.send(Method::GET, self.address(path, &[])?, Along::default(), self.timeouts.logo).await {
            Ok(answer) => whole(answer, LONGEST_LOGO, &self.bytes).await.map(Some),
            Err(ProviderError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub async fn content(&self, path: &[&str]) -> Result<Content, ProviderError> {
        let too_long = || ProviderError::Garbage { what: "a file that is too long" };
        let answer = self.send(Method::GET, self.address(path, &[])?, Along::default(), self.timeouts.file).await?;
        if answer.content_length().is_some_and(|length| length > LONGEST_FILE as u64) {
            return Err(too_long());
        }
        let mime = answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let mime = mime.unwrap_or_default().to_owned();
        let counter = self.bytes.clone();
        let mut left = LONGEST_FILE;
        let bytes = answer.bytes_stream().map(move |piece| {
            let piece = piece.map_err(|_| ProviderError::Cut)?;
            counter.fetch_add(piece.len() as u64, Ordering::Relaxed);
            left = left.checked_sub(piece.len()).ok_or_else(too_long)?;
            Ok(piece)
        });
        Ok(Content { mime, bytes: Box::pin(bytes) })
    }
}

impl From<NotAuthorized> for ProviderError {
    fn from(error: NotAuthorized) -> Self {
        match error {
            NotAuthorized::SignInAgain => ProviderError::SignInAgain,
            NotAuthorized::Offline => ProviderError::Offline,
        }
    }
}

//! Requests to a service: a bearer token that is renewed once when it ran out and goes nowhere else, a limit on every
//! wait, patience where the service asks for it, answers judged and read within limits. What is special about a service
//! stays in its own folder.

mod answer;
mod items;
mod upload;

use crate::{Authorizer, Content, NotAuthorized, ProviderError, Quiet, Retry};
pub(crate) use answer::{Refusal, json, judge, nothing, whole};
use futures::StreamExt;
pub(crate) use items::{few, named, one};
use reqwest::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::{Client, Method, Response, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
pub(crate) use upload::Upload;
use url::Url;

/// A letter's largest file (99.5 MB at Digital Post, 100 MB at Digipost), and a little.
const LONGEST_FILE: usize = 105 << 20;

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

/// What is sent along with a request.
#[derive(Default)]
pub(crate) enum Payload<'a> {
    #[default]
    Nothing,
    Json(&'a Value),
    /// Made anew each time that it goes, since a token may run out meanwhile.
    File(&'a (dyn Fn() -> Result<Upload, ProviderError> + Sync)),
}

/// A request.
pub(crate) struct Request<'a> {
    pub method: Method,
    pub url: Url,
    pub headers: Vec<(HeaderName, String)>,
    pub payload: Payload<'a>,
    pub within: Duration,
}

/// A service over HTTP.
pub(crate) struct Wire {
    base: Url,
    client: Client,
    /// For files that go up.
    uploads: Client,
    authorizer: Arc<dyn Authorizer>,
    pub timeouts: Timeouts,
    /// What a refusal of this service means, where it says more than its status.
    refusal: Refusal,
    /// The type of answer that is asked for unless a request says otherwise.
    accept: &'static str,
    quiet: Arc<Quiet>,
    renewing: tokio::sync::Mutex<()>,
    requests: AtomicU64,
    pub bytes: Arc<AtomicU64>,
}

/// Whether an address may be spoken to: encrypted, or on this computer.
pub(crate) fn is_safe(url: &Url) -> bool {
    let here = matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
    url.scheme() == "https" || (url.scheme() == "http" && here)
}

/// A client that follows nothing, unpacks nothing and waits for nothing very long.
pub(crate) fn client(base: &Url, timeouts: &Timeouts, idle: Option<Duration>) -> Result<Client, ProviderError> {
    // A second provider in one process finds it installed: that is fine.
    let _ = rustls::crypto::ring::default_provider().install_default();
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
}

impl Wire {
    /// # Errors
    /// [`ProviderError::Refused`] unless the address is https or on this computer.
    pub fn new(
        base: Url,
        authorizer: Arc<dyn Authorizer>,
        timeouts: Timeouts,
        accept: &'static str,
        refusal: Refusal,
    ) -> Result<Self, ProviderError> {
        if !is_safe(&base) {
            return Err(ProviderError::Refused { code: "address".to_owned() });
        }
        // While a file goes up nothing comes down: that must not count as silence.
        let (client, uploads) = (client(&base, &timeouts, Some(timeouts.idle))?, client(&base, &timeouts, None)?);
        let quiet = Quiet::of(&base);
        Ok(Wire {
            base,
            client,
            uploads,
            authorizer,
            timeouts,
            refusal,
            accept,
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
    pub fn address(&self, path: &[&str], query: &[(&str, String)]) -> Result<Url, ProviderError> {
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

    /// Whether an address is this service's own: only there the token goes.
    pub fn is_own(&self, url: &Url) -> bool {
        url.origin() == self.base.origin()
    }

    /// Counts a request that goes another way.
    pub fn note_request(&self) {
        self.requests.fetch_add(1, Ordering::Relaxed);
    }

    /// Sends a request with the token; an answer that is no refusal.
    pub async fn send(&self, request: Request<'_>) -> Result<Response, ProviderError> {
        self.sent(request, false).await
    }

    /// The same for what takes another kind of token than the login's, or may: that it is refused says nothing of the
    /// login, which is not renewed for it.
    pub async fn send_once(&self, request: Request<'_>) -> Result<Response, ProviderError> {
        self.sent(request, true).await
    }

    async fn sent(&self, request: Request<'_>, mut renewed: bool) -> Result<Response, ProviderError> {
        if !self.is_own(&request.url) {
            return Err(ProviderError::Garbage { what: "an address elsewhere" });
        }
        loop {
            if let Some(left) = self.quiet.left(Instant::now()) {
                return Err(ProviderError::Busy(Retry { after: Some(left) }));
            }
            let bearer = self.authorizer.bearer().await?;
            self.note_request();
            let answer = self.made(&request, &bearer)?.send().await.map_err(|_| ProviderError::Offline)?;
            if answer.status() == StatusCode::UNAUTHORIZED && !renewed {
                self.renew(&bearer).await?;
                renewed = true;
                continue;
            }
            let judged = judge(answer, &self.bytes, self.refusal).await;
            if let Err(ProviderError::Busy(Retry { after: Some(after) })) = &judged {
                self.quiet.keep(*after, Instant::now());
            }
            return judged;
        }
    }

    fn made(&self, request: &Request<'_>, bearer: &SecretString) -> Result<reqwest::RequestBuilder, ProviderError> {
        let client = if matches!(request.payload, Payload::File(_)) { &self.uploads } else { &self.client };
        let mut made = client.request(request.method.clone(), request.url.clone());
        made = made.bearer_auth(bearer.expose_secret()).timeout(request.within);
        if !request.headers.iter().any(|(name, _)| *name == ACCEPT) {
            made = made.header(ACCEPT, self.accept);
        }
        for (name, value) in &request.headers {
            // The only one that comes from outside is a state that is asked by; one that is none matches nothing.
            made = made.header(name, HeaderValue::from_str(value).map_err(|_| ProviderError::Conflict)?);
        }
        Ok(match &request.payload {
            Payload::Nothing => made,
            Payload::Json(body) => made.json(body),
            Payload::File(make) => {
                let Upload { body, length, kind } = make()?;
                made.header(CONTENT_TYPE, kind).header(CONTENT_LENGTH, length).body(body)
            }
        })
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

    /// The body of an answer as a stream, counted and cut off where no letter's file is longer.
    pub fn content(&self, answer: Response) -> Result<Content, ProviderError> {
        let too_long = || ProviderError::Garbage { what: "a file that is too long" };
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

//! A company's receiver system at Digital Post: the way in which a company lawfully fetches its own mail with a program
//! of its choice. The company proves itself by a certificate (mutual TLS); the system's id and key only say which of
//! its systems calls. Letters wait in a queue as MeMo and are deleted from it one by one, once they are safe elsewhere
//! (paths `/memos/…` of docs/interfaces/digital-post.openapi.yaml).

mod certificate;
mod client;
mod trouble;

pub use certificate::{Certificate, CertificateError};
pub use trouble::Trouble;

use crate::wire::{Timeouts, json, judge};
use crate::{Content, ProviderError};
use futures::StreamExt;
use jiff::Timestamp;
use model::RemoteId;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Client, Method, RequestBuilder, Response};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json as value};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use url::Url;

/// Ids that are asked for at once.
const PAGE: usize = 100;
const LONGEST_LIST: usize = 1 << 20;
/// A letter of 99.5 MB in base64, and a little.
const LONGEST_LETTER: u64 = 140 << 20;
/// An id is a UUID; others are not asked for.
const LONGEST_ID: usize = 64;

/// By what a company's system is let in.
pub struct Credentials {
    /// The certificate with its key.
    pub certificate: Certificate,
    /// Which of the company's systems.
    pub system: String,
    /// The system's key.
    pub api_key: SecretString,
    /// Whose certificate the service may have, as PEM; the usual authorities' unless given.
    pub authority: Option<String>,
}

/// The receiver system, as this program plays it.
pub struct Receiver {
    base: Url,
    client: Client,
    system: String,
    api_key: SecretString,
    timeouts: Timeouts,
    requests: AtomicU64,
    bytes: Arc<AtomicU64>,
}

/// A page of the queue.
#[derive(Deserialize)]
struct Waiting {
    #[serde(default)]
    content: Vec<Value>,
}

impl Receiver {
    /// The service at this base address (`…/apis/v1`).
    ///
    /// # Errors
    /// [`ProviderError::Refused`] unless the address is https; [`ProviderError::Certificate`] when the certificate or
    /// the authority cannot be used.
    pub fn new(base: Url, credentials: Credentials) -> Result<Self, ProviderError> {
        let timeouts = Timeouts::default();
        let client = client::client(&base, &credentials, timeouts)?;
        let Credentials { system, api_key, .. } = credentials;
        Ok(Receiver { base, client, system, api_key, timeouts, requests: AtomicU64::new(0), bytes: Arc::default() })
    }

    /// The ids of letters that wait, as many as the service tells at once.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn waiting(&self) -> Result<Vec<RemoteId>, ProviderError> {
        let mut url = self.address(&["memos", ""])?;
        url.query_pairs_mut().append_pair("page", "0").append_pair("size", &PAGE.to_string());
        let answer = self.send(self.request(Method::GET, url, self.timeouts.answer)).await?;
        let bytes = json(answer, LONGEST_LIST, &self.bytes).await?;
        let page: Waiting = serde_json::from_slice(&bytes)
            .map_err(|_| ProviderError::Garbage { what: "a list of letters that is none" })?;
        let ids = page.content.iter().filter_map(Value::as_str).filter(|id| is_plain(id));
        Ok(ids.map(RemoteId::from).collect())
    }

    /// A letter as MeMo, as it comes.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn fetch(&self, id: &RemoteId) -> Result<Content, ProviderError> {
        let too_long = || ProviderError::Garbage { what: "a letter that is too long" };
        let request = self.request(Method::GET, self.address(&["memos", id.as_str()])?, self.timeouts.file);
        let answer = self.send(request.header(ACCEPT, "application/xml")).await?;
        if answer.content_length().is_some_and(|length| length > LONGEST_LETTER) {
            return Err(too_long());
        }
        let mime =
            answer.headers().get(CONTENT_TYPE).and_then(|mime| mime.to_str().ok()).unwrap_or_default().to_owned();
        let (counter, mut left) = (self.bytes.clone(), LONGEST_LETTER);
        let bytes = answer.bytes_stream().map(move |piece| {
            let piece = piece.map_err(|_| ProviderError::Cut)?;
            counter.fetch_add(piece.len() as u64, Ordering::Relaxed);
            left = left.checked_sub(piece.len() as u64).ok_or_else(too_long)?;
            Ok(piece)
        });
        Ok(Content { mime, bytes: Box::pin(bytes) })
    }

    /// Says that a letter is here and safe. A second time says nothing new.
    ///
    /// # Errors
    /// [`ProviderError`]; `NotFound` when the letter waits no more.
    pub async fn receipt(&self, id: &RemoteId, now: Timestamp) -> Result<(), ProviderError> {
        let url = self.address(&["memos", id.as_str(), "receipt"])?;
        let body =
            value!({"receiptStatus": "COMPLETED", "timeStamp": now.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()});
        match self.send(self.request(Method::POST, url, self.timeouts.answer).json(&body)).await {
            // It was said already.
            Ok(_) | Err(ProviderError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Takes a letter out of the queue. Only what is safe here, with its receipt sent.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn delete(&self, id: &RemoteId) -> Result<(), ProviderError> {
        let url = self.address(&["memos", id.as_str()])?;
        match self.send(self.request(Method::DELETE, url, self.timeouts.answer)).await {
            Ok(_) | Err(ProviderError::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Requests made and body bytes received since the last call.
    pub fn take_traffic(&self) -> (u64, u64) {
        (self.requests.swap(0, Ordering::Relaxed), self.bytes.swap(0, Ordering::Relaxed))
    }

    fn address(&self, path: &[&str]) -> Result<Url, ProviderError> {
        let mut url = self.base.clone();
        url.path_segments_mut()
            .map_err(|()| ProviderError::Refused { code: "address".to_owned() })?
            .pop_if_empty()
            .extend(path);
        Ok(url)
    }

    fn request(&self, method: Method, url: Url, within: Duration) -> RequestBuilder {
        let request = self.client.request(method, url).timeout(within);
        request.basic_auth(&self.system, Some(self.api_key.expose_secret()))
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, ProviderError> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        let answer = request.send().await.map_err(|error| trouble::why(&error))?;
        match judge(answer, &self.bytes, |_, _| None).await {
            Err(ProviderError::SignInAgain) => Err(ProviderError::Certificate(Trouble::System)),
            judged => judged,
        }
    }
}

/// An id that can stand in a path and in a database.
fn is_plain(id: &str) -> bool {
    (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

//! Requests to Dialogporten: everything is asked for in the person's language, and what a list says holds for when the
//! service says that it was asked.

use super::refusal;
use crate::wire::{Payload, Request, Timeouts, Wire, json, nothing};
use crate::{Authorizer, Content, ProviderError};
use jiff::Timestamp;
use reqwest::header::{ACCEPT_LANGUAGE, DATE, ETAG, HeaderMap, HeaderName, IF_MATCH};
use reqwest::{Method, Response};
use serde_json::Value;
use std::sync::Arc;
use url::Url;

/// A page of a thousand letters comes to two or three megabytes, the names of all services to about as much.
const LONGEST_LIST: usize = 16 << 20;
/// One letter with its history.
pub const LONGEST_ITEM: usize = 4 << 20;

/// A list as it came.
pub struct Body {
    /// As JSON.
    pub bytes: Vec<u8>,
    /// When it was made, by the service's clock.
    pub at: Option<Timestamp>,
}

/// The service over HTTP.
pub struct Http {
    wire: Wire,
    languages: String,
}

impl Http {
    pub fn new(
        base: Url,
        authorizer: Arc<dyn Authorizer>,
        timeouts: Timeouts,
        languages: String,
    ) -> Result<Self, ProviderError> {
        let wire = Wire::new(base, authorizer, timeouts, "application/json", refusal::meaning)?;
        Ok(Http { wire, languages })
    }

    pub fn wire(&self) -> &Wire {
        &self.wire
    }

    fn request<'a>(&self, method: Method, url: Url, condition: Option<(HeaderName, String)>) -> Request<'a> {
        let mut headers = vec![(ACCEPT_LANGUAGE, self.languages.clone())];
        headers.extend(condition);
        Request { method, url, headers, payload: Payload::Nothing, within: self.wire.timeouts.answer }
    }

    /// A list.
    pub async fn list(&self, path: &[&str], query: &[(&str, String)]) -> Result<Body, ProviderError> {
        let url = self.wire.address(path, query)?;
        let answer = self.wire.send(self.request(Method::GET, url, None)).await?;
        self.body(answer).await
    }

    /// A list of another interface at the same server, which may not know the login's token.
    pub async fn list_at(&self, url: Url) -> Result<Body, ProviderError> {
        let answer = self.wire.send_once(self.request(Method::GET, url, None)).await?;
        self.body(answer).await
    }

    async fn body(&self, answer: Response) -> Result<Body, ProviderError> {
        let at = date(answer.headers());
        let mut bytes = json(answer, LONGEST_LIST, &self.wire.bytes).await?;
        if std::str::from_utf8(&bytes).is_err() {
            // One letter in another encoding must not cost the others.
            bytes = String::from_utf8_lossy(&bytes).into_owned().into_bytes();
        }
        Ok(Body { bytes, at })
    }

    /// One thing.
    pub async fn get(&self, path: &[&str]) -> Result<Value, ProviderError> {
        let answer = self.wire.send(self.request(Method::GET, self.wire.address(path, &[])?, None)).await?;
        let bytes = json(answer, LONGEST_ITEM, &self.wire.bytes).await?;
        serde_json::from_slice(&bytes).map_err(|_| ProviderError::Garbage { what: "an answer that is no JSON" })
    }

    /// Changes what is in this state still; its state then, if the service says.
    pub async fn put(&self, path: &[&str], state: &str, body: &Value) -> Result<Option<String>, ProviderError> {
        let condition = Some((IF_MATCH, state.to_owned())).filter(|_| !state.is_empty());
        let request = self.request(Method::PUT, self.wire.address(path, &[])?, condition);
        let answer = self.wire.send(Request { payload: Payload::Json(body), ..request }).await?;
        let etag = answer.headers().get(ETAG).and_then(|value| value.to_str().ok());
        let state = etag.map(|etag| etag.trim_start_matches("W/").trim_matches('"').to_owned());
        nothing(&answer)?;
        Ok(state.filter(|state| !state.is_empty()))
    }

    /// A file at the service's own address, with the login's token.
    pub async fn file(&self, url: Url) -> Result<Response, ProviderError> {
        let accept = Some((reqwest::header::ACCEPT, "*/*".to_owned()));
        let request = self.request(Method::GET, url, accept);
        self.wire.send(Request { within: self.wire.timeouts.file, ..request }).await
    }

    /// The bytes of an answer.
    pub fn content(&self, answer: Response) -> Result<Content, ProviderError> {
        self.wire.content(answer)
    }
}

/// When an answer was made (RFC 9110, section 6.6.1).
fn date(headers: &HeaderMap) -> Option<Timestamp> {
    let text = headers.get(DATE)?.to_str().ok()?;
    Some(jiff::fmt::rfc2822::parse(text).ok()?.timestamp())
}

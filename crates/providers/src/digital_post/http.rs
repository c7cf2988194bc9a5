//! Requests to the service, with conditions where it takes them.

use crate::wire::{Payload, Request, Timeouts, Upload, Wire, json, nothing, whole};
use crate::{Authorizer, Content, ProviderError, Source};
use reqwest::header::{ETAG, HeaderName, IF_MATCH, IF_NONE_MATCH};
use reqwest::{Method, Response, StatusCode};
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// A page of 200 letters is far below this.
const LONGEST_LIST: usize = 8 << 20;
/// One letter or mailbox.
pub const LONGEST_ITEM: usize = 1 << 20;
/// A logo; a letter's head shows it smaller than a postage stamp.
const LONGEST_LOGO: usize = 256 << 10;

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
    wire: Wire,
}

impl Http {
    pub fn new(base: Url, authorizer: Arc<dyn Authorizer>, timeouts: Timeouts) -> Result<Self, ProviderError> {
        Ok(Http { wire: Wire::new(base, authorizer, timeouts, "*/*", |_, _| None)? })
    }

    pub fn take_traffic(&self) -> (u64, u64) {
        self.wire.take_traffic()
    }

    fn timeouts(&self) -> &Timeouts {
        &self.wire.timeouts
    }

    fn address(&self, path: &[&str], query: &[(&str, String)]) -> Result<Url, ProviderError> {
        self.wire.address(path, query)
    }

    async fn send(
        &self,
        method: Method,
        url: Url,
        along: Along<'_>,
        within: Duration,
    ) -> Result<Response, ProviderError> {
        let file = along.file;
        let upload = || match file {
            Some(file) => Upload::of(file),
            None => Err(ProviderError::Garbage { what: "a file that is none" }),
        };
        let payload = match (file, along.body) {
            (Some(_), _) => Payload::File(&upload),
            (None, Some(body)) => Payload::Json(body),
            (None, None) => Payload::Nothing,
        };
        let headers = along.condition.into_iter().collect();
        self.wire.send(Request { method, url, headers, payload, within }).await
    }

    async fn item(&self, answer: Response) -> Result<Value, ProviderError> {
        let bytes = json(answer, LONGEST_ITEM, &self.wire.bytes).await?;
        serde_json::from_slice(&bytes).map_err(|_| ProviderError::Garbage { what: "an answer that is no JSON" })
    }

    pub async fn get(&self, path: &[&str]) -> Result<Value, ProviderError> {
        self.get_with(path, &[]).await
    }

    pub async fn get_with(&self, path: &[&str], query: &[(&str, String)]) -> Result<Value, ProviderError> {
        let url = self.address(path, query)?;
        let answer = self.send(Method::GET, url, Along::default(), self.timeouts().answer).await?;
        self.item(answer).await
    }

    pub async fn patch(&self, path: &[&str], version: i64, body: &Value) -> Result<Value, ProviderError> {
        let along = Along { condition: Some((IF_MATCH, version.to_string())), body: Some(body), file: None };
        let answer = self.send(Method::PATCH, self.address(path, &[])?, along, self.timeouts().answer).await?;
        self.item(answer).await
    }

    pub async fn put(&self, path: &[&str], version: i64, body: &Value) -> Result<Value, ProviderError> {
        let along = Along { condition: Some((IF_MATCH, version.to_string())), body: Some(body), file: None };
        let answer = self.send(Method::PUT, self.address(path, &[])?, along, self.timeouts().answer).await?;
        self.item(answer).await
    }

    pub async fn post(&self, path: &[&str], body: &Value) -> Result<Value, ProviderError> {
        let along = Along { condition: None, body: Some(body), file: None };
        let answer = self.send(Method::POST, self.address(path, &[])?, along, self.timeouts().answer).await?;
        self.item(answer).await
    }

    /// A deed that needs no words.
    pub async fn post_nothing(&self, path: &[&str]) -> Result<Value, ProviderError> {
        let url = self.address(path, &[])?;
        let answer = self.send(Method::POST, url, Along::default(), self.timeouts().answer).await?;
        self.item(answer).await
    }

    /// The same for what is in this version still.
    pub async fn put_nothing(&self, path: &[&str], version: i64) -> Result<Value, ProviderError> {
        let along = Along { condition: Some((IF_MATCH, version.to_string())), body: None, file: None };
        let answer = self.send(Method::PUT, self.address(path, &[])?, along, self.timeouts().answer).await?;
        self.item(answer).await
    }

    /// A command: a PUT that names no version.
    pub async fn command(&self, path: &[&str], body: &Value) -> Result<Value, ProviderError> {
        let along = Along { condition: None, body: Some(body), file: None };
        let answer = self.send(Method::PUT, self.address(path, &[])?, along, self.timeouts().answer).await?;
        self.item(answer).await
    }

    /// The bytes of a file.
    pub async fn upload(&self, path: &[&str], version: i64, file: &dyn Source) -> Result<(), ProviderError> {
        let along = Along { condition: Some((IF_MATCH, version.to_string())), body: None, file: Some(file) };
        nothing(&self.send(Method::PUT, self.address(path, &[])?, along, self.timeouts().file).await?)
    }

    /// Withdraws what has no version.
    pub async fn withdraw(&self, path: &[&str]) -> Result<(), ProviderError> {
        let url = self.address(path, &[])?;
        nothing(&self.send(Method::DELETE, url, Along::default(), self.timeouts().answer).await?)
    }

    pub async fn delete(&self, path: &[&str], version: i64) -> Result<(), ProviderError> {
        let along = Along { condition: Some((IF_MATCH, version.to_string())), body: None, file: None };
        nothing(&self.send(Method::DELETE, self.address(path, &[])?, along, self.timeouts().answer).await?)
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
        let answer = self.send(Method::GET, self.address(path, query)?, along, self.timeouts().answer).await?;
        if answer.status() == StatusCode::NOT_MODIFIED {
            return Ok(None);
        }
        let etag = answer.headers().get(ETAG).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let mut bytes = json(answer, LONGEST_LIST, &self.wire.bytes).await?;
        if std::str::from_utf8(&bytes).is_err() {
            // One letter in another encoding must not cost the others.
            bytes = String::from_utf8_lossy(&bytes).into_owned().into_bytes();
        }
        Ok(Some(Body { bytes, etag }))
    }

    /// A logo, if there is one.
    pub async fn logo(&self, path: &[&str]) -> Result<Option<Vec<u8>>, ProviderError> {
        match self.send(Method::GET, self.address(path, &[])?, Along::default(), self.timeouts().logo).await {
            Ok(answer) => whole(answer, LONGEST_LOGO, &self.wire.bytes).await.map(Some),
            Err(ProviderError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub async fn content(&self, path: &[&str]) -> Result<Content, ProviderError> {
        let answer = self.send(Method::GET, self.address(path, &[])?, Along::default(), self.timeouts().file).await?;
        self.wire.content(answer)
    }
}

//! The HTTP client of the eID: no redirects, limits on time and size, https unless on this computer.

use crate::EidError;
use futures::StreamExt;
use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::Value;
use std::time::Duration;
use url::Url;

const LONGEST: usize = 1 << 20;

pub(crate) struct Http(Client);

/// An address that may be spoken to.
pub(crate) fn safe(address: &str) -> Result<Url, EidError> {
    let url = Url::parse(address).map_err(|_| EidError::BadAnswer("an address that is none"))?;
    let here = matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
    match url.scheme() {
        "https" => Ok(url),
        "http" if here => Ok(url),
        _ => Err(EidError::BadAnswer("an address without encryption")),
    }
}

impl Http {
    pub(crate) fn new() -> Result<Self, EidError> {
        // A second client in one process finds it installed: that is fine.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(10))
            .timeout(Duration::from_secs(30))
            .build()
            .map(Http)
            .map_err(|_| EidError::Unreachable)
    }

    pub(crate) fn get(&self, url: Url) -> RequestBuilder {
        self.0.get(url)
    }

    pub(crate) fn post(&self, url: Url, fields: &[(&str, &str)]) -> RequestBuilder {
        self.0.post(url).form(fields)
    }
}

/// Sends a request; status and JSON of the answer. Anything else than JSON is refused.
pub(crate) async fn json(request: RequestBuilder) -> Result<(StatusCode, Value), EidError> {
    let answer = request.send().await.map_err(|_| EidError::Unreachable)?;
    let status = answer.status();
    let mut bytes = Vec::new();
    let mut stream = answer.bytes_stream();
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|_| EidError::Unreachable)?;
        if bytes.len() + piece.len() > LONGEST {
            return Err(EidError::BadAnswer("an answer that is too long"));
        }
        bytes.extend_from_slice(&piece);
    }
    if status.is_server_error() {
        return Err(EidError::Unreachable);
    }
    let value = serde_json::from_slice(&bytes).map_err(|_| EidError::BadAnswer("an answer that is no JSON"))?;
    Ok((status, value))
}

/// The provider's short word for an error; its prose stays there.
pub(crate) fn error_word(value: &Value) -> String {
    let word = value.get("error").and_then(Value::as_str).unwrap_or("unknown");
    word.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).take(64).collect()
}

//! The HTTP client of the eID: no redirects, nothing unpacked, limits on time and size.

use crate::dialect::Fields;
use crate::{EidError, Patience};
use futures::StreamExt;
use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::Value;
use url::Url;

const LONGEST: usize = 1 << 20;

pub(crate) struct Http(Client);

impl Http {
    /// For this provider.
    pub(crate) fn new(issuer: &str, patience: &Patience) -> Result<Self, EidError> {
        // A second client in one process finds it installed: that is fine.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = Client::builder();
        // What is not encrypted stays on this computer, whatever proxy the environment names.
        let builder = if issuer.starts_with("https:") { builder } else { builder.no_proxy() };
        builder
            .redirect(reqwest::redirect::Policy::none())
            // Whatever else in the program wants compression: nothing here may unpack to more than it seems.
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            .connect_timeout(patience.connect)
            .timeout(patience.answer)
            .user_agent(concat!("Postkasse/", env!("CARGO_PKG_VERSION")))
            .build()
            .map(Http)
            .map_err(|_| EidError::Unreachable)
    }

    pub(crate) fn get(&self, url: &Url) -> RequestBuilder {
        self.0.get(url.clone())
    }

    pub(crate) fn post(&self, url: &Url, fields: &Fields) -> RequestBuilder {
        self.0.post(url.clone()).form(fields)
    }
}

/// Sends a request; status and JSON of the answer. Anything else than JSON is refused, and so is being sent
/// elsewhere: what these requests carry is for the one who was asked.
pub(crate) async fn json(request: RequestBuilder) -> Result<(StatusCode, Value), EidError> {
    let answer = request.send().await.map_err(|_| EidError::Unreachable)?;
    let status = answer.status();
    if status.is_redirection() {
        return Err(EidError::Redirected);
    }
    if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
        return Err(EidError::Busy);
    }
    let mut bytes = Vec::new();
    let mut stream = answer.bytes_stream();
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|_| EidError::Unreachable)?;
        if bytes.len() + piece.len() > LONGEST {
            return Err(EidError::TooLong);
        }
        bytes.extend_from_slice(&piece);
    }
    let value = serde_json::from_slice(&bytes).map_err(|_| EidError::BadAnswer("an answer that is no JSON"))?;
    Ok((status, value))
}

/// The provider's short word for an error; its prose stays there.
fn error_word(value: &str) -> String {
    value.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).take(64).collect()
}

/// What the provider's word for an error means (RFC 6749, OpenID Connect Core, the word for a level that could not be
/// reached, and Digipost's for somebody whom it does not know yet).
pub(crate) fn refusal(word: &str) -> EidError {
    match word {
        "temporarily_unavailable" | "server_error" => EidError::Busy,
        "invalid_client" | "unauthorized_client" => EidError::ClientRefused,
        "unmet_authentication_requirements" => EidError::LevelTooLow,
        "registration_requires_higher_level" => EidError::NoMailboxYet,
        other => EidError::Refused(error_word(other)),
    }
}

/// The same, of an answer in JSON.
pub(crate) fn refused(value: &Value) -> EidError {
    refusal(value.get("error").and_then(Value::as_str).unwrap_or("unknown"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_error_only_a_short_plain_word_is_kept() {
        let long = "x".repeat(1000);
        assert_eq!(refusal(&long), EidError::Refused("x".repeat(64)));
        assert_eq!(refusal("in\u{1b}[2Jvalid <b>"), EidError::Refused("in2Jvalidb".to_owned()));
        assert_eq!(refused(&serde_json::json!([1])), EidError::Refused("unknown".to_owned()));
    }
}

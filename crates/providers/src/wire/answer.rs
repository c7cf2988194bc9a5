//! Answers: a status turned into our errors, and a body read within its limits. Nothing that is asked for is
//! compressed, so an answer that says it is gets refused unread.

use crate::{ProviderError, Retry};
use futures::StreamExt;
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use serde_json::Value;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A refusal's own words.
const LONGEST_REFUSAL: usize = 64 << 10;
/// No service may keep us away for longer.
const LONGEST_RETRY: Duration = Duration::from_secs(3600);

/// What a refusal of one service means, by its status and whatever JSON it says (`Null` where it says none), where
/// that is more than the status alone means.
pub type Refusal = fn(StatusCode, &Value) -> Option<ProviderError>;

/// Lets pass what was asked for; anything else is one of our errors.
pub async fn judge(answer: Response, counter: &AtomicU64, refusal: Refusal) -> Result<Response, ProviderError> {
    let status = answer.status();
    let encoding = answer.headers().get(CONTENT_ENCODING);
    if encoding.is_some_and(|encoding| encoding.as_bytes() != b"identity") {
        return Err(ProviderError::Garbage { what: "an encoding that was not asked for" });
    }
    if status.is_success() || status == StatusCode::NOT_MODIFIED {
        return Ok(answer);
    }
    let headers = answer.headers().clone();
    let said = match status.is_client_error() {
        true => said(answer, counter).await,
        false => Value::Null,
    };
    if let Some(meant) = refusal(status, &said) {
        return Err(meant);
    }
    Err(match status {
        StatusCode::UNAUTHORIZED => ProviderError::SignInAgain,
        StatusCode::FORBIDDEN => ProviderError::NotAllowed,
        StatusCode::NOT_FOUND | StatusCode::GONE => ProviderError::NotFound,
        StatusCode::CONFLICT | StatusCode::PRECONDITION_FAILED => ProviderError::Conflict,
        StatusCode::TOO_MANY_REQUESTS
        | StatusCode::BAD_GATEWAY
        | StatusCode::SERVICE_UNAVAILABLE
        | StatusCode::GATEWAY_TIMEOUT => ProviderError::Busy(Retry { after: retry_after(&headers) }),
        status if status.is_server_error() => ProviderError::Failed,
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => {
            ProviderError::Refused { code: error_code(&said) }
        }
        // Followed nowhere: the bearer token is for this service alone.
        status if status.is_redirection() => ProviderError::Garbage { what: "a way to another address" },
        _ => ProviderError::Garbage { what: "an unexpected status" },
    })
}

/// What a refusal says, if it is JSON.
async fn said(answer: Response, counter: &AtomicU64) -> Value {
    match whole(answer, LONGEST_REFUSAL, counter).await {
        Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or(Value::Null),
        Err(_) => Value::Null,
    }
}

/// The service's own word for what is wrong; its prose stays there.
fn error_code(value: &Value) -> String {
    let code = value.get("code").and_then(Value::as_str).unwrap_or("unknown");
    code.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')).take(64).collect()
}

/// The whole body, unless it is longer than it may be.
pub async fn whole(answer: Response, longest: usize, counter: &AtomicU64) -> Result<Vec<u8>, ProviderError> {
    let mut bytes = Vec::new();
    let mut stream = answer.bytes_stream();
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|_| ProviderError::Cut)?;
        counter.fetch_add(piece.len() as u64, Ordering::Relaxed);
        if bytes.len() + piece.len() > longest {
            return Err(ProviderError::Garbage { what: "an answer that is too long" });
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// The whole body of what says that it is JSON.
pub async fn json(answer: Response, longest: usize, counter: &AtomicU64) -> Result<Vec<u8>, ProviderError> {
    let mime = answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_json = |mime: &str| {
        let essence = mime.split(';').next().unwrap_or_default().trim();
        essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
    };
    if !mime.is_some_and(is_json) {
        return Err(ProviderError::Garbage { what: "an answer of another type" });
    }
    whole(answer, longest, counter).await
}

/// Lets pass what is answered without words. A page in their place comes from somebody else on the way, and the deed
/// may not have been heard.
pub fn nothing(answer: &Response) -> Result<(), ProviderError> {
    let mime = answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    match mime {
        Some(mime) if mime.starts_with("text/html") => {
            Err(ProviderError::Garbage { what: "a page where no words belong" })
        }
        _ => Ok(()),
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

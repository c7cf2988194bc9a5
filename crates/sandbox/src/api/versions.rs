//! Optimistic locking: `If-Match` names the version last seen, and another one is a conflict.

use super::errors::Refusal;
use axum::http::{HeaderMap, StatusCode, header};

/// The version in `If-Match`: the plain number that public clients send, or an entity tag of it.
///
/// # Errors
/// 400 when there is none.
pub fn if_match(headers: &HeaderMap) -> Result<i64, Refusal> {
    let text = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let number = text.trim().trim_start_matches("W/").trim_matches('"');
    number.parse().map_err(|_| {
        let message = "If-Match must name the version last seen.";
        Refusal::field(StatusCode::BAD_REQUEST, "request", "If-Match", "if.match.invalid", message, &text.into())
    })
}

/// Whether that is still the version.
///
/// # Errors
/// 409 when it is not.
pub fn expect(seen: i64, present: i64) -> Result<(), Refusal> {
    if seen == present { Ok(()) } else { Err(Refusal::conflict()) }
}

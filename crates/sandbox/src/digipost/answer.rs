//! Answers in Digipost's media type, and what comes in as JSON, whatever type it claims.

use super::MEDIA;
use super::refusal::Refusal;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A resource.
#[derive(Debug)]
pub struct Resource(pub StatusCode, pub Value);

impl Resource {
    /// One that was asked for.
    #[must_use]
    pub fn ok(value: Value) -> Self {
        Resource(StatusCode::OK, value)
    }

    /// One that was made.
    #[must_use]
    pub fn made(value: Value) -> Self {
        Resource(StatusCode::CREATED, value)
    }
}

impl IntoResponse for Resource {
    fn into_response(self) -> Response {
        (self.0, [(header::CONTENT_TYPE, MEDIA), (header::CACHE_CONTROL, "no-store")], self.1.to_string())
            .into_response()
    }
}

/// Reads a body.
///
/// # Errors
/// 400 when it is not what it should be.
pub fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| Refusal::rule("BAD_REQUEST", error.to_string()))
}

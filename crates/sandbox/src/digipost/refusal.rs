//! Refusals as Digipost words them: `{"error-code", "error-message", "error-type"}`. Of the codes only `FOLDER_NOT_EMPTY`
//! is known from outside; the others are the sandbox's own.

use super::MEDIA;
use crate::store::StoreError;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Why a call was not answered with what it asked for.
#[derive(Debug)]
pub struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Refusal {
    /// With these.
    #[must_use]
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Refusal { status, code, message: message.into() }
    }

    /// 400: a rule of the service.
    #[must_use]
    pub fn rule(code: &'static str, message: impl Into<String>) -> Self {
        Refusal::new(StatusCode::BAD_REQUEST, code, message)
    }

    /// 403.
    #[must_use]
    pub fn forbidden(code: &'static str, message: impl Into<String>) -> Self {
        Refusal::new(StatusCode::FORBIDDEN, code, message)
    }

    /// 404.
    #[must_use]
    pub fn not_found() -> Self {
        Refusal::new(StatusCode::NOT_FOUND, "NOT_FOUND", "There is nothing here.")
    }

    /// 401.
    #[must_use]
    pub fn unauthorized() -> Self {
        Refusal::new(StatusCode::UNAUTHORIZED, "UNAUTHORIZED", "The access token is missing, expired or not valid.")
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "Digipost cannot answer");
        Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL", "Something went wrong.")
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        StoreError::from(error).into()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let kind = if self.status.is_client_error() { "CLIENT" } else { "SERVER" };
        let body = json!({"error-code": self.code, "error-message": self.message, "error-type": kind}).to_string();
        let mut response = (self.status, [(header::CONTENT_TYPE, MEDIA)], body).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
        }
        response
    }
}

//! The administrator's side: playing the authority, misbehaving on request, and looking at what the
//! service itself holds. JSON over HTTP as in the contracts; refusals are `{"error": "…"}`.

mod accesses;
mod contact_register;
mod faults;
mod letter;
mod letters;
mod look;
mod memo;
mod memo_fields;
pub mod norwegian;
mod person;
mod receiver;
mod registration;
mod sent;

pub use crate::norway::letter::NorwegianLetter;

use crate::server::Shared;
use crate::store::StoreError;
use axum::extract::DefaultBodyLimit;
use axum::extract::rejection::QueryRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::json;

/// The largest letter taken: what a receiver must be able to handle (99.5 MB) as base64 in XML,
/// with some room.
const LARGEST: usize = 160 * 1024 * 1024;

/// The administrator's paths.
pub fn router() -> Router<Shared> {
    Router::new()
        .route("/admin/letters", post(letters::deliver))
        .route("/admin/memo", post(memo::deliver))
        .route("/admin/receiver", post(receiver::queue).get(receiver::look))
        .route("/admin/access/end", post(accesses::end))
        .route("/admin/access/give", post(accesses::give))
        .route("/admin/company/close", post(accesses::close))
        .route("/admin/faults", post(faults::set).delete(faults::clear))
        .route("/admin/requests", get(look::requests))
        .route("/admin/sent", get(sent::list))
        .route("/admin/mailboxes/{mailbox}", get(look::mailbox))
        .route("/admin/persons/{person}", get(person::look))
        .route("/admin/clock", post(look::clock))
        .route("/admin/registration", post(registration::register))
        .route("/admin/codes", get(registration::sent_codes))
        .route("/admin/contact-register", post(contact_register::set))
        .route("/admin/storage", post(norwegian::storage))
        .layer(DefaultBodyLimit::max(LARGEST))
}

/// A refusal to the administrator.
#[derive(Debug)]
pub struct Refused {
    status: StatusCode,
    why: String,
}

impl Refused {
    /// 400 with the reason.
    pub fn because(why: impl Into<String>) -> Self {
        Refused { status: StatusCode::BAD_REQUEST, why: why.into() }
    }

    /// 404 with what was not found.
    pub fn unknown(what: impl Into<String>) -> Self {
        Refused { status: StatusCode::NOT_FOUND, why: what.into() }
    }
}

impl From<QueryRejection> for Refused {
    fn from(error: QueryRejection) -> Self {
        Refused::because(error.body_text())
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Refused { status: StatusCode::INTERNAL_SERVER_ERROR, why: error.to_string() }
    }
}

impl From<std::io::Error> for Refused {
    fn from(error: std::io::Error) -> Self {
        Refused { status: StatusCode::INTERNAL_SERVER_ERROR, why: error.to_string() }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.status, Json(json!({"error": self.why}))).into_response()
    }
}

/// Reads a JSON body, whatever content type it claims.
fn read<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, Refused> {
    serde_json::from_slice(body).map_err(|error| Refused::because(format!("not understood: {error}")))
}

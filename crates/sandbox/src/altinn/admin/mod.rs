//! The administrator as a service owner, and as the register of who represents whom.

mod dialogs;
mod parties;

use crate::admin::Refused;
use crate::server::Shared;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{patch, post};
use serde_json::{Map, Value};

/// The largest dialog with its files.
const LARGEST: usize = 160 * 1024 * 1024;

/// The administrator's paths.
pub fn router() -> Router<Shared> {
    Router::new()
        .route("/admin/altinn/dialogs", post(dialogs::create))
        .route("/admin/altinn/dialogs/{dialog}", patch(dialogs::change))
        .route("/admin/altinn/parties", post(parties::set))
        .layer(DefaultBodyLimit::max(LARGEST))
}

/// The members of a JSON object.
fn members(body: &[u8]) -> Result<Map<String, Value>, Refused> {
    serde_json::from_slice(body).map_err(|error| Refused::because(format!("not understood: {error}")))
}

/// A value as what it is to be.
fn read<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, Refused> {
    serde_json::from_value(value).map_err(|error| Refused::because(format!("not understood: {error}")))
}

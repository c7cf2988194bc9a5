//! Logos of the senders that have one.

use super::caller::Reader;
use super::demo::SENDERS;
use super::refusal::Refusal;
use crate::ids;
use crate::logo::{self, LogoFault};
use crate::server::Shared;
use crate::services::Service;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The end of the address of a sender's logo; none for one that is not registered.
#[must_use]
pub fn of(sender: &str) -> Option<String> {
    let known = SENDERS.iter().any(|(name, _)| *name == sender);
    known.then(|| ids::stable(&["digipost-organisation", sender]))
}

/// GET a logo.
pub async fn logo(State(sandbox): State<Shared>, _reader: Reader, Path(id): Path<String>) -> Result<Response, Refusal> {
    let fault = sandbox.faults.of(Service::Digipost).logo;
    let known = SENDERS.iter().any(|(name, _)| of(name).as_ref() == Some(&id));
    if !known || fault == Some(LogoFault::Missing) {
        return Err(Refusal::not_found());
    }
    let good = logo::draw(&id).map_err(|error| {
        tracing::error!(%error, "no logo could be drawn");
        Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL", "Something went wrong.")
    })?;
    Ok(([(header::CONTENT_TYPE, "image/png")], logo::body(fault, good)).into_response())
}

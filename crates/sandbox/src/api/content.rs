//! The bytes of a file. Fetching those of an ordinary letter leaves no trace; fetching those of a
//! legal notification is opening it, and serves the owner.

use super::caller::{Asked, Caller, look_into, with};
use super::documents::element;
use super::errors::Refusal;
use super::noted::Deed;
use crate::contents;
use crate::server::Shared;
use crate::store::messages;
use crate::store::times::stamp;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use model::Level;

/// GET `…/files/{id}/content`.
pub async fn content(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, message, document, file)): Path<(String, String, String, String)>,
) -> Result<Response, Refusal> {
    let now = stamp(sandbox.clock.now());
    let bytes = with(&sandbox.store, move |db| {
        let reached = look_into(db, &caller, &mailbox, Asked::Item)?;
        let found = messages::one(db, &mailbox, &message)?.ok_or_else(|| Refusal::not_found("message"))?;
        let in_document = element(&found.shape, "documents", &document);
        in_document.and_then(|document| element(document, "files", &file)).ok_or_else(|| Refusal::not_found("file"))?;
        let needed = found.level.as_deref().and_then(Level::from_claim);
        if needed.is_some_and(|needed| needed > caller.level) {
            return Err(Refusal::forbidden().bare());
        }
        let bytes = contents::of(db, &found, &file)?.ok_or_else(|| Refusal::not_found("file"))?;
        if found.message_type == "LEGAL_NOTIFICATION" && !found.notified {
            messages::serve(db, &found.id, &now)?;
            let deed = Deed { caller: &caller, reached: &reached, now: &now };
            deed.note_letter(db, "MESSAGE_LEGALLY_NOTIFIED", &found)?;
        }
        Ok(bytes)
    })
    .await?;
    let octets = HeaderValue::from_static("application/octet-stream");
    Ok(([(header::CONTENT_TYPE, octets)], bytes).into_response())
}

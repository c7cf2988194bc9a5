//! What a file holds. Fetching it marks it as read, and that is the only thing that does; where the sender wants to know,
//! the person confirms first that she will open it.

use super::caller::Reader;
use super::letter::{File, Receipt};
use super::refusal::Refusal;
use super::store::documents;
use crate::server::Shared;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Refuses a file that this login does not open.
fn check_level(reader: &Reader, file: &File) -> Result<(), Refusal> {
    if reader.scope.opens(file.needs) {
        return Ok(());
    }
    let needed = file.needs.as_str();
    Err(Refusal::forbidden("AUTHENTICATION_LEVEL_TOO_LOW", format!("The document takes a login at level {needed}.")))
}

/// The media type that a file is served with.
fn media(file: &File) -> &'static str {
    match file.file_type.as_str() {
        "pdf" => "application/pdf",
        "html" => "text/html; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        _ => "application/octet-stream",
    }
}

/// GET what a file holds.
pub async fn content(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(file): Path<String>,
) -> Result<Response, Refusal> {
    let (media, bytes) = sandbox
        .store
        .run(move |db| {
            let (_, mut document) = reader.letter_of(db, &file)?;
            let found = document.letter.file_mut(&file).ok_or_else(Refusal::not_found)?;
            check_level(&reader, found)?;
            if found.receipt == Receipt::Wanted {
                let message = "The sender wants to know first that the document is opened.";
                return Err(Refusal::forbidden("OPENING_RECEIPT_REQUIRED", message));
            }
            let (media, new) = (media(found), !found.read || !found.opened);
            (found.read, found.opened) = (true, true);
            let bytes = documents::bytes(db, &file)?.ok_or_else(Refusal::not_found)?;
            if new {
                documents::save(db, &document)?;
            }
            Ok((media, bytes))
        })
        .await?;
    Ok(([(header::CONTENT_TYPE, media)], bytes).into_response())
}

/// POST that the person opens the file, and that the sender may know. It is her own letter, or nobody confirms.
pub async fn confirm(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(file): Path<String>,
) -> Result<StatusCode, Refusal> {
    let confirmed = sandbox.store.run(move |db| {
        let (mailbox, mut document) = reader.letter_of(db, &file)?;
        reader.own(db, &mailbox.id)?;
        let found = document.letter.file_mut(&file).ok_or_else(Refusal::not_found)?;
        check_level(&reader, found)?;
        match found.receipt {
            Receipt::None => return Err(Refusal::rule("NO_RECEIPT_WANTED", "The sender does not want to know.")),
            Receipt::Given => return Ok(()),
            Receipt::Wanted => found.receipt = Receipt::Given,
        }
        Ok(documents::save(db, &document)?)
    });
    confirmed.await.map(|()| StatusCode::NO_CONTENT)
}

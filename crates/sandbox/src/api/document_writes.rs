//! Documents of a draft: added, changed and taken out.

use super::caller::{Asked, Caller, with};
use super::errors::Refusal;
use super::fields::Fields;
use super::{drafts, parts, versions};
use crate::server::Shared;
use crate::store::messages::Message;
use crate::store::messages::drafts::Draft;
use crate::store::{StoreError, times::stamp};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use rusqlite::Connection;
use serde_json::Value;

/// The documents of a message.
#[must_use]
pub fn of(message: &Message) -> Vec<Value> {
    parts::items(&message.shape, "documents")
}

/// Writes the documents of a draft; the draft's version rises with theirs.
///
/// # Errors
/// 422 when there are too many, or when the store fails.
pub fn save(db: &mut Connection, message: &Message, documents: Vec<Value>, now: &str) -> Result<(), Refusal> {
    parts::within_limits(&documents)?;
    let mut draft = Draft::of(message);
    draft.doc.insert("documents".to_owned(), documents.into());
    let transaction = db.transaction().map_err(StoreError::from)?;
    drafts::save(&transaction, message, &draft, now)?;
    Ok(transaction.commit().map_err(StoreError::from)?)
}

/// POST `…/documents/`.
pub async fn add(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, id)): Path<(String, String)>,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let fields = Fields::parse("document", &body)?;
    let now = stamp(sandbox.clock.now());
    let added = with(&sandbox.store, move |db| {
        let message = drafts::editable(db, &caller, &mailbox, &id, Asked::Deed)?;
        let document = parts::document(&fields, None)?;
        let mut documents = of(&message);
        documents.push(document.clone());
        save(db, &message, documents, &now)?;
        Ok((StatusCode::CREATED, Json(document)))
    });
    added.await.map_err(Refusal::quiet)
}

/// PUT `…/documents/{id}`.
pub async fn replace(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, id, document)): Path<(String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Refusal> {
    let version = versions::if_match(&headers)?;
    let fields = Fields::parse("document", &body)?;
    let now = stamp(sandbox.clock.now());
    let replaced = with(&sandbox.store, move |db| {
        let message = drafts::editable(db, &caller, &mailbox, &id, Asked::Item)?;
        let mut documents = of(&message);
        let old = parts::find(&documents, &document).cloned().ok_or_else(|| Refusal::not_found("document"))?;
        versions::expect(version, parts::version(&old))?;
        let new = parts::document(&fields, Some(&old))?;
        documents.iter_mut().filter(|one| **one == old).for_each(|one| *one = new.clone());
        save(db, &message, documents, &now)?;
        Ok(Json(new))
    });
    replaced.await.map_err(Refusal::quiet)
}

/// DELETE `…/documents/{id}`.
pub async fn remove(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, id, document)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<StatusCode, Refusal> {
    let version = versions::if_match(&headers)?;
    let now = stamp(sandbox.clock.now());
    let removed = with(&sandbox.store, move |db| {
        let message = drafts::editable(db, &caller, &mailbox, &id, Asked::Item)?;
        let mut documents = of(&message);
        let old = parts::find(&documents, &document).cloned().ok_or_else(|| Refusal::not_found("document"))?;
        versions::expect(version, parts::version(&old))?;
        documents.retain(|one| *one != old);
        save(db, &message, documents, &now)?;
        Ok(StatusCode::NO_CONTENT)
    });
    removed.await.map_err(Refusal::quiet)
}

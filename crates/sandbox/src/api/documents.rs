//! Documents of a letter and their files, without the bytes.

use super::answer::whole;
use super::caller::{Asked, Caller, look_into, with};
use super::errors::Refusal;
use crate::server::Shared;
use crate::store::messages;
use axum::Json;
use axum::extract::{Path, State};
use rusqlite::Connection;
use serde_json::Value;

/// The element of a list field whose id is this.
#[must_use]
pub fn element<'a>(resource: &'a Value, list: &str, id: &str) -> Option<&'a Value> {
    let is_it = |item: &&Value| item.get("id").and_then(Value::as_str) == Some(id);
    resource.get(list)?.as_array()?.iter().find(is_it)
}

/// The list field of a resource; an absent one is empty.
fn elements(resource: &Value, list: &str) -> Value {
    resource.get(list).cloned().unwrap_or_else(|| Value::Array(Vec::new()))
}

fn letter(db: &Connection, caller: &Caller, mailbox: &str, message: &str) -> Result<Value, Refusal> {
    look_into(db, caller, mailbox, Asked::Item)?;
    let found = messages::one(db, mailbox, message)?;
    Ok(found.ok_or_else(|| Refusal::not_found("message"))?.shape)
}

/// GET `…/documents/`.
pub async fn list(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, message)): Path<(String, String)>,
) -> Result<Json<Value>, Refusal> {
    with(&sandbox.store, move |db| {
        Ok(Json(whole("documents", &elements(&letter(db, &caller, &mailbox, &message)?, "documents"))))
    })
    .await
}

/// GET `…/documents/{id}`.
pub async fn one(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, message, document)): Path<(String, String, String)>,
) -> Result<Json<Value>, Refusal> {
    with(&sandbox.store, move |db| {
        let letter = letter(db, &caller, &mailbox, &message)?;
        let found = element(&letter, "documents", &document);
        found.cloned().map(Json).ok_or_else(|| Refusal::not_found("document"))
    })
    .await
}

/// GET `…/files/`.
pub async fn files(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, message, document)): Path<(String, String, String)>,
) -> Result<Json<Value>, Refusal> {
    with(&sandbox.store, move |db| {
        let letter = letter(db, &caller, &mailbox, &message)?;
        let found = element(&letter, "documents", &document).ok_or_else(|| Refusal::not_found("document"))?;
        Ok(Json(whole("files", &elements(found, "files"))))
    })
    .await
}

/// GET `…/files/{id}`.
pub async fn file(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, message, document, file)): Path<(String, String, String, String)>,
) -> Result<Json<Value>, Refusal> {
    with(&sandbox.store, move |db| {
        let letter = letter(db, &caller, &mailbox, &message)?;
        let found = element(&letter, "documents", &document).and_then(|document| element(document, "files", &file));
        found.cloned().map(Json).ok_or_else(|| Refusal::not_found("file"))
    })
    .await
}

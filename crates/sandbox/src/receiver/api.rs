//! The interface's calls for a receiver system: what waits, one letter, its receipt, its deletion.

use super::{API_KEY, SYSTEM};
use crate::api::{Params, Refusal};
use crate::server::Shared;
use crate::store::memos;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// The most ids of a page.
const LARGEST_PAGE: i64 = 1000;

/// The paths.
pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/apis/v1/memos/", get(list))
        .route("/apis/v1/memos/{id}", get(fetch).delete(delete))
        .route("/apis/v1/memos/{id}/receipt", post(receipt))
}

/// Whether the caller names the system that is registered. The certificate was looked at before.
fn known(headers: &HeaderMap) -> Result<(), Refusal> {
    let expected = format!("Basic {}", STANDARD.encode(format!("{SYSTEM}:{API_KEY}")));
    let named = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if named == Some(expected.as_str()) { Ok(()) } else { Err(Refusal::unauthorized()) }
}

async fn list(
    State(sandbox): State<Shared>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Json<Value>, Refusal> {
    known(&headers)?;
    let page = Params::parse(query.as_deref()).page()?;
    let size = page.size.min(LARGEST_PAGE);
    let (ids, total) = sandbox.store.run(move |db| memos::waiting(db, page.number.saturating_mul(size), size)).await?;
    let pages = total.checked_add(size - 1).map_or(0, |sum| sum / size);
    let mut answer =
        json!({"content": ids, "number": page.number, "size": size, "totalElements": total, "totalPages": pages});
    if let (true, Some(fields)) = (page.number + 1 < pages, answer.as_object_mut()) {
        fields.insert("next".to_owned(), json!({"page": page.number + 1, "size": size}));
    }
    Ok(Json(answer))
}

async fn fetch(State(sandbox): State<Shared>, Path(id): Path<String>, headers: HeaderMap) -> Result<Response, Refusal> {
    known(&headers)?;
    let xml = sandbox.store.run(move |db| memos::fetch(db, &id)).await?.ok_or_else(|| Refusal::not_found("memo"))?;
    Ok(([(header::CONTENT_TYPE, "application/xml")], xml).into_response())
}

async fn receipt(
    State(sandbox): State<Shared>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Refusal> {
    known(&headers).map_err(Refusal::bare)?;
    let receipt: Value = serde_json::from_slice(&body)
        .map_err(|_| Refusal::new(StatusCode::BAD_REQUEST, "receipt.invalid", "The receipt is not understood."))?;
    let noted = sandbox.store.run(move |db| memos::receipt(db, &id, &receipt)).await?;
    if noted { Ok(StatusCode::OK) } else { Err(Refusal::not_found("memo")) }
}

async fn delete(
    State(sandbox): State<Shared>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Refusal> {
    known(&headers).map_err(Refusal::bare)?;
    let deleted = sandbox.store.run(move |db| memos::delete(db, &id)).await?;
    if deleted { Ok(StatusCode::NO_CONTENT) } else { Err(Refusal::not_found("memo")) }
}

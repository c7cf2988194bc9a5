//! `/mailboxes/{mailbox}/folders/`: looking.

use super::answer;
use super::caller::{Asked, Caller, look_into, with};
use super::errors::Refusal;
use super::filter;
use super::params::Params;
use super::projection::project;
use crate::server::Shared;
use crate::store::folders;
use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Value, json};

/// GET `…/folders/`.
pub async fn list(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path(mailbox): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let seen = sandbox.faults.seen_ms();
    let items = with(&sandbox.store, move |db| {
        look_into(db, &caller, &mailbox, Asked::List)?;
        Ok(folders::as_of(db, &mailbox, seen)?)
    })
    .await?;
    let params = Params::parse(query.as_deref());
    let mut items = filter::resources(items, &params)?;
    answer::sort(&mut items, &params.sort()?);
    let fields = params.list("fields");
    let items = items.iter().map(|item| project(item, &fields)).collect();
    Ok(answer::list(&headers, &answer::page_of("folders", items, params.page()?)))
}

/// GET `…/folders/{id}`.
pub async fn one(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, folder)): Path<(String, String)>,
) -> Result<Json<Value>, Refusal> {
    with(&sandbox.store, move |db| {
        look_into(db, &caller, &mailbox, Asked::Item)?;
        folders::one(db, &mailbox, &folder)?.map(Json).ok_or_else(|| Refusal::not_found("folder"))
    })
    .await
}

/// GET `…/folders/summary/`.
pub async fn summary(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path(mailbox): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let seen = sandbox.faults.seen_ms();
    let list = with(&sandbox.store, move |db| {
        look_into(db, &caller, &mailbox, Asked::List)?;
        Ok(folders::summary(db, &mailbox, seen)?)
    })
    .await?;
    Ok(answer::list(&headers, &json!({"folderMessageSummaryList": list})))
}

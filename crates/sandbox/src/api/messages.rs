//! `/mailboxes/{mailbox}/messages/`: the list and one letter. Reading either leaves no trace on a letter;
//! that a mailbox was looked into stands in the activity log, once a day.

use super::answer;
use super::caller::{Asked, Caller, look_into, with};
use super::errors::Refusal;
use super::filter;
use super::noted::Deed;
use super::params::Params;
use super::projection::project;
use crate::server::Shared;
use crate::store::messages;
use crate::store::times::stamp;
use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::Value;

/// GET `…/messages/`.
pub async fn list(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path(mailbox): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let params = Params::parse(query.as_deref());
    let page = params.page()?;
    let mut wanted = filter::messages(&params)?;
    wanted.seen_ms = sandbox.faults.seen_ms();
    let now = stamp(sandbox.clock.now());
    let (found, total) = with(&sandbox.store, move |db| {
        let reached = look_into(db, &caller, &mailbox, Asked::List)?;
        Deed { caller: &caller, reached: &reached, now: &now }.note_look(db)?;
        Ok((messages::list(db, &mailbox, &wanted)?, messages::count(db, &mailbox, &wanted)?))
    })
    .await?;
    let fields = params.list("fields");
    let items = found.iter().map(|message| project(&message.shape, &fields)).collect();
    Ok(answer::list(&headers, &answer::paged("messages", items, page, total)))
}

/// GET `…/messages/{id}`.
pub async fn one(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, message)): Path<(String, String)>,
) -> Result<Json<Value>, Refusal> {
    with(&sandbox.store, move |db| {
        look_into(db, &caller, &mailbox, Asked::Item)?;
        let found = messages::one(db, &mailbox, &message)?;
        found.map(|found| Json(found.shape)).ok_or_else(|| Refusal::not_found("message"))
    })
    .await
}

//! `/mailboxes/{mailbox}/accesses/`: who has access to a mailbox. Whoever decides about accesses sees all of
//! them, anybody else only her own.

use super::answer;
use super::caller::{Asked, Caller, reach, with};
use super::errors::Refusal;
use super::params::Params;
use super::rights::{Decides, Rights};
use crate::server::Shared;
use crate::store::accesses::{self, Access};
use crate::store::subscriptions;
use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use rusqlite::Connection;
use serde_json::Value;

/// The accesses that this caller may see.
fn seen(db: &Connection, caller: &Caller, mailbox: &str) -> Result<Vec<Access>, Refusal> {
    let reached = reach(db, caller, mailbox, Asked::List)?;
    let all = Rights::of(&reached).decides() > Decides::Nobodys;
    let mut accesses = accesses::of_mailbox(db, mailbox)?;
    accesses.retain(|access| all || access.person == caller.person);
    // Where somebody is told of new letters is nobody else's business.
    let mut own = accesses.iter_mut().filter(|access| access.person == caller.person);
    if let Some(shape) = own.next().and_then(|access| access.shape.as_object_mut()) {
        subscriptions::complete(db, shape)?;
    }
    Ok(accesses)
}

/// GET `…/accesses/`.
pub async fn list(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path(mailbox): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let params = Params::parse(query.as_deref());
    let found = with(&sandbox.store, move |db| seen(db, &caller, &mailbox)).await?;
    let mut items: Vec<Value> = found.into_iter().map(|access| access.shape).collect();
    answer::sort(&mut items, &params.sort()?);
    Ok(answer::list(&headers, &answer::page_of("accesses", items, params.page()?)))
}

/// GET `…/accesses/{id}`. No 404 is declared: what is not there is refused.
pub async fn one(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, id)): Path<(String, String)>,
) -> Result<Json<Value>, Refusal> {
    with(&sandbox.store, move |db| {
        // The list declares 403 without a body, this with one.
        let all = seen(db, &caller, &mailbox).map_err(|_| Refusal::forbidden())?;
        let found = all.into_iter().find(|access| access.id == id);
        found.map(|access| Json(access.shape)).ok_or_else(Refusal::forbidden)
    })
    .await
}

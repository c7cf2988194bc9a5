//! `/mailboxes/`: what the caller reaches, and the cheap unread check.

use super::caller::{Asked, Caller, reach, with};
use super::errors::Refusal;
use super::params::Params;
use super::rights::Rights;
use super::{answer, caller};
use crate::server::Shared;
use crate::store::{mailboxes, messages};
use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Value, json};

/// GET `/mailboxes/`.
pub async fn list(
    State(sandbox): State<Shared>,
    caller: Caller,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let seen = sandbox.faults.seen_ms();
    let reached =
        with(&sandbox.store, move |db| Ok::<_, Refusal>(mailboxes::reached(db, &caller.person, seen)?)).await?;
    let params = Params::parse(query.as_deref());
    let mut items: Vec<Value> = reached.iter().map(|one| one.to_json().clone()).collect();
    answer::sort(&mut items, &params.sort()?);
    Ok(answer::list(&headers, &answer::page_of("mailboxes", items, params.page()?)))
}

/// GET `/mailboxes/{id}`.
pub async fn one(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path(mailbox): Path<String>,
) -> Result<Json<Value>, Refusal> {
    with(&sandbox.store, move |db| Ok(Json(reach(db, &caller, &mailbox, Asked::Mailbox)?.to_json().clone()))).await
}

/// GET `/mailboxes/messages/unread/exists/`.
pub async fn unread(
    State(sandbox): State<Shared>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, Refusal> {
    let params = Params::parse(query.as_deref());
    let owner = params.get("ownerId").ok_or_else(|| Refusal::parameter("ownerId", ""))?.to_owned();
    let digits = match params.get("ownerIdType") {
        Some("CPR") => 10,
        Some("CVR") => 8,
        other => return Err(Refusal::parameter("ownerIdType", other.unwrap_or_default())),
    };
    if owner.len() != digits || !owner.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::parameter("ownerId", &owner));
    }
    let seen = sandbox.faults.seen_ms();
    caller::with(&sandbox.store, move |db| {
        let all = mailboxes::reached(db, &caller.person, None)?;
        let reached = all.into_iter().find(|one| one.owner_number == owner);
        let reached = reached.ok_or_else(|| Refusal::forbidden().bare())?;
        Rights::of(&reached).look().map_err(Refusal::bare)?;
        let oldest = messages::oldest_unread(db, &reached.id, seen)?;
        let mut unread = json!({"mailboxId": reached.id, "unreadRegularMessagesExist": oldest.is_some()});
        if let (Some(from), Some(fields)) = (oldest, unread.as_object_mut()) {
            fields.insert("fromDate".to_owned(), from.into());
        }
        Ok(Json(unread))
    })
    .await
}

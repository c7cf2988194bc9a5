//! Looking: the request log, what the service holds, and the services' clock.

use super::{Refused, norwegian, read};
use crate::log::Entry;
use crate::server::Shared;
use crate::store::{StoreError, mailboxes, messages, times::stamp};
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
pub struct Since {
    #[serde(default)]
    pub since: u64,
}

/// GET `/admin/requests?since=N`.
pub async fn requests(
    State(sandbox): State<Shared>,
    since: Result<Query<Since>, QueryRejection>,
) -> Result<Json<Vec<Entry>>, Refused> {
    let Query(Since { since }) = since?;
    Ok(Json(sandbox.log.since(since)))
}

/// GET `/admin/mailboxes/{id}`, whichever the service.
pub async fn mailbox(State(sandbox): State<Shared>, Path(mailbox): Path<String>) -> Result<Json<Value>, Refused> {
    let records = sandbox.store.run(move |db| {
        let known = mailboxes::owner(db, &mailbox)?.is_some();
        if known {
            Ok::<_, StoreError>(Some(messages::records(db, &mailbox)?))
        } else {
            norwegian::records(db, &mailbox)
        }
    });
    let records = records.await?.ok_or_else(|| Refused::unknown("no mailbox of that id"))?;
    Ok(Json(json!({"messages": records})))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Advance {
    advance_s: i64,
}

/// POST `/admin/clock`.
pub async fn clock(State(sandbox): State<Shared>, body: Bytes) -> Result<Json<Value>, Refused> {
    let Advance { advance_s } = read(&body)?;
    let now = sandbox.clock.advance(advance_s).ok_or_else(|| Refused::because("no calendar reaches that far"))?;
    Ok(Json(json!({"now": stamp(now)})))
}

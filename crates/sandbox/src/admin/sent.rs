//! `GET /admin/sent?since=N`: letters that persons have sent, answered and forwarded, to authorities
//! (who answer nothing), to others and by e-mail, as they got them.

use super::Refused;
use super::look::Since;
use crate::server::Shared;
use crate::store::sent;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde_json::Value;

/// GET `/admin/sent?since=N`.
pub async fn list(
    State(sandbox): State<Shared>,
    since: Result<Query<Since>, QueryRejection>,
) -> Result<Json<Vec<Value>>, Refused> {
    let Query(Since { since }) = since?;
    let since = i64::try_from(since).unwrap_or(i64::MAX);
    Ok(Json(sandbox.store.run(move |db| sent::since(db, since)).await?))
}

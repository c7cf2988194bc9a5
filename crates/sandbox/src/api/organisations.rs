//! `/organisations/`: the senders, with their logos.

use super::answer;
use super::caller::{Caller, with};
use super::errors::Refusal;
use super::filter;
use super::params::Params;
use super::projection::project;
use crate::logo::{self, LogoFault};
use crate::server::Shared;
use crate::store::organisations;
use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

/// GET `/organisations/`. `name`, `type` and `cvrNumber` are fields like others; `searchTerm`
/// looks in the name.
pub async fn list(
    State(sandbox): State<Shared>,
    _caller: Caller,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let all = with(&sandbox.store, |db| Ok(organisations::all(db)?)).await?;
    let params = Params::parse(query.as_deref());
    let terms: Vec<String> = params.list("searchTerm").iter().map(|term| term.to_lowercase()).collect();
    let named = |item: &Value| {
        let name = item.get("name").and_then(Value::as_str).unwrap_or_default().to_lowercase();
        terms.is_empty() || terms.iter().any(|term| name.contains(term))
    };
    let mut items = filter::resources(all, &params.without("searchTerm"))?;
    items.retain(named);
    answer::sort(&mut items, &params.sort()?);
    let fields = params.list("fields");
    let items = items.iter().map(|item| project(item, &fields)).collect();
    Ok(answer::list(&headers, &answer::page_of("organisations", items, params.page()?)))
}

async fn find(sandbox: &Shared, id: String) -> Result<Value, Refusal> {
    let found = with(&sandbox.store, move |db| Ok(organisations::one(db, &id)?)).await?;
    found.ok_or_else(|| Refusal::not_found("organisation"))
}

/// GET `/organisations/{id}`.
pub async fn one(
    State(sandbox): State<Shared>,
    _caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, Refusal> {
    find(&sandbox, id).await.map(Json)
}

/// GET `/organisations/{id}/logo`.
pub async fn logo(State(sandbox): State<Shared>, _caller: Caller, Path(id): Path<String>) -> Result<Response, Refusal> {
    let organisation = find(&sandbox, id.clone()).await?;
    let fault = sandbox.faults.logo();
    if organisation.get("logoAvailable") != Some(&Value::Bool(true)) || fault == Some(LogoFault::Missing) {
        return Err(Refusal::not_found("logo"));
    }
    let good = match logo::draw(&id) {
        Ok(good) => good,
        Err(error) => {
            tracing::error!(%error, "no logo could be drawn");
            return Err(Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something went wrong."));
        }
    };
    let body = logo::body(fault, good);
    // Whatever it is, it says that it is what the description promises.
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static("image/png"))], body).into_response())
}

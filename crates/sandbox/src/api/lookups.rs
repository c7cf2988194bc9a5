//! Looking up whom one could write or forward to: companies and citizens by number, and trusted
//! recipients.
//!
//! A citizen is found only by number and full name together. The description declares neither 404 nor
//! 422 for a name that does not belong to the number; such a lookup finds nobody: an empty result.

use super::answer;
use super::caller::{Caller, with};
use super::errors::Refusal;
use super::params::Params;
use crate::server::Shared;
use crate::store::{organisations, owners};
use crate::trustees;
use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

/// Whether a text is so many digits.
#[must_use]
pub fn is_number(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// GET `/organisation-lookup/{cvr}`.
pub async fn organisation(
    State(sandbox): State<Shared>,
    _caller: Caller,
    Path(cvr): Path<String>,
) -> Result<Json<Value>, Refusal> {
    if !is_number(&cvr, 8) {
        let (status, text) = (StatusCode::BAD_REQUEST, "A CVR number has eight digits.");
        return Err(Refusal::field(status, "request", "cvrNumber", "cvr.invalid", text, &cvr.into()));
    }
    let found = with(&sandbox.store, move |db| {
        if let Some(owner) = owners::by_number(db, &cvr)? {
            return Ok(Some((owner.identity, owner.name, owner.status)));
        }
        let all = organisations::all(db)?;
        let registered = all.iter().find(|one| one.get("cvrNumber") == Some(&cvr.as_str().into()));
        let text = |one: &Value, field: &str| one.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(registered.map(|one| (text(one, "id"), text(one, "name"), text(one, "statusType"))))
    });
    let (id, name, status) = found.await?.ok_or_else(|| Refusal::not_found("organisation"))?;
    Ok(Json(json!({"organisationId": id, "organisationName": name, "activeCurator": false, "activeExecutor": false,
        "activeLiquidator": false, "status": status})))
}

/// GET `/citizen-lookup/`.
pub async fn citizen(
    State(sandbox): State<Shared>,
    _caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, Refusal> {
    let params = Params::parse(query.as_deref());
    let said = |name: &str| params.get(name).filter(|text| !text.trim().is_empty());
    let asked = |name: &str| said(name).ok_or_else(|| Refusal::parameter(name, params.get(name).unwrap_or_default()));
    let cpr = asked("cprNumber")?.to_owned();
    if !is_number(&cpr, 10) {
        return Err(Refusal::parameter("cprNumber", &cpr));
    }
    let name = plain(&format!("{} {}", asked("firstNameProvided")?, asked("lastNameProvided")?));
    let found = with(&sandbox.store, move |db| Ok(owners::by_number(db, &cpr)?)).await?;
    Ok(Json(match found.filter(|owner| plain(&owner.name) == name) {
        Some(owner) => {
            json!({"identityId": owner.identity, "name": owner.name, "closed": owner.status == "CLOSED"})
        }
        None => json!({}),
    }))
}

/// A name as it is compared: in lower case, with single spaces.
#[must_use]
pub fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// GET `/mailboxes/trustees`.
pub async fn trustees(caller: Caller, RawQuery(query): RawQuery) -> Result<Json<Value>, Refusal> {
    let params = Params::parse(query.as_deref());
    let field = params.get("sortField").unwrap_or("name");
    if !["name", "id", "idType"].contains(&field) {
        return Err(Refusal::parameter("sortField", field));
    }
    let descends = match params.get("sortOrder") {
        None | Some("asc") => false,
        Some("desc") => true,
        Some(other) => return Err(Refusal::parameter("sortOrder", other)),
    };
    let mut all = trustees::of(&caller.person);
    answer::sort(&mut all, &[(field, descends)]);
    Ok(Json(json!({"trustees": all})))
}

//! What is known of the services, and how much can be asked for at once. The catalogue and the limits are for everybody.

use super::query::{MOST_VALUES, is_party};
use crate::altinn::asked::{self, Asked};
use crate::altinn::languages::Languages;
use crate::altinn::problem::Problem;
use crate::altinn::services::{self, Service};
use crate::altinn::store::{dialogs, parties};
use crate::server::Shared;
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// GET `/metadata/limits`.
pub async fn limits() -> Json<Value> {
    let for_all = [
        ("maxPartyFilterValues", MOST_VALUES),
        ("maxServiceResourceFilterValues", MOST_VALUES),
        ("maxExtendedStatusFilterValues", MOST_VALUES),
    ];
    let owner: serde_json::Map<String, Value> =
        for_all.into_iter().map(|(name, most)| (name.to_owned(), most.into())).collect();
    let mut user = owner.clone();
    user.insert("maxOrgFilterValues".to_owned(), MOST_VALUES.into());
    Json(json!({"endUserSearch": user, "serviceOwnerSearch": owner}))
}

fn items<'a>(of: impl Iterator<Item = &'a Service>, base: &str, languages: &Languages) -> Value {
    let mut sorted: Vec<&Service> = of.collect();
    sorted.sort_by_key(|service| service.name().any().to_lowercase());
    sorted.into_iter().map(|service| service.metadata(base, |texts| languages.told(texts))).collect()
}

/// GET `/metadata/serviceresources`.
pub async fn all(headers: HeaderMap) -> Result<Json<Value>, Problem> {
    let languages = asked::languages(&headers)?;
    Ok(Json(json!({"items": items(services::ALL.iter(), &asked::base(&headers), &languages)})))
}

/// GET `/enduser/serviceresources`: the services that have written to somebody, or to the parties that are named.
pub async fn authorized(
    State(sandbox): State<Shared>,
    asked: Asked,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, Problem> {
    let query = query.unwrap_or_default();
    let named = url::form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name.eq_ignore_ascii_case("party"));
    let named: Vec<String> = named.map(|(_, urn)| urn.to_lowercase()).collect();
    if named.len() > MOST_VALUES {
        return Err(Problem::invalid("Parties.Length", format!("At most {MOST_VALUES} parties.")));
    }
    if let Some(urn) = named.iter().find(|urn| !is_party(urn)) {
        return Err(Problem::invalid("Parties", format!("{urn} is no party.")));
    }
    let person = asked.caller.person.clone();
    let used = sandbox.store.run(move |db| {
        let mut used = BTreeSet::new();
        for urn in parties::readable(db, &person)?.iter().filter(|urn| named.is_empty() || named.contains(urn)) {
            used.extend(dialogs::resources(db, urn)?);
        }
        Ok::<_, Problem>(used)
    });
    let used = used.await?;
    let theirs = services::ALL.iter().filter(|service| used.contains(&service.urn()));
    Ok(Json(json!({"items": items(theirs, &asked.base, &asked.languages)})))
}

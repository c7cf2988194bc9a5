//! `GET /enduser/dialogs`: a page of the dialogs that somebody may read. Looking at a list opens nothing.

use super::query;
use super::shape::{self, View};
use crate::altinn::asked::Asked;
use crate::altinn::dialog::Dialog;
use crate::altinn::problem::Problem;
use crate::altinn::store::search::{self, Order};
use crate::altinn::store::{parties, seen};
use crate::altinn::times;
use crate::server::Shared;
use crate::services::Service;
use axum::Json;
use axum::extract::{RawQuery, State};
use rusqlite::Connection;
use serde_json::{Value, json};

/// A page. The continuation token is that of its last dialog, also when there are no more.
pub async fn search(
    State(sandbox): State<Shared>,
    asked: Asked,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, Problem> {
    let mut wanted = query::read(&query.unwrap_or_default())?;
    wanted.search.as_of_ms = sandbox.faults.seen_ms_of(Service::Altinn);
    let now = times::stamp(sandbox.clock.now());
    Ok(Json(sandbox.store.run(move |db| page(db, &asked, wanted, &now)).await?))
}

fn page(db: &Connection, asked: &Asked, mut wanted: query::Asked, now: &str) -> Result<Value, Problem> {
    // Whoever is none of hers is passed over; without any party, all of hers are meant.
    let mine = parties::readable(db, &asked.caller.person)?;
    let named = std::mem::take(&mut wanted.search.parties);
    wanted.search.parties = mine.into_iter().filter(|urn| named.is_empty() || named.contains(urn)).collect();
    let mut found = search::find(db, &wanted.search, &wanted.order, wanted.after.as_deref(), wanted.limit, now)?;
    let more = found.len() > wanted.limit;
    found.truncate(wanted.limit);
    let view = View { asked, now };
    let mut items = Vec::new();
    for dialog in &found {
        items.push(shape::item(view, dialog, &seen::of(db, &dialog.id)?));
    }
    let token = found.last().map(|last| token(&wanted.order, last)).or(wanted.token);
    let direction = |up: bool| if up { "asc" } else { "desc" };
    let order: Vec<String> =
        wanted.order.0.iter().map(|(field, up)| format!("{}_{}", field.as_str(), direction(*up))).collect();
    Ok(json!({"items": items, "hasNextPage": more, "continuationToken": token, "orderBy": order.join(",")}))
}

fn token(order: &Order, last: &Dialog) -> String {
    let part = |field: &search::Field| format!("{}_{}", field.as_str(), field.of(last).unwrap_or_default());
    order.0.iter().map(|(field, _)| part(field)).collect::<Vec<_>>().join(",")
}

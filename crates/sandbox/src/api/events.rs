//! `/events/`: the activity log. One sees what happened in the mailboxes that one may read, and what one did
//! oneself. Looking at it is not written down.

use super::answer;
use super::caller::{Caller, with};
use super::errors::Refusal;
use super::filter;
use super::params::Params;
use super::parties;
use super::projection::project;
use super::rights::Rights;
use crate::server::Shared;
use crate::store::events::{self, Query};
use crate::store::mailboxes;
use crate::store::owners;
use crate::store::times::stamp;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::Value;

/// Parameters that are no names of fields.
const OWN_MEANING: [&str; 6] =
    ["dateFrom", "dateTo", "ownerOrActor", "senderOrRecipient", "senderOrRecipientSystem", "next"];

/// GET `/events/`.
pub async fn list(
    State(sandbox): State<Shared>,
    caller: Caller,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let params = Params::parse(query.as_deref());
    let moment = |name: &str| match params.get(name).map(|text| (text, text.parse::<jiff::Timestamp>())) {
        None => Ok(None),
        Some((_, Ok(at))) => Ok(Some(stamp(at))),
        Some((text, Err(_))) => Err(Refusal::parameter(name, text)),
    };
    let mut asked = Query {
        from: moment("dateFrom")?,
        to: moment("dateTo")?,
        tag: params.get("eventTag").map(str::to_owned),
        ..Query::default()
    };
    let who = params.get("ownerOrActor").or_else(|| params.get("ownerOrActor ")).map(str::to_owned);
    let items = with(&sandbox.store, move |db| {
        let reached = mailboxes::reached(db, &caller.person, None)?;
        let readable = reached.into_iter().filter(|reached| Rights::of(reached).look().is_ok());
        asked.owners = readable.map(|reached| reached.owner_identity).collect();
        asked.actor = parties::caller(db, &caller)?.identity;
        asked.narrowed_to = match who {
            Some(who) => Some(owners::by_number(db, &who)?.map_or(who, |owner| owner.identity)),
            None => None,
        };
        Ok(events::list(db, &asked)?)
    })
    .await?;
    let named = params.get("senderOrRecipient").or_else(|| params.get("senderOrRecipientSystem"));
    let between = |event: &Value| named.is_none_or(|named| takes_part(event, named));
    let items: Vec<Value> = items.into_iter().filter(between).collect();
    let fields_only =
        OWN_MEANING.iter().fold(params.clone(), |params, name| params.without(name)).without("ownerOrActor ");
    let mut items = filter::resources(items, &fields_only)?;
    answer::sort(&mut items, &params.sort()?);
    let fields = params.list("fields");
    let items = items.iter().map(|item| project(item, &fields)).collect();
    Ok(answer::list(&headers, &answer::page_of("events", items, params.page()?)))
}

/// Whether a party or a system of this number stands in what an event came with.
fn takes_part(event: &Value, named: &str) -> bool {
    let properties = event.get("eventProperties").and_then(Value::as_object);
    properties.into_iter().flatten().any(|(_, value)| value == named)
}

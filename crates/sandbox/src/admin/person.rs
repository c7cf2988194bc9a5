//! What the service itself holds of a person beside her letters: who reaches her mailbox and how each is told of
//! letters, what was asked for or given, her entry in the register, and the programs that she let in.

use super::{Refused, norwegian};
use crate::people;
use crate::seed::own_mailbox;
use crate::server::Shared;
use crate::store::{StoreError, access_requests, accesses, contacts, owners, subscriptions};
use axum::Json;
use axum::extract::{Path, State};
use rusqlite::Connection;
use serde_json::{Map, Value, json};

/// GET `/admin/persons/{id}` → `{"mailbox":"ID","accesses":[…],"requests":[…],"contact":{…},"programs":["…"]}`. An
/// access is the interface's `Access` with the demo's word for its `person`, unless it has ended.
pub async fn look(State(sandbox): State<Shared>, Path(person): Path<String>) -> Result<Json<Value>, Refused> {
    if let Some(known) = crate::norway::people::person(&person) {
        let now = sandbox.clock.now();
        return Ok(Json(sandbox.store.run(move |db| norwegian::held(db, known, now)).await?));
    }
    let known = people::person(&person).ok_or_else(|| Refused::unknown(format!("no person {person}")))?;
    let mut held: Map<String, Value> = sandbox.store.run(move |db| of_mailbox(db, &own_mailbox(known.id))).await?;
    let programs = sandbox.oidc.programs_of(known.id).map_err(StoreError::from)?;
    held.insert("programs".to_owned(), programs.into());
    Ok(Json(Value::Object(held)))
}

fn of_mailbox(db: &Connection, mailbox: &str) -> Result<Map<String, Value>, StoreError> {
    let mut all = Vec::new();
    for access in accesses::of_mailbox(db, mailbox)? {
        let Value::Object(mut shape) = access.shape else { continue };
        subscriptions::complete(db, &mut shape)?;
        shape.insert("person".to_owned(), access.person.into());
        all.push(Value::Object(shape));
    }
    let owner = owners::of_mailbox(db, mailbox)?;
    let requests = owner.map(|owner| access_requests::about(db, &owner.identity)).transpose()?.unwrap_or_default();
    let contact = contacts::of_mailbox(db, mailbox)?.map(|contact| contact.to_json(db)).transpose()?;
    let held = [
        ("mailbox", json!(mailbox)),
        ("accesses", all.into()),
        ("requests", requests.into_iter().map(|request| request.shape).collect()),
        ("contact", contact.into()),
    ];
    Ok(held.map(|(name, value)| (name.to_owned(), value)).into_iter().collect())
}

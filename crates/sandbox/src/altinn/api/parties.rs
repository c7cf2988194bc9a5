//! `GET /enduser/parties`: whom somebody represents.

use crate::altinn::asked::Asked;
use crate::altinn::problem::Problem;
use crate::altinn::store::parties::{self, Party};
use crate::server::Shared;
use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

/// The parties, with their parts.
pub async fn list(State(sandbox): State<Shared>, asked: Asked) -> Result<Json<Value>, Problem> {
    let person = asked.caller.person.clone();
    let known = sandbox.store.run(move |db| parties::of_person(db, &person)).await?;
    let all: Vec<Value> = known.iter().map(|party| shape(party, &asked)).collect();
    Ok(Json(json!({"authorizedParties": all})))
}

fn shape(party: &Party, asked: &Asked) -> Value {
    let own = party.urn == asked.urn();
    let parts: Vec<Value> = party.parts.iter().map(|part| shape(part, asked)).collect();
    json!({
        "party": party.urn, "partyUuid": party.uuid, "partyId": party.number(), "name": party.name,
        "dateOfBirth": party.born(), "partyType": if party.is_person() { "Person" } else { "Organization" },
        "isDeleted": party.deleted, "hasKeyRole": !own && !party.only_parts, "isCurrentEndUser": own,
        "isMainAdministrator": !own && !party.only_parts, "isAccessManager": !own && !party.only_parts,
        "hasOnlyAccessToSubParties": party.only_parts,
        "subParties": if parts.is_empty() { Value::Null } else { parts.into() },
    })
}

//! The parties of a request about rights, read from a body and found in the registers. A citizen is found by
//! number and full name together, or by an identity; a company by its number. Who cannot be found and whose
//! name is another one get the same answer.

use super::caller::Caller;
use super::errors::Refusal;
use super::fields::{Fields, LONGEST};
use super::lookups;
use crate::store::owners::{self, Owner};
use axum::http::StatusCode;
use rusqlite::Connection;
use serde_json::Value;

/// Who a caller is.
///
/// # Errors
/// 403 when she is nobody here.
pub fn caller(db: &Connection, caller: &Caller) -> Result<Owner, Refusal> {
    owners::of_person(db, &caller.person)?.ok_or_else(Refusal::forbidden)
}

/// The party that a participant stands for; `me` is found by her number alone.
///
/// # Errors
/// 400 when it stands for nobody, or for somebody else than it says.
pub fn party(db: &Connection, me: &Owner, participant: &Fields) -> Result<Owner, Refusal> {
    if let Some(identity) = participant.text("identityId", LONGEST)? {
        return owners::by_identity(db, &identity)?.ok_or_else(|| unknown("identityId", &identity.into()));
    }
    let number = participant.needed("externalId", LONGEST)?;
    let kind = participant.needed("externalIdType", LONGEST)?;
    let digits = match kind.as_str() {
        "CPR" => 10,
        "CVR" => 8,
        _ => return Err(participant.wrong("externalIdType")),
    };
    if !lookups::is_number(&number, digits) {
        return Err(participant.wrong("externalId"));
    }
    let said = |name| participant.text(name, LONGEST).map(Option::unwrap_or_default);
    let name = format!("{} {}", said("firstNameProvided")?, said("lastNameProvided")?);
    let is_it = |owner: &Owner| {
        let named = owner.person.is_none() || owner.identity == me.identity;
        named || lookups::plain(&owner.name) == lookups::plain(&name)
    };
    owners::by_number(db, &number)?.filter(is_it).ok_or_else(|| unknown("externalId", &Value::Null))
}

fn unknown(field: &str, value: &Value) -> Refusal {
    let text = "Nobody has this number and this name.";
    Refusal::field(StatusCode::BAD_REQUEST, "requestParticipant", field, "participant.unknown", text, value)
}

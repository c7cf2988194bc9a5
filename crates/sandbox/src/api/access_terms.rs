//! What a request about rights asks for, and who may decide about it.
//!
//! In a citizen's mailbox one can be let read, or read and write; in a company's or an association's one can
//! work with its mail or administer it. A user administrator decides about employees only.

use super::caller::Caller;
use super::errors::Refusal;
use super::fields::{Fields, LONGEST};
use super::rights::{Decides, Rights};
use crate::store::mailboxes;
use crate::store::owners::Owner;
use crate::store::times::stamp;
use axum::http::StatusCode;
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::Value;

const RESOURCE: &str = "accessRequest";

/// 400 about a member of a request.
#[must_use]
pub fn broken(field: &str, code: &str, text: &str) -> Refusal {
    Refusal::field(StatusCode::BAD_REQUEST, RESOURCE, field, code, text, &Value::Null)
}

/// The privileges that can be given in this owner's mailbox, with what deciding about each takes.
fn givable(owner: &Owner) -> &'static [(&'static str, Decides)] {
    match owner.person {
        Some(_) => &[("MESSAGE_BASIC", Decides::Everybodys), ("MESSAGE_WRITE", Decides::Everybodys)],
        None => &[
            ("MESSAGE_EMPLOYEE", Decides::Employees),
            ("ORGANISATION_USER_ADMINISTRATOR", Decides::Everybodys),
            ("ORGANISATION_ADMINISTRATOR", Decides::Everybodys),
        ],
    }
}

/// The privileges that a body asks for in this owner's mailbox.
///
/// # Errors
/// 400 when it asks for none, or for one that is not given there.
pub fn privileges(fields: &Fields, owner: &Owner) -> Result<Vec<&'static str>, Refusal> {
    let words = fields.get("privileges").and_then(Value::as_array).ok_or_else(|| fields.wrong("privileges"))?;
    let known = |word: &Value| givable(owner).iter().map(|(name, _)| *name).find(|name| word == name);
    let all: Option<Vec<_>> = words.iter().map(known).collect();
    all.filter(|all| !all.is_empty())
        .ok_or_else(|| broken("privileges", "privilege.not.allowed", "These privileges are not given in this mailbox."))
}

/// When what a body asks for ends by itself.
///
/// # Errors
/// 400 when that is no time, or over already.
pub fn ends(fields: &Fields, now: &str) -> Result<Option<String>, Refusal> {
    let Some(text) = fields.text("privilegeEndDateTime", LONGEST)? else { return Ok(None) };
    let at: Timestamp = text.parse().map_err(|_| fields.wrong("privilegeEndDateTime"))?;
    let ends = stamp(at);
    if ends.as_str() <= now {
        return Err(broken("privilegeEndDateTime", "end.passed", "The end lies in the past."));
    }
    Ok(Some(ends))
}

/// Whether a caller decides about these privileges in this owner's mailbox.
///
/// # Errors
/// 403 when not.
pub fn decides(db: &Connection, caller: &Caller, owner: &Owner, privileges: &[&str]) -> Result<(), Refusal> {
    let reached = mailboxes::reach(db, &caller.person, &owner.mailbox)?.filter(|reached| !reached.ended);
    let decides = reached.map_or(Decides::Nobodys, |reached| Rights::of(&reached).decides());
    let needed = |word: &str| givable(owner).iter().find(|(name, _)| *name == word).map(|(_, needed)| *needed);
    let enough = privileges.iter().all(|word| decides >= needed(word).unwrap_or(Decides::Everybodys));
    if enough && decides > Decides::Nobodys { Ok(()) } else { Err(Refusal::forbidden()) }
}

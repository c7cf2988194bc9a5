//! Requests about rights as Digital Post describes them (`AccessRequest`), read.

use crate::RemoteAccess;
use jiff::Timestamp;
use model::{AccessLevel, AccessState, Privilege, RemoteId, Rights};
use serde_json::Value;

/// The longest name or reason that is shown.
const LONGEST: usize = 200;

/// A text without control characters, bounded.
pub fn tamed(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(LONGEST).collect::<String>().trim().to_owned()
}

pub fn text<'a>(value: &'a Value, path: &str) -> Option<&'a str> {
    value.pointer(path).and_then(Value::as_str)
}

pub fn moment(value: &Value, path: &str) -> Option<Timestamp> {
    text(value, path)?.parse().ok()
}

/// The name of a party; empty when the service says none.
pub fn name(party: &Value) -> String {
    let said = |name: &str| text(party, name).unwrap_or_default();
    match said("/organisationNameResolved") {
        "" => tamed(&format!("{} {}", said("/firstNameResolved"), said("/lastNameResolved"))),
        organisation => tamed(organisation),
    }
}

/// Who the service says a party is.
pub fn identity(party: &Value) -> Option<&str> {
    text(party, "/identityId").or_else(|| text(party, "/organisationIdentityId"))
}

/// The party that has or gets the access.
pub fn holder(request: &Value) -> &Value {
    request.pointer("/target/requestParticipant").unwrap_or(&Value::Null)
}

/// The party whose mailbox it is.
pub fn owner(request: &Value) -> &Value {
    request.get("accessTo").unwrap_or(&Value::Null)
}

fn privileges(request: &Value) -> Vec<Privilege> {
    let words = request.get("privileges").and_then(Value::as_array);
    words.into_iter().flatten().filter_map(Value::as_str).filter_map(Privilege::parse).collect()
}

/// When it ends by itself. The older member names a day, whose end is meant.
pub fn until(request: &Value) -> Option<Timestamp> {
    moment(request, "/privilegeEndDateTime").or_else(|| {
        let day: jiff::civil::Date = text(request, "/privilegeEndDate")?.parse().ok()?;
        let zone = jiff::tz::TimeZone::get("Europe/Copenhagen").ok()?;
        Some(day.tomorrow().ok()?.to_zoned_datetime(zone).ok()?.timestamp())
    })
}

fn state(request: &Value, now: Timestamp) -> AccessState {
    match text(request, "/requestState") {
        Some("APPROVED") if until(request).is_some_and(|until| until <= now) => AccessState::Ended,
        Some("APPROVED") if text(request, "/target/targetState") == Some("ACTIVATION_CODE_SENT") => {
            AccessState::CodeSent
        }
        Some("APPROVED") => AccessState::Active,
        Some("REJECTED") => AccessState::Rejected,
        Some("REVOKED") => AccessState::Ended,
        _ => AccessState::Waiting,
    }
}

/// Reads a request as the person with this identity sees it; one without an id is none.
pub fn read(request: &Value, me: Option<&str>, now: Timestamp) -> Option<RemoteAccess> {
    let privileges = privileges(request);
    let rights = privileges.iter().fold(Rights::NONE, |all, privilege| all.union(privilege.rights()));
    let same =
        |level: &AccessLevel| level.privileges().iter().all(|one| privileges.contains(one)) && level.rights() == rights;
    let state = state(request, now);
    let is_me = |party: &Value| me.is_some() && identity(party) == me;
    let ended = match state {
        AccessState::Rejected => moment(request, "/rejectionDateTime"),
        AccessState::Ended => moment(request, "/revocationDateTime").or_else(|| until(request)),
        _ => None,
    };
    Some(RemoteAccess {
        id: text(request, "/id")?.into(),
        version: request.get("version").and_then(Value::as_i64).unwrap_or(0),
        owner: name(owner(request)),
        owner_ref: identity(owner(request)).map(RemoteId::from),
        holder: name(holder(request)),
        mine: is_me(holder(request)),
        begun_by_me: request.get("requester").is_some_and(is_me),
        rights,
        level: AccessLevel::ALL.into_iter().rev().find(same),
        state,
        made: moment(request, "/createdDateTime"),
        until: until(request),
        ended,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn request(more: Value) -> Value {
        let mut request = json!({"id": "r", "version": 3, "requestState": "APPROVED", "privileges": ["MESSAGE_BASIC"],
            "accessTo": {"identityId": "o", "firstNameResolved": "Inger\u{7}", "lastNameResolved": "Prøve"},
            "target": {"requestParticipant": {"identityId": "me", "firstNameResolved": "Mette"}}});
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        request
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn it_says_whose_it_is_who_has_it_and_how_far_it_has_come() {
        let now = at("2026-06-01T00:00:00Z");
        let access = read(&request(json!({})), Some("me"), now).unwrap();
        assert_eq!((access.owner.as_str(), access.holder.as_str()), ("Inger Prøve", "Mette"));
        assert_eq!((access.mine, access.level, access.state), (true, Some(AccessLevel::Read), AccessState::Active));
        for (more, state) in [
            (json!({"privilegeEndDateTime": "2026-05-31T21:59:59.999Z"}), AccessState::Ended),
            (json!({"privilegeEndDate": "2026-05-31"}), AccessState::Ended),
            (json!({"privilegeEndDate": "2026-06-01"}), AccessState::Active),
            (json!({"requestState": "SUBMITTED"}), AccessState::Waiting),
            (json!({"requestState": "REJECTED"}), AccessState::Rejected),
            (json!({"requestState": "SOMETHING"}), AccessState::Waiting),
        ] {
            assert_eq!(read(&request(more.clone()), None, now).unwrap().state, state, "{more}");
        }
        let write = request(json!({"privileges": ["MESSAGE_WRITE", "MESSAGE_BASIC", "NOBODY_KNOWS"]}));
        assert_eq!(read(&write, None, now).unwrap().level, Some(AccessLevel::Write));
        assert_eq!(read(&json!({"requestState": "APPROVED"}), None, now), None);
    }
}

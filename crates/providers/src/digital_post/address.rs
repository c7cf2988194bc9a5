//! An address that the service tells of new letters: read, proved, confirmed again.

use crate::{ProviderError, RemoteAddress};
use jiff::{SignedDuration, Timestamp};
use model::AddressState;
use serde_json::{Map, Value, json};

/// A confirmation that is older is asked for again. The description has the time of the last one and says that
/// clients are expected to renew it, but names no period; a year is ours.
const CONFIRMED_FOR: SignedDuration = SignedDuration::from_hours(24 * 365);
/// Longer than any address.
const LONGEST: usize = 320;
/// After so many conflicts somebody else is at it all the time.
pub const MOST_LOOKS: u32 = 3;

/// Under which names an address lies.
#[derive(Debug, Clone, Copy)]
pub struct Names {
    /// The address itself.
    pub address: &'static str,
    /// When it was last confirmed.
    pub confirmed: &'static str,
}

/// An e-mail address of an access.
pub const EMAIL: Names = Names { address: "email", confirmed: "confirmationTime" };
/// The mobile number of an access.
pub const MOBILE: Names = Names { address: "mobileNumber", confirmed: "confirmationTime" };
/// The number for NemSMS.
pub const NEM_SMS: Names = Names { address: "mobileNumber", confirmed: "confirmedDateTime" };

/// When the service allows telling at night.
pub const OUTSIDE: &str = "notificationOutsideOfActiveWindowAllowed";

fn time(value: &Value, name: &str) -> Option<Timestamp> {
    value.get(name)?.as_str()?.parse().ok()
}

/// Reads an address; one without id or address is none.
pub fn read(value: &Value, names: Names, now: Timestamp) -> Option<RemoteAddress> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let address = text(names.address)?.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    let holds = |at: &Timestamp| now.duration_since(*at) < CONFIRMED_FOR;
    let state = match time(value, "verificationTime") {
        None => AddressState::NeedsCode,
        // What was proved and never confirmed since counts from then.
        Some(_) if time(value, names.confirmed).filter(holds).is_some() => AddressState::Confirmed,
        Some(_) => AddressState::ConfirmAgain,
    };
    let quiet = !value.get(OUTSIDE).and_then(Value::as_bool).unwrap_or(false);
    Some(RemoteAddress { id: text("id")?.into(), address, state, quiet })
}

/// Says in an address's own shape that it still holds.
pub fn confirm(value: &mut Value, names: Names, now: Timestamp) -> Result<(), ProviderError> {
    put(members(value)?, names.confirmed, format!("{now:.3}").into());
    Ok(())
}

/// The members of an object of the service's.
pub fn members(value: &mut Value) -> Result<&mut Map<String, Value>, ProviderError> {
    value.as_object_mut().ok_or(ProviderError::Garbage { what: "a resource that is no object" })
}

/// Sets a member.
pub fn put(members: &mut Map<String, Value>, name: &str, value: Value) {
    members.insert(name.to_owned(), value);
}

/// The body that proves an address by its code.
pub fn code(pin: &str) -> Value {
    json!({"pin": pin})
}

/// The body that asks for a new code.
pub fn new_code() -> Value {
    json!({"renewPin": true})
}

/// A service may take a wrong code without a word: then the address is not proved.
pub fn proved(address: Option<&RemoteAddress>) -> Result<(), ProviderError> {
    match address {
        Some(address) if address.state != AddressState::NeedsCode => Ok(()),
        _ => Err(ProviderError::Refused { code: "pin.wrong".to_owned() }),
    }
}

/// The version of a resource.
pub fn version(value: &Value) -> i64 {
    value.get("version").and_then(Value::as_i64).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(value: &Value) -> AddressState {
        read(value, EMAIL, "2026-06-01T00:00:00Z".parse().unwrap()).unwrap().state
    }

    #[test]
    fn an_address_is_told_once_it_is_proved_and_as_long_as_it_was_confirmed_within_a_year() {
        let mut value = json!({"id": "a", "email": "a@b.example"});
        assert_eq!(state(&value), AddressState::NeedsCode);
        value["verificationTime"] = "2020-01-01T00:00:00Z".into();
        assert_eq!(state(&value), AddressState::ConfirmAgain);
        value["confirmationTime"] = "2025-06-02T00:00:00Z".into();
        assert_eq!(state(&value), AddressState::Confirmed);
        for at in ["2025-05-31T00:00:00Z", "whenever"] {
            value["confirmationTime"] = at.into();
            assert_eq!(state(&value), AddressState::ConfirmAgain, "{at}");
        }
    }

    #[test]
    fn what_has_no_id_or_no_address_is_none() {
        let now = "2026-06-01T00:00:00Z".parse().unwrap();
        for value in
            [json!({}), json!({"id": "a"}), json!({"email": "a@b.example"}), json!(7), json!({"id": 1, "email": 2})]
        {
            assert_eq!(read(&value, EMAIL, now), None, "{value}");
        }
    }
}

//! `POST /admin/contact-register`: the administrator plays the register of contact details.

use super::{Refused, read};
use crate::norway::people;
use crate::norway::register::{self, Address, DIGIPOST, Entry};
use crate::norway::register_api::LANGUAGES;
use crate::server::Shared;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use jiff::Timestamp;
use serde_json::{Map, Value};

/// POST `/admin/contact-register` `{"person", "email", "emailVerified", "mobile", "mobileVerified", "reserved", "language",
/// "mailbox", "status"}`: what is named is changed, `null` takes it away. `reserved` is a moment, or true for now;
/// `mailbox` is an address at Digipost, or `{"address","provider"}`. What it is now is answered, in the register's shape.
pub async fn set(State(sandbox): State<Shared>, body: Bytes) -> Result<Json<Value>, Refused> {
    let wish: Map<String, Value> = read(&body)?;
    let word = wish.get("person").and_then(Value::as_str).unwrap_or_default();
    let person = people::person(word).ok_or_else(|| Refused::because(format!("no person {word} in Norway")))?;
    let now = sandbox.clock.now();
    let shape = sandbox.store.run(move |db| {
        let mut entry =
            register::of(db, person.id)?.ok_or_else(|| Refused::unknown("nothing is known of the person"))?;
        // Addresses before their dates.
        for name in wish.keys().filter(|name| !name.ends_with("Verified")) {
            change(&mut entry, name, wish.get(name).unwrap_or(&Value::Null), now)?;
        }
        for name in wish.keys().filter(|name| name.ends_with("Verified")) {
            change(&mut entry, name, wish.get(name).unwrap_or(&Value::Null), now)?;
        }
        register::save(db, person.id, &entry)?;
        Ok::<_, Refused>(entry.to_json(person.number, now, true, true))
    });
    shape.await.map(Json)
}

fn text(name: &str, value: &Value) -> Result<Option<String>, Refused> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.clone())),
        _ => Err(Refused::because(format!("{name} is a text or null"))),
    }
}

fn moment(name: &str, value: &Value) -> Result<Option<Timestamp>, Refused> {
    let wrong = || Refused::because(format!("{name} is a moment or null"));
    text(name, value)?.map(|text| text.parse().map_err(|_| wrong())).transpose()
}

/// When the person said that an address holds; it was not changed after that.
fn verify(address: &mut Option<Address>, name: &str, value: &Value) -> Result<(), Refused> {
    let at = moment(name, value)?;
    let address = address.as_mut().ok_or_else(|| Refused::because(format!("{name} belongs to an address")))?;
    address.verified = at;
    if let Some(at) = at {
        address.updated = address.updated.min(at);
    }
    Ok(())
}

fn change(entry: &mut Entry, name: &str, value: &Value, now: Timestamp) -> Result<(), Refused> {
    match name {
        "person" => {}
        "email" => entry.email = text(name, value)?.map(|email| Address::given(&email, now)),
        "mobile" => entry.mobile = text(name, value)?.map(|mobile| Address::given(&mobile, now)),
        "emailVerified" => verify(&mut entry.email, name, value)?,
        "mobileVerified" => verify(&mut entry.mobile, name, value)?,
        "reserved" => {
            entry.reserved = match value {
                Value::Bool(reserved) => reserved.then_some(now),
                other => moment(name, other)?,
            };
            entry.reservation_changed = Some(now);
        }
        "language" => {
            let language = text(name, value)?.unwrap_or_else(|| "nb".to_owned());
            if !LANGUAGES.contains(&language.as_str()) {
                return Err(Refused::because("a language is nb, nn, en or se"));
            }
            (entry.language, entry.language_changed) = (language, Some(now));
        }
        "mailbox" => {
            let part = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
            entry.mailbox = match value {
                Value::Object(_) => {
                    let both = part("address").zip(part("provider"));
                    Some(both.ok_or_else(|| Refused::because("a mailbox has an address and a provider"))?)
                }
                other => text(name, other)?.map(|address| (address, DIGIPOST.to_owned())),
            };
        }
        "status" => {
            let status = text(name, value)?.unwrap_or_else(|| "AKTIV".to_owned());
            if !["AKTIV", "SLETTET", "IKKE_REGISTRERT"].contains(&status.as_str()) {
                return Err(Refused::because("a status is AKTIV, SLETTET or IKKE_REGISTRERT"));
            }
            entry.status = status;
        }
        other => return Err(Refused::because(format!("the register knows nothing of {other}"))),
    }
    Ok(())
}

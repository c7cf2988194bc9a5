//! PUT `/mailboxes/{mailbox}/accesses/{id}` and `…/subscriptions/{s}/verification`: where the service tells a
//! person of new letters. Notifications belong to an access, so each person has her own.
//!
//! Where the public description is silent this service does as follows. Whoever may read letters chooses
//! how she is told of them, for her own access only. Five e-mail addresses and one Danish mobile number
//! at most; a new or changed one gets a code. A `confirmationTime` other than the known one confirms a verified
//! address again. Everything else in the body is let be.

use super::caller::{Asked, Caller, reach, with};
use super::errors::Refusal;
use super::fields::{Fields, LONGEST};
use super::rights::Rights;
use super::versions;
use crate::ids;
use crate::server::Shared;
use crate::store::codes::{self, Verdict};
use crate::store::mailboxes::Reached;
use crate::store::subscriptions::{self, Kind, Subscription};
use crate::store::{StoreError, accesses, times::stamp};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::{Value, json};

/// The most e-mail addresses of an access.
const MOST_EMAILS: usize = 5;

/// Whether a text is a Danish mobile number without country code.
#[must_use]
pub fn is_mobile(text: &str) -> bool {
    let mut digits = text.bytes();
    text.len() == 8
        && digits.next().is_some_and(|first| (b'2'..=b'9').contains(&first))
        && digits.all(|b| b.is_ascii_digit())
}

fn is_email(text: &str) -> bool {
    let plain = text.len() <= 254 && !text.chars().any(|c| c.is_whitespace() || c.is_control());
    let parts = text.split_once('@');
    plain && parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
}

/// Holds the code of a body against the one that was sent; `refused` makes the refusal.
///
/// # Errors
/// The refusal when it is not the right one.
pub fn check_pin(
    db: &Connection,
    subscription: &str,
    fields: &Fields,
    now: Timestamp,
    refused: impl Fn(&Fields, &str, &str, &str) -> Refusal,
) -> Result<(), Refusal> {
    match codes::check(db, subscription, &fields.needed("pin", LONGEST)?, now)? {
        Verdict::Right => Ok(()),
        Verdict::Wrong => Err(refused(fields, "pin", "pin.wrong", "The code is not the one that was sent.")),
        Verdict::Over => Err(refused(fields, "pin", "pin.over", "The code holds no more. Ask for a new one.")),
    }
}

/// The caller's own access to the mailbox, when she may choose notifications for it.
fn own(db: &Connection, caller: &Caller, mailbox: &str, access: &str) -> Result<Reached, Refusal> {
    let reached = reach(db, caller, mailbox, Asked::Deed)?;
    if reached.access_id() != access {
        return Err(Refusal::forbidden());
    }
    Rights::of(&reached).sort()?;
    Ok(reached)
}

fn shape(db: &Connection, caller: &Caller, mailbox: &str) -> Result<Json<Value>, Refusal> {
    let reached = reach(db, caller, mailbox, Asked::Deed)?;
    Ok(Json(reached.to_json().get("access").cloned().unwrap_or_default()))
}

/// PUT `…/accesses/{id}`.
pub async fn replace(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, access)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Refusal> {
    let version = versions::if_match(&headers)?;
    let fields = Fields::parse("access", &body)?;
    let now = sandbox.clock.now();
    with(&sandbox.store, move |db| {
        let reached = own(db, &caller, &mailbox, &access)?;
        versions::expect(version, reached.access_version())?;
        let transaction = db.transaction().map_err(StoreError::from)?;
        set(&transaction, &access, &fields, now)?;
        accesses::touch(&transaction, &access, &stamp(now))?;
        transaction.commit().map_err(StoreError::from)?;
        shape(db, &caller, &mailbox)
    })
    .await
}

fn set(db: &Connection, access: &str, fields: &Fields, now: Timestamp) -> Result<(), Refusal> {
    let emails = fields.list("emailNotificationSubscriptions", "emailNotificationSubscription")?.unwrap_or_default();
    if emails.len() > MOST_EMAILS {
        let text = "There are at most five e-mail addresses.";
        return Err(fields.rule("emailNotificationSubscriptions", "email.too.many", text));
    }
    let mut wanted: Vec<(String, Fields)> = Vec::new();
    for one in emails {
        let address = one.needed("email", LONGEST)?.trim().to_owned();
        if !is_email(&address) {
            return Err(one.rule("email", "email.invalid", "This is no e-mail address."));
        }
        if wanted.iter().any(|(other, _)| other.eq_ignore_ascii_case(&address)) {
            return Err(one.rule("email", "email.duplicate", "The address is there twice."));
        }
        wanted.push((address, one));
    }
    put(db, access, Kind::Email, &wanted, now)?;
    let mobile = match fields.object("smsNotificationSubscription", "smsNotificationSubscription")? {
        Some(one) => {
            let number = one.needed("mobileNumber", LONGEST)?;
            if !is_mobile(&number) {
                return Err(one.rule("mobileNumber", "mobile.invalid", "This is no Danish mobile number."));
            }
            vec![(number, one)]
        }
        None => Vec::new(),
    };
    put(db, access, Kind::Sms, &mobile, now)?;
    let (known, _) = subscriptions::settings(db, access)?;
    let opted_out = fields.text("optedOutOfNotificationsDateTime", LONGEST)?;
    let opted_out = opted_out.map(|_| known.unwrap_or_else(|| stamp(now)));
    Ok(subscriptions::set_settings(db, access, opted_out.as_deref(), &devices(fields)?)?)
}

/// Makes the addresses of one kind those that are wanted.
fn put(db: &Connection, access: &str, kind: Kind, wanted: &[(String, Fields)], now: Timestamp) -> Result<(), Refusal> {
    let known = subscriptions::of(db, access, kind)?;
    let is = |one: &Subscription, address: &str| one.address.eq_ignore_ascii_case(address);
    for gone in known.iter().filter(|known| !wanted.iter().any(|(address, _)| is(known, address))) {
        subscriptions::remove(db, &gone.id)?;
    }
    for (address, fields) in wanted {
        let outside = fields.truth("notificationOutsideOfActiveWindowAllowed")?.unwrap_or(false);
        let Some(known) = known.iter().find(|known| is(known, address)) else {
            subscriptions::add(db, access, kind, address, outside, now)?;
            continue;
        };
        subscriptions::set_outside(db, &known.id, outside)?;
        let confirmed = fields.text("confirmationTime", LONGEST)?;
        if confirmed.is_some() && confirmed != known.confirmed {
            if !known.is_verified() {
                let text = "The address is not verified yet.";
                return Err(fields.rule("confirmationTime", "subscription.not.verified", text));
            }
            subscriptions::confirm(db, &known.id, now)?;
        }
    }
    Ok(())
}

/// The devices for push, as they came, each with an id and a version.
fn devices(fields: &Fields) -> Result<Value, Refusal> {
    let list = fields.list("pushNotificationSubscriptions", "pushNotificationSubscription")?.unwrap_or_default();
    let device = |one: &Fields| {
        let id = one.text("id", LONGEST)?.unwrap_or_else(ids::fresh);
        let outside = one.truth("notificationOutsideOfActiveWindowAllowed")?.unwrap_or(false);
        let mut shape = json!({"id": id, "version": 0, "deviceId": one.needed("deviceId", LONGEST)?,
            "notificationOutsideOfActiveWindowAllowed": outside});
        for name in ["providerType", "deviceToken"] {
            if let (Some(text), Some(members)) = (one.text(name, 4096)?, shape.as_object_mut()) {
                members.insert(name.to_owned(), text.into());
            }
        }
        Ok(shape)
    };
    Ok(Value::Array(list.iter().map(device).collect::<Result<_, Refusal>>()?))
}

/// PUT `…/accesses/{access}/subscriptions/{subscription}/verification`.
pub async fn verify(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, access, id)): Path<(String, String, String)>,
    body: Bytes,
) -> Result<Json<Value>, Refusal> {
    let fields = Fields::parse("verification", &body)?;
    let now = sandbox.clock.now();
    with(&sandbox.store, move |db| {
        own(db, &caller, &mailbox, &access)?;
        let mut known = subscriptions::of(db, &access, Kind::Email)?;
        known.extend(subscriptions::of(db, &access, Kind::Sms)?);
        let found = known.into_iter().find(|one| one.id == id).ok_or_else(Refusal::forbidden)?;
        if fields.truth("renewPin")? == Some(true) {
            codes::send(db, &found.id, now)?;
        } else {
            // 400 is declared for a code that is not right, and no 422.
            check_pin(db, &found.id, &fields, now, Fields::bad)?;
        }
        accesses::touch(db, &access, &stamp(now))?;
        shape(db, &caller, &mailbox)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_danish_mobile_numbers_and_addresses_of_e_mail_are_taken() {
        for good in ["20000000", "99999999"] {
            assert!(is_mobile(good), "{good}");
        }
        for bad in ["", "2000000", "200000000", "10000000", "2000000a", "+4520000000", "２0000000"] {
            assert!(!is_mobile(bad), "{bad}");
        }
        assert!(is_email("mette@eksempel.example"));
        for bad in ["", "mette", "@eksempel.example", "mette@", "mette@eksempel", "a b@c.d", "a@b@c.d", "a\n@c.d"] {
            assert!(!is_email(bad), "{bad:?}");
        }
    }
}

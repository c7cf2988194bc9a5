//! Where the service tells of new letters: the e-mail addresses and the mobile number of an access, the
//! NemSMS number of a contact. An address counts once it is verified by a code, and is to be confirmed
//! again each year.

use super::times::stamp;
use super::{StoreError, codes};
use crate::ids;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// How long a confirmation holds. The description has the times and names no period.
const CONFIRMED_FOR: SignedDuration = SignedDuration::from_hours(24 * 365);

/// What an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An e-mail address of an access.
    Email,
    /// The mobile number of an access.
    Sms,
    /// The NemSMS number of a contact.
    NemSms,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Kind::Email => "email",
            Kind::Sms => "sms",
            Kind::NemSms => "nemsms",
        }
    }
}

/// An address.
#[derive(Debug, Clone)]
pub struct Subscription {
    /// Its id.
    pub id: String,
    /// The address or number.
    pub address: String,
    /// When it was last confirmed, if that still holds.
    pub confirmed: Option<String>,
    version: i64,
    verified: Option<String>,
    outside: bool,
}

impl Subscription {
    /// Whether a code proved it.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.verified.is_some()
    }

    /// In the interface's shape for its kind.
    #[must_use]
    pub fn to_json(&self, kind: Kind) -> Value {
        let mut shape = json!({"id": self.id, "version": self.version});
        let Some(fields) = shape.as_object_mut() else { return shape };
        let mut put = |name: &str, value: Value| drop(fields.insert(name.to_owned(), value));
        put(if kind == Kind::Email { "email" } else { "mobileNumber" }, self.address.as_str().into());
        if let Some(at) = &self.verified {
            put("verificationTime", at.as_str().into());
        }
        if let Some(at) = &self.confirmed {
            put(if kind == Kind::NemSms { "confirmedDateTime" } else { "confirmationTime" }, at.as_str().into());
        }
        if kind != Kind::NemSms {
            put("notificationOutsideOfActiveWindowAllowed", self.outside.into());
        }
        shape
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Subscription> {
    Ok(Subscription {
        id: row.get("id")?,
        version: row.get("version")?,
        address: row.get("address")?,
        verified: row.get("verified")?,
        confirmed: row.get("confirmed")?,
        outside: row.get("outside")?,
    })
}

/// Those of one kind, oldest first.
///
/// # Errors
/// When SQLite refuses.
pub fn of(db: &Connection, owner: &str, kind: Kind) -> Result<Vec<Subscription>, StoreError> {
    let mut query = db.prepare_cached("SELECT * FROM subscriptions WHERE owner = ?1 AND kind = ?2 ORDER BY rowid")?;
    let rows = query.query_map([owner, kind.as_str()], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds an address and sends it a code.
///
/// # Errors
/// When SQLite refuses.
pub fn add(
    db: &Connection,
    owner: &str,
    kind: Kind,
    address: &str,
    outside: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    let id = ids::fresh();
    db.prepare_cached("INSERT INTO subscriptions VALUES (?1, 0, ?2, ?3, ?4, NULL, NULL, ?5, NULL, NULL, 0)")?
        .execute(params![id, owner, kind.as_str(), address, outside])?;
    codes::send(db, &id, now)
}

/// Adds an address that was proved long ago, as the demo's persons have.
///
/// # Errors
/// When SQLite refuses.
pub fn add_proved(db: &Connection, owner: &str, kind: Kind, address: &str, now: Timestamp) -> Result<(), StoreError> {
    let id = ids::stable(&["subscription", owner, kind.as_str(), address]);
    db.prepare_cached("INSERT INTO subscriptions VALUES (?1, 1, ?2, ?3, ?4, ?5, ?5, 0, NULL, NULL, 0)")?
        .execute(params![id, owner, kind.as_str(), address, stamp(now)])?;
    Ok(())
}

/// Whether it may be told outside the hours in which the service tells.
///
/// # Errors
/// When SQLite refuses.
pub fn set_outside(db: &Connection, id: &str, outside: bool) -> Result<(), StoreError> {
    let sql = "UPDATE subscriptions SET outside = ?2, version = version + 1 WHERE id = ?1 AND outside <> ?2";
    db.prepare_cached(sql)?.execute(params![id, outside])?;
    Ok(())
}

/// Confirms a verified address again.
///
/// # Errors
/// When SQLite refuses.
pub fn confirm(db: &Connection, id: &str, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE subscriptions SET confirmed = ?2, version = version + 1 WHERE id = ?1 AND verified IS NOT NULL";
    db.execute(sql, [id, &stamp(now)])?;
    Ok(())
}

/// Removes an address.
///
/// # Errors
/// When SQLite refuses.
pub fn remove(db: &Connection, id: &str) -> Result<(), StoreError> {
    db.execute("DELETE FROM subscriptions WHERE id = ?1", [id])?;
    Ok(())
}

/// Takes the confirmations away that are too old: those addresses are to be confirmed again.
///
/// # Errors
/// When SQLite refuses.
pub fn lapse(db: &Connection, now: Timestamp) -> Result<(), StoreError> {
    let before = now.checked_sub(CONFIRMED_FOR).unwrap_or(now);
    let sql = "UPDATE subscriptions SET confirmed = NULL, version = version + 1 WHERE confirmed < ?1";
    db.prepare_cached(sql)?.execute([stamp(before)])?;
    Ok(())
}

/// Whether the person wants to hear nothing from the service, since when, and the devices it tells by push.
///
/// # Errors
/// When SQLite refuses.
pub fn settings(db: &Connection, access: &str) -> Result<(Option<String>, Value), StoreError> {
    let sql = "SELECT opted_out, push FROM notification_settings WHERE access = ?1";
    let found = db.prepare_cached(sql)?.query_row([access], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)));
    let Some((opted_out, push)) = found.optional()? else { return Ok((None, json!([]))) };
    Ok((opted_out, serde_json::from_str(&push)?))
}

/// Replaces both.
///
/// # Errors
/// When SQLite refuses.
pub fn set_settings(db: &Connection, access: &str, opted_out: Option<&str>, push: &Value) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO notification_settings VALUES (?1, ?2, ?3)")?.execute(params![
        access,
        opted_out,
        push.to_string()
    ])?;
    Ok(())
}

/// The accesses of which anything is known here: most have nothing, and a person may reach very many mailboxes.
///
/// # Errors
/// When SQLite refuses.
pub fn known(db: &Connection) -> Result<BTreeSet<String>, StoreError> {
    let mut query =
        db.prepare_cached("SELECT owner FROM subscriptions UNION SELECT access FROM notification_settings")?;
    let rows = query.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Puts what is known of an access's notifications into its shape.
///
/// # Errors
/// When SQLite refuses.
pub fn complete(db: &Connection, access: &mut Map<String, Value>) -> Result<(), StoreError> {
    let Some(id) = access.get("id").and_then(Value::as_str).map(str::to_owned) else { return Ok(()) };
    let emails = of(db, &id, Kind::Email)?.iter().map(|one| one.to_json(Kind::Email)).collect();
    let (opted_out, push) = settings(db, &id)?;
    let mut put = |name: &str, value: Value| drop(access.insert(name.to_owned(), value));
    put("emailNotificationSubscriptions", emails);
    put("pushNotificationSubscriptions", push);
    if let Some(sms) = of(db, &id, Kind::Sms)?.first() {
        put("smsNotificationSubscription", sms.to_json(Kind::Sms));
    }
    if let Some(at) = opted_out {
        put("optedOutOfNotificationsDateTime", at.into());
    }
    Ok(())
}

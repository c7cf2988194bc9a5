//! The register of contact details and reservations (KRR): what the state knows of how a person is reached. It has the
//! demo persons from the start, letters or not.
//!
//! Source: docs.digdir.no (`Kontaktregisteret`), and eForvaltningsforskriften sections 9 and 32.

use super::dates::months_after;
use super::people::PEOPLE;
use crate::store::StoreError;
use crate::store::times::stamp;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// The table.
pub const SCHEMA: &str =
    "CREATE TABLE IF NOT EXISTS contact_register (person TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT;";

/// Digipost, by its organisation number.
pub const DIGIPOST: &str = "984661185";
/// After so many months without a word from the person an address counts no more.
const STALE_AFTER_MONTHS: i32 = 18;

/// An address or a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// It.
    pub value: String,
    /// When it was changed.
    pub updated: Timestamp,
    /// When the person last said that it holds.
    pub verified: Option<Timestamp>,
}

impl Address {
    /// One that the person gives now.
    #[must_use]
    pub fn given(value: &str, now: Timestamp) -> Self {
        Address { value: value.to_owned(), updated: now, verified: Some(now) }
    }

    fn counts(&self, now: Timestamp) -> bool {
        let last = self.verified.map_or(self.updated, |verified| verified.max(self.updated));
        now < months_after(last, STALE_AFTER_MONTHS)
    }
}

/// What is known of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// `AKTIV`, `SLETTET` or `IKKE_REGISTRERT`.
    pub status: String,
    /// Reserved since then.
    pub reserved: Option<Timestamp>,
    /// When that was last changed.
    pub reservation_changed: Option<Timestamp>,
    /// The e-mail address.
    pub email: Option<Address>,
    /// The mobile number.
    pub mobile: Option<Address>,
    /// The mailbox: its address and its provider.
    pub mailbox: Option<(String, String)>,
    /// The language in which the state writes.
    pub language: String,
    /// When that was last changed.
    pub language_changed: Option<Timestamp>,
}

impl Entry {
    /// Whether the state may give notice digitally now.
    #[must_use]
    pub fn can_be_told(&self, now: Timestamp) -> bool {
        let active = self.status == "AKTIV" && self.reserved.is_none();
        active && [&self.email, &self.mobile].into_iter().flatten().any(|address| address.counts(now))
    }

    /// The register's own shape: with the addresses, and with the mailbox, where that may be told.
    #[must_use]
    pub fn to_json(&self, number: &str, now: Timestamp, contact: bool, mailbox: bool) -> Value {
        let mut shape = Map::new();
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                shape.insert(name.to_owned(), value);
            }
        };
        let time = |at: Option<Timestamp>| at.map(|at| Value::from(stamp(at)));
        put("personidentifikator", Some(number.into()));
        put("status", Some(self.status.as_str().into()));
        put("reservasjon", Some(if self.reserved.is_some() { "JA" } else { "NEI" }.into()));
        put("reservasjonstidspunkt", time(self.reserved));
        put("reservasjon_oppdatert", time(self.reservation_changed));
        let told = if self.can_be_told(now) { "KAN_VARSLES" } else { "KAN_IKKE_VARSLES" };
        put("varslingsstatus", Some(told.into()));
        if contact {
            let known = [("epostadresse", &self.email), ("mobiltelefonnummer", &self.mobile)];
            let mut addresses = Map::new();
            for (name, address) in known.iter().filter_map(|(name, address)| Some((name, address.as_ref()?))) {
                addresses.insert((*name).to_owned(), address.value.clone().into());
                addresses.insert(format!("{name}_oppdatert"), stamp(address.updated).into());
                if let Some(verified) = address.verified {
                    addresses.insert(format!("{name}_sist_verifisert"), stamp(verified).into());
                }
            }
            put("kontaktinformasjon", (!addresses.is_empty()).then(|| addresses.into()));
        }
        let chosen = self.mailbox.as_ref().filter(|_| mailbox);
        let shape_of = |(address, provider): &(String, String)| json!({"postkasseadresse": address, "postkasseleverandoeradresse": provider});
        put("digital_post", chosen.map(shape_of));
        put("spraak", Some(self.language.as_str().into()));
        put("spraak_oppdatert", time(self.language_changed));
        Value::Object(shape)
    }
}

/// What is known of a person.
///
/// # Errors
/// When the store fails.
pub fn of(db: &Connection, person: &str) -> Result<Option<Entry>, StoreError> {
    let mut query = db.prepare_cached("SELECT doc FROM contact_register WHERE person = ?1")?;
    let doc: Option<String> = query.query_row([person], |row| row.get(0)).optional()?;
    Ok(doc.map(|doc| serde_json::from_str(&doc)).transpose()?)
}

/// Writes it down.
///
/// # Errors
/// When the store fails.
pub fn save(db: &Connection, person: &str, entry: &Entry) -> Result<(), StoreError> {
    let sql = "INSERT INTO contact_register VALUES (?1, ?2) ON CONFLICT (person) DO UPDATE SET doc = excluded.doc";
    db.execute(sql, [person, &serde_json::to_string(entry)?])?;
    Ok(())
}

/// The demo: Kari's mobile number was not confirmed for long, Ola is reserved, and nothing is known of Per's addresses.
///
/// # Errors
/// When the store fails.
pub fn fill(db: &Connection, now: Timestamp) -> Result<(), StoreError> {
    let ago = |months: i32| months_after(now, -months);
    let address = |value: &str, updated: i32, verified: i32| Address {
        value: value.to_owned(),
        updated: ago(updated),
        verified: Some(ago(verified)),
    };
    for person in &PEOPLE {
        let mailbox = person.digipost.map(|address| (address.to_owned(), DIGIPOST.to_owned()));
        let mut entry = Entry {
            status: "AKTIV".to_owned(),
            reserved: None,
            reservation_changed: None,
            email: None,
            mobile: None,
            mailbox,
            language: "nb".to_owned(),
            language_changed: None,
        };
        match person.id {
            "kari" => {
                entry.email = Some(address("kari@eksempel.example", 38, 2));
                entry.mobile = Some(address("+4700000000", 50, 20));
            }
            "ola" => {
                entry.email = Some(address("ola@prove.example", 26, 5));
                entry.mobile = Some(address("+4700000001", 26, 5));
            }
            _ => entry.language = "nn".to_owned(),
        }
        if person.reserved {
            entry.reserved = Some(ago(31));
            entry.reservation_changed = entry.reserved;
        }
        save(db, person.id, &entry)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            status: "AKTIV".to_owned(),
            reserved: None,
            reservation_changed: None,
            email: None,
            mobile: None,
            mailbox: None,
            language: "nb".to_owned(),
            language_changed: None,
        }
    }

    #[test]
    fn each_address_counts_for_eighteen_months_on_its_own() {
        let now: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
        let at = |text: &str| Address { value: "x".to_owned(), updated: text.parse().unwrap(), verified: None };
        assert!(!entry().can_be_told(now));
        // Months are Norway's: one o'clock in summer is one o'clock in winter, an hour later.
        assert!(!Entry { email: Some(at("2025-05-24T11:00:00Z")), ..entry() }.can_be_told(now));
        let fresh = Some(at("2025-05-24T11:00:01Z"));
        assert!(Entry { email: Some(at("2020-01-01T00:00:00Z")), mobile: fresh.clone(), ..entry() }.can_be_told(now));
        assert!(!Entry { mobile: fresh.clone(), reserved: Some(now), ..entry() }.can_be_told(now));
        assert!(!Entry { mobile: fresh, status: "SLETTET".to_owned(), ..entry() }.can_be_told(now));
    }
}

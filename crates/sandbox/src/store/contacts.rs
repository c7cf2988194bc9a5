//! The register: whether an owner of a mailbox is registered for Digital Post or exempt, since when, and
//! her number for NemSMS. Every mailbox has its entry, made when it is first asked for.

use super::StoreError;
use super::subscriptions::{self, Kind};
use crate::ids;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Value, json};

/// An entry with its owner.
#[derive(Debug, Clone)]
pub struct Contact {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: i64,
    /// The mailbox.
    pub mailbox: String,
    owner_type: String,
    owner_name: String,
    owner_number: String,
    registration: String,
    exempt_from: Option<String>,
    exempt_until: Option<String>,
    by_proxy: bool,
    started: String,
    updated: String,
    closed: bool,
}

/// What the authority writes into an entry.
#[derive(Debug, Clone)]
pub struct Registration<'a> {
    /// The interface's `RegistrationStatus`.
    pub status: &'a str,
    /// The day on which the exemption began.
    pub exempt_from: Option<&'a str>,
    /// The day on which it ends, which only companies' do.
    pub exempt_until: Option<&'a str>,
    /// Through a power of attorney.
    pub by_proxy: bool,
}

const CONTACT: &str = "SELECT c.*, m.owner_type, m.owner_name, m.owner_number, m.status FROM contacts c \
                       JOIN mailboxes m ON m.id = c.mailbox";

fn read(row: &Row<'_>) -> rusqlite::Result<Contact> {
    Ok(Contact {
        id: row.get("id")?,
        version: row.get("version")?,
        mailbox: row.get("mailbox")?,
        owner_type: row.get("owner_type")?,
        owner_name: row.get("owner_name")?,
        owner_number: row.get("owner_number")?,
        registration: row.get("registration")?,
        exempt_from: row.get("exempt_from")?,
        exempt_until: row.get("exempt_until")?,
        by_proxy: row.get("by_proxy")?,
        started: row.get("started")?,
        updated: row.get("updated")?,
        closed: row.get::<_, String>("status")? == "CLOSED",
    })
}

impl Contact {
    /// Whether the owner is exempt.
    #[must_use]
    pub fn is_exempt(&self) -> bool {
        self.registration.starts_with("EXEMPT")
    }

    fn is_company(&self) -> bool {
        self.owner_type == "ORGANISATION"
    }

    /// The id of the entry about the mailbox, and of the exemption if there is one. The description does not say
    /// where an exemption's id is found; here it is this one.
    #[must_use]
    pub fn registration_id(&self) -> String {
        ids::stable(&["registration", &self.id])
    }

    /// The interface's `Contact`.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn to_json(&self, db: &Connection) -> Result<Value, StoreError> {
        let public = match (self.closed, self.is_exempt()) {
            (true, _) => "CLOSED",
            (_, true) => "EXEMPT",
            _ => "REGISTERED",
        };
        let mut registration = json!({
            "id": self.registration_id(), "version": self.version, "registrationStatus": self.registration,
            "publicRegistrationStatus": public, "exemptThroughPowerOfAttorney": self.by_proxy,
            "startTime": self.started,
        });
        put(&mut registration, "exemptionStart", self.exempt_from.as_deref());
        put(&mut registration, "exemptionEnd", self.exempt_until.as_deref());
        let (kind, number) = if self.is_company() { ("COMPANY", "cvrNumber") } else { ("CITIZEN", "cprNumber") };
        let mut shape = json!({
            "id": self.id, "version": self.version, "type": kind,
            "eligibleForVoluntaryRegistration": self.registration == "VOLUNTARY_REGISTRATION",
            "mailboxSubscription": registration, "createdDate": self.started, "lastUpdated": self.updated,
        });
        put(&mut shape, number, Some(&self.owner_number));
        if let (Some(sms), Some(fields)) = (self.nem_sms(db)?, shape.as_object_mut()) {
            fields.insert("nemSmsSubscription".to_owned(), sms.to_json(Kind::NemSms));
        }
        Ok(shape)
    }

    /// The number for NemSMS.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn nem_sms(&self, db: &Connection) -> Result<Option<subscriptions::Subscription>, StoreError> {
        Ok(subscriptions::of(db, &self.id, Kind::NemSms)?.into_iter().next())
    }

    /// The interface's `Exemption`, when there is one. The letters go to an invented address.
    #[must_use]
    pub fn exemption(&self) -> Option<Value> {
        let (kind, by) = if self.is_company() { ("cvrNumber", "cvr") } else { ("cprNumber", "cpr") };
        let mut shape = json!({
            "id": self.registration_id(), "version": self.version, "forwardToAddress": false,
            "exemptByProxy": self.by_proxy, "exemptionStatus": "PROCESSED",
            "recipient": {"name": self.owner_name, "address1Text": "Eksempelvej 1", "address2Text": "Prøvekøbing",
                "zipCode": "0000", "countryCode": "DK", "identity": by},
        });
        put(&mut shape, kind, Some(&self.owner_number));
        put(&mut shape, "sendLettersReceivedFromDate", self.exempt_from.as_deref());
        self.is_exempt().then_some(shape)
    }
}

fn put(shape: &mut Value, name: &str, text: Option<&str>) {
    if let (Some(text), Some(fields)) = (text, shape.as_object_mut()) {
        fields.insert(name.to_owned(), text.into());
    }
}

/// The entry of a mailbox's owner.
///
/// # Errors
/// When SQLite refuses.
pub fn of_mailbox(db: &Connection, mailbox: &str) -> Result<Option<Contact>, StoreError> {
    let id = ids::stable(&["contact", mailbox]);
    db.prepare_cached(
        "INSERT OR IGNORE INTO contacts SELECT ?1, id, 0, \
         CASE exempt WHEN 0 THEN 'AUTOMATIC_REGISTRATION' ELSE 'EXEMPT_OTHER_REASON' END, \
         CASE exempt WHEN 0 THEN NULL ELSE substr(created, 1, 10) END, NULL, 0, created, created \
         FROM mailboxes WHERE id = ?2",
    )?
    .execute([&id, mailbox])?;
    Ok(db.prepare_cached(&format!("{CONTACT} WHERE c.mailbox = ?1"))?.query_row([mailbox], read).optional()?)
}

/// Notes that something about an entry has changed.
///
/// # Errors
/// When SQLite refuses.
pub fn touch(db: &Connection, contact: &Contact, now: &str) -> Result<(), StoreError> {
    db.execute("UPDATE contacts SET version = version + 1, updated = ?2 WHERE id = ?1", [&contact.id, now])?;
    Ok(())
}

/// Registers or exempts an owner.
///
/// # Errors
/// When SQLite refuses.
pub fn register(db: &Connection, contact: &Contact, new: &Registration<'_>, now: &str) -> Result<(), StoreError> {
    db.execute(
        "UPDATE contacts SET registration = ?2, exempt_from = ?3, exempt_until = ?4, by_proxy = ?5, updated = ?6, \
         version = version + 1 WHERE id = ?1",
        params![contact.id, new.status, new.exempt_from, new.exempt_until, new.by_proxy, now],
    )?;
    db.execute(
        "UPDATE mailboxes SET exempt = ?2, updated = ?3, version = version + 1 WHERE id = ?1",
        params![contact.mailbox, new.status.starts_with("EXEMPT"), now],
    )?;
    Ok(())
}

/// Sets the day from which an owner is registered, as the demo's young person turned 15.
///
/// # Errors
/// When SQLite refuses.
pub fn set_start(db: &Connection, contact: &Contact, started: &str) -> Result<(), StoreError> {
    db.execute("UPDATE contacts SET started = ?2 WHERE id = ?1", [&contact.id, started])?;
    Ok(())
}

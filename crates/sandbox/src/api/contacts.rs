//! `/contacts/` and `/exemptions/`: the register of owners, and the number for NemSMS.
//!
//! Where the public description is silent this service does as follows. A caller sees the entries of
//! the mailboxes whose owner's details she may change: her own, those of companies that she owns or
//! administers, and those to which she has write access. Anyone else's do not exist for her. A
//! change is about the NemSMS number and nothing else; it is a Danish mobile number, also of those
//! who are exempt. A new number gets a code; a later `confirmedDateTime` confirms it again.
//! Refusals with a reason are 422, as at other writes, though no such answer is declared here.

use super::answer;
use super::caller::{Caller, with};
use super::errors::Refusal;
use super::fields::{Fields, LONGEST};
use super::params::Params;
use super::subscriptions::{check_pin, is_mobile};
use super::versions;
use crate::server::Shared;
use crate::store::contacts::{self, Contact};
use crate::store::subscriptions::{self, Kind};
use crate::store::{codes, mailboxes, times::stamp};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::Value;

/// Privileges with which one may change the owner's details.
const MAY_CHANGE: [&str; 4] = ["CITIZEN", "LEGAL_OWNER", "ORGANISATION_ADMINISTRATOR", "MESSAGE_WRITE"];

/// The entries that the caller sees, and whether each can be changed.
fn seen(db: &Connection, caller: &Caller) -> Result<Vec<(Contact, bool)>, Refusal> {
    let mut seen = Vec::new();
    for mailbox in mailboxes::reached(db, &caller.person, None)? {
        let may = mailbox.privileges.iter().any(|one| MAY_CHANGE.contains(&one.as_str()));
        if may && let Some(contact) = contacts::of_mailbox(db, &mailbox.id)? {
            seen.push((contact, !mailbox.closed));
        }
    }
    Ok(seen)
}

fn find(db: &Connection, caller: &Caller, id: &str) -> Result<(Contact, bool), Refusal> {
    let mut seen = seen(db, caller)?.into_iter();
    seen.find(|(contact, _)| contact.id == id).ok_or_else(|| Refusal::not_found("contact"))
}

/// The same for a change, for which no 404 is declared.
fn find_to_change(db: &Connection, caller: &Caller, id: &str) -> Result<Contact, Refusal> {
    match find(db, caller, id) {
        Ok((contact, true)) => Ok(contact),
        _ => Err(Refusal::forbidden().bare()),
    }
}

/// GET `/contacts/`.
pub async fn list(
    State(sandbox): State<Shared>,
    caller: Caller,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let params = Params::parse(query.as_deref());
    let wanted = params.clone();
    let items = with(&sandbox.store, move |db| {
        let shapes = seen(db, &caller)?.into_iter().map(|(contact, _)| contact.to_json(db));
        let shapes: Vec<Value> = shapes.collect::<Result<_, _>>()?;
        Ok(shapes.into_iter().filter(|shape| fits(shape, &wanted)).collect::<Vec<_>>())
    });
    let mut items = items.await?;
    answer::sort(&mut items, &params.sort()?);
    Ok(answer::list(&headers, &answer::page_of("contacts", items, params.page()?)))
}

/// Whether an entry has one of the values asked for, of each field asked for.
fn fits(shape: &Value, params: &Params) -> bool {
    ["id", "cprNumber", "cvrNumber"].iter().all(|name| {
        let wanted = params.list(name);
        let has = shape.get(*name).and_then(Value::as_str).unwrap_or_default();
        params.get(name).is_none() || wanted.contains(&has)
    })
}

/// GET `/contacts/{id}`.
pub async fn one(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, Refusal> {
    with(&sandbox.store, move |db| Ok(Json(find(db, &caller, &id)?.0.to_json(db)?))).await
}

/// GET `/exemptions/{id}`.
pub async fn exemption(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, Refusal> {
    with(&sandbox.store, move |db| {
        let mut exemptions = seen(db, &caller)?.into_iter().filter(|(contact, _)| contact.registration_id() == id);
        let found = exemptions.next().and_then(|(contact, _)| contact.exemption());
        found.map(Json).ok_or_else(|| Refusal::not_found("exemption"))
    })
    .await
}

/// PUT `/contacts/{id}`.
pub async fn replace(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Refusal> {
    let version = versions::if_match(&headers)?;
    let fields = Fields::parse("contact", &body)?;
    let now = sandbox.clock.now();
    with(&sandbox.store, move |db| {
        let contact = find_to_change(db, &caller, &id)?;
        versions::expect(version, contact.version)?;
        set_number(db, &contact, &fields, now)?;
        contacts::touch(db, &contact, &stamp(now))?;
        Ok(Json(find_to_change(db, &caller, &id)?.to_json(db)?))
    })
    .await
}

fn set_number(db: &Connection, contact: &Contact, fields: &Fields, now: Timestamp) -> Result<(), Refusal> {
    let known = contact.nem_sms(db)?;
    let Some(wanted) = fields.object("nemSmsSubscription", "nemSmsSubscription")? else {
        return known.map_or(Ok(()), |known| Ok(subscriptions::remove(db, &known.id)?));
    };
    let number = wanted.needed("mobileNumber", LONGEST)?;
    if !is_mobile(&number) {
        return Err(wanted.rule("mobileNumber", "mobile.invalid", "NemSMS takes Danish mobile numbers only."));
    }
    match known {
        Some(known) if known.address == number => {
            let confirmed = wanted.text("confirmedDateTime", LONGEST)?;
            if confirmed.is_some() && confirmed != known.confirmed {
                if !known.is_verified() {
                    let text = "The number is not verified yet.";
                    return Err(wanted.rule("confirmedDateTime", "subscription.not.verified", text));
                }
                subscriptions::confirm(db, &known.id, now)?;
            }
            Ok(())
        }
        known => {
            if let Some(known) = known {
                subscriptions::remove(db, &known.id)?;
            }
            Ok(subscriptions::add(db, &contact.id, Kind::NemSms, &number, false, now)?)
        }
    }
}

/// PUT `/contacts/{contact}/verifications/{id}`.
pub async fn verify(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((contact, id)): Path<(String, String)>,
    body: Bytes,
) -> Result<Json<Value>, Refusal> {
    let fields = Fields::parse("verification", &body)?;
    let now = sandbox.clock.now();
    with(&sandbox.store, move |db| {
        let found = find_to_change(db, &caller, &contact)?;
        let number = found.nem_sms(db)?.filter(|number| number.id == id);
        let number = number.ok_or_else(|| Refusal::forbidden().bare())?;
        if fields.truth("renewPin")? == Some(true) {
            codes::send(db, &number.id, now)?;
        } else {
            check_pin(db, &number.id, &fields, now, Fields::rule)?;
        }
        contacts::touch(db, &found, &stamp(now))?;
        Ok(Json(find_to_change(db, &caller, &contact)?.to_json(db)?))
    })
    .await
}

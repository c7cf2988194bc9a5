//! The authority's register: registering and exempting an owner; and the codes that went out.

use super::{Refused, read};
use crate::people;
use crate::seed::own_mailbox;
use crate::server::Shared;
use crate::store::contacts::{self, Registration};
use crate::store::{StoreError, codes, times::stamp};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    person: Option<String>,
    mailbox: Option<String>,
    status: Status,
    since: Option<jiff::civil::Date>,
    until: Option<jiff::civil::Date>,
    #[serde(default)]
    by_proxy: bool,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Status {
    Registered,
    Voluntary,
    Unconfirmed,
    Awaiting,
    Exempt,
    Abroad,
}

impl Status {
    /// The interface's word.
    fn as_str(self) -> &'static str {
        match self {
            Status::Registered => "AUTOMATIC_REGISTRATION",
            Status::Voluntary => "VOLUNTARY_REGISTRATION",
            Status::Unconfirmed => "UNCONFIRMED_REGISTRATION",
            Status::Awaiting => "CREATED_AWAITING_REGISTRATION",
            Status::Exempt => "EXEMPT_OTHER_REASON",
            Status::Abroad => "EXEMPT_LEFT_THE_COUNTRY",
        }
    }
}

/// POST `/admin/registration` `{"person":"mette"}` or `{"mailbox":"ID"}` with
/// `"status":"registered|voluntary|unconfirmed|awaiting|exempt|abroad"`, and for an exemption `since`, `until`
/// and `byProxy`.
pub async fn register(State(sandbox): State<Shared>, body: Bytes) -> Result<Json<Value>, Refused> {
    let wanted: Wanted = read(&body)?;
    let mailbox = match (&wanted.person, &wanted.mailbox) {
        (Some(person), None) => {
            let person = people::person(person).ok_or_else(|| Refused::because(format!("no person {person}")))?;
            own_mailbox(person.id)
        }
        (None, Some(mailbox)) => mailbox.clone(),
        _ => return Err(Refused::because("either a person or a mailbox")),
    };
    let now = stamp(sandbox.clock.now());
    let exempt = matches!(wanted.status, Status::Exempt | Status::Abroad);
    let today = now.get(..10).unwrap_or_default().to_owned();
    let since = exempt.then(|| wanted.since.map_or(today, |day| day.to_string()));
    let until = wanted.until.filter(|_| exempt).map(|day| day.to_string());
    let shape = sandbox.store.run(move |db| {
        let Some(contact) = contacts::of_mailbox(db, &mailbox)? else { return Ok(None) };
        let new = Registration {
            status: wanted.status.as_str(),
            exempt_from: since.as_deref(),
            exempt_until: until.as_deref(),
            by_proxy: wanted.by_proxy,
        };
        contacts::register(db, &contact, &new, &now)?;
        contacts::of_mailbox(db, &mailbox)?.map(|contact| contact.to_json(db)).transpose()
    });
    let shape = shape.await.map_err(|error: StoreError| Refused::from(error))?;
    shape.map(Json).ok_or_else(|| Refused::unknown("no mailbox of that id"))
}

/// GET `/admin/codes`.
pub async fn sent_codes(State(sandbox): State<Shared>) -> Result<Json<Value>, Refused> {
    Ok(Json(json!(sandbox.store.run(|db| codes::sent(db)).await?)))
}

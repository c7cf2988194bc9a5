//! Giving an access of any kind, ending one, and closing a company.

use super::{Refused, norwegian, read};
use crate::server::Shared;
use crate::store::owners::{self, Owner};
use crate::store::{StoreError, access_requests, accesses, mailboxes, times::stamp};
use crate::{granting, people};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct End {
    owner: String,
    delegate: Option<String>,
    why: Why,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Why {
    Withdrawn,
    Expired,
    Death,
}

impl Why {
    fn as_str(self) -> &'static str {
        match self {
            Why::Withdrawn => "withdrawn",
            Why::Expired => "expired",
            Why::Death => "death",
        }
    }
}

/// POST `/admin/access/end`. After a death every access to the mailbox ends, and it is closed.
pub async fn end(State(sandbox): State<Shared>, body: Bytes) -> Result<Json<Value>, Refused> {
    let End { owner, delegate, why } = read(&body)?;
    let (whose, whom) = (owner.clone(), delegate.clone().filter(|_| why != Why::Death));
    let norwegian = sandbox.store.run(move |db| norwegian::end_access(db, &whose, whom.as_deref()));
    if let Some(ended) = norwegian.await? {
        return Ok(Json(json!({"ended": ended})));
    }
    for person in [Some(&owner), delegate.as_ref()].into_iter().flatten() {
        people::person(person).ok_or_else(|| Refused::because(format!("no person {person}")))?;
    }
    let now = stamp(sandbox.clock.now());
    let ended = sandbox.store.run(move |db| {
        let Some(owner) = owners::of_person(db, &owner)? else { return Ok(None) };
        let delegate = if why == Why::Death { None } else { delegate };
        if let Some(delegate) = &delegate
            && mailboxes::reach(db, delegate, &owner.mailbox)?.is_none_or(|reached| reached.kind != "delegated")
        {
            return Ok(None);
        }
        let mut ended = 0;
        for access in accesses::of_mailbox(db, &owner.mailbox)? {
            if !access.owner && delegate.as_ref().is_none_or(|delegate| *delegate == access.person) {
                end_one(db, &owner, &access.id, why, &now)?;
                ended += 1;
            }
        }
        if why == Why::Death {
            mailboxes::close(db, &owner.mailbox, &now)?;
        }
        Ok::<_, StoreError>(Some(ended))
    });
    let ended = ended.await?.ok_or_else(|| Refused::because("there is no such access to the owner's mailbox"))?;
    Ok(Json(json!({"ended": ended})))
}

fn end_one(db: &Connection, owner: &Owner, access: &str, why: Why, now: &str) -> Result<(), StoreError> {
    let Some(mut request) = granting::approved(db, access)? else {
        return accesses::end(db, access, why.as_str(), now).map(|_| ());
    };
    match why {
        Why::Withdrawn => granting::take_back(db, request, Some(&owner.identity), None, why.as_str(), now),
        Why::Death => granting::take_back(db, request, None, Some("Ejeren er død"), why.as_str(), now),
        Why::Expired => {
            let privileges: Vec<String> = granting::privileges(&request).into_iter().map(str::to_owned).collect();
            let words: Vec<&str> = privileges.iter().map(String::as_str).collect();
            granting::set(&mut request, [("privilegeEndDateTime", now.into())]);
            access_requests::save(db, &request, now)?;
            accesses::change(db, access, &words, Some(now), now)?;
            granting::expire_due(db, now)
        }
    }
}

#[derive(Deserialize)]
struct Give {
    owner: Option<String>,
    mailbox: Option<String>,
    delegate: String,
    #[serde(default)]
    privileges: Vec<String>,
    until: Option<jiff::Timestamp>,
}

/// POST `/admin/access/give`. Whatever privileges the delegate had in that mailbox are replaced.
pub async fn give(State(sandbox): State<Shared>, body: Bytes) -> Result<Json<Value>, Refused> {
    let wish: Give = read(&body)?;
    let now = stamp(sandbox.clock.now());
    let (whose, whom, at) = (wish.owner.clone().unwrap_or_default(), wish.delegate.clone(), now.clone());
    let norwegian = sandbox.store.run(move |db| norwegian::give_access(db, &whose, &whom, &at));
    if let Some(given) = norwegian.await? {
        return Ok(Json(given));
    }
    people::person(&wish.delegate).ok_or_else(|| Refused::because(format!("no person {}", wish.delegate)))?;
    let given = sandbox.store.run(move |db| {
        let owner = match (&wish.owner, &wish.mailbox) {
            (Some(person), _) => owners::of_person(db, person)?,
            (None, Some(mailbox)) => owners::of_mailbox(db, mailbox)?,
            (None, None) => None,
        };
        let (Some(owner), Some(delegate)) = (owner, owners::of_person(db, &wish.delegate)?) else { return Ok(None) };
        let privileges: Vec<&str> = wish.privileges.iter().map(String::as_str).collect();
        let parties = [&owner, &owner, &delegate];
        let mut request = granting::request("DELEGATION_REQUEST", "APPROVED", parties, &privileges, &now);
        if let Some(until) = wish.until {
            granting::set(&mut request, [("privilegeEndDateTime", stamp(until).into())]);
        }
        granting::approve(&mut request, &owner.identity, &now);
        granting::give(db, &mut request, &wish.delegate, Some(&owner.identity), &now)?;
        access_requests::add(db, &request, &now)?;
        Ok::<_, StoreError>(Some(json!({"access": request.access, "request": request.id})))
    });
    given.await?.map(Json).ok_or_else(|| Refused::because("no such owner or mailbox"))
}

#[derive(Deserialize)]
struct Close {
    mailbox: String,
}

/// POST `/admin/company/close`.
pub async fn close(State(sandbox): State<Shared>, body: Bytes) -> Result<Json<Value>, Refused> {
    let Close { mailbox } = read(&body)?;
    let now = stamp(sandbox.clock.now());
    let id = mailbox.clone();
    let closed = sandbox.store.run(move |db| {
        let open = mailboxes::of_organisation(db, &id)?
            && owners::of_mailbox(db, &id)?.is_some_and(|owner| owner.status != "CLOSED");
        if open {
            granting::company_closed(db, &id, &now)?;
        }
        Ok::<_, StoreError>(open)
    });
    if closed.await? {
        Ok(Json(json!({"closed": mailbox})))
    } else {
        Err(Refused::because("no open company has a mailbox of that id"))
    }
}

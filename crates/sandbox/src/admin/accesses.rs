//! Ending an access, and closing a company.

use super::{Refused, read};
use crate::people;
use crate::server::Shared;
use crate::store::{StoreError, accesses, mailboxes, times::stamp};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
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
    for person in [Some(&owner), delegate.as_ref()].into_iter().flatten() {
        people::person(person).ok_or_else(|| Refused::because(format!("no person {person}")))?;
    }
    let now = stamp(sandbox.clock.now());
    let ended = sandbox.store.run(move |db| {
        let delegate = if why == Why::Death { None } else { delegate.as_deref() };
        if let Some(delegate) = delegate
            && !accesses::given(db, &owner, delegate)?
        {
            return Ok(None);
        }
        let ended = accesses::end(db, &owner, delegate, why.as_str(), &now)?;
        if let (Why::Death, Some(mailbox)) = (why, mailboxes::own(db, &owner)?) {
            mailboxes::close(db, &mailbox, &now)?;
        }
        Ok::<_, StoreError>(Some(ended))
    });
    let ended = ended.await?.ok_or_else(|| Refused::because("there is no such access to the owner's mailbox"))?;
    Ok(Json(json!({"ended": ended})))
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
        let closed = mailboxes::of_organisation(db, &id)? && mailboxes::close(db, &id, &now)?;
        if closed {
            accesses::narrow_to_closed(db, &id, &now)?;
        }
        Ok::<_, StoreError>(closed)
    });
    if closed.await? {
        Ok(Json(json!({"closed": mailbox})))
    } else {
        Err(Refused::because("no open company has a mailbox of that id"))
    }
}

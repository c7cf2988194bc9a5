//! Who else may use a mailbox: the list, letting somebody in by the Digipost address, and taking that back. The relation is
//! known (`mailbox_access`); the shapes are not published, and these are the sandbox's own:
//! `{"access":[{"name","digipostaddress","created","link":[self, delete_access]}],"link":[self, give_access]}`, and
//! `{"digipostaddress"}` to let somebody in.

use super::answer::{Resource, read};
use super::caller::Reader;
use super::links::{self, Links};
use super::refusal::Refusal;
use super::store::accesses::{self, Access};
use super::store::mailboxes;
use crate::norway::dates::with_offset;
use crate::server::Shared;
use crate::store::StoreError;
use crate::store::times::stamp;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};

fn shape(db: &Connection, links: &Links<'_>, access: &Access) -> Result<Option<Value>, StoreError> {
    let Some(person) = mailboxes::of_person(db, &access.person)? else { return Ok(None) };
    let given: Timestamp = access.given.parse().unwrap_or_default();
    Ok(Some(json!({
        "name": person.name, "digipostaddress": person.address, "created": with_offset(given),
        "link": [links.to("self", links::ACCESS, &access.id), links.to("delete_access", links::ACCESS, &access.id)],
    })))
}

/// GET who else may use the mailbox.
pub async fn list(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(mailbox): Path<String>,
) -> Result<Resource, Refusal> {
    let shared = sandbox.clone();
    let found = sandbox.store.run(move |db| {
        let mailbox = reader.own(db, &mailbox)?;
        let links = Links::of(&shared);
        let mut all = Vec::new();
        for access in accesses::to(db, &mailbox.id)? {
            all.extend(shape(db, &links, &access)?);
        }
        let own =
            [links.to("self", links::ACCESSES, &mailbox.id), links.to("give_access", links::ACCESSES, &mailbox.id)];
        Ok::<_, Refusal>(json!({"access": all, "link": own}))
    });
    found.await.map(Resource::ok)
}

#[derive(Deserialize)]
struct Give {
    digipostaddress: String,
}

/// POST whom to let in.
pub async fn give(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(mailbox): Path<String>,
    body: Bytes,
) -> Result<Resource, Refusal> {
    let Give { digipostaddress } = read(&body)?;
    let now = stamp(sandbox.clock.now());
    let shared = sandbox.clone();
    let given = sandbox.store.run(move |db| {
        let mailbox = reader.own(db, &mailbox)?;
        let unknown = || Refusal::rule("UNKNOWN_DIGIPOST_ADDRESS", "Nobody has this Digipost address.");
        let other = mailboxes::of_address(db, &digipostaddress)?.ok_or_else(unknown)?;
        if other.id == mailbox.id {
            return Err(Refusal::rule("OWN_DIGIPOST_ADDRESS", "This is the address of the mailbox itself."));
        }
        let new = accesses::give(db, &mailbox.id, &other.person, &now)?;
        let access = accesses::to(db, &mailbox.id)?.into_iter().find(|access| access.person == other.person);
        let access = access.map(|access| shape(db, &Links::of(&shared), &access)).transpose()?.flatten();
        let status = if new { StatusCode::CREATED } else { StatusCode::OK };
        Ok(Resource(status, access.ok_or_else(Refusal::not_found)?))
    });
    given.await
}

/// DELETE an access: by the owner, or by the one who has it.
pub async fn take_back(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(access): Path<String>,
) -> Result<StatusCode, Refusal> {
    let taken = sandbox.store.run(move |db| {
        let access = accesses::of_id(db, &access)?.ok_or_else(Refusal::not_found)?;
        if access.person != reader.person {
            reader.own(db, &access.mailbox)?;
        }
        accesses::end(db, &access.mailbox, Some(&access.person))?;
        Ok::<_, Refusal>(())
    });
    taken.await.map(|()| StatusCode::NO_CONTENT)
}

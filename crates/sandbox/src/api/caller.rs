//! Who calls, by the bearer token, and what she reaches. An access that has ended answers 403 on
//! the mailbox itself and its lists, 404 on a letter by id; a mailbox that was never hers does not
//! exist for her.

use super::Refusal;
use super::rights::Rights;
use crate::server::Shared;
use crate::store::{Store, StoreError, mailboxes, mailboxes::Reached};
use axum::extract::FromRequestParts;
use axum::http::{Method, header, request::Parts};
use model::Level;
use rusqlite::Connection;

/// A caller whose token holds.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The demo person.
    pub person: String,
    /// How sure the login is.
    pub level: Level,
}

impl FromRequestParts<Shared> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, sandbox: &Shared) -> Result<Self, Refusal> {
        let bearer = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim());
        let caller = match bearer {
            Some(token) => sandbox.caller(token).await,
            None => None,
        };
        let refusal = Refusal::unauthorized();
        caller.ok_or(if with_body(&parts.method, parts.uri.path()) { refusal } else { refusal.bare() })
    }
}

/// Whether the description declares a body for the refusal of a call: it does for changes of a letter
/// itself, for accesses and their requests and for the lookups, and not for reading, folders, documents and files.
fn with_body(method: &Method, path: &str) -> bool {
    let letter = path.contains("/messages/") && !path.contains("/documents/");
    let access = path.split_once("/accesses/").is_some_and(|(_, id)| !id.is_empty());
    (letter && method != Method::GET) || access || path.contains("-lookup/") || path.contains("/access-requests/")
}

/// How a mailbox that cannot be reached is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The mailbox itself: 403 after an ended access, else 404.
    Mailbox,
    /// A list of it: 403, as no 404 is declared.
    List,
    /// A letter, document or file in it: 404.
    Item,
    /// Something to be done in it: 403 with a body, as no 404 is declared.
    Deed,
}

/// The mailbox as this caller reaches it now.
///
/// # Errors
/// The refusal that `asked` calls for.
pub fn reach(db: &Connection, caller: &Caller, mailbox: &str, asked: Asked) -> Result<Reached, Refusal> {
    let found = mailboxes::reach(db, &caller.person, mailbox)?;
    match (found, asked) {
        (Some(reached), _) if !reached.ended => Ok(reached),
        (_, Asked::Deed) => Err(Refusal::forbidden()),
        (Some(_), Asked::Mailbox) | (_, Asked::List) => Err(Refusal::forbidden().bare()),
        (None, Asked::Mailbox) => Err(Refusal::not_found("mailbox")),
        (_, Asked::Item) => Err(Refusal::not_found("message")),
    }
}

/// The same for a call that reads letters or folders, when the access allows that.
///
/// # Errors
/// The refusal that `asked` calls for, or 403 without a body.
pub fn look_into(db: &Connection, caller: &Caller, mailbox: &str, asked: Asked) -> Result<Reached, Refusal> {
    let reached = reach(db, caller, mailbox, asked)?;
    Rights::of(&reached).look().map_err(Refusal::bare)?;
    Ok(reached)
}

/// Work on the store for a call.
///
/// # Errors
/// What the work says.
pub async fn with<T: Send + 'static>(
    store: &Store,
    work: impl FnOnce(&mut Connection) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let store = store.clone();
    match tokio::task::spawn_blocking(move || store.now(work)).await {
        Ok(done) => done,
        Err(_) => Err(StoreError::Ended.into()),
    }
}

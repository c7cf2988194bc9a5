//! The one line that says that the sandbox accepts requests, and what it holds.

use crate::api::BASE;
use crate::people::PEOPLE;
use crate::receiver;
use crate::store::{StoreError, mailboxes};
use rusqlite::Connection;
use serde::Serialize;
use std::collections::BTreeMap;
use url::Url;

/// The ready line, as in the contracts.
#[derive(Debug, Clone, Serialize)]
pub struct Ready {
    /// The base URL, without a slash at its end.
    pub url: String,
    /// Each provider's base URL.
    pub providers: BTreeMap<&'static str, String>,
    /// The company's receiver system, and by what one is let in there.
    pub receiver: receiver::Ready,
    /// The demo persons with what they reach.
    pub persons: Vec<Person>,
}

/// A demo person.
#[derive(Debug, Clone, Serialize)]
pub struct Person {
    /// The word that names her.
    pub id: &'static str,
    /// Her name.
    pub name: &'static str,
    /// Two letters.
    pub country: &'static str,
    /// What she reaches.
    pub mailboxes: Vec<Mailbox>,
}

/// A mailbox that a person reaches.
#[derive(Debug, Clone, Serialize)]
pub struct Mailbox {
    /// Its id.
    pub id: String,
    /// Its owner's name.
    pub name: String,
    /// `own`, `company`, `delegated` or `association`.
    pub kind: String,
}

impl Ready {
    /// Reads it from the data.
    ///
    /// # Errors
    /// When the store fails.
    pub fn of(db: &Connection, base: &Url, receiver: receiver::Ready) -> Result<Self, StoreError> {
        let url = base.as_str().trim_end_matches('/').to_owned();
        let mut persons = Vec::new();
        for person in &PEOPLE {
            let reached = mailboxes::reached(db, person.id, None)?.into_iter();
            let mailboxes = reached.map(|one| Mailbox { id: one.id, name: one.owner_name, kind: one.kind }).collect();
            persons.push(Person { id: person.id, name: person.name, country: "dk", mailboxes });
        }
        let providers = BTreeMap::from([("digital-post", format!("{url}{BASE}"))]);
        Ok(Ready { url, providers, receiver, persons })
    }
}

//! The one line that says that the sandbox accepts requests, and what it holds.

use crate::admin::norwegian;
use crate::api::BASE;
use crate::people::PEOPLE;
use crate::services::Service;
use crate::store::{StoreError, mailboxes};
use crate::{digipost, norway, receiver};
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
    /// The service that it is at.
    pub provider: &'static str,
}

/// What a Norwegian reaches: herself and her companies in Altinn, by what it calls them, and mailboxes at Digipost.
fn in_norway(db: &Connection, person: &norway::people::Person) -> Result<Vec<Mailbox>, StoreError> {
    let altinn = |id: String, name: &str, kind: &str| Mailbox {
        id,
        name: name.to_owned(),
        kind: kind.to_owned(),
        provider: Service::Altinn.as_str(),
    };
    let mut all = vec![altinn(norwegian::party(person), person.name, "own")];
    for company in person.acts_for {
        let own = (!company.only_parts).then_some((company.name, company.number));
        for (name, number) in own.iter().chain(company.parts) {
            all.push(altinn(norwegian::organisation(number), name, "company"));
        }
    }
    for mailbox in digipost::store::mailboxes::reached(db, person.id)? {
        let kind = if mailbox.person == person.id { "own" } else { "delegated" };
        let (kind, provider) = (kind.to_owned(), Service::Digipost.as_str());
        all.push(Mailbox { id: mailbox.id, name: mailbox.name, kind, provider });
    }
    Ok(all)
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
            let provider = Service::DigitalPost.as_str();
            let mailbox =
                |one: mailboxes::Reached| Mailbox { id: one.id, name: one.owner_name, kind: one.kind, provider };
            persons.push(Person {
                id: person.id,
                name: person.name,
                country: "dk",
                mailboxes: reached.map(mailbox).collect(),
            });
        }
        for person in &norway::people::PEOPLE {
            let mailboxes = in_norway(db, person)?;
            persons.push(Person { id: person.id, name: person.name, country: "no", mailboxes });
        }
        let providers = BTreeMap::from([
            (Service::DigitalPost.as_str(), format!("{url}{BASE}")),
            (Service::Altinn.as_str(), format!("{url}/dialogporten")),
            (Service::Digipost.as_str(), format!("{url}{}", digipost::BASE)),
        ]);
        Ok(Ready { url, providers, receiver, persons })
    }
}

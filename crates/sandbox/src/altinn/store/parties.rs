//! Parties: persons, companies and their parts, and who represents whom.

use crate::ids;
use crate::norway::people::PEOPLE;
use crate::store::StoreError;
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

/// How the numbers of persons and organisations begin.
pub const PERSON: &str = "urn:altinn:person:identifier-no:";
/// The same for organisations.
pub const ORGANISATION: &str = "urn:altinn:organization:identifier-no:";

/// A party as somebody reaches it.
#[derive(Debug, Clone)]
pub struct Party {
    /// Its URN.
    pub urn: String,
    /// Its name.
    pub name: String,
    /// Its id in Altinn's register.
    pub uuid: String,
    /// It is no more.
    pub deleted: bool,
    /// It can be reached only by its parts.
    pub only_parts: bool,
    /// She marked it as a favourite.
    pub favourite: bool,
    /// Its parts.
    pub parts: Vec<Party>,
}

impl Party {
    /// Whether it is a person.
    #[must_use]
    pub fn is_person(&self) -> bool {
        self.urn.starts_with(PERSON)
    }

    /// Its number in the older register.
    #[must_use]
    pub fn number(&self) -> i32 {
        let hash = Sha256::digest(self.uuid.as_bytes());
        let number = hash.iter().take(3).fold(0_i32, |number, byte| number * 256 + i32::from(*byte));
        50_000_000 + number % 9_000_000
    }

    /// The day of birth of a person. Months of invented persons are raised by 80, and they were born in the last century.
    #[must_use]
    pub fn born(&self) -> Option<String> {
        let number = self.urn.strip_prefix(PERSON)?;
        let two = |at: usize| number.get(at..at + 2)?.parse::<u32>().ok();
        let (day, month, year) = (two(0)?, two(2)?, two(4)?);
        Some(format!("19{year:02}-{:02}-{day:02}", month % 40))
    }
}

/// A company that a person is to represent.
#[derive(Debug, Clone, Copy)]
pub struct NewParty<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its URN.
    pub urn: &'a str,
    /// It is no more.
    pub deleted: bool,
    /// The company that it is a part of.
    pub parent: Option<&'a str>,
}

/// Keeps a party; one that is known gets this name.
///
/// # Errors
/// When the store fails.
pub fn put(db: &Connection, party: &NewParty<'_>) -> Result<(), StoreError> {
    let uuid = ids::stable(&["altinn", party.urn]);
    db.prepare_cached(
        "INSERT OR REPLACE INTO altinn_parties (urn, name, uuid, deleted, parent) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![party.urn, party.name, uuid, party.deleted, party.parent])?;
    Ok(())
}

/// Lets a person represent a party.
///
/// # Errors
/// When the store fails.
pub fn give(db: &Connection, person: &str, urn: &str, only_parts: bool, favourite: bool) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO altinn_rights (person, party, only_parts, favourite) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![person, urn, only_parts, favourite])?;
    Ok(())
}

/// Takes a party from a person; whether she had it.
///
/// # Errors
/// When the store fails.
pub fn take(db: &Connection, person: &str, urn: &str) -> Result<bool, StoreError> {
    Ok(db.execute("DELETE FROM altinn_rights WHERE person = ?1 AND party = ?2", [person, urn])? > 0)
}

/// Keeps the demo persons with whom they represent.
///
/// # Errors
/// When the store fails.
pub fn fill(db: &Connection) -> Result<(), StoreError> {
    for person in &PEOPLE {
        let urn = format!("{PERSON}{}", person.number);
        put(db, &NewParty { name: person.name, urn: &urn, deleted: false, parent: None })?;
        give(db, person.id, &urn, false, false)?;
        for company in person.acts_for {
            let urn = format!("{ORGANISATION}{}", company.number);
            put(db, &NewParty { name: company.name, urn: &urn, deleted: company.deleted, parent: None })?;
            give(db, person.id, &urn, company.only_parts, company.favourite)?;
            for (name, number) in company.parts {
                let part = format!("{ORGANISATION}{number}");
                put(db, &NewParty { name, urn: &part, deleted: false, parent: Some(&urn) })?;
            }
        }
    }
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Party> {
    Ok(Party {
        urn: row.get("urn")?,
        name: row.get("name")?,
        uuid: row.get("uuid")?,
        deleted: row.get("deleted")?,
        only_parts: row.get("only_parts")?,
        favourite: row.get("favourite")?,
        parts: Vec::new(),
    })
}

/// Whom a person represents, she herself first, then by name.
///
/// # Errors
/// When the store fails.
pub fn of_person(db: &Connection, person: &str) -> Result<Vec<Party>, StoreError> {
    let sql = "SELECT p.*, r.only_parts, r.favourite FROM altinn_rights r JOIN altinn_parties p ON p.urn = r.party
               WHERE r.person = ?1 ORDER BY p.urn NOT LIKE 'urn:altinn:person:%', p.name, p.urn";
    let mut query = db.prepare_cached(sql)?;
    let mut found: Vec<Party> = query.query_map([person], read)?.collect::<Result<_, _>>()?;
    let sql = "SELECT *, 0 AS only_parts, 0 AS favourite FROM altinn_parties WHERE parent = ?1 ORDER BY name, urn";
    let mut parts = db.prepare_cached(sql)?;
    for party in &mut found {
        party.parts = parts.query_map([&party.urn], read)?.collect::<Result<_, _>>()?;
    }
    Ok(found)
}

/// The URNs of all whose dialogs a person may read.
///
/// # Errors
/// When the store fails.
pub fn readable(db: &Connection, person: &str) -> Result<Vec<String>, StoreError> {
    let mut urns = Vec::new();
    for party in of_person(db, person)? {
        urns.extend(party.parts.into_iter().map(|part| part.urn));
        if !party.only_parts {
            urns.push(party.urn);
        }
    }
    Ok(urns)
}

/// The URN of a party that is named by it, by its id, its number or a demo person's word.
///
/// # Errors
/// When the store fails.
pub fn named(db: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    let person = PEOPLE.iter().find(|person| person.id == name).map(|person| person.number);
    let number = person.unwrap_or(name);
    let sql = "SELECT urn FROM altinn_parties WHERE urn IN (?1, ?2, ?3) OR uuid = ?1";
    let likely = (number, format!("{PERSON}{number}"), format!("{ORGANISATION}{number}"));
    Ok(db.prepare_cached(sql)?.query_row(likely, |row| row.get(0)).optional()?)
}

/// The name of a party.
///
/// # Errors
/// When the store fails.
pub fn name(db: &Connection, urn: &str) -> Result<Option<String>, StoreError> {
    let mut query = db.prepare_cached("SELECT name FROM altinn_parties WHERE urn = ?1")?;
    Ok(query.query_row([urn], |row| row.get(0)).optional()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(number: &str) -> Party {
        let urn = format!("{PERSON}{number}");
        let (name, uuid) = (String::new(), String::new());
        Party { urn, name, uuid, deleted: false, only_parts: false, favourite: false, parts: Vec::new() }
    }

    #[test]
    fn an_invented_person_has_a_day_of_birth() {
        assert_eq!(party("01858300000").born().as_deref(), Some("1983-05-01"));
        assert_eq!(party("12845100000").born().as_deref(), Some("1951-04-12"));
        assert_eq!(party("1").born(), None);
    }
}

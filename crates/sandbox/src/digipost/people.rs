//! Who has a mailbox at Digipost from the start, and how others get one.

use super::level::Scope;
use super::store::{accesses, mailboxes};
use crate::norway::people::{PEOPLE, person};
use crate::store::StoreError;
use crate::store::times::stamp;
use jiff::Timestamp;
use rusqlite::Connection;

/// The mailboxes of the demo persons and who reads whose; no letters.
///
/// # Errors
/// When the store fails.
pub fn fill(db: &Connection, now: Timestamp) -> Result<(), StoreError> {
    for person in &PEOPLE {
        if let Some(address) = person.digipost {
            mailboxes::add(db, person.id, person.name, address)?;
        }
    }
    for person in &PEOPLE {
        for owner in person.reads {
            if let Some(mailbox) = mailboxes::of_person(db, owner)? {
                accesses::give(db, &mailbox.id, person.id, &stamp(now))?;
            }
        }
    }
    Ok(())
}

/// Whether a person is let in: she has a mailbox, or gets one now, which takes the highest level.
///
/// # Errors
/// When the store fails.
pub fn welcome(db: &Connection, id: &str, scope: Scope) -> Result<bool, StoreError> {
    if mailboxes::of_person(db, id)?.is_some() {
        return Ok(true);
    }
    let Some(person) = person(id).filter(|_| scope == Scope::Idporten4) else { return Ok(false) };
    mailboxes::add(db, person.id, person.name, &address(person.name, person.id))?;
    Ok(true)
}

/// An address as Digipost makes them: the name in small letters, and four signs.
fn address(name: &str, id: &str) -> String {
    let name = name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(".");
    let sign: String = crate::ids::stable(&["digipost-address", id]).to_uppercase().chars().take(3).collect();
    format!("{name}#0{sign}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_of_digiposts() {
        let made = address("Ola Prøve", "ola");
        let (name, sign) = made.split_once('#').unwrap();
        assert_eq!(name, "ola.prøve");
        assert!(sign.len() == 4 && sign.chars().all(|c| c.is_ascii_alphanumeric()), "{made}");
    }
}

//! Trusted recipients: those to whom a demo person has chosen to forward easily.

use crate::people::{self, PEOPLE};
use serde_json::{Value, json};

/// Persons and organisations by their numbers' owners: who has saved whom.
const SAVED: [(&str, &[&str]); 2] = [("mette", &["inger", "00000011"]), ("inger", &["mette"])];

/// The interface's `Trustee`s of a person.
#[must_use]
pub fn of(person: &str) -> Vec<Value> {
    let saved = SAVED.iter().find(|(who, _)| *who == person).map(|(_, saved)| *saved).unwrap_or_default();
    saved.iter().filter_map(|one| trustee(one)).collect()
}

fn trustee(word: &str) -> Option<Value> {
    if let Some(person) = people::person(word) {
        return Some(json!({"id": person.cpr, "idType": "CPR", "name": person.name}));
    }
    let organisation = PEOPLE.iter().flat_map(|person| person.acts_for).find(|one| one.cvr == word)?;
    Some(json!({"id": organisation.cvr, "idType": "CVR", "name": organisation.name}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_who_is_saved_is_somebody() {
        assert_eq!(of("mette").len(), 2);
        assert_eq!(of("inger").len(), 1);
        assert!(of("ahmed").is_empty());
    }
}

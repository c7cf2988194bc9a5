//! The demo's dialogs: who writes to whom, about what, and when, counted from the day on which the sandbox is first started.
//! They are written as an administrator would write them, one file a party.

use super::changes;
use super::wish::{self, Wish};
use crate::store::StoreError;
use jiff::Timestamp;
use rusqlite::Connection;

/// Each party with its dialogs.
const PARTIES: [(&str, &str); 6] = [
    ("kari", include_str!("kari.json")),
    ("000000011", include_str!("bakery.json")),
    ("000000012", include_str!("cafe.json")),
    ("000000014", include_str!("stage.json")),
    ("ola", include_str!("ola.json")),
    ("per", include_str!("per.json")),
];

/// Delivers them.
///
/// # Errors
/// When the store fails, or a dialog makes no sense.
pub fn seed(db: &Connection, now: Timestamp) -> Result<(), StoreError> {
    for (party, text) in PARTIES {
        let wishes: Vec<Wish> = serde_json::from_str(text)?;
        for (at, mut wish) in wishes.into_iter().enumerate() {
            wish.party = Some(party.to_owned());
            let seed = format!("demo {party} {at}");
            let made = wish::make(db, &wish, &seed, now).map_err(StoreError::from)?;
            changes::create(db, made, &wish.seen_by, now, 0)?;
        }
    }
    Ok(())
}

//! Altinn's inbox: the place of Dialogporten, which is built elsewhere.

use crate::admin::{NorwegianLetter, Refused};
use crate::server::Shared;
use crate::store::StoreError;
use axum::Router;
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::Value;

/// The tables.
pub const SCHEMA: &str = "";

/// Every path below `/dialogporten`, `/correspondence`, `/embed` and `/profile`.
pub fn router() -> Router<Shared> {
    Router::new()
}

/// The demo's dialogs.
///
/// # Errors
/// When the store fails.
pub fn seed(_db: &Connection, _now: Timestamp) -> Result<(), StoreError> {
    Ok(())
}

/// Delivers the administrator's letter to a party; the ids of what came of it.
///
/// # Errors
/// When there is no such party, or the letter makes no sense.
pub fn deliver(
    _db: &Connection,
    _letter: &NorwegianLetter,
    _party: &str,
    _now: Timestamp,
) -> Result<Vec<String>, Refused> {
    Err(Refused::because("no provider altinn here"))
}

/// What the service holds of a party's dialogs; none when there is no such party.
///
/// # Errors
/// When the store fails.
pub fn records(_db: &Connection, _party: &str) -> Result<Option<Vec<Value>>, StoreError> {
    Ok(None)
}

//! What the service holds of a party's dialogs, for whoever plays the authority.

use super::dialog::{Dialog, Label};
use super::store::{dialogs, parties, seen};
use crate::store::StoreError;
use rusqlite::Connection;
use serde_json::{Value, json};

/// Every dialog of a party that was not deleted, the oldest first; none when there is no such party. `seen` counts the
/// entries of the seen log that came about by reading through the end users' interface, so opening shows there and nothing
/// else does; `version` changes with the labels, `revision` with what the service owner does.
///
/// # Errors
/// When the store fails.
pub fn records(db: &Connection, party: &str) -> Result<Option<Vec<Value>>, StoreError> {
    let Some(party) = parties::named(db, party)? else { return Ok(None) };
    let all = dialogs::of_party(db, &party)?;
    all.iter().map(|dialog| record(db, dialog)).collect::<Result<_, _>>().map(Some)
}

fn record(db: &Connection, dialog: &Dialog) -> Result<Value, StoreError> {
    let seen = seen::of(db, &dialog.id)?.iter().filter(|one| one.by_reading).count();
    let labels: Vec<&str> = dialog.labels.iter().map(|label| label.as_str()).collect();
    Ok(json!({
        "id": dialog.id, "folder": folder(dialog), "read": dialog.content_seen(), "flag": false,
        "version": dialog.context_revision, "revision": dialog.revision, "labels": labels, "seen": seen,
        "opened": seen > 0, "served": false, "receipt": false,
    }))
}

/// Where a mailbox would have it.
fn folder(dialog: &Dialog) -> &'static str {
    let labelled = [(Label::Bin, "deleted"), (Label::Archive, "archive"), (Label::Sent, "sent")];
    let place = labelled.into_iter().find(|(label, _)| dialog.labels.contains(label)).map(|(_, place)| place);
    place.unwrap_or(if dialog.status == "Draft" { "drafts" } else { "inbox" })
}

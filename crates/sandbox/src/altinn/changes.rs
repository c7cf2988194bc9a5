//! What a change by the service owner brings with it: new times and a new revision, and the dialog is back in the inbox.

use super::dialog::{Actor, Dialog, Label, changed};
use super::store::{dialogs, files, label_log, seen};
use super::times;
use super::wish::Made;
use crate::ids::fresh;
use crate::norway::people::PEOPLE;
use crate::store::StoreError;
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

/// How much a change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Nobody is to notice: no time moves, and it stays where it is.
    Silent,
    /// Something about it, as its due date.
    Plain,
    /// What it says or asks for: it counts as unseen.
    Content,
}

/// Keeps what came of a wish for a new dialog. Who had seen it already did so an hour after its last change. `changed_ms` is
/// the computer's own time at which it came, 0 for one that was always there.
///
/// # Errors
/// When the store fails.
pub fn create(
    db: &Connection,
    mut made: Made,
    seen_by: &[String],
    now: Timestamp,
    changed_ms: i64,
) -> Result<String, StoreError> {
    let dialog = &mut made.dialog;
    let updated: Timestamp = dialog.updated.parse().unwrap_or(now);
    let at = updated.checked_add(SignedDuration::from_hours(1)).unwrap_or(now).min(now);
    for name in seen_by {
        let person = PEOPLE.iter().find(|person| person.id == name || person.name == name);
        let number = person.map_or("00000000000", |person| person.number);
        let name = person.map_or(name.as_str(), |person| person.name).to_owned();
        let actor = format!("{}{number}", super::store::parties::PERSON);
        let id = super::ids::stable(at, &[&dialog.id, "seen", &name]);
        let entry = seen::Seen { id, at: times::stamp(at), actor, name, via_owner: false, by_reading: false };
        seen::add(db, &dialog.id, &entry)?;
        dialog.seen = true;
    }
    dialogs::add(db, dialog, changed_ms)?;
    made.files.iter().try_for_each(|file| files::add(db, &dialog.id, file))?;
    Ok(made.dialog.id)
}

/// Keeps a dialog as the service owner changed it.
///
/// # Errors
/// When the store fails.
pub fn update(
    db: &Connection,
    before: &Dialog,
    mut after: Dialog,
    weight: Weight,
    now: Timestamp,
) -> Result<(), StoreError> {
    let moment = times::stamp(now);
    after.revision = fresh();
    if weight != Weight::Silent {
        after.updated.clone_from(&moment);
        after.labels = changed(&before.labels, &[Label::Default], &[]);
    }
    if weight == Weight::Content {
        after.content_updated.clone_from(&moment);
        after.seen = false;
    }
    let sent = after.transmissions.iter().skip(before.transmissions.len()).any(|one| one.is_from_party());
    if sent && !after.labels.contains(&Label::Sent) {
        after.labels.insert(0, Label::Sent);
    }
    if after.labels != before.labels {
        after.context_revision = fresh();
        let by = Actor { owner: true, id: None, name: None };
        label_log::note(db, &after.id, &moment, (&before.labels, &after.labels), &by)?;
    }
    dialogs::put(db, &after)
}

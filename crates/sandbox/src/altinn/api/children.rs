//! What can be asked for of a dialog apart: activities, transmissions, the seen log and the label log. Looking at these
//! opens nothing.

use super::shape::{self, Told, View};
use super::{id, readable_dialog};
use crate::altinn::asked::Asked;
use crate::altinn::dialog::Dialog;
use crate::altinn::problem::Problem;
use crate::altinn::store::{label_log, seen};
use crate::altinn::times;
use crate::server::Shared;
use axum::Json;
use axum::extract::{Path, State};
use rusqlite::Connection;
use serde_json::{Value, json};

type Answer = Result<Json<Value>, Problem>;

/// Reads a dialog and makes an answer of it.
async fn of(
    sandbox: &Shared,
    asked: Asked,
    dialog: &str,
    make: impl FnOnce(View<'_>, &Connection, &Dialog) -> Result<Value, Problem> + Send + 'static,
) -> Answer {
    let dialog = id("dialogId", dialog)?;
    let now = times::stamp(sandbox.clock.now());
    let made = sandbox.store.run(move |db| {
        let found = readable_dialog(db, &asked, &dialog)?;
        make(View { asked: &asked, now: &now }, db, &found)
    });
    Ok(Json(made.await?))
}

/// GET `…/activities`.
pub async fn activities(State(sandbox): State<Shared>, asked: Asked, Path(dialog): Path<String>) -> Answer {
    let make = |view: View<'_>, _: &Connection, dialog: &Dialog| {
        Ok(dialog.activities.iter().map(|one| shape::activity_in_list(view, one)).collect())
    };
    of(&sandbox, asked, &dialog, make).await
}

/// GET `…/activities/{id}`.
pub async fn activity(
    State(sandbox): State<Shared>,
    asked: Asked,
    Path((dialog, activity)): Path<(String, String)>,
) -> Answer {
    let activity = id("activityId", &activity)?;
    let make = move |view: View<'_>, _: &Connection, dialog: &Dialog| {
        let found = dialog.activities.iter().find(|one| one.id == activity);
        let found = found.ok_or_else(|| Problem::unknown("DialogActivity", &activity))?;
        Ok(shape::activity(view, found))
    };
    of(&sandbox, asked, &dialog, make).await
}

/// GET `…/transmissions`.
pub async fn transmissions(State(sandbox): State<Shared>, asked: Asked, Path(dialog): Path<String>) -> Answer {
    let make = |view: View<'_>, _: &Connection, dialog: &Dialog| {
        Ok(dialog.transmissions.iter().map(|one| shape::transmission(view, dialog, one, Told::Alone)).collect())
    };
    of(&sandbox, asked, &dialog, make).await
}

/// GET `…/transmissions/{id}`.
pub async fn transmission(
    State(sandbox): State<Shared>,
    asked: Asked,
    Path((dialog, transmission)): Path<(String, String)>,
) -> Answer {
    let transmission = id("transmissionId", &transmission)?;
    let make = move |view: View<'_>, _: &Connection, dialog: &Dialog| {
        let found = dialog.transmissions.iter().find(|one| one.id == transmission);
        let found = found.ok_or_else(|| Problem::unknown("DialogTransmission", &transmission))?;
        Ok(shape::transmission(view, dialog, found, Told::Alone))
    };
    of(&sandbox, asked, &dialog, make).await
}

/// GET `…/seenlog`.
pub async fn seen_log(State(sandbox): State<Shared>, asked: Asked, Path(dialog): Path<String>) -> Answer {
    let make = |view: View<'_>, db: &Connection, dialog: &Dialog| {
        Ok(seen::of(db, &dialog.id)?.iter().map(|one| shape::seen_entry(view, one)).collect())
    };
    of(&sandbox, asked, &dialog, make).await
}

/// GET `…/seenlog/{id}`.
pub async fn seen_entry(
    State(sandbox): State<Shared>,
    asked: Asked,
    Path((dialog, entry)): Path<(String, String)>,
) -> Answer {
    let entry = id("seenLogId", &entry)?;
    let make = move |view: View<'_>, db: &Connection, dialog: &Dialog| {
        let found = seen::of(db, &dialog.id)?.into_iter().find(|one| one.id == entry);
        let found = found.ok_or_else(|| Problem::unknown("DialogSeenLog", &entry))?;
        Ok(shape::seen_entry(view, &found))
    };
    of(&sandbox, asked, &dialog, make).await
}

/// GET `…/context/labellog`.
pub async fn label_log(State(sandbox): State<Shared>, asked: Asked, Path(dialog): Path<String>) -> Answer {
    let make = |_: View<'_>, db: &Connection, dialog: &Dialog| {
        let entry = |one: &label_log::Entry| json!({"createdAt": one.at, "name": one.label, "action": one.action, "performedBy": shape::actor(&one.by)});
        Ok(label_log::of(db, &dialog.id)?.iter().map(entry).collect())
    };
    of(&sandbox, asked, &dialog, make).await
}

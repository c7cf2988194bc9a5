//! `PUT /enduser/dialogs/{id}/context/systemlabels`: putting a dialog into the archive or the bin, or marking it as unopened.
//! It changes the end users' revision and nothing of the dialog itself.

use super::{id, known_dialog};
use crate::altinn::asked::Asked;
use crate::altinn::dialog::{Actor, Dialog, Label, changed};
use crate::altinn::problem::Problem;
use crate::altinn::store::{dialogs, label_log, parties};
use crate::altinn::times;
use crate::ids::fresh;
use crate::server::Shared;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Map, Value};

/// Which labels are wanted and which are not. `systemLabels` is the older word for `addLabels`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Wanted {
    add_labels: Option<Vec<String>>,
    remove_labels: Option<Vec<String>>,
    system_labels: Option<Vec<String>>,
}

impl Wanted {
    /// What to add and what to remove.
    ///
    /// # Errors
    /// 400 when a label is none, or one that only the service sets.
    pub fn labels(&self) -> Result<(Vec<Label>, Vec<Label>), Problem> {
        let read = |name: &str, texts: &Option<Vec<String>>| -> Result<Vec<Label>, Problem> {
            let one = |text: &String| match Label::read(text) {
                Some(Label::Sent) => Err(Problem::invalid(name, "Sent is set by the service itself.")),
                Some(label) => Ok(label),
                None => Err(Problem::invalid(name, format!("{text} is no label."))),
            };
            texts.iter().flatten().map(one).collect()
        };
        let mut add = read("SystemLabels", &self.system_labels)?;
        add.extend(read("AddLabels", &self.add_labels)?);
        Ok((add, read("RemoveLabels", &self.remove_labels)?))
    }
}

/// 204 with the new revision as `ETag`.
pub async fn set(
    State(sandbox): State<Shared>,
    asked: Asked,
    Path(dialog): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let dialog = id("dialogId", &dialog)?;
    let fields: Map<String, Value> =
        serde_json::from_slice(&body).map_err(|error| Problem::invalid("body", error.to_string()))?;
    let wanted: Wanted =
        serde_json::from_value(fields.into()).map_err(|error| Problem::invalid("body", error.to_string()))?;
    let (add, remove) = wanted.labels()?;
    let seen = match headers.get(header::IF_MATCH).map(|value| value.to_str().unwrap_or_default()) {
        Some(text) => Some(id("if-Match", text.trim_matches('"'))?),
        None => None,
    };
    let now = sandbox.clock.now();
    let revision = sandbox.store.run(move |db| {
        let transaction = db.transaction()?;
        let found = reached(&transaction, &asked, &dialog)?;
        let revision = put(&transaction, &asked, found, (&add, &remove), seen.as_deref(), now)?;
        transaction.commit()?;
        Ok::<_, Problem>(revision)
    });
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, revision.await?)]).into_response())
}

/// The dialog, if its labels are hers to change. That takes no level.
fn reached(db: &Connection, asked: &Asked, id: &str) -> Result<Dialog, Problem> {
    match dialogs::one(db, id)? {
        Some(dialog) if !parties::readable(db, &asked.caller.person)?.contains(&dialog.party) => {
            Err(Problem::forbidden(format!("The dialog {id} is none of yours.")))
        }
        _ => known_dialog(db, asked, id),
    }
}

/// Changes the labels of one dialog; its end users' revision afterwards, which stays when nothing changed.
///
/// # Errors
/// 412 when the revision that was named is not the present one.
pub fn put(
    db: &Connection,
    asked: &Asked,
    mut dialog: Dialog,
    (add, remove): (&[Label], &[Label]),
    seen: Option<&str>,
    now: Timestamp,
) -> Result<String, Problem> {
    if seen.is_some_and(|seen| seen != dialog.context_revision) {
        return Err(Problem::precondition());
    }
    let next = changed(&dialog.labels, add, remove);
    if next == dialog.labels {
        return Ok(dialog.context_revision);
    }
    let by = Actor { owner: false, id: Some(asked.urn()), name: parties::name(db, &asked.urn())? };
    label_log::note(db, &dialog.id, &times::stamp(now), (&dialog.labels, &next), &by)?;
    dialog.labels = next;
    dialog.context_revision = fresh();
    dialogs::put(db, &dialog)?;
    Ok(dialog.context_revision)
}

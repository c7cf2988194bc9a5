//! `GET /enduser/dialogs/{id}`: opening a dialog. That writes the seen log, takes the mark of the unopened away and gives a
//! token for the service owner; it changes no revision and no time.

use super::shape::{self, View};
use super::{id, readable_dialog};
use crate::altinn::asked::Asked;
use crate::altinn::dialog::{Actor, Dialog, Label, changed};
use crate::altinn::problem::Problem;
use crate::altinn::store::seen::{self, Seen};
use crate::altinn::store::{dialogs, label_log, parties};
use crate::altinn::{ids, times, token};
use crate::server::Shared;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::Value;

/// The whole dialog, with its revision as `ETag`.
pub async fn one(State(sandbox): State<Shared>, asked: Asked, Path(dialog): Path<String>) -> Result<Response, Problem> {
    let dialog = id("dialogId", &dialog)?;
    let now = sandbox.clock.now();
    let (revision, shape) = sandbox.store.run(move |db| open(db, &asked, &dialog, now)).await?;
    Ok(([(header::ETAG, revision)], Json(shape)).into_response())
}

fn open(db: &mut Connection, asked: &Asked, id: &str, now: Timestamp) -> Result<(String, Value), Problem> {
    let transaction = db.transaction()?;
    let mut dialog = readable_dialog(&transaction, asked, id)?;
    let moment = times::stamp(now);
    visible(&dialog, &moment)?;
    let log = look(&transaction, asked, &mut dialog, now)?;
    let token = token::issue(&transaction, &dialog, asked, now)?;
    transaction.commit()?;
    let view = View { asked, now: &moment };
    Ok((dialog.revision.clone(), shape::dialog(view, &dialog, &log, &token)))
}

/// Whether its time is now.
fn visible(dialog: &Dialog, now: &str) -> Result<(), Problem> {
    if let Some(from) = dialog.visible_from.as_deref().filter(|from| *from > now) {
        let http = from.parse::<Timestamp>().map(|at| at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string());
        return Err(Problem::not_visible(from, http.unwrap_or_default()));
    }
    match dialog.expires.as_deref().filter(|at| *at <= now) {
        Some(at) => Err(Problem::expired(at)),
        None => Ok(()),
    }
}

/// Notes that she saw it, once for each change by the service owner; the log as it is then.
fn look(db: &Connection, asked: &Asked, dialog: &mut Dialog, now: Timestamp) -> Result<Vec<Seen>, Problem> {
    let me = asked.urn();
    let at = times::stamp(now);
    let name = parties::name(db, &me)?.unwrap_or_default();
    let mut log = seen::of(db, &dialog.id)?;
    let known = log.iter().any(|seen| seen.actor == me && seen.at >= dialog.updated);
    let unread = changed(&dialog.labels, &[], &[Label::MarkedAsUnopened]);
    if known && dialog.seen && unread == dialog.labels {
        return Ok(log);
    }
    if !known {
        let (id, actor) = (ids::fresh(now), me.clone());
        log.push(Seen { id, at: at.clone(), actor, name: name.clone(), via_owner: false, by_reading: true });
        log.last().map_or(Ok(()), |new| seen::add(db, &dialog.id, new))?;
    }
    let by = Actor { owner: false, id: Some(me), name: Some(name) };
    label_log::note(db, &dialog.id, &at, (&dialog.labels, &unread), &by)?;
    dialog.seen = true;
    dialog.labels = unread;
    dialogs::put(db, dialog)?;
    Ok(log)
}

//! Dialogporten's interface for end users, as docs/interfaces/altinn-dialogporten.openapi.json describes it.

mod bulk;
mod children;
mod context;
mod dialogs;
mod listing;
mod lookup;
mod metadata;
mod parties;
mod query;
pub mod shape;

pub use query::STATUSES;

use crate::altinn::asked::Asked;
use crate::altinn::dialog::Dialog;
use crate::altinn::problem::{self, Problem};
use crate::altinn::store::{dialogs as stored, parties as known};
use crate::altinn::{ids, token};
use crate::server::Shared;
use axum::extract::State;
use axum::middleware;
use axum::routing::{get, post, put};
use axum::{Json, Router};
use rusqlite::Connection;
use serde_json::Value;

/// Every path below `/dialogporten`.
pub fn router() -> Router<Shared> {
    const END_USER: &str = "/dialogporten/api/v1/enduser";
    const DIALOG: &str = "/dialogporten/api/v1/enduser/dialogs/{dialog}";
    Router::new()
        .route(&format!("{END_USER}/parties"), get(parties::list))
        .route(&format!("{END_USER}/serviceresources"), get(metadata::authorized))
        .route(&format!("{END_USER}/dialoglookup"), get(lookup::lookup))
        .route(&format!("{END_USER}/dialogs"), get(listing::search))
        .route(&format!("{END_USER}/dialogs/context/systemlabels/actions/bulkset"), post(bulk::set))
        .route(DIALOG, get(dialogs::one))
        .route(&format!("{DIALOG}/activities"), get(children::activities))
        .route(&format!("{DIALOG}/activities/{{activity}}"), get(children::activity))
        .route(&format!("{DIALOG}/transmissions"), get(children::transmissions))
        .route(&format!("{DIALOG}/transmissions/{{transmission}}"), get(children::transmission))
        .route(&format!("{DIALOG}/seenlog"), get(children::seen_log))
        .route(&format!("{DIALOG}/seenlog/{{entry}}"), get(children::seen_entry))
        .route(&format!("{DIALOG}/context/labellog"), get(children::label_log))
        .route(&format!("{DIALOG}/context/systemlabels"), put(context::set))
        .route("/dialogporten/api/v1/metadata/limits", get(metadata::limits))
        .route("/dialogporten/api/v1/metadata/serviceresources", get(metadata::all))
        .route("/dialogporten/api/v1/.well-known/jwks.json", get(keys))
        .layer(middleware::from_fn(problem::layer))
}

/// The key by which service owners check dialog tokens.
async fn keys(State(sandbox): State<Shared>) -> Result<Json<Value>, Problem> {
    Ok(Json(sandbox.store.run(|db| token::jwks(db)).await?))
}

/// An id in a path.
///
/// # Errors
/// 400 when it is no UUID.
fn id(name: &str, text: &str) -> Result<String, Problem> {
    ids::read(text).ok_or_else(|| Problem::invalid(name, format!("{text} is no id.")))
}

/// The dialog that somebody asks for by its id, as far as she may know of it.
///
/// # Errors
/// 404 when there is none or it is none of hers, 410 when it was deleted.
fn known_dialog(db: &Connection, asked: &Asked, id: &str) -> Result<Dialog, Problem> {
    let unknown = || Problem::unknown("DialogEntity", id);
    let dialog = stored::one(db, id)?.ok_or_else(unknown)?;
    if !known::readable(db, &asked.caller.person)?.contains(&dialog.party) {
        return Err(unknown());
    }
    if dialog.deleted.is_some() {
        return Err(Problem::gone(id));
    }
    Ok(dialog)
}

/// The same for whoever wants to read in it.
///
/// # Errors
/// As [`known_dialog`], and 403 when her login is not sure enough.
fn readable_dialog(db: &Connection, asked: &Asked, id: &str) -> Result<Dialog, Problem> {
    let dialog = known_dialog(db, asked, id)?;
    if asked.level() < dialog.level { Err(Problem::level()) } else { Ok(dialog) }
}

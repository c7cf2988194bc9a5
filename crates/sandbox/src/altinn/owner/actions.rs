//! What can be done about a dialog: pages that a browser opens, and calls that change something. After a call the service
//! owner changes the dialog: it is done, or it is gone.

use super::{Refusal, Shown, shown, texts};
use crate::altinn::changes::{self, Weight};
use crate::altinn::dialog::{Activity, Actor, Texts};
use crate::altinn::store::{dialogs, parties};
use crate::altinn::{ids, times};
use crate::server::Shared;
use crate::store::StoreError;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::Value;

/// GET `/embed/{dialog}/pages/{action}`: a page that takes no token, since a browser has none; the real one asks for a
/// login of its own.
pub async fn page(
    State(sandbox): State<Shared>,
    Path((dialog, action)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let found = sandbox.store.run(move |db| dialogs::one(db, &dialog)).await?;
    let found = found.filter(|dialog| dialog.deleted.is_none());
    let action = found.and_then(|dialog| dialog.gui_actions.into_iter().find(|one| one.id == action && one.allowed));
    let action = action.ok_or(Refusal(StatusCode::NOT_FOUND, "Vi finner ikke siden."))?;
    let text = "Her ville tjenesten ha bedt deg om å logge inn og fortsette.";
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], texts::page(action.title.any(), text)).into_response())
}

/// A call of `/embed/{dialog}/actions/{action}` with a dialog token; 204.
pub async fn act(
    State(sandbox): State<Shared>,
    method: Method,
    Path((dialog, action)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<StatusCode, Refusal> {
    let shown = shown(&sandbox, &headers, &dialog).await?;
    let found = shown.dialog.gui_actions.iter().find(|one| one.id == action && one.allowed);
    let found = found.ok_or(Refusal(StatusCode::NOT_FOUND, "Det kan ikke gjøres lenger."))?;
    if found.method != method.as_str() {
        return Err(Refusal(StatusCode::METHOD_NOT_ALLOWED, "Det kan ikke gjøres på denne måten."));
    }
    let (deletes, now) = (found.deletes, sandbox.clock.now());
    sandbox.store.run(move |db| done(db, shown, deletes, now)).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn done(db: &mut Connection, shown: Shown, deletes: bool, now: Timestamp) -> Result<(), StoreError> {
    let transaction = db.transaction()?;
    let mut after = shown.dialog.clone();
    let id = shown.claims.get("c").and_then(Value::as_str).map(str::to_owned);
    let name = id.as_deref().map(|urn| parties::name(&transaction, urn)).transpose()?.flatten();
    after.activities.push(Activity {
        id: ids::fresh(now),
        created: times::stamp(now),
        kind: if deletes { "DialogDeleted" } else { "FormSubmitted" }.to_owned(),
        extended_kind: None,
        description: Texts::default(),
        by: Actor { owner: false, id, name },
        transmission: None,
    });
    if deletes {
        after.deleted = Some(times::stamp(now));
    } else {
        after.status = "Completed".to_owned();
        after.gui_actions.retain(|action| action.method == "GET");
    }
    changes::update(&transaction, &shown.dialog, after, Weight::Content, now)?;
    transaction.commit()?;
    Ok(())
}

//! What can be done about a dialog: pages that a browser opens, and calls that change something. After a call the service
//! owner changes the dialog: it is done, or it is gone.

use super::{Shown, refusal, shown, texts};
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
pub async fn page(State(sandbox): State<Shared>, Path((dialog, action)): Path<(String, String)>) -> Response {
    let found = sandbox.store.run(move |db| dialogs::one(db, &dialog)).await;
    let found = found.ok().flatten().filter(|dialog| dialog.deleted.is_none());
    let action = found.and_then(|dialog| dialog.gui_actions.into_iter().find(|one| one.id == action && one.allowed));
    match action {
        Some(action) => {
            let text = "Her ville tjenesten ha bedt deg om å logge inn og fortsette.";
            ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], texts::page(action.title.any(), text))
                .into_response()
        }
        None => refusal(StatusCode::NOT_FOUND, "Vi finner ikke siden."),
    }
}

/// A call of `/embed/{dialog}/actions/{action}` with a dialog token; 204.
pub async fn act(
    State(sandbox): State<Shared>,
    method: Method,
    Path((dialog, action)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let shown = match shown(&sandbox, &headers, &dialog).await {
        Ok(shown) => shown,
        Err(refused) => return refused,
    };
    let found = shown.dialog.gui_actions.iter().find(|one| one.id == action && one.allowed);
    let Some(found) = found else { return refusal(StatusCode::NOT_FOUND, "Det kan ikke gjøres lenger.") };
    if found.method != method.as_str() {
        return refusal(StatusCode::METHOD_NOT_ALLOWED, "Det kan ikke gjøres på denne måten.");
    }
    let (deletes, now) = (found.deletes, sandbox.clock.now());
    let done = sandbox.store.run(move |db| done(db, shown, deletes, now)).await;
    match done {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            tracing::error!(%error, "the store failed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
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

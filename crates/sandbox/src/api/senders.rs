//! `/mailboxes/{id}/sender-information/`: how much each sender has written.

use super::caller::{Asked, Caller, look_into, with};
use super::errors::Refusal;
use crate::server::Shared;
use crate::store::messages;
use axum::Json;
use axum::extract::{Path, State};
use serde_json::{Value, json};

/// GET `…/sender-information/`.
pub async fn information(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path(mailbox): Path<String>,
) -> Result<Json<Value>, Refusal> {
    let seen = sandbox.faults.seen_ms();
    with(&sandbox.store, move |db| {
        look_into(db, &caller, &mailbox, Asked::Mailbox)?;
        Ok(Json(json!({"senderInformationList": messages::senders(db, &mailbox, seen)?})))
    })
    .await
}

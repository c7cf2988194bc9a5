//! `POST /admin/receiver`: a MeMo letter into the queue of the company's receiver system, as it is and whatever it is;
//! `GET` tells what waits and what became of the others.

use super::Refused;
use crate::ids;
use crate::server::Shared;
use crate::store::memos;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use serde_json::{Value, json};

/// POST: puts a letter into the queue.
pub async fn queue(State(sandbox): State<Shared>, body: Bytes) -> Result<Json<Value>, Refused> {
    let id = ids::fresh();
    let named = id.clone();
    sandbox.store.run(move |db| memos::add(db, &named, &body)).await?;
    Ok(Json(json!({"ids": [id]})))
}

/// GET: all letters that ever waited.
pub async fn look(State(sandbox): State<Shared>) -> Result<Json<Value>, Refused> {
    Ok(Json(sandbox.store.run(|db| memos::all(db)).await?.into()))
}

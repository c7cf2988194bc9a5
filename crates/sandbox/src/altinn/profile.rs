//! Altinn's profile, as far as an inbox needs it: which parties somebody marked as favourites. Only for reading.

use super::asked::Asked;
use super::problem::{self, Problem};
use super::store::parties;
use crate::server::Shared;
use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router, middleware};
use serde_json::{Value, json};

/// Every path below `/profile`.
pub fn router() -> Router<Shared> {
    const FAVOURITES: &str = "/profile/api/v1/users/current/party-groups/favorites";
    Router::new().route(FAVOURITES, get(favourites)).layer(middleware::from_fn(problem::layer))
}

/// The favourites by their ids; `name` is always the same.
async fn favourites(State(sandbox): State<Shared>, asked: Asked) -> Result<Json<Value>, Problem> {
    let known = sandbox.store.run(move |db| parties::of_person(db, &asked.caller.person)).await?;
    let marked: Vec<String> = known.into_iter().filter(|party| party.favourite).map(|party| party.uuid).collect();
    Ok(Json(json!({"parties": marked, "name": "__favoritter__", "isFavorite": true})))
}

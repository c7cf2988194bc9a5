//! Setting and clearing the faults.

use super::{Refused, read};
use crate::faults::Settings;
use crate::server::Shared;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

/// How long access tokens live unless a fault says otherwise: as seen at the real services.
const USUAL_TOKEN_TTL_S: u64 = 1200;

#[derive(Deserialize)]
struct For {
    provider: Option<String>,
}

/// POST `/admin/faults`: these and no others from now on.
pub async fn set(State(sandbox): State<Shared>, body: Bytes) -> Result<Json<Value>, Refused> {
    let settings: Settings = read(&body)?;
    let For { provider } = read(&body)?;
    if let Some(other) = provider.filter(|provider| provider != "digital-post") {
        return Err(Refused::because(format!("no provider {other} here")));
    }
    let rates = [settings.error_rate, settings.cut_bodies_rate, settings.conflict_rate];
    if rates.iter().any(|rate| !(0.0..=1.0).contains(rate)) {
        return Err(Refused::because("a rate lies between 0 and 1"));
    }
    if !(200..600).contains(&settings.status) {
        return Err(Refused::because("the status is none of HTTP's"));
    }
    sandbox.oidc.set_token_ttl(settings.token_ttl_s.unwrap_or(USUAL_TOKEN_TTL_S));
    let answer = json!(settings);
    sandbox.faults.set(settings);
    Ok(Json(answer))
}

/// DELETE `/admin/faults`.
pub async fn clear(State(sandbox): State<Shared>) -> Json<Value> {
    sandbox.oidc.set_token_ttl(USUAL_TOKEN_TTL_S);
    sandbox.faults.set(Settings::default());
    Json(json!({}))
}

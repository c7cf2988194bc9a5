//! Setting and clearing the faults, of one provider or of all.

use super::{Refused, read};
use crate::faults::Settings;
use crate::server::{Sandbox, Shared};
use crate::services::Service;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct For {
    provider: Option<String>,
}

/// POST `/admin/faults`: these and no others from now on; for all providers unless one is named.
pub async fn set(State(sandbox): State<Shared>, body: Bytes) -> Result<Json<Value>, Refused> {
    let settings: Settings = read(&body)?;
    let For { provider } = read(&body)?;
    let one = |name: String| Service::named(&name).ok_or_else(|| Refused::because(format!("no provider {name} here")));
    let one = provider.map(one).transpose()?;
    let rates = [settings.error_rate, settings.cut_bodies_rate, settings.conflict_rate];
    if rates.iter().any(|rate| !(0.0..=1.0).contains(rate)) {
        return Err(Refused::because("a rate lies between 0 and 1"));
    }
    if !(200..600).contains(&settings.status) {
        return Err(Refused::because("the status is none of HTTP's"));
    }
    let answer = json!(settings);
    for service in Service::ALL.into_iter().filter(|service| one.is_none_or(|one| one == *service)) {
        sandbox.faults.set(service, settings.clone());
    }
    set_lives(&sandbox);
    Ok(Json(answer))
}

/// DELETE `/admin/faults`.
pub async fn clear(State(sandbox): State<Shared>) -> Json<Value> {
    Service::ALL.into_iter().for_each(|service| sandbox.faults.set(service, Settings::default()));
    set_lives(&sandbox);
    Json(json!({}))
}

/// How long access tokens live. ID-porten's open Altinn and the contact register, so the shorter of the two counts.
fn set_lives(sandbox: &Sandbox) {
    let of = |service| sandbox.faults.of(service).token_ttl_s;
    sandbox.oidc.set_token_ttl_or_usual(of(Service::DigitalPost));
    let norwegian = [of(Service::Altinn), of(Service::ContactRegister)].into_iter().flatten().min();
    sandbox.idporten.set_token_ttl_or_usual(norwegian);
    sandbox.digipost.set_token_ttl(of(Service::Digipost));
}

//! Misbehaviour on request: what a real service does on a bad day, laid over the interface of each provider for itself
//! and never over the administrator's.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::api::Refusal;
use crate::log::Sent;
use crate::logo::LogoFault;
use crate::server::Shared;
use crate::services::Service;
use crate::store::times;
use crate::{digipost, norway};

/// The faults of contracts: rates from 0 to 1, times in the unit of their name.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Every answer waits so long.
    pub latency_ms: u64,
    /// How often `status` is answered instead.
    pub error_rate: f64,
    /// With which status.
    pub status: u16,
    /// Its `Retry-After`.
    pub retry_after_s: Option<u64>,
    /// How often a body ends in the middle.
    pub cut_bodies_rate: f64,
    /// Lists answer from a state so old.
    pub stale_list_ms: i64,
    /// How often a change that names a version meets a conflict that is none.
    pub conflict_rate: f64,
    /// How long access tokens live.
    pub token_ttl_s: Option<u64>,
    /// What is answered instead of a logo.
    pub logo: Option<LogoFault>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            latency_ms: 0,
            error_rate: 0.0,
            status: 503,
            retry_after_s: None,
            cut_bodies_rate: 0.0,
            stale_list_ms: 0,
            conflict_rate: 0.0,
            token_ttl_s: None,
            logo: None,
        }
    }
}

/// The faults in force, and the chance that picks whom they strike.
#[derive(Debug)]
pub struct Faults {
    settings: Mutex<BTreeMap<Service, Settings>>,
    chance: Mutex<StdRng>,
}

impl Faults {
    /// None yet; the seed decides what chance will do.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Faults { settings: Mutex::default(), chance: Mutex::new(StdRng::seed_from_u64(seed)) }
    }

    /// Puts these in force for a service instead of its earlier ones.
    pub fn set(&self, service: Service, settings: Settings) {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner).insert(service, settings);
    }

    /// What is in force for a service.
    #[must_use]
    pub fn of(&self, service: Service) -> Settings {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner).get(&service).cloned().unwrap_or_default()
    }

    /// What Denmark's service answers instead of a logo.
    #[must_use]
    pub fn logo(&self) -> Option<LogoFault> {
        self.of(Service::DigitalPost).logo
    }

    fn strikes(&self, rate: f64) -> bool {
        rate > 0.0 && self.chance.lock().unwrap_or_else(PoisonError::into_inner).random::<f64>() < rate
    }

    /// The moment, by the computer's own clock, as of which Denmark's lists answer; none when they are fresh.
    #[must_use]
    pub fn seen_ms(&self) -> Option<i64> {
        self.seen_ms_of(Service::DigitalPost)
    }

    /// The same for the lists of any service.
    #[must_use]
    pub fn seen_ms_of(&self, service: Service) -> Option<i64> {
        let stale = self.of(service).stale_list_ms;
        (stale > 0).then(|| times::real_ms().saturating_sub(stale))
    }
}

/// Lays the faults over a call of a provider's interface.
pub async fn layer(State(sandbox): State<Shared>, request: Request, next: Next) -> Response {
    let faults = &sandbox.faults;
    let Some(service) = Service::at(request.uri().path()) else { return next.run(request).await };
    let settings = faults.of(service);
    if settings.latency_ms > 0 {
        tokio::time::sleep(Duration::from_millis(settings.latency_ms)).await;
    }
    if faults.strikes(settings.error_rate) {
        return failure(service, &settings);
    }
    if request.headers().contains_key(header::IF_MATCH) && faults.strikes(settings.conflict_rate) {
        // What has no versions has no conflicts.
        match service {
            Service::DigitalPost => return Refusal::conflict().into_response(),
            Service::Altinn => return problem(StatusCode::PRECONDITION_FAILED, "The resource was changed meanwhile."),
            Service::Digipost | Service::ContactRegister => {}
        }
    }
    let response = next.run(request).await;
    if faults.strikes(settings.cut_bodies_rate) { cut(response).await } else { response }
}

/// A refusal as Altinn words it (RFC 9457).
fn problem(status: StatusCode, title: &str) -> Response {
    let body = serde_json::json!({"type": "about:blank", "title": title, "status": status.as_u16()}).to_string();
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response()
}

fn failure(service: Service, settings: &Settings) -> Response {
    let status = StatusCode::from_u16(settings.status).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
    let message = "The service cannot answer now.";
    let mut response = match service {
        Service::DigitalPost => Refusal::new(status, "service.unavailable", message).into_response(),
        Service::Altinn => problem(status, message),
        Service::Digipost => digipost::Refusal::new(status, "SERVICE_UNAVAILABLE", message).into_response(),
        Service::ContactRegister => norway::register_api::refusal(status, "unavailable", message),
    };
    if let Some(seconds) = settings.retry_after_s {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Announces the whole body and ends the connection after half of it.
async fn cut(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(whole) = axum::body::to_bytes(body, usize::MAX).await else { return parts.into_response() };
    let half = whole.slice(..whole.len() / 2);
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    parts.extensions.insert(Sent(half.len() as u64));
    let broken = std::io::Error::from(std::io::ErrorKind::ConnectionAborted);
    // The pause lets the first half leave before the connection goes.
    let end = async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        Err::<Bytes, _>(broken)
    };
    let pieces = futures::stream::once(async { Ok(half) });
    let body = Body::from_stream(futures::StreamExt::chain(pieces, futures::stream::once(end)));
    Response::from_parts(parts, body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_of_one_always_strikes_and_of_none_never_does() {
        let faults = Faults::new(1);
        assert!((0..100).all(|_| faults.strikes(1.0)));
        assert!(!(0..100).any(|_| faults.strikes(0.0)));
    }

    #[test]
    fn lists_are_fresh_unless_made_stale() {
        let faults = Faults::new(1);
        assert_eq!(faults.seen_ms(), None);
        faults.set(Service::DigitalPost, Settings { stale_list_ms: 5000, ..Settings::default() });
        assert!(faults.seen_ms().is_some_and(|ms| ms < times::real_ms() - 4000));
        assert_eq!(faults.seen_ms_of(Service::Altinn), None);
    }
}

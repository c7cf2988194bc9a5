//! A login for a service that has its own way with programs and leaves to the eID who the person is, as Digipost does
//! with ID-porten: the person meets the eID's page, and the service says where she goes then.

use super::authorize::Asked;
use super::{Oidc, Person};
use axum::response::Response;
use model::Level;
use std::sync::Arc;

/// What became of such a login: the person and how sure that is, or none when she went away.
pub type Outcome<'a> = Option<(&'a Person, Level)>;

/// What the service does then.
#[derive(Clone)]
pub struct Relay(Arc<dyn Fn(Outcome<'_>) -> Response + Send + Sync>);

impl Relay {
    /// Does this then. It is done once.
    pub fn new(then: impl Fn(Outcome<'_>) -> Response + Send + Sync + 'static) -> Self {
        Relay(Arc::new(then))
    }

    /// Does it.
    pub(super) fn answer(&self, outcome: Outcome<'_>) -> Response {
        (self.0)(outcome)
    }
}

impl Oidc {
    /// The page on which a person logs in at this level; none when too many are waiting.
    #[must_use]
    pub fn page_for(&self, level: Level, relay: Relay) -> Option<String> {
        let attempt = self.keep(Asked::relayed(level, relay))?;
        Some(format!("{}?attempt={attempt}", self.0.issuer.page))
    }
}

//! The running sandbox: what it is made of, and how a call finds its way.

use crate::api::{self, Caller};
use crate::faults::{self, Faults};
use crate::log::{self, RequestLog};
use crate::oidc::Oidc;
use crate::store::subscriptions;
use crate::store::{Store, times::ServiceClock, times::stamp};
use crate::trust::TrustedIssuer;
use crate::{admin, altinn, digipost, granting, norway, people, store::messages};
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use std::sync::Arc;

/// What every call can use.
pub struct Sandbox {
    /// Where it is, without a slash at its end.
    pub url: String,
    /// The services' data.
    pub store: Store,
    /// Denmark's login.
    pub oidc: Oidc,
    /// Norway's login.
    pub idporten: Oidc,
    /// Digipost's own tokens.
    pub digipost: digipost::login::Login,
    /// The services' clock.
    pub clock: ServiceClock,
    /// What goes wrong on request.
    pub faults: Faults,
    /// The request log.
    pub log: RequestLog,
    /// Another OpenID provider whose access tokens are taken too.
    pub trust: Option<TrustedIssuer>,
    /// Whether requests are held against the interface's description.
    #[cfg(feature = "conformance")]
    pub interface: Option<crate::conformance::Interfaces>,
}

/// The sandbox as handlers get it.
pub type Shared = Arc<Sandbox>;

impl Sandbox {
    /// Whom a bearer token stands for at Denmark's services.
    pub async fn caller(&self, bearer: &str) -> Option<Caller> {
        if let Some(known) = self.oidc.verify(bearer) {
            return Some(Caller { person: known.person, level: known.level });
        }
        let vouched = self.trust.as_ref()?.verify(bearer).await?;
        Some(Caller { person: people::person(&vouched.subject)?.id.to_owned(), level: vouched.level })
    }

    /// Holds a request against the description, when that is asked for.
    #[cfg(feature = "conformance")]
    pub async fn check(&self, request: Request) -> (Request, Option<String>) {
        match &self.interface {
            Some(interface) => interface.check(request).await,
            None => (request, None),
        }
    }

    /// Without the checker nothing is held against the description.
    #[cfg(not(feature = "conformance"))]
    pub async fn check(&self, request: Request) -> (Request, Option<String>) {
        (request, None)
    }
}

/// Does what the clock asks for before anybody looks: letters whose day has come are let in, accesses whose
/// day it is end, addresses whose confirmation is too old are to be confirmed again.
async fn do_due(State(sandbox): State<Shared>, request: Request, next: Next) -> Response {
    let now = sandbox.clock.now();
    let done = sandbox.store.run(move |db| {
        messages::deliver_due(db, &stamp(now))?;
        granting::expire_due(db, &stamp(now))?;
        subscriptions::lapse(db, now)
    });
    if let Err(error) = done.await {
        tracing::error!(%error, "what the clock asks for could not be done");
    }
    next.run(request).await
}

/// Every path of the sandbox.
pub fn router(sandbox: &Shared) -> Router {
    let due = || middleware::from_fn_with_state(sandbox.clone(), do_due);
    let provider = api::router()
        .layer(due())
        .merge(altinn::router())
        .merge(digipost::router())
        .merge(norway::register_api::router())
        .merge(sandbox.oidc.consents())
        .layer(middleware::from_fn_with_state(sandbox.clone(), faults::layer))
        .with_state(sandbox.clone());
    let ways_in = digipost::ways_in().with_state(sandbox.clone());
    let admin = admin::router().merge(altinn::admin_router()).layer(due()).with_state(sandbox.clone());
    provider
        .merge(admin)
        .merge(sandbox.oidc.router())
        .merge(sandbox.idporten.router())
        .merge(ways_in)
        .layer(middleware::from_fn_with_state(sandbox.clone(), log::layer))
}

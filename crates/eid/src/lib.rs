//! Login with the national eID in the system browser, return by the loopback address: OpenID Connect, or Digipost's
//! OAuth ([`Dialect`]).
//!
//! Authorization code with PKCE, state and nonce bound to one attempt, `iss` checked where it is announced,
//! PAR where it is announced, the id token checked in full, the level of assurance at least what was asked
//! for. Endpoints, client ids, scopes and levels are data ([`Registration`]).

mod attempt;
mod browser;
mod claims;
mod client;
mod dialect;
mod digipost;
mod endpoints;
mod error;
mod http;
mod levels;
mod loopback;
mod openid;
mod pages;
mod patience;
mod renewal;
mod session;
mod tokens;

pub use attempt::{Attempt, LoggedIn};
pub use browser::{CommandBrowser, LoginBrowser, PrintBrowser, SystemBrowser};
pub use dialect::Dialect;
pub use error::EidError;
pub use levels::LevelNames;
pub use openid::session_of;
pub use patience::Patience;
pub use session::Session;

use endpoints::Endpoints;
use http::Http;
use model::Level;
use secrecy::SecretString;
use std::sync::Arc;

/// How this program is known to an eID.
pub struct Registration {
    /// What is spoken there.
    pub dialect: Dialect,
    /// The provider's address.
    pub issuer: String,
    /// As which program.
    pub client_id: String,
    /// Its secret, sent by Basic; none means a public client.
    pub client_secret: Option<SecretString>,
    /// What is asked for.
    pub scopes: Vec<String>,
    /// At least this sure.
    pub level: Level,
    /// What the levels are called there.
    pub levels: LevelNames,
    /// The languages of the login page, best first.
    pub ui_locales: String,
}

/// An eID of which is known how it is spoken to.
#[derive(Clone)]
pub struct Eid(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) registration: Arc<Registration>,
    pub(crate) endpoints: Endpoints,
    pub(crate) http: Http,
    pub(crate) patience: Patience,
}

impl Eid {
    /// Finds out how the provider is spoken to, in most dialects by asking it.
    ///
    /// # Errors
    /// [`EidError`] when it cannot be reached, or says that it is somebody else.
    pub async fn discover(registration: Arc<Registration>, patience: Patience) -> Result<Self, EidError> {
        let http = Http::new(&registration.issuer, &patience)?;
        let endpoints = registration.dialect.endpoints(&http, &registration).await?;
        Ok(Eid(Arc::new(Inner { registration, endpoints, http, patience })))
    }

    /// Begins a login: the loopback address listens, the address to open is ready.
    ///
    /// # Errors
    /// [`EidError`] when no port is free, or the provider refuses the pushed request.
    pub async fn begin(&self) -> Result<Attempt, EidError> {
        Attempt::begin(self.0.clone()).await
    }
}

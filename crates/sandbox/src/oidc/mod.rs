//! The national eIDs of the sandbox, Denmark's and Norway's: OpenID providers with a login page that a person uses in a
//! browser. `issuers` holds what differs between them. Discovery, PAR (RFC 9126), code with PKCE (required), `iss` in the answer (RFC 9207),
//! rotating keys, rotating refresh tokens, revocation, end of session, levels of assurance, consents.
//!
//! Grants and keys lie in the sandbox's database; what a person is in the middle of lies in memory.
//! The eID keeps real time, whatever the mail services' clock says.

mod authorize;
pub(crate) mod clients;
mod consents;
mod discovery;
pub(crate) mod grants;
mod idporten_texts;
mod issuers;
mod keys;
mod page;
mod page_texts;
pub(crate) mod relay;
mod token;

use axum::Router;
use axum::routing::{delete, get, post};
use grants::Grants;
use issuers::Issuer;
use keys::Keys;
use model::Level;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use url::Url;

/// The login cannot work.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// The database refuses.
    #[error("the login's data could not be stored or read")]
    Storage(#[from] rusqlite::Error),
    /// No key, no randomness.
    #[error("no key could be made or used")]
    Key,
}

/// Somebody who can log in.
#[derive(Debug, Clone)]
pub struct Person {
    /// The short name of contracts ("mette").
    pub id: String,
    /// The name on the login page.
    pub name: String,
    /// "dk" or "no".
    pub country: String,
    /// The number by which the state knows the person.
    pub number: String,
    /// The subject in tokens, or what it is made of.
    pub sub: String,
    /// As whom; the first is the private one.
    pub identities: Vec<Identity>,
}

/// As whom a person logs in.
#[derive(Debug, Clone)]
pub struct Identity {
    /// "private", or the company's number.
    pub id: String,
    /// The name.
    pub label: String,
    /// Which kind.
    pub kind: IdentityKind,
}

/// Private or for a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentityKind {
    /// As oneself.
    Private,
    /// For a company.
    Business,
}

/// Whom an access token stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The short name of the person.
    pub person: String,
    /// At which level the person logged in.
    pub level: Level,
    /// What the token is good for.
    pub scopes: Vec<String>,
}

/// The provider. Cheap to clone.
#[derive(Clone)]
pub struct Oidc(Arc<Inner>);

struct Inner {
    issuer: &'static Issuer,
    base: Url,
    persons: Arc<dyn Fn() -> Vec<Person> + Send + Sync>,
    keys: Mutex<Keys>,
    grants: Grants,
    token_ttl: AtomicU64,
    pushed: Mutex<HashMap<String, authorize::Asked>>,
    attempts: Mutex<HashMap<String, authorize::Asked>>,
}

impl Oidc {
    /// Denmark's provider, whose issuer is `issuer_base` + `/oauth`.
    ///
    /// # Errors
    /// [`OidcError`] when its tables or keys cannot be made.
    pub fn new(
        issuer_base: Url,
        persons: Arc<dyn Fn() -> Vec<Person> + Send + Sync>,
        db: Arc<Mutex<rusqlite::Connection>>,
    ) -> Result<Self, OidcError> {
        Oidc::of(&issuers::MITID, issuer_base, persons, db)
    }

    /// Norway's provider, whose issuer is `issuer_base` + `/idporten`.
    ///
    /// # Errors
    /// [`OidcError`] when its tables or keys cannot be made.
    pub fn idporten(
        issuer_base: Url,
        persons: Arc<dyn Fn() -> Vec<Person> + Send + Sync>,
        db: Arc<Mutex<rusqlite::Connection>>,
    ) -> Result<Self, OidcError> {
        Oidc::of(&issuers::IDPORTEN, issuer_base, persons, db)
    }

    fn of(
        issuer: &'static Issuer,
        base: Url,
        persons: Arc<dyn Fn() -> Vec<Person> + Send + Sync>,
        db: Arc<Mutex<rusqlite::Connection>>,
    ) -> Result<Self, OidcError> {
        let grants = Grants::new(db, issuer.path)?;
        let keys = Keys::load(&grants)?;
        Ok(Oidc(Arc::new(Inner {
            issuer,
            base,
            persons,
            keys: Mutex::new(keys),
            grants,
            token_ttl: AtomicU64::new(issuer.token_lasts_s),
            pushed: Mutex::default(),
            attempts: Mutex::default(),
        })))
    }

    /// The consents of the mail interface, which has the service's bad days.
    pub fn consents<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        Router::new()
            .route("/apis/v1/consents", get(consents::list))
            .route("/apis/v1/consents/", get(consents::list))
            .route("/apis/v1/consents/{id}", delete(consents::withdraw))
            .with_state(self.clone())
    }

    /// Everything below its issuer and its login page, and the authority's `POST /admin/keys/rotate`.
    pub fn router(&self) -> Router {
        let Issuer { path, page, rotate, .. } = self.0.issuer;
        Router::new()
            .route(&format!("/{path}/.well-known/openid-configuration"), get(discovery::configuration))
            .route(&format!("/{path}/jwks.json"), get(discovery::jwks))
            .route(&format!("/{path}/authorize"), get(authorize::get).post(authorize::post))
            .route(&format!("/{path}/par"), post(authorize::push))
            .route(&format!("/{path}/token"), post(token::token))
            .route(&format!("/{path}/revoke"), post(token::revoke))
            .route(&format!("/{path}/userinfo"), get(token::userinfo).post(token::userinfo))
            .route(&format!("/{path}/logout"), get(token::logout).post(token::logout))
            .route(page, get(page::show).post(page::decide))
            .route(&format!("{page}/style.css"), get(page::style))
            .route(rotate, post(discovery::rotate))
            .with_state(self.clone())
    }

    /// Whom this access token stands for, while it lasts.
    #[must_use]
    pub fn verify(&self, bearer: &str) -> Option<Caller> {
        let grant = self.0.grants.by_token(bearer, grants::Kind::Access).ok().flatten()?;
        let scopes = grant.scope.split_whitespace().map(str::to_owned).collect();
        Some(Caller { person: grant.person, level: grant.level, scopes })
    }

    /// The programs that a person let in for longer than one access token, the newest first.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn programs_of(&self, person: &str) -> rusqlite::Result<Vec<String>> {
        Ok(self.0.grants.of_person(person)?.into_iter().map(|grant| grant.client).collect())
    }

    /// How long access tokens made from now on last, as usual unless said; the ones that are out are cut to it as well.
    pub fn set_token_ttl_or_usual(&self, seconds: Option<u64>) {
        self.set_token_ttl(seconds.unwrap_or(self.0.issuer.token_lasts_s));
    }

    /// How long access tokens made from now on last; the ones that are out are cut to it as well.
    pub fn set_token_ttl(&self, seconds: u64) {
        self.0.token_ttl.store(seconds, Ordering::Relaxed);
        if let Err(error) = self.0.grants.cut_access_tokens(seconds) {
            tracing::error!(%error, "tokens could not be shortened");
        }
    }

    /// Notes that a person let a program in so many days ago, which holds until she withdraws it.
    ///
    /// # Errors
    /// [`OidcError`] when it cannot be stored.
    pub fn let_in(&self, person: &str, program: &str, days_ago: i64) -> Result<(), OidcError> {
        let made_s = now_s().saturating_sub(days_ago.unsigned_abs().saturating_mul(24 * 3600));
        let grant = grants::Grant {
            id: random_text()?,
            client: program.to_owned(),
            person: person.to_owned(),
            identity: "private".to_owned(),
            level: Level::Substantial,
            nonce: String::new(),
            redirect_uri: String::new(),
            challenge: String::new(),
            made_s,
            offline: true,
            scope: String::new(),
            locale: String::new(),
        };
        Ok(self.0.grants.add(&grant)?)
    }

    /// Signs with a new key from now on; the ones before stay published.
    ///
    /// # Errors
    /// [`OidcError`] when no key can be made or stored.
    pub fn rotate_keys(&self) -> Result<(), OidcError> {
        self.0.keys.lock().unwrap_or_else(PoisonError::into_inner).rotate(&self.0.grants)
    }

    fn issuer(&self) -> String {
        self.address(self.0.issuer.path)
    }

    fn address(&self, path: &str) -> String {
        format!("{}/{path}", self.0.base.as_str().trim_end_matches('/'))
    }

    fn person(&self, id: &str) -> Option<Person> {
        (self.0.persons)().into_iter().find(|person| person.id == id)
    }
}

/// Seconds since 1970, by the real clock.
pub(crate) fn now_s() -> u64 {
    u64::try_from(jiff::Timestamp::now().as_second()).unwrap_or(0)
}

/// A new name or secret: 256 random bits.
pub(crate) fn random_text() -> Result<String, OidcError> {
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|_| OidcError::Key)?;
    Ok(data_encoding::BASE64URL_NOPAD.encode(&random))
}

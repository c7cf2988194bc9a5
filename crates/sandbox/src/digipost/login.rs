//! Digipost's own tokens. Who the person is, ID-porten says.

use super::level::Scope;
use crate::oidc::grants::{Grant, Grants, Kind};
use crate::oidc::{OidcError, now_s, random_text};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use model::Level;
use ring::hmac;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

/// Seconds that an access token lasts unless told otherwise, as seen at the real service.
const USUAL_TOKEN_TTL_S: u64 = 899;
/// Seconds within which a program must fetch its tokens.
const CODE_LASTS_S: u64 = 60;
/// Seconds that a refresh token lasts: until the person takes it back.
const REFRESH_LASTS_S: u64 = 10 * 365 * 24 * 3600;

/// The tokens that are out.
pub struct Login {
    grants: Grants,
    token_ttl: AtomicU64,
}

/// A login that came to its end on the page.
pub struct LoggedIn<'a> {
    /// The program.
    pub client: &'a str,
    /// Where it is called back.
    pub redirect_uri: &'a str,
    /// The demo's word for the person.
    pub person: &'a str,
    /// The level of the login.
    pub level: Level,
    /// What it is good for.
    pub scope: Scope,
}

impl Login {
    /// The tokens in this store.
    ///
    /// # Errors
    /// When the store fails.
    pub fn new(db: Arc<Mutex<Connection>>) -> rusqlite::Result<Self> {
        Ok(Login { grants: Grants::new(db, "digipost")?, token_ttl: AtomicU64::new(USUAL_TOKEN_TTL_S) })
    }

    /// How long access tokens made from now on last, as usual unless said; those that are out are cut to it as well.
    pub fn set_token_ttl(&self, seconds: Option<u64>) {
        let seconds = seconds.unwrap_or(USUAL_TOKEN_TTL_S);
        self.token_ttl.store(seconds, Ordering::Relaxed);
        if let Err(error) = self.grants.cut_access_tokens(seconds) {
            tracing::error!(%error, "tokens could not be shortened");
        }
    }

    /// The grant that an access token stands for, while it lasts.
    #[must_use]
    pub fn verify(&self, bearer: &str) -> Option<Grant> {
        self.grants.by_token(bearer, Kind::Access).ok().flatten()
    }

    /// Ends a grant.
    ///
    /// # Errors
    /// When the store fails.
    pub fn end(&self, grant: &str) -> rusqlite::Result<()> {
        self.grants.end(grant).map(|_| ())
    }

    /// Ends the grant that a token of this program stands for.
    ///
    /// # Errors
    /// When the store fails.
    pub fn revoke(&self, token: &str, client: &str) -> rusqlite::Result<()> {
        self.grants.revoke_token(token, client)
    }

    /// A code for somebody who has logged in.
    ///
    /// # Errors
    /// When it cannot be made or kept.
    pub fn code(&self, login: &LoggedIn<'_>) -> Result<String, OidcError> {
        let (id, code) = (random_text()?, random_text()?);
        let grant = Grant {
            id,
            client: login.client.to_owned(),
            person: login.person.to_owned(),
            identity: "private".to_owned(),
            level: login.level,
            nonce: String::new(),
            redirect_uri: login.redirect_uri.to_owned(),
            challenge: String::new(),
            made_s: now_s(),
            offline: true,
            scope: login.scope.as_str().to_owned(),
            locale: String::new(),
        };
        self.grants.add(&grant)?;
        self.grants.add_token(&grant.id, Kind::Code, &code, CODE_LASTS_S)?;
        Ok(code)
    }

    /// What a code or a refresh token stands for. A code is used up by it; a refresh token goes on being good.
    #[must_use]
    pub fn shown(&self, secret: &str, code: bool) -> Option<Grant> {
        let found =
            if code { self.grants.use_once(secret, Kind::Code) } else { self.grants.by_token(secret, Kind::Refresh) };
        found.ok().flatten()
    }

    /// An access token for a grant: `access_token`, `token_type`, `expires_in`, `scope`.
    ///
    /// # Errors
    /// When it cannot be made or kept.
    pub fn access(&self, grant: &Grant) -> Result<Value, OidcError> {
        let lasts_s = self.token_ttl.load(Ordering::Relaxed);
        let access = random_text()?;
        self.grants.add_token(&grant.id, Kind::Access, &access, lasts_s)?;
        Ok(json!({"access_token": access, "token_type": "bearer", "expires_in": lasts_s, "scope": grant.scope}))
    }

    /// A refresh token for a grant.
    ///
    /// # Errors
    /// When it cannot be made or kept.
    pub fn refresh(&self, grant: &Grant) -> Result<String, OidcError> {
        let refresh = random_text()?;
        self.grants.add_token(&grant.id, Kind::Refresh, &refresh, REFRESH_LASTS_S)?;
        Ok(refresh)
    }

    /// The id token: the HMAC of its second part, a dot, and that part, both in Base64.
    #[must_use]
    pub fn id_token(&self, grant: &Grant, issuer: &str, secret: &str, nonce: &str) -> String {
        let now = now_s();
        let lasts_s = self.token_ttl.load(Ordering::Relaxed);
        let claims = json!({
            "aud": grant.client, "exp": now.saturating_add(lasts_s), "iat": now, "iss": issuer, "nonce": nonce,
            "user_id": crate::ids::stable(&["digipost-user", &grant.person]),
        });
        let payload = STANDARD.encode(claims.to_string());
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        format!("{}.{payload}", STANDARD.encode(hmac::sign(&key, payload.as_bytes())))
    }
}

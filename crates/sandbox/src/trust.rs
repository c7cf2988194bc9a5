//! Another OpenID provider's access tokens: each is shown to its userinfo, whose `sub` names the
//! demo person. The answer is remembered for a little while.

use model::Level;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use url::Url;

/// How long an answer of userinfo counts.
const REMEMBERED: Duration = Duration::from_secs(20);

/// Why the other provider cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// No client for it could be made.
    #[error("no HTTP client: {0}")]
    Client(#[from] reqwest::Error),
}

/// Whom the other provider vouches for.
#[derive(Debug, Clone)]
pub struct Vouched {
    /// Its name for the person, which is the demo's.
    pub subject: String,
    /// How sure the login is.
    pub level: Level,
    /// What the token is good for, where it says so.
    pub scope: Option<String>,
}

/// The other provider.
pub struct TrustedIssuer {
    issuer: Url,
    http: reqwest::Client,
    known: Mutex<HashMap<[u8; 32], (Instant, Vouched)>>,
}

#[derive(Deserialize)]
struct Discovery {
    userinfo_endpoint: String,
}

#[derive(Deserialize)]
struct UserInfo {
    sub: String,
    acr: Option<String>,
    loa: Option<String>,
    scope: Option<String>,
}

impl TrustedIssuer {
    /// Trusts this issuer; it is asked when the first token comes.
    ///
    /// # Errors
    /// When no HTTP client can be made.
    pub fn new(issuer: Url) -> Result<Self, TrustError> {
        crate::install_crypto();
        let http = reqwest::Client::builder().timeout(Duration::from_secs(10)).build()?;
        Ok(TrustedIssuer { issuer, http, known: Mutex::default() })
    }

    /// Whom the token stands for, if the issuer knows it.
    pub async fn verify(&self, bearer: &str) -> Option<Vouched> {
        let token: [u8; 32] = Sha256::digest(bearer.as_bytes()).into();
        if let Some(vouched) = self.remembered(&token) {
            return Some(vouched);
        }
        let vouched = match self.ask(bearer).await {
            Ok(info) => {
                let claim = info.acr.or(info.loa);
                let level = claim.as_deref().and_then(Level::from_claim).unwrap_or(Level::Substantial);
                Vouched { subject: info.sub, level, scope: info.scope }
            }
            Err(error) => {
                tracing::info!(%error, "the trusted issuer does not vouch for a token");
                return None;
            }
        };
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, (since, _)| since.elapsed() < REMEMBERED);
        known.insert(token, (Instant::now(), vouched.clone()));
        Some(vouched)
    }

    fn remembered(&self, token: &[u8; 32]) -> Option<Vouched> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(token).filter(|(since, _)| since.elapsed() < REMEMBERED).map(|(_, vouched)| vouched.clone())
    }

    async fn ask(&self, bearer: &str) -> Result<UserInfo, reqwest::Error> {
        let base = self.issuer.as_str().trim_end_matches('/');
        let discovery = self.http.get(format!("{base}/.well-known/openid-configuration")).send().await?;
        let discovery: Discovery = discovery.error_for_status()?.json().await?;
        let info = self.http.get(discovery.userinfo_endpoint).bearer_auth(bearer).send().await?;
        info.error_for_status()?.json().await
    }
}

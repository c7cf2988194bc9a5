//! A login that is kept alive: renewed shortly before it runs out, by one at a time, the new refresh token
//! stored before anything is done with the new access token.

use crate::http::json;
use crate::{Eid, EidError, tokens};
use jiff::SignedDuration;
use model::{AccountId, Clock, TokenStore, Tokens};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use tokio::sync::Mutex;

/// Renewed this long before it runs out.
const EARLY: SignedDuration = SignedDuration::from_secs(30);

/// An account's login.
pub struct Session {
    eid: Arc<Eid>,
    account: AccountId,
    store: Arc<dyn TokenStore>,
    clock: Arc<dyn Clock>,
    renewing: Mutex<()>,
}

impl Session {
    /// The login of this account.
    #[must_use]
    pub fn new(eid: Arc<Eid>, account: AccountId, store: Arc<dyn TokenStore>, clock: Arc<dyn Clock>) -> Self {
        Session { eid, account, store, clock, renewing: Mutex::new(()) }
    }

    fn load(&self) -> Result<Tokens, EidError> {
        self.store.load(&self.account).map_err(|_| EidError::Storage)?.ok_or(EidError::SignedOut)
    }

    /// An access token that lasts a little longer.
    ///
    /// # Errors
    /// [`EidError::SignedOut`] when the login has run out for good.
    pub async fn bearer(&self) -> Result<SecretString, EidError> {
        let tokens = self.load()?;
        let soon = self.clock.now().checked_add(EARLY).unwrap_or_else(|_| self.clock.now());
        if tokens.access_expires > soon {
            return Ok(tokens.access);
        }
        self.renew_from(tokens).await
    }

    /// A new access token, because the service refused the old one.
    ///
    /// # Errors
    /// As [`Session::bearer`].
    pub async fn renew(&self) -> Result<(), EidError> {
        let tokens = self.load()?;
        self.renew_from(tokens).await.map(|_| ())
    }

    async fn renew_from(&self, seen: Tokens) -> Result<SecretString, EidError> {
        let _one_at_a_time = self.renewing.lock().await;
        let tokens = self.load()?;
        if tokens.access.expose_secret() != seen.access.expose_secret() {
            // Somebody else renewed it meanwhile.
            return Ok(tokens.access);
        }
        let Some(refresh) = &tokens.refresh else { return self.signed_out() };
        let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh.expose_secret())];
        let renewed = tokens::fetch(&self.eid.0, &fields, None, self.clock.now()).await;
        let mut new = match renewed {
            Ok((new, _)) => new,
            Err(EidError::SignedOut) => return self.signed_out(),
            Err(error) => return Err(error),
        };
        if new.subject != tokens.subject || new.level < tokens.level {
            self.store.clear(&self.account).map_err(|_| EidError::Storage)?;
            return Err(EidError::SubjectChanged);
        }
        new.refresh = new.refresh.or(tokens.refresh);
        self.store.save(&self.account, &new).map_err(|_| EidError::Storage)?;
        Ok(new.access)
    }

    fn signed_out(&self) -> Result<SecretString, EidError> {
        self.store.clear(&self.account).map_err(|_| EidError::Storage)?;
        Err(EidError::SignedOut)
    }

    /// Signs out here and, if it can be reached, at the eID.
    ///
    /// # Errors
    /// [`EidError::Storage`] when the tokens could not be deleted here.
    pub async fn sign_out(&self) -> Result<(), EidError> {
        let tokens = self.store.load(&self.account).map_err(|_| EidError::Storage)?;
        self.store.clear(&self.account).map_err(|_| EidError::Storage)?;
        let inner = &self.eid.0;
        if let (Some(revoke), Some(tokens)) = (&inner.discovered.revoke, tokens) {
            let token = tokens.refresh.as_ref().unwrap_or(&tokens.access).expose_secret();
            let fields = [("token", token), ("client_id", inner.registration.client_id.as_str())];
            // Best effort: it is signed out here whatever the eID says.
            let _ = json(inner.http.post(revoke.clone(), &fields)).await;
        }
        Ok(())
    }
}

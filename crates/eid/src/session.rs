//! A login that is kept alive: renewed shortly before it runs out, by one at a time, the new refresh token
//! stored before anything is done with the new access token.

use crate::renewal::{Renewal, renew};
use crate::{Eid, EidError, Patience, Registration};
use jiff::SignedDuration;
use model::{AccountId, Clock, RenewalRight, TokenStore, Tokens};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OnceCell;

/// Renewed this long before it runs out.
const EARLY: SignedDuration = SignedDuration::from_secs(30);
/// Between two looks whether another caller, perhaps in another copy of this program, has done with its renewal.
const LOOK: Duration = Duration::from_millis(50);

/// An account's login. The provider is not asked for anything before a renewal needs it.
pub struct Session {
    registration: Arc<Registration>,
    patience: Patience,
    eid: OnceCell<Eid>,
    account: AccountId,
    store: Arc<dyn TokenStore>,
    clock: Arc<dyn Clock>,
}

impl Session {
    /// The login of this account.
    #[must_use]
    pub fn new(
        registration: Registration,
        patience: Patience,
        account: AccountId,
        store: Arc<dyn TokenStore>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let registration = Arc::new(registration);
        Session { registration, patience, eid: OnceCell::new(), account, store, clock }
    }

    async fn eid(&self) -> Result<&Eid, EidError> {
        self.eid.get_or_try_init(|| Eid::discover(self.registration.clone(), self.patience)).await
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
        let now = self.clock.now();
        // Where nothing renews it, it is used to its end: that of ID-porten lasts two minutes.
        let early = if tokens.refresh.is_some() { EARLY } else { SignedDuration::ZERO };
        if tokens.access_expires > now.checked_add(early).unwrap_or(now) {
            return Ok(tokens.access);
        }
        self.renew_from(&tokens).await
    }

    /// A new access token, because the service refused the old one.
    ///
    /// # Errors
    /// As [`Session::bearer`].
    pub async fn renew(&self) -> Result<(), EidError> {
        let tokens = self.load()?;
        self.renew_from(&tokens).await.map(|_| ())
    }

    async fn renew_from(&self, seen: &Tokens) -> Result<SecretString, EidError> {
        let eid = self.eid().await?;
        let _one_at_a_time = self.right().await?;
        let tokens = self.load()?;
        if tokens.access.expose_secret() != seen.access.expose_secret() {
            // Somebody else renewed it meanwhile.
            return Ok(tokens.access);
        }
        match renew(&eid.0, &tokens, self.clock.now()).await {
            Renewal::Good(new) => {
                // A sign-out or a new login meanwhile goes before: then what is there now counts.
                let kept = self.replace(&tokens, Some(&new))?;
                if kept { Ok(new.access) } else { self.load().map(|there| there.access) }
            }
            Renewal::Later(new, error) => self.replace(&tokens, Some(&new)).and(Err(error)),
            Renewal::Over(error) => self.replace(&tokens, None).and(Err(error)),
            Renewal::Nothing(error) => Err(error),
        }
    }

    fn replace(&self, seen: &Tokens, new: Option<&Tokens>) -> Result<bool, EidError> {
        self.store.replace(&self.account, seen, new).map_err(|_| EidError::Storage)
    }

    /// The right to renew, when nobody else has it any more, here or in another copy of this program.
    async fn right(&self) -> Result<RenewalRight, EidError> {
        let wait = async {
            loop {
                match self.store.try_renewal(&self.account) {
                    Ok(Some(right)) => return Ok(right),
                    Ok(None) => tokio::time::sleep(LOOK).await,
                    Err(_) => return Err(EidError::Storage),
                }
            }
        };
        tokio::time::timeout(self.patience.other_copy, wait).await.unwrap_or(Err(EidError::Busy))
    }

    /// Gives tokens back to the eID, if it can be reached: one is signed out here whatever it says.
    pub async fn revoke(&self, tokens: &Tokens) {
        let give_back = async {
            if let Ok(eid) = self.eid().await {
                self.registration.dialect.farewell(&eid.0, tokens).await;
            }
        };
        let _ = tokio::time::timeout(self.patience.farewell, give_back).await;
    }
}

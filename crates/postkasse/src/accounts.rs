//! The accounts, and signing out of one.

use crate::App;
use crate::offers::offers;
use crate::services::SANDBOX_CLIENT;
use crate::views::{AccountView, ApiError, AppEvent};
use eid::Session;
use model::{AccountId, TokenStore, Tokens};
use vault::Account;

impl App {
    /// All accounts.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read.
    pub async fn accounts(&self) -> Result<Vec<AccountView>, ApiError> {
        let accounts = self.vault(vault::Profile::accounts).await?;
        let view = |account: Account| AccountView {
            id: account.id,
            provider: account.provider,
            offers: offers(account.provider).to_vec(),
            // Only what runs on this computer is spoken to without encryption.
            sandbox: account.client_id == SANDBOX_CLIENT || account.server.starts_with("http:"),
            server: account.server,
            person: account.person,
            signed_in: account.signed_in,
            level: account.level,
        };
        Ok(accounts.into_iter().map(view).collect())
    }

    /// Signs out, here and, if it can be reached, at the eID. The letters stay readable.
    ///
    /// # Errors
    /// [`ApiError`] when there is no such account or the vault cannot be written.
    pub async fn sign_out(&self, id: AccountId) -> Result<(), ApiError> {
        let wanted = id.clone();
        let account = self.vault(move |profile| profile.account(&wanted)).await?;
        let farewell = self.farewell(account).await?;
        self.vault(move |profile| profile.clear(&id).map_err(|_| vault::StoreError::Locked)).await?;
        self.pulse.tell(AppEvent::Mailboxes);
        self.pulse.tell(AppEvent::Sync);
        farewell.say().await;
        Ok(())
    }

    /// What is left to say to the eID once an account is signed out here: taken down while its tokens and the
    /// program's secret are still there.
    pub(crate) async fn farewell(&self, account: Account) -> Result<Farewell, ApiError> {
        if account.provider.keeps_here() {
            // It was let in by a certificate: there is no eID to say it to.
            return Ok(Farewell(None));
        }
        let session = self.session(&account).await?;
        let tokens = self.vault(move |profile| Ok(profile.load(&account.id).ok().flatten())).await?;
        Ok(Farewell(tokens.map(|tokens| (session, tokens))))
    }
}

/// The eID's part of a sign-out. Here it holds whatever the eID says.
pub(crate) struct Farewell(Option<(Session, Tokens)>);

impl Farewell {
    /// Gives the tokens back, if the eID can be reached.
    pub(crate) async fn say(self) {
        if let Some((session, tokens)) = &self.0 {
            session.revoke(tokens).await;
        }
    }
}

//! The accounts, and signing out of one.

use crate::services::SANDBOX_CLIENT;
use crate::views::{AccountView, ApiError, AppEvent};
use crate::{App, connection};
use model::AccountId;

impl App {
    /// All accounts.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read.
    pub async fn accounts(&self) -> Result<Vec<AccountView>, ApiError> {
        let accounts = self.vault(vault::Profile::accounts).await?;
        let view = |account: vault::Account| AccountView {
            id: account.id,
            provider: account.provider,
            sandbox: account.client_id == SANDBOX_CLIENT,
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
        connection::sign_out(self, &id).await?;
        self.pulse.tell(AppEvent::Mailboxes);
        self.pulse.tell(AppEvent::Sync);
        Ok(())
    }
}

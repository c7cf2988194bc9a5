//! The accounts.

use crate::App;
use crate::views::{AccountView, ApiError};

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
            sandbox: is_sandbox(&account.client_id),
            server: account.server,
            person: account.person,
            signed_in: account.signed_in,
            level: account.level,
        };
        Ok(accounts.into_iter().map(view).collect())
    }
}

/// The sandbox's own registration is known by its name.
fn is_sandbox(client_id: &str) -> bool {
    client_id.starts_with("postkasse-sandbox")
}

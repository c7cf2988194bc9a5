//! Locking and forgetting.

use crate::App;
use crate::views::{ApiError, AppEvent};
use model::{AccountId, MailboxId};

impl App {
    /// Locks the profile, here and for every other copy of this program.
    ///
    /// # Errors
    /// [`ApiError`] when the folder cannot be written; this copy is locked all the same.
    pub async fn lock(&self) -> Result<(), ApiError> {
        let locked = self.vault(vault::Profile::lock_for_all).await;
        self.pulse.tell(AppEvent::Locked);
        locked
    }

    /// Forgets a mailbox: its key, then its files.
    ///
    /// # Errors
    /// [`ApiError`] when there is none of this id.
    pub async fn forget_mailbox(&self, id: MailboxId) -> Result<(), ApiError> {
        self.vault(move |profile| profile.forget_mailbox(&id)).await?;
        self.pulse.tell(AppEvent::Mailboxes);
        Ok(())
    }

    /// Forgets an account with its tokens and mailboxes.
    ///
    /// # Errors
    /// [`ApiError`] when there is none of this id.
    pub async fn forget_account(&self, id: AccountId) -> Result<(), ApiError> {
        let wanted = id.clone();
        let account = self.vault(move |profile| profile.account(&wanted)).await?;
        let farewell = self.farewell(account).await?;
        self.vault(move |profile| profile.forget_account(&id)).await?;
        self.pulse.tell(AppEvent::Mailboxes);
        farewell.say().await;
        Ok(())
    }

    /// Forgets everything.
    ///
    /// # Errors
    /// [`ApiError`] when the keyring or the disk refuses.
    pub async fn forget_all(&self) -> Result<(), ApiError> {
        // Nobody can be signed out of a vault that cannot be read, and forgetting it goes on.
        let mut farewells = Vec::new();
        for account in self.vault(vault::Profile::accounts).await.unwrap_or_default() {
            farewells.extend(self.farewell(account).await);
        }
        let profile = self.profile.clone();
        let done = tokio::task::spawn_blocking(move || profile.forget_all()).await;
        done.map_err(|error| ApiError::unexpected(&error))??;
        for farewell in farewells {
            farewell.say().await;
        }
        Ok(())
    }
}

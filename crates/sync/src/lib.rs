//! Moving things between a provider and the vault: wishes out, letters in, documents in the background.
//!
//! Sync never does what opening does. A letter whose opening has weight keeps its header here and its
//! content at the service until the person agrees ([`fetch_message`] after [`providers::Provider::open`]).
//! A page, its arrivals and its cursor are one transaction; a cut anywhere loses nothing and doubles nothing.

mod account;
mod ahead;
mod documents;
mod download;
mod error;
mod fetched;
mod folders;
mod guessed;
mod mailbox;
mod naming;
mod patience;
mod pull;
mod push;
mod report;
mod schedule;
mod senders;
mod standing;
mod store;
mod sweep;

pub use account::{refresh_mailboxes, sync_account};
pub use ahead::open_message;
pub use documents::fetch_message;
pub use error::SyncError;
pub use patience::{Wait, next_try, patiently};
pub use report::{Progress, Report};
pub use schedule::{Look, Rhythm};
pub use sweep::refresh_message;

use model::{Clock, Level};
use providers::Provider;
use std::sync::Arc;
use vault::Profile;

/// What a sync of one account works with.
#[derive(Clone)]
pub struct Context {
    /// The service, as this account reaches it.
    pub provider: Arc<dyn Provider>,
    /// The vault.
    pub profile: Arc<Profile>,
    /// The present.
    pub clock: Arc<dyn Clock>,
    /// The login's level: decides what waits.
    pub level: Level,
    /// Who is told how it goes.
    pub progress: Arc<dyn Fn(Progress) + Send + Sync>,
}

impl Context {
    /// Runs a call of the vault where it may block.
    async fn vault<T: Send + 'static>(
        &self,
        call: impl FnOnce(&Profile) -> Result<T, vault::StoreError> + Send + 'static,
    ) -> Result<T, SyncError> {
        let profile = self.profile.clone();
        let done = tokio::task::spawn_blocking(move || call(&profile).map_err(|error| profile.reason(error))).await;
        done.map_err(|_| SyncError::Stopped)?.map_err(SyncError::Vault)
    }
}

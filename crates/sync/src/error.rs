//! Why a sync did not get through.

use model::Code;
use providers::ProviderError;
use vault::StoreError;

/// Either side refused.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The service.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// The vault.
    #[error(transparent)]
    Vault(#[from] StoreError),
    /// The program is ending.
    #[error("the program is ending")]
    Stopped,
}

impl SyncError {
    /// Whether whatever else is to be done would fare no better now: the line is broken, the login has run
    /// out, the disk is full.
    pub(crate) fn concerns_all(&self) -> bool {
        match self {
            SyncError::Provider(error) => error.is_of_the_line(),
            SyncError::Vault(_) | SyncError::Stopped => true,
        }
    }

    /// In the words a shell can act on.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            SyncError::Provider(error) => error.code(),
            SyncError::Vault(error) => error.code(),
            SyncError::Stopped => Code::Unexpected,
        }
    }
}

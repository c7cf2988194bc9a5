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

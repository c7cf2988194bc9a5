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

    /// Whether another mailbox of the account would fare no better now. What is wrong with the vault may be
    /// wrong with one mailbox's file only.
    pub(crate) fn concerns_every_mailbox(&self) -> bool {
        match self {
            SyncError::Provider(error) => error.is_of_the_line(),
            SyncError::Vault(error) => matches!(error, StoreError::Locked | StoreError::Full),
            SyncError::Stopped => true,
        }
    }

    /// The text in the catalogue that says it more exactly than the code.
    #[must_use]
    pub fn text_key(&self) -> Option<&'static str> {
        match self {
            SyncError::Vault(error) => error.text_key(),
            SyncError::Provider(error) => error.text_key(),
            SyncError::Stopped => None,
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

//! The programs that a person let in at the service, asked and withdrawn directly.

use crate::ProviderError;
use async_trait::async_trait;
use jiff::Timestamp;
use model::RemoteId;

/// A program that may fetch the person's letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteConsent {
    /// The service's id of it.
    pub id: RemoteId,
    /// The program, by the id under which it is registered.
    pub client: String,
    /// Its name, if the service says.
    pub name: Option<String>,
    /// When it was let in, if the service says.
    pub made: Option<Timestamp>,
}

/// The programs of an account's person.
#[async_trait]
pub trait Connected: Send + Sync {
    /// All of them.
    async fn consents(&self) -> Result<Vec<RemoteConsent>, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// Shuts one out: its login ends at once.
    async fn withdraw_consent(&self, _consent: &RemoteId) -> Result<(), ProviderError> {
        Err(ProviderError::NotOffered)
    }
}

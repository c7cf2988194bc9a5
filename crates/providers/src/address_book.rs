//! Whom one can write to: authorities with their contact points, and those to whom the person chose to forward
//! easily.

use crate::{Checked, ProviderError};
use async_trait::async_trait;
use model::{ContactPoint, IdType, OrganisationFacts, RemoteId};

/// An authority, or another organisation in the register of senders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// The service's.
    pub id: RemoteId,
    /// What the register says of it.
    pub facts: OrganisationFacts,
    /// The register has a logo of it.
    pub logo: bool,
}

/// A contact point with the organisation that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The service's id of the organisation.
    pub organisation: RemoteId,
    /// The contact point.
    pub point: ContactPoint,
}

/// Somebody to whom the person chose to forward easily.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trustee {
    /// What kind of number `id` is.
    pub id_type: IdType,
    /// The number.
    pub id: String,
    /// The name.
    pub name: String,
}

/// The register of a service.
#[async_trait]
pub trait AddressBook: Send + Sync {
    /// Authorities with these words in their names; all when there are none.
    async fn authorities(&self, _words: &str) -> Result<Vec<Organisation>, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// The direct question about one organisation.
    async fn organisation(&self, _organisation: &RemoteId) -> Result<Checked<Organisation>, ProviderError> {
        Ok(Checked::Gone)
    }

    /// The visible contact points of an organisation, or those of any that are found by these words.
    async fn contact_points(
        &self,
        _organisation: Option<&RemoteId>,
        _words: &str,
    ) -> Result<Vec<Listed>, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// The contact point of this id, if it is one that can be seen.
    async fn contact_point(&self, _id: &RemoteId) -> Result<Option<Listed>, ProviderError> {
        Ok(None)
    }

    /// Trusted recipients.
    async fn trustees(&self) -> Result<Vec<Trustee>, ProviderError> {
        Ok(Vec::new())
    }
}

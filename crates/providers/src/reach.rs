//! The services that one logs in to, one line each.

use crate::altinn::Altinn;
use crate::digipost::Digipost;
use crate::digital_post::DigitalPost;
use crate::{Authorizer, Provider, ProviderError};
use model::{Language, ProviderId};
use std::sync::Arc;
use url::Url;

/// Where a service is, and as whom and in which language it is spoken to.
#[derive(Clone)]
pub struct Reach {
    /// The service's address, without the path of its interface.
    pub server: Url,
    /// The national register of contact details that belongs to the login, where there is one.
    pub register: Option<Url>,
    /// The login.
    pub authorizer: Arc<dyn Authorizer>,
    /// The person's language, for services that have texts in several.
    pub language: Language,
}

impl Reach {
    /// The address of an interface at the service.
    pub(crate) fn at(&self, path: &str) -> Result<Url, ProviderError> {
        let server = self.server.as_str().trim_end_matches('/');
        Url::parse(&format!("{server}{path}")).map_err(|_| ProviderError::Refused { code: "address".to_owned() })
    }
}

/// The service, as one account reaches it.
///
/// # Errors
/// [`ProviderError::Refused`] unless the address is https or on this computer; [`ProviderError::NotOffered`] where nobody
/// logs in.
pub fn reach(provider: ProviderId, at: &Reach) -> Result<Arc<dyn Provider>, ProviderError> {
    Ok(match provider {
        ProviderId::DigitalPost => Arc::new(DigitalPost::new(at.at("/apis/v1")?, at.authorizer.clone())?),
        ProviderId::Altinn => Arc::new(Altinn::new(at)?),
        ProviderId::Digipost => Arc::new(Digipost::new(at)?),
        ProviderId::Receiver | ProviderId::Archive => return Err(ProviderError::NotOffered),
    })
}

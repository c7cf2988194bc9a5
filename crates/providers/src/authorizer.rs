//! Where a provider gets its bearer token from, and a new one when the service says that it ran out.

use async_trait::async_trait;
use secrecy::SecretString;

/// Why there is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAuthorized {
    /// The login has run out.
    #[error("the login has run out")]
    SignInAgain,
    /// The eID cannot be reached to renew it.
    #[error("the eID cannot be reached")]
    Offline,
}

/// A login that is kept alive.
#[async_trait]
pub trait Authorizer: Send + Sync {
    /// A token that should do.
    async fn bearer(&self) -> Result<SecretString, NotAuthorized>;
    /// The service refused the token: get another.
    async fn renew(&self) -> Result<(), NotAuthorized>;
}

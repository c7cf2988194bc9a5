//! Tokens, and the place where they are kept. `eid` makes and renews them; the vault seals them.

use crate::{AccountId, Level};
use jiff::Timestamp;
use secrecy::SecretString;

/// What a login left behind. Has no `Clone`, no `Serialize` and no `Debug` that tells anything.
pub struct Tokens {
    /// Opens the service's doors.
    pub access: SecretString,
    /// When `access` runs out.
    pub access_expires: Timestamp,
    /// Gets a new `access`, where the service allows it.
    pub refresh: Option<SecretString>,
    /// Needed to end the session at the eID.
    pub id_token: SecretString,
    /// Who logged in, in the eID's words; a renewal must name the same.
    pub subject: String,
    /// At which level.
    pub level: Level,
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokens").field("access_expires", &self.access_expires).finish_non_exhaustive()
    }
}

/// The store could not keep or give the tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// The vault is locked.
    #[error("the vault is locked")]
    Locked,
    /// The disk or the database refuses.
    #[error("the tokens could not be stored or read")]
    Storage,
}

/// The right to renew a login, held by one at a time over all copies of this program: who renews with a
/// refresh token that another has just used loses the login for both. Given back when dropped.
pub struct RenewalRight(Box<dyn Send + Sync>);

impl RenewalRight {
    /// A right that lasts as long as this.
    #[must_use]
    pub fn new(held: impl Send + Sync + 'static) -> Self {
        RenewalRight(Box::new(held))
    }
}

impl std::fmt::Debug for RenewalRight {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let _ = &self.0;
        f.write_str("RenewalRight")
    }
}

/// Where tokens are kept, sealed.
pub trait TokenStore: Send + Sync {
    /// The account's tokens, or none when it is signed out.
    ///
    /// # Errors
    /// [`TokenError`] when the store cannot be read.
    fn load(&self, account: &AccountId) -> Result<Option<Tokens>, TokenError>;

    /// Replaces the account's tokens in one step, so that a rotated refresh token is never lost.
    ///
    /// # Errors
    /// [`TokenError`] when the store cannot be written.
    fn save(&self, account: &AccountId, tokens: &Tokens) -> Result<(), TokenError>;

    /// Puts `new` (or, signing out, nothing) in the place of `seen`, in one step. False, and nothing changed,
    /// when something else is there by now: a sign-out or a newer login must not be undone by a renewal.
    ///
    /// # Errors
    /// [`TokenError`] when the store cannot be written.
    fn replace(&self, account: &AccountId, seen: &Tokens, new: Option<&Tokens>) -> Result<bool, TokenError>;

    /// The right to renew; none while another has it.
    ///
    /// # Errors
    /// [`TokenError`] when it cannot be told.
    fn try_renewal(&self, account: &AccountId) -> Result<Option<RenewalRight>, TokenError>;

    /// Signs the account out here.
    ///
    /// # Errors
    /// [`TokenError`] when the store cannot be written.
    fn clear(&self, account: &AccountId) -> Result<(), TokenError>;
}

//! How an owner of a mailbox stands in the national register, and whether an address proved to be hers.

use serde::{Deserialize, Serialize};

/// How the register has an owner. Source: `RegistrationStatus` and `PublicRegistrationStatus` of the
/// interface description of Digital Post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Registration {
    /// Registered by law.
    Registered,
    /// Registered by her own wish.
    Voluntary,
    /// Registered, and nobody has logged in yet.
    Unconfirmed,
    /// About to be registered.
    Awaiting,
    /// Exempt.
    Exempt,
    /// Exempt, because she left the country.
    Abroad,
    /// The mailbox is closed.
    Closed,
    /// A word that this version does not know.
    Unknown,
}

/// Whether the service tells this address anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AddressState {
    /// Not before the code that was sent there is typed in.
    NeedsCode,
    /// Yes.
    Confirmed,
    /// It is to be confirmed that the address still holds.
    ConfirmAgain,
}

//! What a good id token says, in whichever dialect.

use model::Level;

/// What it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Claims {
    pub(crate) subject: String,
    pub(crate) name: Option<String>,
    pub(crate) level: Said,
    pub(crate) nonce: Option<String>,
}

/// What is said of how sure a login is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// Nothing.
    Nothing,
    /// A word that is no level.
    NoLevel,
    /// A level.
    Level(Level),
}

/// Clocks may differ by so many seconds.
pub(crate) const SKEW_S: i64 = 60;

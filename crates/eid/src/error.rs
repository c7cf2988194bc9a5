//! Why a login did not succeed: every wrong answer has its own word.

use model::Code;

/// What was wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EidError {
    /// No connection.
    #[error("the eID cannot be reached")]
    Unreachable,
    /// An answer that is not what the standard promises.
    #[error("the eID's answer could not be understood: {0}")]
    BadAnswer(&'static str),
    /// The provider's own error.
    #[error("the eID refused the login ({0})")]
    Refused(String),
    /// The person cancelled.
    #[error("the login was cancelled")]
    Cancelled,
    /// Nobody answered in time.
    #[error("the login took too long")]
    TimedOut,
    /// The answer is from another issuer than the one asked.
    #[error("the answer is from another issuer")]
    WrongIssuer,
    /// The id token is for somebody else.
    #[error("the id token is for another program")]
    WrongAudience,
    /// The id token belongs to another login.
    #[error("the id token belongs to another login")]
    WrongNonce,
    /// Not signed by the issuer, or in a way that is not allowed.
    #[error("the id token's signature is wrong")]
    WrongSignature,
    /// Signed with a key that the issuer does not publish.
    #[error("the id token is signed with an unknown key")]
    UnknownKey,
    /// Too old.
    #[error("the id token has expired")]
    Expired,
    /// From the future.
    #[error("the id token is not valid yet")]
    NotYetValid,
    /// The answer says nothing about how sure it is.
    #[error("the id token names no level of assurance")]
    LevelMissing,
    /// Less sure than was asked for.
    #[error("the level of assurance is too low")]
    LevelTooLow,
    /// A renewal named somebody else.
    #[error("the renewed login is somebody else's")]
    SubjectChanged,
    /// The browser could not be opened.
    #[error("the browser could not be opened")]
    Browser,
    /// There is no login (any more).
    #[error("the login has run out")]
    SignedOut,
    /// The tokens could not be kept.
    #[error("the tokens could not be kept")]
    Storage,
}

impl EidError {
    /// In the words a shell can act on.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            EidError::Unreachable => Code::Offline,
            EidError::LevelMissing | EidError::LevelTooLow => Code::HigherLevelNeeded,
            EidError::SignedOut | EidError::SubjectChanged | EidError::Cancelled | EidError::TimedOut => {
                Code::SignInAgain
            }
            EidError::Storage => Code::Locked,
            _ => Code::Refused,
        }
    }

    /// The key of its text in the catalogue.
    #[must_use]
    pub fn text_key(&self) -> &'static str {
        match self {
            EidError::Unreachable => "error.code.offline",
            EidError::Cancelled => "error.login.cancelled",
            EidError::TimedOut => "error.login.timeout",
            EidError::WrongIssuer => "error.login.wrongIssuer",
            EidError::LevelMissing | EidError::LevelTooLow => "error.login.levelTooLow",
            EidError::Refused(_) => "error.login.providerRefused",
            EidError::Browser => "error.login.browser",
            EidError::SignedOut | EidError::SubjectChanged => "error.code.signInAgain",
            EidError::Storage => "error.code.locked",
            _ => "error.login.badAnswer",
        }
    }
}

//! Why a login did not succeed: every wrong answer has its own word, and its own text in the catalogue.

use model::Code;

/// What was wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EidError {
    /// No connection.
    #[error("the eID cannot be reached")]
    Unreachable,
    /// It is there and cannot do it now.
    #[error("the eID does not work right now")]
    Busy,
    /// An answer that is not what the standard promises.
    #[error("the eID's answer could not be understood: {0}")]
    BadAnswer(&'static str),
    /// Something that the standard promises is missing.
    #[error("the eID's answer lacks: {0}")]
    Incomplete(&'static str),
    /// An answer without end.
    #[error("the eID's answer is too long")]
    TooLong,
    /// The program was to be sent elsewhere with what it carries.
    #[error("the eID sends the program elsewhere")]
    Redirected,
    /// An address that is spoken to in clear.
    #[error("an address of the eID is without encryption")]
    Unencrypted,
    /// Requests must be pushed ahead, and there is nowhere to push them.
    #[error("the eID demands pushed requests and takes none")]
    PushMissing,
    /// The provider's own error.
    #[error("the eID refused the login ({0})")]
    Refused(String),
    /// The provider does not know this program (any more).
    #[error("the eID does not accept this program")]
    ClientRefused,
    /// The code was used before, is too old, or belongs to another attempt.
    #[error("the eID does not accept the code of this login")]
    CodeRefused,
    /// The person cancelled.
    #[error("the login was cancelled")]
    Cancelled,
    /// Nobody answered in time.
    #[error("the login took too long")]
    TimedOut,
    /// The provider's description is another provider's.
    #[error("the address describes another provider")]
    OtherProvider,
    /// The answer in the browser is from another issuer than the one asked.
    #[error("the answer is from another issuer")]
    WrongIssuer,
    /// The id token is from another issuer than the one asked.
    #[error("the id token is from another issuer")]
    TokenIssuer,
    /// The id token is for another program.
    #[error("the id token is for another program")]
    WrongAudience,
    /// The id token was given to another program.
    #[error("the id token was given to another program")]
    WrongParty,
    /// The id token belongs to another login.
    #[error("the id token belongs to another login")]
    WrongNonce,
    /// Signed in a way that is not allowed, or not at all.
    #[error("the id token is not signed in a way that is allowed")]
    WrongAlgorithm,
    /// Not signed by the issuer.
    #[error("the id token's signature is wrong")]
    WrongSignature,
    /// Signed with a key that the issuer does not publish.
    #[error("the id token is signed with an unknown key")]
    UnknownKey,
    /// The access token is not the one that the id token speaks of.
    #[error("the access token was exchanged")]
    WrongAccessToken,
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
    /// Less sure after a renewal than before.
    #[error("the renewed login has a lower level of assurance")]
    LevelFell,
    /// The person has no mailbox at the service, and making one takes a login of a higher level.
    #[error("there is no mailbox yet, and making one takes a higher level of assurance")]
    NoMailboxYet,
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
            EidError::Busy => Code::Busy,
            EidError::LevelMissing | EidError::LevelTooLow | EidError::LevelFell | EidError::NoMailboxYet => {
                Code::HigherLevelNeeded
            }
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
            EidError::Busy => "error.login.busy",
            EidError::BadAnswer(_) => "error.login.badAnswer",
            EidError::Incomplete(_) => "error.login.incomplete",
            EidError::TooLong => "error.login.tooLong",
            EidError::Redirected => "error.login.redirected",
            EidError::Unencrypted => "error.login.unencrypted",
            EidError::PushMissing => "error.login.pushMissing",
            EidError::Refused(_) => "error.login.providerRefused",
            EidError::ClientRefused => "error.login.clientRefused",
            EidError::CodeRefused => "error.login.codeRefused",
            EidError::Cancelled => "error.login.cancelled",
            EidError::TimedOut => "error.login.timeout",
            EidError::OtherProvider => "error.login.otherProvider",
            EidError::WrongIssuer => "error.login.wrongIssuer",
            EidError::TokenIssuer => "error.login.tokenIssuer",
            EidError::WrongAudience => "error.login.wrongAudience",
            EidError::WrongParty => "error.login.wrongParty",
            EidError::WrongNonce => "error.login.wrongNonce",
            EidError::WrongAlgorithm => "error.login.wrongAlgorithm",
            EidError::WrongSignature => "error.login.wrongSignature",
            EidError::UnknownKey => "error.login.unknownKey",
            EidError::WrongAccessToken => "error.login.wrongAccessToken",
            EidError::Expired => "error.login.expired",
            EidError::NotYetValid => "error.login.notYetValid",
            EidError::LevelMissing => "error.login.levelMissing",
            EidError::LevelTooLow => "error.login.levelTooLow",
            EidError::LevelFell => "error.login.levelFell",
            EidError::NoMailboxYet => "error.login.noMailboxYet",
            EidError::SubjectChanged => "error.login.subjectChanged",
            EidError::Browser => "error.login.browser",
            EidError::SignedOut => "error.code.signInAgain",
            EidError::Storage => "error.code.locked",
        }
    }

    /// At a renewal: this is no answer to our login but another's, or a lesser one, and no second try makes it
    /// ours. Everything else may be a bad moment, a key not published yet, or a clock that is wrong.
    pub(crate) fn is_of_another(&self) -> bool {
        matches!(
            self,
            EidError::TokenIssuer
                | EidError::WrongAudience
                | EidError::WrongParty
                | EidError::WrongNonce
                | EidError::WrongAlgorithm
                | EidError::WrongSignature
                | EidError::WrongAccessToken
                | EidError::LevelMissing
                | EidError::LevelFell
                | EidError::SubjectChanged
        )
    }
}

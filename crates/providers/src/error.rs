//! What a service can answer instead of what was asked for.

use std::time::Duration;

/// When to ask again, if the service said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    /// The service's own `Retry-After`, if it sent one.
    pub after: Option<Duration>,
}

/// Why a request did not give what it asked for. Carries no content and no personal data.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// No connection, or no answer in time.
    #[error("the service cannot be reached")]
    Offline,
    /// The answer began and ended early, or took too long.
    #[error("the answer ended early")]
    Cut,
    /// 429, 502, 503, 504: later.
    #[error("the service asks for patience")]
    Busy(Retry),
    /// 500 and its like: this one request was too much for the service.
    #[error("the service failed")]
    Failed,
    /// The login has run out and cannot be renewed.
    #[error("the login has run out")]
    SignInAgain,
    /// The login is at too low a level for this.
    #[error("this needs a higher level of assurance")]
    HigherLevelNeeded,
    /// 403: this person may not do this here.
    #[error("the service does not allow this")]
    NotAllowed,
    /// The service has nothing of the kind.
    #[error("the service does not offer this")]
    NotOffered,
    /// What is known there by a rule that concerns this one thing. The text in the catalogue says which.
    #[error("the service says no ({0})")]
    Said(&'static str),
    /// 404, 410.
    #[error("the service knows no such thing")]
    NotFound,
    /// 409, 412: the version is not the newest.
    #[error("it was changed elsewhere meanwhile")]
    Conflict,
    /// 422, 400: a rule of the service. The code is the service's own word, never its prose.
    #[error("the service refused this ({code})")]
    Refused {
        /// The service's error code.
        code: String,
    },
    /// A connection that is made by certificates is not made.
    #[error("the connection by certificates is not made: {0:?}")]
    Certificate(crate::receiver::Trouble),
    /// The answer is not what the interface promises: wrong type, too long, not JSON.
    #[error("the service's answer could not be understood: {what}")]
    Garbage {
        /// What was wrong with it, in our words.
        what: &'static str,
    },
}

impl ProviderError {
    /// Whether any other request would fare no better now.
    #[must_use]
    pub fn is_of_the_line(&self) -> bool {
        matches!(
            self,
            ProviderError::Offline
                | ProviderError::Busy(_)
                | ProviderError::SignInAgain
                | ProviderError::Certificate(_)
        )
    }

    /// The text in the catalogue that says it more exactly than the code.
    #[must_use]
    pub fn text_key(&self) -> Option<&'static str> {
        match self {
            ProviderError::Certificate(trouble) => Some(trouble.text_key()),
            ProviderError::NotOffered => Some("error.notOffered"),
            ProviderError::Said(text) => Some(text),
            _ => None,
        }
    }

    /// In the words a shell can act on.
    #[must_use]
    pub fn code(&self) -> model::Code {
        match self {
            ProviderError::Offline | ProviderError::Cut => model::Code::Offline,
            ProviderError::Busy(_) | ProviderError::Failed => model::Code::Busy,
            ProviderError::SignInAgain => model::Code::SignInAgain,
            ProviderError::HigherLevelNeeded => model::Code::HigherLevelNeeded,
            ProviderError::NotAllowed => model::Code::NotAllowed,
            ProviderError::NotFound => model::Code::NotFound,
            ProviderError::Conflict => model::Code::Conflict,
            ProviderError::Refused { .. }
            | ProviderError::Certificate(_)
            | ProviderError::NotOffered
            | ProviderError::Said(_) => model::Code::Refused,
            ProviderError::Garbage { .. } => model::Code::Unexpected,
        }
    }
}

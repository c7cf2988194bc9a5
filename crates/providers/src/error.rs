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
    /// No connection, a time-out, a cut body.
    #[error("the service cannot be reached")]
    Offline,
    /// 429, 503: later.
    #[error("the service asks for patience")]
    Busy(Retry),
    /// The login has run out and cannot be renewed.
    #[error("the login has run out")]
    SignInAgain,
    /// The login is at too low a level for this.
    #[error("this needs a higher level of assurance")]
    HigherLevelNeeded,
    /// 403: this person may not do this here.
    #[error("the service does not allow this")]
    NotAllowed,
    /// 404.
    #[error("the service knows no such thing")]
    NotFound,
    /// 409: the version is not the newest.
    #[error("it was changed elsewhere meanwhile")]
    Conflict,
    /// 422, 400: a rule of the service. The code is the service's own word, never its prose.
    #[error("the service refused this ({code})")]
    Refused {
        /// The service's error code.
        code: String,
    },
    /// The answer is not what the interface promises: wrong type, too long, not JSON.
    #[error("the service's answer could not be understood: {what}")]
    Garbage {
        /// What was wrong with it, in our words.
        what: &'static str,
    },
}

impl ProviderError {
    /// In the words a shell can act on.
    #[must_use]
    pub fn code(&self) -> model::Code {
        match self {
            ProviderError::Offline => model::Code::Offline,
            ProviderError::Busy(_) => model::Code::Busy,
            ProviderError::SignInAgain => model::Code::SignInAgain,
            ProviderError::HigherLevelNeeded => model::Code::HigherLevelNeeded,
            ProviderError::NotAllowed => model::Code::NotAllowed,
            ProviderError::NotFound => model::Code::NotFound,
            ProviderError::Conflict => model::Code::Conflict,
            ProviderError::Refused { .. } => model::Code::Refused,
            ProviderError::Garbage { .. } => model::Code::Unexpected,
        }
    }
}

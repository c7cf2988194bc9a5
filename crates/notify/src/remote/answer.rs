//! What a gateway answers, and what it means when it does not: a request that was said may have been heard.

use crate::{SendError, Trouble};
use reqwest::StatusCode;
use std::time::Duration;

/// No whole answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unheard {
    /// There was no connection: nothing was said.
    Surely(Trouble),
    /// It was said, or a part of it, and nobody knows whether it was heard.
    Perhaps(Trouble),
}

impl Unheard {
    /// What it means for a sending.
    pub fn of_sending(self) -> SendError {
        match self {
            Unheard::Surely(trouble) => SendError::NotYet(trouble, None),
            Unheard::Perhaps(trouble) => SendError::Doubtful(trouble),
        }
    }

    /// What it means for a question, which may be asked again.
    pub fn of_question(self) -> SendError {
        match self {
            Unheard::Surely(trouble) | Unheard::Perhaps(trouble) => SendError::NotYet(trouble, None),
        }
    }
}

/// An answer.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// How long the service wants to be left alone.
    pub after: Option<Duration>,
    /// What it says; or why that could not be read.
    pub body: Result<Vec<u8>, Trouble>,
}

impl Answer {
    /// Its text, as far as it is one.
    pub fn text(&self) -> String {
        self.body.as_deref().map(|body| String::from_utf8_lossy(body).into_owned()).unwrap_or_default()
    }

    /// What every gateway means by these answers; none when it has to say itself.
    pub fn common(&self) -> Option<SendError> {
        Some(match self.status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::PROXY_AUTHENTICATION_REQUIRED => {
                SendError::Refused(Trouble::Login)
            }
            // Paying there changes nothing here: it is tried again.
            StatusCode::PAYMENT_REQUIRED => SendError::NotYet(Trouble::Quota, self.after),
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED | StatusCode::GONE => {
                SendError::Refused(Trouble::Address)
            }
            // It did not hear all of it.
            StatusCode::REQUEST_TIMEOUT => SendError::NotYet(Trouble::Timeout, self.after),
            StatusCode::TOO_MANY_REQUESTS => SendError::NotYet(Trouble::Quota, self.after),
            StatusCode::SERVICE_UNAVAILABLE => SendError::NotYet(Trouble::Down, self.after),
            // "See what came of it there": it was heard.
            StatusCode::SEE_OTHER => SendError::Doubtful(Trouble::Moved),
            status if status.is_redirection() => SendError::Refused(Trouble::Moved),
            // By its meaning nothing was done (RFC 9110, section 15.5).
            status if status.is_client_error() => SendError::Refused(Trouble::Rejected),
            // Something failed behind it, at a moment that nobody knows.
            status if status.is_server_error() => SendError::Doubtful(Trouble::Down),
            _ => return None,
        })
    }
}

//! What a mail server's answers mean, step by step (RFC 5321, section 4.2 and 4.3.2). Until the message itself has gone
//! it is surely not sent; from then on only an answer tells.

use crate::{SendError, Trouble};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::response::Response;
use std::error::Error as _;
use std::time::Duration;
use tokio::time::error::Elapsed;

/// Servers that let strangers wait have most often forgotten nothing after five minutes (RFC 6647, section 5).
const GREYLISTED: Duration = Duration::from_secs(5 * 60);

/// How far it got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Who we are.
    Hello,
    /// Who may send.
    Login,
    /// Who writes.
    Sender,
    /// To whom.
    Recipient,
    /// That a message comes.
    Data,
    /// The message.
    Message,
}

impl Step {
    /// The one answer that means yes. An answer that belongs to another question shows here.
    fn is_yes(self, code: u16) -> bool {
        match self {
            Step::Hello => code == 220 || code == 250,
            Step::Login => code == 235,
            Step::Sender | Step::Message => code == 250,
            Step::Recipient => code == 250 || code == 251,
            Step::Data => code == 354,
        }
    }

    fn without_answer(self, trouble: Trouble) -> SendError {
        match self {
            Step::Message => SendError::Doubtful(trouble),
            _ => SendError::NotYet(trouble, None),
        }
    }

    /// What a refusal means.
    fn refused(self, code: u16) -> SendError {
        match (code, self) {
            (421, _) | (_, Step::Hello) => SendError::NotYet(Trouble::Down, None),
            (452, _) => SendError::NotYet(Trouble::Quota, None),
            (400..=499, Step::Login) => SendError::NotYet(Trouble::Down, None),
            (400..=499, _) => SendError::NotYet(Trouble::Greylisted, Some(GREYLISTED)),
            (530 | 534 | 535 | 538, _) | (_, Step::Login) => SendError::Refused(Trouble::Login),
            (_, Step::Sender) => SendError::Refused(Trouble::Sender),
            (_, Step::Recipient) => SendError::Refused(Trouble::Recipient),
            (_, Step::Data | Step::Message) => SendError::Refused(Trouble::Rejected),
        }
    }

    /// What came of it.
    pub fn judge(self, answer: Result<Result<Response, Error>, Elapsed>) -> Result<(), SendError> {
        match answer {
            Ok(Ok(response)) if self.is_yes(response.code().into()) => Ok(()),
            Ok(Ok(_)) => Err(self.without_answer(Trouble::Garbage)),
            Ok(Err(error)) => Err(self.failed(&error)),
            Err(_) => Err(self.without_answer(Trouble::Timeout)),
        }
    }

    /// What an error means.
    pub fn failed(self, error: &Error) -> SendError {
        if let Some(code) = error.status() {
            return self.refused(code.into());
        }
        if error.is_client() && self == Step::Login {
            // It offers no way to log in, or none that we know.
            return SendError::Refused(Trouble::Login);
        }
        // The library says so of an end in the middle of an answer, or before it.
        let ended = error.source().is_some_and(|source| source.to_string() == "incomplete response");
        let endless = error.source().and_then(|source| source.downcast_ref::<std::io::Error>());
        let endless = endless.is_some_and(|error| error.kind() == std::io::ErrorKind::InvalidData);
        let garbage = (error.is_response() && !ended) || error.is_client() || endless;
        self.without_answer(if garbage { Trouble::Garbage } else { Trouble::Cut })
    }
}

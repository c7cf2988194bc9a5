//! A way to tell a person something over somebody else's service: e-mail and SMS.

use async_trait::async_trait;
use std::time::Duration;

/// What is sent. Plain words, no link; who made it has seen to its length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// The first line, where the service has one.
    pub subject: String,
    /// The words.
    pub text: String,
    /// The language of both (BCP 47).
    pub language: String,
    /// Opaque, random, one a sending: written in the ledger before, and the gateway's reference.
    pub reference: String,
}

/// What the service said of a sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Taken; whether it arrived is known later.
    Accepted,
    /// It arrived.
    Delivered,
    /// It did not arrive, and will not.
    Failed,
}

/// It was not sent, or nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// Surely not sent, and trying again is of no use until the person changes something.
    #[error("refused: {0}")]
    Refused(Trouble),
    /// Surely not sent; it may be tried again, not before so long.
    #[error("not reached: {0}")]
    NotYet(Trouble, Option<Duration>),
    /// It may have been sent: never sent again unless the service says by its reference that it was not.
    #[error("doubtful: {0}")]
    Doubtful(Trouble),
}

/// What is the matter with a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// Whoever answers cannot prove to be the service.
    #[error("certificate")]
    Certificate,
    /// Name, password or token are not taken.
    #[error("login")]
    Login,
    /// The sender or the recipient is not taken.
    #[error("address")]
    Address,
    /// Come again later, as mail servers say to strangers.
    #[error("greylisted")]
    Greylisted,
    /// Too much, or nothing left to pay with.
    #[error("quota")]
    Quota,
    /// Nobody there, or in trouble.
    #[error("down")]
    Down,
    /// An answer that makes no sense.
    #[error("garbage")]
    Garbage,
    /// No answer in time.
    #[error("timeout")]
    Timeout,
}

impl Trouble {
    /// The word in the ledger and in the catalogue.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Trouble::Certificate => "certificate",
            Trouble::Login => "login",
            Trouble::Address => "address",
            Trouble::Greylisted => "greylisted",
            Trouble::Quota => "quota",
            Trouble::Down => "down",
            Trouble::Garbage => "garbage",
            Trouble::Timeout => "timeout",
        }
    }
}

/// A service that takes messages to a person.
#[async_trait]
pub trait Remote: Send + Sync {
    /// "email" or "sms"
    fn name(&self) -> &'static str;

    /// Sends it.
    async fn send(&self, what: &Telling) -> Result<Fate, SendError>;

    /// What became of it; None when the service cannot say or does not know it.
    async fn fate(&self, reference: &str) -> Result<Option<Fate>, SendError>;
}

//! A way to tell a person something over somebody else's service: e-mail and SMS.
//!
//! What may have been sent is never sent again by itself, so every answer says which of three it is: surely not and no
//! use in trying, surely not yet, or nobody knows.

mod address;
pub(crate) mod alphabet;
mod answer;
mod email;
mod gateway_api;
mod gateway_api_answers;
mod http;
mod kannel;
mod line;
mod mail;
mod number;
mod patience;
mod plain;
mod replies;
mod trust;

pub use address::EmailAddress;
pub use email::Email;
pub use gateway_api::GatewayApi;
pub use kannel::Kannel;
pub use number::Number;
pub use patience::Patience;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{}", self.word())]
pub enum Trouble {
    /// Whoever answers cannot prove to be the service.
    Certificate,
    /// The service offers no encryption, or the way to it has none. Nothing is said in the clear.
    NoTls,
    /// Name, password or token are not taken.
    Login,
    /// The channel's own data make no sense: an e-mail address, a number, a server that can be none.
    Address,
    /// The service does not send for this sender.
    Sender,
    /// The service does not send to this recipient.
    Recipient,
    /// The service does not take what is said, for a reason of its own.
    Rejected,
    /// Come again later, as mail servers say to strangers.
    Greylisted,
    /// Too much, or nothing left to pay with.
    Quota,
    /// Nobody there, or in trouble.
    Down,
    /// The line broke off in the middle.
    Cut,
    /// The service is at another address; nobody follows there with a password.
    Moved,
    /// An answer that makes no sense.
    Garbage,
    /// No answer in time.
    Timeout,
}

impl Trouble {
    /// Every one, so that a catalogue can be held against them.
    pub const ALL: [Trouble; 14] = [
        Trouble::Certificate,
        Trouble::NoTls,
        Trouble::Login,
        Trouble::Address,
        Trouble::Sender,
        Trouble::Recipient,
        Trouble::Rejected,
        Trouble::Greylisted,
        Trouble::Quota,
        Trouble::Down,
        Trouble::Cut,
        Trouble::Moved,
        Trouble::Garbage,
        Trouble::Timeout,
    ];

    /// The word in the ledger and in the catalogue.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Trouble::Certificate => "certificate",
            Trouble::NoTls => "noTls",
            Trouble::Login => "login",
            Trouble::Address => "address",
            Trouble::Sender => "sender",
            Trouble::Recipient => "recipient",
            Trouble::Rejected => "rejected",
            Trouble::Greylisted => "greylisted",
            Trouble::Quota => "quota",
            Trouble::Down => "down",
            Trouble::Cut => "cut",
            Trouble::Moved => "moved",
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

    /// What the service itself calls a sending that it took, if it can be asked by that alone. Kept beside the reference,
    /// it lets a later run ask, too: see [`Remote::recall`].
    fn receipt(&self, _reference: &str) -> Option<String> {
        None
    }

    /// Hands back a receipt that an earlier run was given.
    fn recall(&self, _reference: &str, _receipt: &str) {}
}

//! Direct questions about accesses: who may read whose mailbox, giving, asking, deciding and ending; and what
//! was done there.

use crate::{ActivityPage, ActivityQuery, ProviderError};
use async_trait::async_trait;
use jiff::Timestamp;
use model::{AccessLevel, AccessState, EndReason, RemoteId, Rights};
use secrecy::SecretString;

/// An access that was given, or is asked for, as the service has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteAccess {
    /// The service's id of the request that it came of.
    pub id: RemoteId,
    /// The version that a decision is about.
    pub version: i64,
    /// Whose mailbox it is.
    pub owner: String,
    /// The service's id of the owner.
    pub owner_ref: Option<RemoteId>,
    /// Who has or gets the access.
    pub holder: String,
    /// That is the person who is logged in.
    pub mine: bool,
    /// The person who is logged in began it.
    pub begun_by_me: bool,
    /// What it lets the holder do.
    pub rights: Rights,
    /// The same as one of the levels that are given, if it is one of them.
    pub level: Option<AccessLevel>,
    /// How far it has come.
    pub state: AccessState,
    /// When it was made.
    pub made: Option<Timestamp>,
    /// When it ends by itself.
    pub until: Option<Timestamp>,
    /// When it ended, or was refused.
    pub ended: Option<Timestamp>,
}

/// Somebody, by what the registers find her by. Numbers are asked for, handed on and kept nowhere.
#[derive(Debug, Clone)]
pub enum Party {
    /// A person: CPR number (ten digits) and the full name that belongs to it.
    Citizen {
        /// Ten digits.
        cpr: SecretString,
        /// All but the last name.
        first: String,
        /// The last name.
        last: String,
    },
    /// Somebody by the address of her mailbox at the same service.
    Address(String),
    /// A company or an association: CVR number (eight digits).
    Organisation {
        /// Eight digits.
        cvr: String,
    },
}

/// What is given or asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessTerms {
    /// How much.
    pub level: AccessLevel,
    /// When it ends by itself.
    pub until: Option<Timestamp>,
}

/// What becomes of an access.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessStep {
    /// What was asked for is given, until then if not for good.
    Accept {
        /// When it ends by itself.
        until: Option<Timestamp>,
    },
    /// It is refused.
    Reject,
    /// What one asked for oneself is taken back before it was decided.
    TakeBack,
    /// It ends: withdrawn by the owner's side, or given up by who has it.
    End,
}

/// How an access ended, as far as the service says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteEnd {
    /// Why.
    pub why: EndReason,
    /// When.
    pub since: Option<Timestamp>,
    /// The reason in the service's own words.
    pub said: Option<String>,
}

/// The part of a service that people give one another access by.
#[async_trait]
pub trait Accesses: Send + Sync {
    /// Every access and request that this login has a part in, the newest first.
    async fn accesses(&self) -> Result<Vec<RemoteAccess>, ProviderError> {
        Ok(Vec::new())
    }

    /// One of them.
    async fn access(&self, _id: &RemoteId) -> Result<RemoteAccess, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// Gives somebody access to a mailbox. What that person had there is replaced.
    async fn give_access(
        &self,
        _mailbox: &RemoteId,
        _to: &Party,
        _terms: AccessTerms,
    ) -> Result<RemoteAccess, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// Asks somebody for access.
    async fn ask_access(&self, _of: &Party, _terms: AccessTerms) -> Result<RemoteAccess, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// Takes a step, about the version that the person saw.
    async fn decide_access(&self, _id: &RemoteId, _seen_version: i64, _step: AccessStep) -> Result<(), ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// Takes an access that was given to a company or an association into use, by the code it was sent.
    async fn activate_access(&self, _code: &str) -> Result<RemoteAccess, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// How the login's access to this owner's mailbox ended; none if the service says nothing of it.
    async fn how_it_ended(&self, _owner: &RemoteId) -> Result<Option<RemoteEnd>, ProviderError> {
        Ok(None)
    }

    /// What was done in a mailbox, newest first.
    async fn activity(&self, _query: &ActivityQuery) -> Result<ActivityPage, ProviderError> {
        Err(ProviderError::NotOffered)
    }
}

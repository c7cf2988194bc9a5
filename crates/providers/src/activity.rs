//! The activity log of a mailbox, as a service tells it.

use jiff::Timestamp;
use model::{Activity, RemoteId};

/// Which events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityQuery {
    /// In which mailbox.
    pub mailbox: RemoteId,
    /// At or after.
    pub from: Option<Timestamp>,
    /// At or before.
    pub to: Option<Timestamp>,
    /// From 0.
    pub page: u64,
    /// At most so many.
    pub size: u64,
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// The person who is logged in.
    Me,
    /// The mailbox's owner.
    Owner,
    /// Somebody else, by name if that is known.
    Other(Option<String>),
    /// The service itself.
    Service,
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteActivity {
    /// The service's id of it.
    pub id: RemoteId,
    /// When.
    pub at: Timestamp,
    /// What kind of thing.
    pub what: Activity,
    /// The service's own word for it.
    pub tag: String,
    /// By whom.
    pub by: Actor,
    /// About which letter.
    pub message: Option<RemoteId>,
    /// What that is called.
    pub subject: Option<String>,
    /// Whom it concerned: who got or lost an access.
    pub whom: Option<String>,
}

/// A page of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityPage {
    /// Newest first.
    pub events: Vec<RemoteActivity>,
    /// There are older ones.
    pub more: bool,
}

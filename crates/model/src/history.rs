//! What happened about a letter that is more than one letter: a case with messages to and fro, deeds, and who has seen it.
//!
//! Source: Altinn, Dialogporten (`DialogStatus`, `DialogActivityType`, `DialogTransmissionType`, `DialogSeenLog`).

use crate::RemoteId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How far a case has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CaseStatus {
    /// Something is to be filled in or sent, and has been begun.
    Draft,
    /// It is being worked on.
    InProgress,
    /// The person has to do something.
    RequiresAttention,
    /// The person waits for the authority.
    Awaiting,
    /// It is done.
    Completed,
}

/// What kind of thing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum HappeningKind {
    /// Something was sent, to the person or by her.
    Transmission,
    /// Something was done.
    Activity,
    /// Somebody has seen it.
    Seen,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Happening {
    /// When.
    pub at: Timestamp,
    /// What kind.
    pub kind: HappeningKind,
    /// The service's own word for it (`PaymentMade`, `Decision`).
    #[serde(default)]
    pub word: String,
    /// By whom, if the service says.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<String>,
    /// By the person who is logged in.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub mine: bool,
    /// What it says, in the service's words.
    #[serde(default)]
    pub text: String,
    /// The document that it brought, the service's id.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub document: Option<RemoteId>,
}

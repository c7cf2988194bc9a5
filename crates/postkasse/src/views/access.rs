//! Accesses and what was done with them, as a shell shows them. No number of a person is among it.

use super::ApiError;
use jiff::Timestamp;
use model::{AccessLevel, AccessState, AccountId, Activity, MailboxId, MessageId, Rights};
use serde::Serialize;
use ts_rs::TS;

/// What the person may do about an access.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum AccessStep {
    /// Grant what somebody asked for.
    Accept,
    /// Refuse it.
    Reject,
    /// Take back what she asked for herself.
    TakeBack,
    /// Give up what she has.
    Leave,
    /// Take back what somebody else has.
    Withdraw,
}

/// An access, or a wish for one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AccessView {
    /// Names it in commands.
    pub id: String,
    /// The mailbox, if the person reaches it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub mailbox: Option<MailboxId>,
    /// Whose mailbox it is.
    pub owner: String,
    /// Who has or gets the access.
    pub holder: String,
    /// That is the person who is logged in.
    pub mine: bool,
    /// How far it has come.
    #[ts(type = "\"waiting\" | \"codeSent\" | \"active\" | \"rejected\" | \"ended\"")]
    pub state: AccessState,
    /// How much it gives, if it is one of the levels.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "\"read\" | \"write\" | \"employee\" | \"userAdministrator\" | \"administrator\"")]
    pub level: Option<AccessLevel>,
    /// What it lets the holder do.
    #[ts(
        type = "Array<\"read\" | \"mark\" | \"move\" | \"delete\" | \"forward\" | \"write\" | \"note\" | \"notify\" | \"grant\" | \"administer\" | \"upload\">"
    )]
    pub rights: Rights,
    /// When it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub made: Option<Timestamp>,
    /// When it ends by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub until: Option<Timestamp>,
    /// When it ended or was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub ended: Option<Timestamp>,
    /// What the person may do about it.
    pub may: Vec<AccessStep>,
}

/// A login whose service said nothing, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AccountError {
    /// Which.
    #[ts(type = "string")]
    pub account: AccountId,
    /// Why.
    pub error: ApiError,
}

/// The accesses of all logins, as far as their services told them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AccessesView {
    /// What was told.
    pub accesses: Vec<AccessView>,
    /// The logins of which nothing was told.
    pub failing: Vec<AccountError>,
}

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Doer {
    /// The person who is logged in.
    Me,
    /// The mailbox's owner.
    Owner,
    /// Somebody else.
    Other,
    /// The service itself.
    Service,
}

/// A line of the activity log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ActivityRow {
    /// The service's id of it.
    pub id: String,
    /// The mailbox in which it was done.
    #[ts(type = "string")]
    pub mailbox: MailboxId,
    /// When.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// What kind of thing; its text is `activity.KIND`.
    #[ts(type = "string")]
    pub what: Activity,
    /// The service's own word for it.
    pub tag: String,
    /// By whom.
    pub by: Doer,
    /// By whom, by name, if that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
    /// About which letter.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub letter: Option<MessageId>,
    /// What that is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub subject: Option<String>,
    /// Whom it concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub whom: Option<String>,
}

/// A page of the activity log, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ActivityPage {
    /// The lines.
    pub rows: Vec<ActivityRow>,
    /// There are older ones.
    pub more: bool,
}

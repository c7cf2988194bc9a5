//! What letters ask for by a day, as it crosses to a shell.

use super::PaymentView;
use jiff::Timestamp;
use model::{MailboxId, MessageId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of thing it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum TodoKind {
    /// The sender waits for an answer.
    Reply,
    /// To be somewhere at a time.
    Appointment,
    /// To pay.
    Payment,
    /// Something else to do elsewhere.
    Task,
}

/// One thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct TodoItem {
    /// The letter that asks for it.
    #[ts(type = "string")]
    pub letter: MessageId,
    /// Which of the things that the letter asks for.
    pub item: String,
    /// Whose.
    #[ts(type = "string")]
    pub mailbox: MailboxId,
    /// What kind.
    pub kind: TodoKind,
    /// The sender's words for it; the letter's subject when there are none.
    pub title: String,
    /// Who asks.
    pub sender: String,
    /// By when, or when an appointment begins.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// When an appointment ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub until: Option<Timestamp>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// It is late. One cannot be late for an appointment that is over: that is done.
    pub overdue: bool,
    /// Ticked by the person, or over, or answered.
    pub done: bool,
    /// What is to be paid, where the sender says it in the letter's data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment: Option<PaymentView>,
    /// It is only guessed, from the letter's text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guess: Option<GuessView>,
}

/// What a guess comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct GuessView {
    /// The sentence in the letter.
    pub words: String,
    /// How much to pay, as the letter writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
}

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct TodoQuery {
    /// In this mailbox; all when none.
    #[serde(default)]
    #[ts(optional, type = "string")]
    pub mailbox: Option<MailboxId>,
    /// What is done, the newest first, instead of what is not.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub done: bool,
}

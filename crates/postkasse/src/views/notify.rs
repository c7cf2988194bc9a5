//! How a person is told of new letters, as the terminal shows it. Secrets never cross.

use jiff::Timestamp;
use model::{MailboxId, RemoteId};
use notify::{Digest, Health, Kind, Quiet, Show};
use serde::Serialize;
use std::collections::BTreeSet;

/// What holds for a channel in a mailbox, or in all that have no rule of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NotifyRuleView {
    /// The channel.
    pub channel: String,
    /// The mailbox; none for all others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mailbox: Option<MailboxId>,
    /// To be told at all.
    pub on: bool,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// How much a message gives away.
    pub show: Show,
    /// At once, or gathered.
    pub digest: Digest,
    /// Kinds that are told at once.
    pub important: BTreeSet<Kind>,
    /// Senders whose letters are told at once.
    pub senders: Vec<String>,
    /// Hours in which nothing is sent.
    pub quiet: Quiet,
    /// On whose clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Messages a day and mailbox, at most.
    pub limit: u32,
    /// Reminders of what is unread and should not be.
    pub reminders: bool,
    /// The language.
    pub language: String,
    /// What the mailbox is called in messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The channel was set up. One that is on and was not has nobody to tell.
    pub ready: bool,
}

/// A channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NotifyChannelView {
    /// Its name.
    pub channel: String,
    /// It was set up, where that is needed.
    pub ready: bool,
    /// Where messages go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Over whom: a mail server or a gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When it was set up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// How it does.
    pub health: Health,
    /// The services that write to the same address by themselves.
    pub twice: Vec<TwiceView>,
}

/// A service that tells the person itself, at an address that a channel has too: everything would come twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TwiceView {
    /// In which mailbox.
    pub mailbox: MailboxId,
    /// The mailbox's name.
    pub name: String,
    /// Over which channel.
    pub channel: String,
    /// Where.
    pub address: String,
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NotifyView {
    /// The channels.
    pub channels: Vec<NotifyChannelView>,
    /// What holds where nothing else was said, one a channel; then what holds for single mailboxes.
    pub rules: Vec<NotifyRuleView>,
    /// Every service that could be asked whether it tells the person itself was asked. Where it is false, some could
    /// not be.
    pub asked: bool,
}

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LedgerRow {
    /// The letter, the service's id.
    pub remote_id: RemoteId,
    /// The mailbox; the service's id of it when it is not here any more.
    pub mailbox: String,
    /// The channel.
    pub channel: String,
    /// new, reminder, digest.
    pub purpose: &'static str,
    /// sent, failed, doubtful, suppressed.
    pub state: &'static str,
    /// It is not the last word: held back, or to be tried again.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub waits: bool,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The reference that the service was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// When.
    pub at: Timestamp,
}

//! How a person is told of new letters, as the shells show it. Secrets never cross.

use jiff::Timestamp;
use model::{MailboxId, RemoteId};
use notify::{Digest, Health, Kind, Quiet, Show};
use serde::Serialize;
use std::collections::BTreeSet;
use ts_rs::TS;

/// What holds for a channel in a mailbox, or in all that have no rule of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct NotifyRuleView {
    /// The channel.
    pub channel: String,
    /// The mailbox; none for all others.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub mailbox: Option<MailboxId>,
    /// To be told at all.
    pub on: bool,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub since: Option<Timestamp>,
    /// How much a message gives away.
    #[ts(type = "\"nothing\" | \"sender\" | \"subject\"")]
    pub show: Show,
    /// At once, or gathered.
    #[ts(type = "\"none\" | \"hourly\" | \"daily\" | \"weekly\"")]
    pub digest: Digest,
    /// Kinds that are told at once.
    #[ts(type = "(\"payments\" | \"appointments\" | \"legal\" | \"reply\")[]")]
    pub important: BTreeSet<Kind>,
    /// Senders whose letters are told at once.
    pub senders: Vec<String>,
    /// Hours in which nothing is sent.
    #[ts(type = "string")]
    pub quiet: Quiet,
    /// On whose clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Messages a day and mailbox, at most.
    #[ts(type = "number")]
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
    /// What the person said herself for this mailbox, or for all others, by its word in `RuleChange`; everything else
    /// is as usual, or as for all others.
    pub said: Vec<String>,
}

/// A channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
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
    #[ts(optional, type = "string")]
    pub since: Option<Timestamp>,
    /// How it does.
    #[ts(type = "{ ok?: string, trouble?: string, since?: string, failures: number, next?: string, asked: boolean }")]
    pub health: Health,
    /// The services that write to the same address by themselves.
    pub twice: Vec<TwiceView>,
}

/// A service that tells the person itself, at an address that a channel has too: everything would come twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct TwiceView {
    /// In which mailbox.
    #[ts(type = "string")]
    pub mailbox: MailboxId,
    /// The mailbox's name.
    pub name: String,
    /// What the service is called.
    pub service: String,
    /// Over which channel.
    pub channel: String,
    /// Where.
    pub address: String,
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct LedgerRow {
    /// The letter, the service's id.
    #[ts(type = "string")]
    pub remote_id: RemoteId,
    /// The mailbox; the service's id of it when it is not here any more.
    pub mailbox: String,
    /// The channel.
    pub channel: String,
    /// new, reminder, digest.
    #[ts(type = "\"new\" | \"reminder\" | \"digest\"")]
    pub purpose: &'static str,
    /// sent, failed, doubtful, suppressed.
    #[ts(type = "\"sent\" | \"failed\" | \"doubtful\" | \"suppressed\"")]
    pub state: &'static str,
    /// It is not the last word: held back, or to be tried again.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub waits: bool,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The reference that the service was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// When.
    #[ts(type = "string")]
    pub at: Timestamp,
}

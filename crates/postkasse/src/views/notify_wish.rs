//! What a person wants of how she is told, as a page or a terminal hands it in: rules, and how a channel is reached.
//! A password or token comes beside a form and never goes back.

use notify::{Digest, Gateway, Kind, Show, Tls};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// What is to be different about a rule; what is none stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct RuleChange {
    /// On or off.
    pub on: Option<bool>,
    /// How much a message gives away.
    #[ts(optional, type = "\"nothing\" | \"sender\" | \"subject\"")]
    pub show: Option<Show>,
    /// At once, or gathered.
    #[ts(optional, type = "\"none\" | \"hourly\" | \"daily\" | \"weekly\"")]
    pub digest: Option<Digest>,
    /// Kinds that are told at once.
    #[ts(optional, type = "(\"payments\" | \"appointments\" | \"legal\" | \"reply\")[]")]
    pub kinds: Option<BTreeSet<Kind>>,
    /// Senders whose letters are told at once.
    pub senders: Option<Vec<String>>,
    /// Hours in which nothing is sent, as they are typed.
    pub quiet: Option<String>,
    /// Messages a day and mailbox.
    pub limit: Option<u32>,
    /// Reminders.
    pub reminders: Option<bool>,
    /// The language, by its code; empty for that of the window.
    pub language: Option<String>,
    /// The time zone, by its name; empty for the computer's.
    pub zone: Option<String>,
    /// What the mailbox is called in messages; empty for nothing.
    pub label: Option<String>,
}

/// How a mail server is reached, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct EmailForm {
    /// The server's name.
    pub host: String,
    /// Its port; empty for the usual one.
    pub port: String,
    /// How it is spoken to.
    #[ts(type = "\"implicit\" | \"startTls\"")]
    pub tls: Tls,
    /// Who logs in.
    pub user: String,
    /// Who writes.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Whose certificate the server may have, as PEM; empty for one that the system knows.
    pub ca: String,
}

/// How a gateway for text messages is reached, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct SmsForm {
    /// Which kind.
    #[ts(type = "\"gatewayapi\" | \"kannel\"")]
    pub gateway: Gateway,
    /// Its address.
    pub url: String,
    /// Who logs in, where there is a name.
    pub user: String,
    /// To which number.
    pub to: String,
    /// Whose certificate the gateway may have, as PEM; empty for one that the system knows.
    pub ca: String,
}

/// How the channels are reached, to be changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct ChannelForms {
    /// E-mail, if it was set up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailForm>,
    /// Text messages, if they were set up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sms: Option<SmsForm>,
}

/// A field that cannot be taken as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WrongField {
    /// Its name in the form; `secret` for the password or token.
    #[ts(type = "string")]
    pub field: &'static str,
    /// The key of the text that says what is the matter.
    pub text: String,
}

//! A mailbox as this person reaches it.

use crate::{AccountId, Ending, MailboxId, RemoteId, Right, Rights};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Where a mailbox's letters come from. A country is a provider, not a fork.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProviderId {
    /// Denmark's Digital Post.
    DigitalPost,
    /// Norway's Altinn: the inbox of a person and of every company that she represents.
    Altinn,
    /// Norway's Digipost, a mailbox for citizens.
    Digipost,
    /// A company's receiver system at Digital Post: its letters are fetched once and then kept here alone.
    Receiver,
    /// No service: letters imported from files.
    Archive,
}

impl ProviderId {
    const ALL: [ProviderId; 5] =
        [ProviderId::DigitalPost, ProviderId::Altinn, ProviderId::Digipost, ProviderId::Receiver, ProviderId::Archive];

    /// The name in contracts and files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ProviderId::DigitalPost => "digital-post",
            ProviderId::Altinn => "altinn",
            ProviderId::Digipost => "digipost",
            ProviderId::Receiver => "receiver",
            ProviderId::Archive => "archive",
        }
    }

    /// Reads the name back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.as_str() == name)
    }

    /// What the service calls itself, in every language; nothing where letters come from none. A receiver system fetches
    /// from Digital Post.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            ProviderId::DigitalPost | ProviderId::Receiver => "Digital Post",
            ProviderId::Altinn => "Altinn",
            ProviderId::Digipost => "Digipost",
            ProviderId::Archive => "",
        }
    }

    /// The time zone in which this service's days are counted.
    #[must_use]
    pub fn time_zone(self) -> &'static str {
        match self {
            ProviderId::DigitalPost | ProviderId::Receiver | ProviderId::Archive => "Europe/Copenhagen",
            ProviderId::Altinn | ProviderId::Digipost => "Europe/Oslo",
        }
    }

    /// Whether the service has a place for what was deleted, from where it can be had back.
    #[must_use]
    pub fn has_bin(self) -> bool {
        !matches!(self, ProviderId::Digipost)
    }

    /// Whether the service notes, for others to read, who has had a letter's content ([`crate::Weight::Seen`]).
    #[must_use]
    pub fn notes_who_read(self) -> bool {
        matches!(self, ProviderId::Altinn | ProviderId::Digipost)
    }

    /// Whether nobody else has the letters: no service can give them again, and what a person changes about them is
    /// changed here and at once.
    #[must_use]
    pub fn keeps_here(self) -> bool {
        matches!(self, ProviderId::Receiver | ProviderId::Archive)
    }
}

/// Whose mailbox this is to the person who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailboxKind {
    /// The person's own.
    Own,
    /// A company the person acts for.
    Company,
    /// Another person's, with access given.
    Delegated,
    /// An association the person acts for.
    Association,
    /// Letters imported from files; no service behind it.
    Archive,
}

/// Whether the mailbox can still be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "state")]
pub enum MailboxState {
    /// As usual.
    Active,
    /// The owner's company or person is closed or inactive at the service; reading may go on.
    Closed,
    /// The access has ended; nothing of it is kept but this line.
    Ended(Ending),
}

/// How much room there is at the service, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Space {
    /// Taken.
    pub used: u64,
    /// In all.
    pub total: u64,
}

/// A mailbox that an account reaches, with what the person may do in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mailbox {
    /// Ours.
    pub id: MailboxId,
    /// The service's.
    pub remote_id: RemoteId,
    /// The login that reaches it.
    pub account: AccountId,
    /// The service.
    pub provider: ProviderId,
    /// What the switcher calls it; the owner's name unless the service has a better one.
    pub name: String,
    /// Whose it is.
    pub owner: String,
    /// The service's id of the owner, by which it says who gave whom access.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub owner_ref: Option<RemoteId>,
    /// Whose mailbox this is to the person.
    pub kind: MailboxKind,
    /// What the person may do here.
    pub rights: Rights,
    /// When a time-limited access ends, if the service says.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ends: Option<Timestamp>,
    /// Whether it can still be reached.
    pub state: MailboxState,
    /// The name of the unit that it is a part of (a department of a company).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub part_of: Option<String>,
    /// The person marked it at the service as one that she uses often.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub favourite: bool,
    /// How much room there is, where the service limits it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub space: Option<Space>,
    /// The person chose to have letters fetched although that counts as having seen them ([`crate::Weight::Seen`]).
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub fetch_ahead: bool,
}

impl Mailbox {
    /// Whether the person may read here, still and at all.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        !matches!(self.state, MailboxState::Ended(_)) && self.rights.has(Right::Read)
    }
}

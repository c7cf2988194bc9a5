//! What a person wants of a channel: for all mailboxes, and otherwise for one. What she did not say is as usual.

use crate::times::{Digest, Quiet};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use vault::{MailboxKey, Profile, StoreError};

/// The computer's own notifications.
pub const DESKTOP: &str = "desktop";
/// E-mail.
pub const EMAIL: &str = "email";
/// Text messages.
pub const SMS: &str = "sms";
/// All channels.
pub const CHANNELS: [&str; 3] = [DESKTOP, EMAIL, SMS];

/// How much a message gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Show {
    /// How many letters, and that is all.
    #[default]
    Nothing,
    /// From whom, too.
    Sender,
    /// And what about.
    Subject,
}

/// Letters that matter more: told at once also where others wait for a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// Something is to be paid.
    Payments,
    /// An appointment.
    Appointments,
    /// Opening it has legal effect.
    Legal,
    /// An answer is asked for by a day.
    Reply,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 4] = [Kind::Payments, Kind::Appointments, Kind::Legal, Kind::Reply];
}

/// What the person said; what she did not say is none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Rule {
    /// To be told at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<bool>,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// How much a message gives away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show: Option<Show>,
    /// At once, or gathered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// Kinds that are told at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kinds: Option<BTreeSet<Kind>>,
    /// Senders whose letters are told at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub senders: Option<Vec<String>>,
    /// Hours in which nothing is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet: Option<Quiet>,
    /// Messages a day and mailbox, at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Remind of what is still unread and should not be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reminders: Option<bool>,
    /// The language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// On whose clock the hours are counted (IANA name).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// What the mailbox is called in messages: words that mean something only to the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// What holds for a channel and mailbox.
#[derive(Debug, Clone)]
pub struct Holds {
    /// To be told at all.
    pub on: bool,
    /// Since when, if the person turned it on.
    pub since: Option<Timestamp>,
    /// How much a message gives away.
    pub show: Show,
    /// At once, or gathered.
    pub digest: Digest,
    /// Kinds that are told at once.
    pub kinds: BTreeSet<Kind>,
    /// Senders whose letters are told at once, as they are compared.
    pub senders: Vec<String>,
    /// Hours in which nothing is sent.
    pub quiet: Quiet,
    /// Messages a day and mailbox, at most.
    pub limit: u32,
    /// Remind.
    pub reminders: bool,
    /// The language.
    pub language: String,
    /// The person's clock.
    pub zone: TimeZone,
    /// What the mailbox is called in messages.
    pub label: Option<String>,
}

/// Messages a day and mailbox: a text costs money, a notification nothing.
fn usual_limit(channel: &str) -> u32 {
    match channel {
        SMS => 20,
        EMAIL => 50,
        _ => 500,
    }
}

/// A phone wakes people; a screen has its own way not to disturb, and is looked at by who is awake.
fn usual_quiet(channel: &str) -> Quiet {
    if channel == DESKTOP { Quiet::Never } else { Quiet::default() }
}

/// All rules of a person.
#[derive(Debug, Clone)]
pub struct Book {
    rows: HashMap<(String, Option<MailboxKey>), Rule>,
    /// Channels that can be used: e-mail and SMS once they were set up.
    ready: BTreeSet<String>,
    /// The language where no rule says another.
    pub language: String,
    /// Whether the computer's own notifications are wanted where no rule says otherwise.
    pub desktop: bool,
    /// The person's clock where no rule says another.
    pub zone: TimeZone,
}

impl Book {
    /// Reads them. What another version of the program wrote and this one cannot read counts as not said.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn read(profile: &Profile, language: &str, desktop: bool, zone: TimeZone) -> Result<Self, StoreError> {
        let rows = profile.rules()?.into_iter();
        let rows =
            rows.map(|(channel, mailbox, rule)| ((channel, mailbox), serde_json::from_str(&rule).unwrap_or_default()));
        let mut ready = BTreeSet::from([DESKTOP.to_owned()]);
        for name in [EMAIL, SMS] {
            if profile.channel(name)?.is_some_and(|channel| channel.since.is_some()) {
                ready.insert(name.to_owned());
            }
        }
        Ok(Book { rows: rows.collect(), ready, language: language.to_owned(), desktop, zone })
    }

    /// What the person said for a channel: of this mailbox, or of all.
    #[must_use]
    pub fn said(&self, channel: &str, mailbox: Option<&MailboxKey>) -> Option<&Rule> {
        self.rows.get(&(channel.to_owned(), mailbox.cloned()))
    }

    /// Whether the person herself turned a channel on somewhere.
    #[must_use]
    pub fn was_turned_on(&self, channel: &str) -> bool {
        self.rows.iter().any(|((name, _), rule)| name == channel && rule.on == Some(true))
    }

    /// Whether anybody would be told by a channel: of all mailboxes, or of one.
    #[must_use]
    pub fn is_on_anywhere(&self, channel: &str) -> bool {
        let mailboxes =
            self.rows.keys().filter(|(name, _)| name == channel).filter_map(|(_, mailbox)| mailbox.as_ref());
        self.holds(channel, None).on || mailboxes.into_iter().any(|mailbox| self.holds(channel, Some(mailbox)).on)
    }

    /// The senders whose letters are told at once, as the person wrote them.
    #[must_use]
    pub fn senders(&self, channel: &str, mailbox: Option<&MailboxKey>) -> Vec<String> {
        let own = mailbox.and_then(|mailbox| self.said(channel, Some(mailbox)));
        let mut rules = [own, self.said(channel, None)].into_iter().flatten();
        rules.find_map(|rule| rule.senders.clone()).unwrap_or_default()
    }

    /// Whether a channel was set up, where that is needed.
    #[must_use]
    pub fn is_ready(&self, channel: &str) -> bool {
        self.ready.contains(channel)
    }

    /// What holds.
    #[must_use]
    pub fn holds(&self, channel: &str, mailbox: Option<&MailboxKey>) -> Holds {
        let own = mailbox.and_then(|mailbox| self.said(channel, Some(mailbox)));
        let all = self.said(channel, None);
        fn pick<T: Clone>(own: Option<&Rule>, all: Option<&Rule>, of: impl Fn(&Rule) -> &Option<T>) -> Option<T> {
            own.and_then(|rule| of(rule).clone()).or_else(|| all.and_then(|rule| of(rule).clone()))
        }
        let wanted = pick(own, all, |rule| &rule.on).unwrap_or(channel == DESKTOP);
        // The window's own switch is the person's last word about her screen.
        let on = wanted && self.is_ready(channel) && (channel != DESKTOP || self.desktop);
        let zone = pick(own, all, |rule| &rule.zone).and_then(|name| TimeZone::get(&name).ok());
        let senders = pick(own, all, |rule| &rule.senders).unwrap_or_default();
        Holds {
            on,
            since: own.filter(|own| own.on.is_some()).or(all).and_then(|rule| rule.since),
            show: pick(own, all, |rule| &rule.show).unwrap_or_default(),
            digest: pick(own, all, |rule| &rule.digest).unwrap_or_default(),
            kinds: pick(own, all, |rule| &rule.kinds).unwrap_or_else(|| Kind::ALL.into()),
            senders: senders.iter().map(|name| compared(name)).filter(|name| !name.is_empty()).collect(),
            quiet: pick(own, all, |rule| &rule.quiet).unwrap_or_else(|| usual_quiet(channel)),
            limit: pick(own, all, |rule| &rule.limit).unwrap_or_else(|| usual_limit(channel)),
            reminders: pick(own, all, |rule| &rule.reminders).unwrap_or(channel != DESKTOP),
            language: pick(own, all, |rule| &rule.language).unwrap_or_else(|| self.language.clone()),
            zone: zone.unwrap_or_else(|| self.zone.clone()),
            label: pick(own, all, |rule| &rule.label).filter(|label| !label.is_empty()),
        }
    }
}

/// A name as names are compared.
pub(crate) fn compared(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

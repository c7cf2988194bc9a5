//! What a person reads: plain lines in her language.

mod accesses;
mod actions;
mod asked;
mod cards;
mod case;
mod drafts;
mod letters;
mod notify;
mod people;
mod reports;
mod table;
mod todo;

pub use accesses::{accesses, activity};
pub use actions::links;
pub use asked::{address, devices};
pub use drafts::{draft, drafts, recipients};
pub use letters::{letter, rows, waiting};
pub use notify::{channel, ledger, notify, rule, twice};
pub use people::people;
pub use reports::{
    accounts, doctor, folders, mailboxes, not_reached, not_synced, outbox, receivers, synced, transferred,
};
pub use todo::todo;

use crate::terminal::say;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::{Code, MailboxId, ProviderId};
use postkasse::views::{ApiError, MailboxView};
use postkasse::{Catalogue, environment, text_key};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

/// The texts in the language of the system.
pub fn texts() -> &'static Catalogue {
    static TEXTS: OnceLock<Catalogue> = OnceLock::new();
    TEXTS.get_or_init(|| Catalogue::of(environment::language().code()))
}

/// A text of the catalogue.
pub fn text(key: &str) -> String {
    texts().text(key, 0)
}

/// A value as its one word in JSON (`legalNotification`).
pub fn word(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).ok();
    value.as_ref().and_then(|value| value.as_str()).unwrap_or_default().to_owned()
}

/// “612 MB”, “1 GB”: as many as a person wants to read.
pub fn bytes(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    let fits = UNITS.into_iter().find(|(size, _)| bytes >= *size);
    match fits {
        Some((size, unit)) if bytes < 10 * size && !(bytes / (size / 10)).is_multiple_of(10) => {
            let tenths = bytes / (size / 10);
            format!("{},{} {unit}", tenths / 10, tenths % 10)
        }
        Some((size, unit)) => format!("{} {unit}", bytes / size),
        None => format!("{bytes} B"),
    }
}

/// What went wrong, in words.
pub fn words(error: &ApiError) -> String {
    match &error.text {
        Some(key) if texts().has(key) => text(key),
        _ => text(&format!("error.code.{}", word(&error.code))),
    }
}

/// Why the service would not have it, in words.
pub fn refusal(code: Code, reason: Option<&str>) -> String {
    let key = text_key(reason).map_or_else(|| format!("error.code.{}", word(&code)), str::to_owned);
    text(&key)
}

/// What went wrong, and what to do now.
pub fn error(error: &ApiError) {
    say(&words(error));
    if !error.reference.is_empty() {
        say(&texts().fill("error.reference", 0, &[("reference", &error.reference)]));
    }
}

/// Whether these mailboxes lie at several services, so that each is named with its own.
pub fn several_services(mailboxes: &[MailboxView]) -> bool {
    let names: BTreeSet<_> =
        mailboxes.iter().map(|one| one.provider.own_name()).filter(|one| !one.is_empty()).collect();
    names.len() > 1
}

/// The mailboxes, by which a list says whose letter it is, and whose days count.
pub struct Whose(HashMap<MailboxId, (String, ProviderId)>);

impl Whose {
    /// Of these.
    pub fn of(mailboxes: Vec<MailboxView>) -> Self {
        let several = several_services(&mailboxes);
        let name = |one: &MailboxView| match one.provider.own_name() {
            named if several && !named.is_empty() => format!("{} ({named})", one.name),
            _ => one.name.clone(),
        };
        Whose(mailboxes.into_iter().map(|one| (one.id.clone(), (name(&one), one.provider))).collect())
    }

    /// The mailbox's name, with its service where there are several; its id when it has none any more.
    pub fn name<'a>(&'a self, mailbox: &'a MailboxId) -> &'a str {
        self.0.get(mailbox).map_or(mailbox.as_str(), |(name, _)| name)
    }

    /// What the service of the mailbox is called.
    pub fn service(&self, mailbox: &MailboxId) -> String {
        let name = |provider: &ProviderId| match provider.own_name() {
            // What was imported lies with this program.
            "" => "Postkasse".to_owned(),
            name => name.to_owned(),
        };
        self.0.get(mailbox).map(|(_, provider)| name(provider)).unwrap_or_default()
    }

    fn local(&self, mailbox: &MailboxId, at: Timestamp, form: &str) -> String {
        let zone = self.0.get(mailbox).map(|(_, provider)| TimeZone::get(provider.time_zone()));
        let zone = zone.and_then(Result::ok).unwrap_or(TimeZone::UTC);
        at.to_zoned_datetime(zone).strftime(form).to_string()
    }

    /// A day as the mailbox's country counts it.
    pub fn day(&self, mailbox: &MailboxId, at: Timestamp) -> String {
        self.local(mailbox, at, "%Y-%m-%d")
    }

    /// The same with the time of day.
    pub fn moment(&self, mailbox: &MailboxId, at: Timestamp) -> String {
        self.local(mailbox, at, "%Y-%m-%d %H:%M")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_written_in_the_largest_unit_that_it_fills() {
        for (size, words) in [
            (0, "0 B"),
            (999, "999 B"),
            (2_100, "2,1 kB"),
            (612_000_000, "612 MB"),
            (1_000_000_000, "1 GB"),
            (1_073_741_824, "1 GB"),
            (2_500_000_000, "2,5 GB"),
        ] {
            assert_eq!(bytes(size), words);
        }
    }
}

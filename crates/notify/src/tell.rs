//! Deciding about arrivals. The order is what keeps it to once: ledger, telling, ledger, arrivals.

use crate::arrivals::arrivals;
use crate::{Catalogue, Channel, ChannelError, Notice};
use jiff::Timestamp;
use model::MailboxId;
use vault::{Arrival, LedgerEntry, LedgerState, MessageHead, Profile, StoreError};

/// What the person wants of this channel.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// To be told at all.
    pub on: bool,
    /// In which language.
    pub language: &'a str,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    /// Letters that were told of.
    pub told: usize,
    /// Letters that a rule kept silent about.
    pub silent: usize,
    /// Letters that could not be told of.
    pub failed: usize,
    /// Letters of which nobody knows whether they were told. They are not told again.
    pub doubtful: usize,
}

/// Decides about every arrival in these mailboxes, and tells once of all that are left. A mailbox that cannot
/// be read keeps the others from nothing.
///
/// # Errors
/// The first [`StoreError`]. Nothing is told of a letter whose line the ledger did not take.
pub fn tell(
    profile: &Profile,
    mailboxes: &[MailboxId],
    channel: &dyn Channel,
    rules: Rules<'_>,
    now: Timestamp,
) -> Result<Told, StoreError> {
    let (mut told, mut to_tell, mut decided, mut outcome) = (Told::default(), Vec::new(), Vec::new(), Ok(()));
    for id in mailboxes {
        let done = arrivals(profile, id).and_then(|arrivals| {
            for (arrival, why) in &arrivals {
                let why = if rules.on { *why } else { Some("off") };
                match (profile.ledger_begin(&entry(channel, id, arrival, why, now))?, why) {
                    // An earlier run got as far as the ledger: told, or doubtful, and then not told again.
                    (false, _) => {}
                    (true, Some(_)) => told.silent += 1,
                    (true, None) => to_tell.push(arrival.head.clone()),
                }
            }
            decided.push((id, arrivals));
            Ok(())
        });
        if let Err(error) = &done {
            tracing::warn!(mailbox = %id, %error, "its arrivals cannot be told of");
        }
        outcome = outcome.and(done);
    }
    let said = say(profile, channel, rules.language, &to_tell, &mut told);
    for (id, arrivals) in decided {
        let messages: Vec<_> = arrivals.into_iter().map(|(arrival, _)| arrival.head.id).collect();
        outcome = outcome.and(profile.cache(id).and_then(|cache| cache.arrivals_done(&messages)));
    }
    outcome.and(said).map(|()| told)
}

/// Tells of these letters in one notice, and writes down what became of it.
fn say(
    profile: &Profile,
    channel: &dyn Channel,
    language: &str,
    letters: &[MessageHead],
    told: &mut Told,
) -> Result<(), StoreError> {
    let Some(newest) = letters.iter().max_by_key(|head| head.received) else { return Ok(()) };
    let texts = Catalogue::of(language);
    let notice = Notice {
        title: texts.text("notification.title", letters.len()),
        body: texts.text("notification.newLetters", letters.len()),
        open_label: texts.text("notification.open", letters.len()),
        opens: newest.id.clone(),
    };
    let (state, why) = match channel.tell(&notice) {
        Ok(()) => {
            told.told = letters.len();
            (LedgerState::Sent, None)
        }
        Err(error @ ChannelError::NoService) => {
            told.failed = letters.len();
            (LedgerState::Failed, Some(error.to_string()))
        }
        Err(error @ ChannelError::NoAnswer) => {
            told.doubtful = letters.len();
            (LedgerState::Intended, Some(error.to_string()))
        }
    };
    letters.iter().try_for_each(|head| profile.ledger_end(&head.id, channel.name(), state, why.as_deref()))
}

fn entry(
    channel: &dyn Channel,
    mailbox: &MailboxId,
    arrival: &Arrival,
    why: Option<&str>,
    now: Timestamp,
) -> LedgerEntry {
    LedgerEntry {
        mailbox: mailbox.clone(),
        message: arrival.head.id.clone(),
        remote_id: arrival.head.remote_id.clone(),
        channel: channel.name().to_owned(),
        state: if why.is_some() { LedgerState::Suppressed } else { LedgerState::Intended },
        why: why.map(str::to_owned),
        at: now,
    }
}

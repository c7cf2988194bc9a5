//! Deciding about arrivals. The order is what keeps it to once: ledger, telling, ledger, arrivals.

use crate::{Catalogue, Channel, Notice};
use jiff::Timestamp;
use model::{MailboxId, MailboxState};
use vault::{Arrival, LedgerEntry, LedgerState, Profile, StoreError};

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
}

/// Decides about every arrival in these mailboxes, and tells once of all that are left.
///
/// # Errors
/// [`StoreError`] when the ledger cannot be written: then nothing is told.
pub fn tell(
    profile: &Profile,
    mailboxes: &[MailboxId],
    channel: &dyn Channel,
    rules: Rules<'_>,
    now: Timestamp,
) -> Result<Told, StoreError> {
    let (mut told, mut to_tell, mut decided) = (Told::default(), Vec::new(), Vec::new());
    for id in mailboxes {
        let mailbox = profile.mailbox(id)?.mailbox;
        if matches!(mailbox.state, MailboxState::Ended { .. }) {
            continue;
        }
        let level = profile.account(&mailbox.account)?.level;
        let arrivals = profile.cache(id)?.arrivals(level)?;
        for arrival in &arrivals {
            let why = reason_for_silence(arrival, rules);
            if !profile.ledger_begin(&entry(channel, id, arrival, why, now))? {
                // An earlier run got as far as the ledger: told, or doubtful, and then not told again.
                continue;
            }
            match why {
                Some(_) => told.silent += 1,
                None => to_tell.push(arrival.head.clone()),
            }
        }
        decided.push((id, arrivals));
    }
    if let Some(newest) = to_tell.iter().max_by_key(|head| head.received) {
        let texts = Catalogue::of(rules.language);
        let notice = Notice {
            title: texts.text("notification.title", to_tell.len()),
            body: texts.text("notification.newLetters", to_tell.len()),
            open_label: texts.text("notification.open", to_tell.len()),
            opens: newest.id.clone(),
        };
        let outcome = channel.tell(&notice);
        let (state, why) = match &outcome {
            Ok(()) => (LedgerState::Sent, None),
            Err(error) => (LedgerState::Failed, Some(error.to_string())),
        };
        for head in &to_tell {
            profile.ledger_end(&head.id, channel.name(), state, why.as_deref())?;
        }
        let count = if outcome.is_ok() { &mut told.told } else { &mut told.failed };
        *count = to_tell.len();
    }
    for (id, arrivals) in decided {
        let messages: Vec<_> = arrivals.into_iter().map(|arrival| arrival.head.id).collect();
        profile.cache(id)?.arrivals_done(&messages)?;
    }
    Ok(told)
}

fn reason_for_silence(arrival: &Arrival, rules: Rules<'_>) -> Option<&'static str> {
    if !rules.on {
        return Some("off");
    }
    // Read meanwhile, here or in another viewer: she knows.
    arrival.head.read.then_some("read")
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

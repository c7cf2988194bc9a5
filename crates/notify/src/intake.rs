//! From what arrived to lines of the ledger: one for each channel that is on, waiting to be told, or suppressed when the
//! person knows of the letter already. Afterwards the arrival is done with; the ledger has it, and outlives the cache.
//!
//! A cache that was made anew, or a mailbox that was forgotten and comes again, has no arrivals of its own: then what is
//! unread and newer than anything that was seen of the mailbox before is news.

use crate::rules::{Book, CHANNELS, Holds};
use crate::view::View;
use jiff::{SignedDuration, Timestamp};
use model::{Message, RemoteId};
use std::collections::BTreeSet;
use vault::{MailboxKey, MailboxRecord, NewLine, Profile, Purpose, StoreError};

/// A letter that claims to come from the future would make everything after it old.
const FUTURE: SignedDuration = SignedDuration::from_hours(24);

/// The mailbox as its service knows it.
pub(crate) fn key(record: &MailboxRecord) -> MailboxKey {
    MailboxKey { provider: record.mailbox.provider, remote: record.mailbox.remote_id.clone() }
}

/// Whether all letters of the mailbox are here, so that one which is not is gone.
pub(crate) fn is_whole(profile: &Profile, record: &MailboxRecord) -> bool {
    record.synced.is_some() && !profile.is_being_rebuilt(&record.mailbox.id)
}

/// Takes in what arrived in one mailbox; how many letters a rule kept silent about for good.
pub(crate) fn intake(
    profile: &Profile,
    book: &Book,
    record: &MailboxRecord,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let (mailbox, key) = (&record.mailbox, key(record));
    let level = profile.account(&mailbox.account)?.level;
    let cache = profile.cache(&mailbox.id)?;
    let arrivals = cache.arrivals(level)?;
    let whole = is_whole(profile, record);
    let seen = profile.seen(&key)?;
    let newer = match seen {
        Some(seen) => cache.unread_after(seen)?,
        None => Vec::new(),
    };
    let newest = if whole { cache.newest_before((now + FUTURE).as_microsecond())? } else { None };
    let mut silent = 0;
    if !(arrivals.is_empty() && newer.is_empty()) {
        let view = View::open(profile, mailbox)?;
        let on: Vec<(&str, Holds)> = CHANNELS.into_iter().map(|name| (name, book.holds(name, Some(&key)))).collect();
        let on: Vec<_> = on.into_iter().filter(|(_, holds)| holds.on).collect();
        let arrived: BTreeSet<RemoteId> = arrivals.iter().map(|arrival| arrival.head.remote_id.clone()).collect();
        let mut letters: Vec<Message> = Vec::new();
        for arrival in &arrivals {
            letters.extend(cache.message(&arrival.head.id)?);
        }
        letters.extend(newer.into_iter().filter(|letter| !arrived.contains(&letter.remote_id)));
        let mut lines = Vec::new();
        for letter in &letters {
            let why = view.facts(letter).known;
            for (channel, holds) in &on {
                // An arrival came after whatever was turned on before it; of the others only their own date tells.
                let before = |since: Timestamp| letter.received < since;
                if !arrived.contains(&letter.remote_id) && holds.since.is_some_and(before) {
                    continue;
                }
                let (letter, due) = (&letter.remote_id, Timestamp::UNIX_EPOCH);
                lines.push(NewLine { mailbox: &key, letter, channel, purpose: Purpose::New, why, due, now });
            }
        }
        profile.ledger_write(&lines)?;
        silent = letters.iter().filter(|letter| view.facts(letter).known.is_some()).count();
        let done: Vec<_> = arrivals.into_iter().map(|arrival| arrival.head.id).collect();
        cache.arrivals_done(&done)?;
    }
    if let Some(newest) = newest.filter(|newest| seen.is_none_or(|seen| seen < *newest)) {
        profile.set_seen(&key, newest)?;
    }
    Ok(silent)
}

//! Telling of what is due, in all mailboxes and by all ways.

use crate::intake::{intake, key};
use crate::one::{One, telling};
use crate::rules::{Book, DESKTOP};
use crate::screen::keep_true;
use crate::settle::settle;
use crate::words::trial;
use crate::{Fate, Health, Message, Rank, Screen, SendError, Way};
use jiff::SignedDuration;
use model::Clock;
use vault::{MailboxRecord, Profile, Purpose, ScreenLock, StoreError, SyncLock};

/// So long a letter waits for a screen.
const ON_SCREEN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    /// Letters that were told of.
    pub told: usize,
    /// Messages that they were told in.
    pub messages: usize,
    /// Letters that a rule kept silent about, for good.
    pub silent: usize,
    /// Letters that wait.
    pub waiting: usize,
    /// Letters that could not be told of.
    pub failed: usize,
    /// Letters of which nobody knows whether they were told. They are not told again.
    pub doubtful: usize,
}

/// By what and how it is told.
pub struct How<'a> {
    /// The rules.
    pub book: &'a Book,
    /// The present.
    pub clock: &'a dyn Clock,
    /// The person asked for it herself: what failed is tried again at once, unless the service wants otherwise.
    pub eager: bool,
}

/// Takes in what arrived in all mailboxes, and tells by these ways what is due. A mailbox or a channel in trouble keeps
/// the others from nothing. `_right` says that nobody else does this now.
///
/// # Errors
/// The first [`StoreError`]. Nothing is told of a letter whose line the ledger did not take.
pub fn tell(profile: &Profile, _right: &SyncLock, ways: &[&dyn Way], how: &How<'_>) -> Result<Told, StoreError> {
    let records = readable(profile)?;
    let (mut told, mut outcome) = (Told::default(), Ok(()));
    for record in &records {
        match intake(profile, how.book, record, how.clock.now()) {
            Ok(silent) => told.silent += silent,
            Err(error) => {
                tracing::warn!(mailbox = %record.mailbox.id, %error, "its arrivals cannot be told of");
                outcome = outcome.and(Err(error));
            }
        }
    }
    outcome = outcome.and(expire(profile, how));
    for way in ways {
        let told = &mut told;
        let done = by_one_way(profile, *way, how, &records, told);
        outcome = outcome.and(done);
    }
    outcome.map(|()| told)
}

/// Tells on the screen alone what was taken in by another process, which syncs. `_seat` says that nobody else tells there.
///
/// # Errors
/// The first [`StoreError`]. Nothing is told of a letter whose line the ledger did not take.
pub fn tell_on_screen(
    profile: &Profile,
    _seat: &ScreenLock,
    screen: &dyn Way,
    how: &How<'_>,
) -> Result<Told, StoreError> {
    let mut told = Told::default();
    expire(profile, how)?;
    by_one_way(profile, screen, how, &readable(profile)?, &mut told)?;
    Ok(told)
}

fn readable(profile: &Profile) -> Result<Vec<MailboxRecord>, StoreError> {
    Ok(profile.mailboxes()?.into_iter().filter(|record| record.mailbox.is_readable()).collect())
}

/// Where no window was opened for so long, the screen need not say what has become old by then.
fn expire(profile: &Profile, how: &How<'_>) -> Result<(), StoreError> {
    profile.ledger_expire(DESKTOP, how.clock.now() - ON_SCREEN, "tooOld").map(|_| ())
}

fn by_one_way(
    profile: &Profile,
    way: &dyn Way,
    how: &How<'_>,
    records: &[MailboxRecord],
    told: &mut Told,
) -> Result<(), StoreError> {
    let revision = profile.channel(way.name())?.map_or(0, |channel| channel.revision);
    settle(profile, way, revision, how.clock.now())?;
    let mut health = Health::read(profile, way.name())?;
    let mut outcome = keep_true(profile, way, how, records, &health);
    let waits = profile.ledger_waits_in(way.name(), how.clock.now())?;
    for (record, key) in records.iter().map(|record| (record, key(record))).filter(|(_, key)| waits.contains(key)) {
        let mut one = One { profile, way, how, record, key, revision, health: &mut health };
        let done = [Purpose::New, Purpose::Reminder].into_iter().try_for_each(|purpose| one.about(purpose, told));
        if let Err(error) = &done {
            tracing::warn!(mailbox = %record.mailbox.id, channel = way.name(), %error, "it cannot be told of");
        }
        outcome = outcome.and(done);
    }
    outcome
}

/// Sends a try by one way, which no rule and no ledger holds back: somebody waits for it.
///
/// # Errors
/// [`SendError`] as the service had it; the channel's health is kept either way.
pub fn send_trial(
    profile: &Profile,
    way: &dyn Way,
    language: &str,
    clock: &dyn Clock,
) -> Result<Result<Fate, SendError>, StoreError> {
    let words = trial(language);
    let telling = telling(&words, language)?;
    let screen = Screen {
        about: None,
        open_label: &words.open_label,
        read_label: None,
        rank: Rank::Usual,
        silent: false,
        letters: Vec::new(),
    };
    let outcome = way.tell(&Message { telling: &telling, screen });
    let mut health = Health::read(profile, way.name())?;
    health.learns(&outcome, clock.now());
    health.write(profile, way.name())?;
    Ok(outcome)
}

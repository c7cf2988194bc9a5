//! Telling. The order is what keeps it to once: decide, write the ledger, send, write the ledger.

use crate::decide::{Standing, Waiting, decide};
use crate::intake::{intake, key};
use crate::letter::Facts;
use crate::rules::{Book, DESKTOP, Holds};
use crate::settle::settle;
use crate::size::Room;
use crate::times::day;
use crate::view::View;
use crate::words::{Saying, Words, trial, words};
use crate::{Fate, Health, Message, SendError, Telling, Way};
use data_encoding::BASE32_NOPAD;
use jiff::SignedDuration;
use model::Clock;
use std::collections::{BTreeMap, HashMap};
use vault::{
    LedgerLine, LedgerState, MailboxKey, MailboxRecord, NewLine, NewSending, Profile, Purpose, StoreError, SyncLock,
};

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
    let records = profile.mailboxes()?.into_iter();
    let records: Vec<MailboxRecord> = records.filter(|record| record.mailbox.is_readable()).collect();
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
    // Where no window was opened for so long, the screen need not say what has become old by then.
    let stale = how.clock.now() - ON_SCREEN;
    outcome = outcome.and(profile.ledger_expire(DESKTOP, stale, "tooOld").map(|_| ()));
    for way in ways {
        let told = &mut told;
        let done = by_one_way(profile, *way, how, &records, told);
        outcome = outcome.and(done);
    }
    outcome.map(|()| told)
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
    let mut outcome = Ok(());
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

/// One mailbox and one way.
struct One<'a> {
    profile: &'a Profile,
    way: &'a dyn Way,
    how: &'a How<'a>,
    record: &'a MailboxRecord,
    key: MailboxKey,
    revision: i64,
    health: &'a mut Health,
}

impl One<'_> {
    fn about(&mut self, purpose: Purpose, told: &mut Told) -> Result<(), StoreError> {
        let (profile, channel, now) = (self.profile, self.way.name(), self.how.clock.now());
        let mut lines = profile.ledger_waiting(channel, &self.key, now)?;
        lines.retain(|line| line.purpose == purpose);
        if lines.is_empty() {
            return Ok(());
        }
        let holds = self.how.book.holds(channel, Some(&self.key));
        if holds.on && holds.quiet.is(now, &holds.zone) {
            // Whatever they are: none of them is looked at before the night is over.
            told.waiting += lines.len();
            return self.hold(&lines, |_| Some("quietHours"));
        }
        let view = View::open(profile, &self.record.mailbox)?;
        let (from, to) = day(now, &holds.zone);
        let window = holds.digest.window(now, &holds.zone);
        let had_digest = match &window {
            Some(window) => profile.had_digest(channel, &self.key, window)?,
            None => false,
        };
        let sent_today = profile.sendings(channel, &self.key, from, to)?;
        let standing = Standing { now, sent_today, window, had_digest };
        let mut waiting = Vec::new();
        for line in &lines {
            let facts = view.find(&line.letter)?;
            waiting.push(Waiting { line: line.number, purpose, came: line.came, facts });
        }
        let mut decision = decide(&waiting, &holds, &standing);
        if let (true, Some(trouble)) = (self.health.waits(now, self.how.eager), self.health.trouble.as_deref()) {
            let waits = std::mem::take(&mut decision.now);
            self.hold(&lines, |line| waits.contains(&line).then_some(trouble))?;
        }
        told.silent += decision.never.len();
        told.waiting += decision.later.len();
        for (why, lines) in by_reason(decision.never) {
            profile.ledger_suppress(&lines, why)?;
        }
        let later: HashMap<i64, &str> = decision.later.into_iter().collect();
        self.hold(&lines, |line| later.get(&line).copied())?;
        if decision.now.is_empty() {
            return Ok(());
        }
        let facts: HashMap<i64, Facts> = waiting.into_iter().filter_map(|one| Some((one.line, one.facts?))).collect();
        lines.retain(|line| decision.now.contains(&line.number));
        let window = standing.window.filter(|_| decision.digest);
        self.send(purpose, &lines, &facts, &view, &holds, window.as_deref(), told)
    }

    /// Says why lines wait, of those that did not wait for that already.
    fn hold<'w>(&self, lines: &[LedgerLine], why: impl Fn(i64) -> Option<&'w str>) -> Result<(), StoreError> {
        let mut reasons: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
        for line in lines {
            if let Some(why) = why(line.number).filter(|why| line.why.as_deref() != Some(why)) {
                reasons.entry(why).or_default().push(line.number);
            }
        }
        reasons.into_iter().try_for_each(|(why, lines)| self.profile.ledger_holds(&lines, why))
    }

    /// Writes the ledger, tells, and writes down what became of it.
    #[expect(clippy::too_many_arguments, reason = "what was found out on the way here")]
    fn send(
        &mut self,
        purpose: Purpose,
        lines: &[LedgerLine],
        facts: &HashMap<i64, Facts>,
        view: &View,
        holds: &Holds,
        window: Option<&str>,
        told: &mut Told,
    ) -> Result<(), StoreError> {
        let (profile, channel, now) = (self.profile, self.way.name(), self.how.clock.now());
        let letters: Vec<&Facts> = lines.iter().filter_map(|line| facts.get(&line.number)).collect();
        let (room, language) = (Room::of(channel), holds.language.as_str());
        let label = holds.label.as_deref();
        let words = words(&Saying { room, language, purpose, show: holds.show, label, letters: &letters });
        let telling = telling(&words, language)?;
        if purpose == Purpose::New && holds.reminders {
            self.remind(lines, facts)?;
        }
        let numbers: Vec<i64> = lines.iter().map(|line| line.number).collect();
        let reference = telling.reference.as_str();
        let sending = NewSending { reference, channel, mailbox: &self.key, window, lines: &numbers, now };
        if !profile.ledger_take(&sending)? {
            return Ok(());
        }
        let newest = lines.iter().max_by_key(|line| facts.get(&line.number).map(|facts| facts.received));
        let newest = newest.map(|line| view.id(&line.letter));
        let what = Message { telling: &telling, open_label: &words.open_label, opens: newest.as_ref() };
        let outcome = self.way.tell(&what);
        if let Some(receipt) = self.way.receipt(reference) {
            profile.keep_receipt(reference, &receipt)?;
        }
        let count = lines.len();
        let (state, why) = match &outcome {
            Ok(Fate::Delivered) => (LedgerState::Sent, None),
            Ok(Fate::Accepted) => (LedgerState::Accepted, None),
            Ok(Fate::Failed) => (LedgerState::Failed, Some("notDelivered")),
            Err(SendError::Refused(trouble)) => (LedgerState::Failed, Some(trouble.word())),
            Err(SendError::NotYet(trouble, _)) => (LedgerState::Waiting, Some(trouble.word())),
            Err(SendError::Doubtful(trouble)) => (LedgerState::Doubtful, Some(trouble.word())),
        };
        match state {
            LedgerState::Sent | LedgerState::Accepted => {
                (told.told, told.messages) = (told.told + count, told.messages + 1)
            }
            LedgerState::Doubtful => told.doubtful += count,
            LedgerState::Waiting => told.waiting += count,
            _ => told.failed += count,
        }
        let now = self.how.clock.now();
        profile.ledger_end(reference, state, why, self.revision, now)?;
        self.health.learns(&outcome, now);
        self.health.write(profile, channel)
    }

    /// Lines by which the person is reminded of what she may not leave unread.
    fn remind(&self, lines: &[LedgerLine], facts: &HashMap<i64, Facts>) -> Result<(), StoreError> {
        let now = self.how.clock.now();
        let mut reminders = Vec::new();
        for line in lines {
            let due = facts.get(&line.number).and_then(|facts| facts.reminder(now));
            reminders.extend(due.map(|due| NewLine {
                mailbox: &self.key,
                letter: &line.letter,
                channel: &line.channel,
                purpose: Purpose::Reminder,
                why: None,
                due,
                now,
            }));
        }
        self.profile.ledger_write(&reminders).map(|_| ())
    }
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
    let outcome = way.tell(&Message { telling: &telling, open_label: &words.open_label, opens: None });
    let mut health = Health::read(profile, way.name())?;
    health.learns(&outcome, clock.now());
    health.write(profile, way.name())?;
    Ok(outcome)
}

fn telling(words: &Words, language: &str) -> Result<Telling, StoreError> {
    let mut random = [0; 15];
    getrandom::fill(&mut random).map_err(|_| StoreError::NoRandomness)?;
    Ok(Telling {
        subject: words.subject.clone(),
        text: words.text.clone(),
        language: language.to_owned(),
        reference: BASE32_NOPAD.encode(&random).to_ascii_lowercase(),
    })
}

fn by_reason(lines: Vec<(i64, &'static str)>) -> BTreeMap<&'static str, Vec<i64>> {
    let mut reasons: BTreeMap<&'static str, Vec<i64>> = BTreeMap::new();
    for (line, why) in lines {
        reasons.entry(why).or_default().push(line);
    }
    reasons
}

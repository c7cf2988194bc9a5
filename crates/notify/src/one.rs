//! Telling of one mailbox by one way. The order is what keeps it to once: decide, write the ledger, send, write the ledger.

use crate::decide::{Standing, Waiting, decide};
use crate::letter::Facts;
use crate::rules::Holds;
use crate::screen::{TOGETHER, screen, unread, words_about};
use crate::tell::{How, Told};
use crate::times::day;
use crate::view::View;
use crate::words::Words;
use crate::{About, Fate, Health, Message, SendError, Telling, Way};
use data_encoding::BASE32_NOPAD;
use std::collections::{BTreeMap, HashMap};
use vault::{LedgerLine, LedgerState, MailboxKey, MailboxRecord, NewLine, NewSending, Profile, Purpose, StoreError};

/// One mailbox and one way.
pub(crate) struct One<'a> {
    pub profile: &'a Profile,
    pub way: &'a dyn Way,
    pub how: &'a How<'a>,
    pub record: &'a MailboxRecord,
    pub key: MailboxKey,
    pub revision: i64,
    pub health: &'a mut Health,
}

impl One<'_> {
    /// Tells of it, for this purpose.
    pub fn about(&mut self, purpose: Purpose, told: &mut Told) -> Result<(), StoreError> {
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
        let about = About { mailbox: self.record.mailbox.id.clone(), purpose };
        let letters = lines.iter().filter_map(|line| Some((view.id(&line.letter), facts.get(&line.number)?.clone())));
        let mut letters: Vec<_> = letters.collect();
        // Those that it takes the place of are spoken of once more.
        let mut before = unread(self.way, &about, view)?;
        before.retain(|(id, _)| !letters.iter().any(|(new, _)| new == id));
        if before.len() + letters.len() <= TOGETHER {
            letters.extend(before);
        }
        let words = words_about(self.way, purpose, holds, &letters);
        let telling = telling(&words, &holds.language)?;
        if purpose == Purpose::New && holds.reminders {
            self.remind(lines, facts)?;
        }
        let numbers: Vec<i64> = lines.iter().map(|line| line.number).collect();
        let reference = telling.reference.as_str();
        let sending = NewSending { reference, channel, mailbox: &self.key, window, lines: &numbers, now };
        if !profile.ledger_take(&sending)? {
            return Ok(());
        }
        let screen = screen(self.record, purpose, &words, &letters, window.is_some());
        let outcome = self.way.tell(&Message { telling: &telling, screen });
        let receipt = self.way.receipt(reference);
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
        if let Some(receipt) = receipt {
            profile.keep_receipt(reference, &receipt)?;
        }
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

/// What goes out with these words, under a reference of its own.
pub(crate) fn telling(words: &Words, language: &str) -> Result<Telling, StoreError> {
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

//! Two gateways in one: e-mail with a digest a day, text messages at once. They write down and judge every message by
//! the model's own calendar and its own knowledge of what was read.

use model::RemoteId;
use postkasse_notify::{EMAIL, Fate, Message, SendError, Trouble, Way};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use vault::{Profile, Purpose};

/// What the gateways know.
#[derive(Debug, Default)]
pub struct Books {
    /// The present on the person's clock.
    pub now: i64,
    pub read: BTreeSet<RemoteId>,
    pub important: BTreeSet<RemoteId>,
    /// On which local day each letter came first to be known.
    pub came: BTreeMap<RemoteId, i64>,
    pub told: BTreeMap<(RemoteId, &'static str, Purpose), u32>,
    /// In a message whose answer never came.
    pub unanswered: BTreeSet<(RemoteId, &'static str)>,
    digest_days: BTreeSet<(RemoteId, i64)>,
    pub fates: BTreeMap<String, Fate>,
    pub messages: u64,
    pub digests: u64,
    pub reminders: u64,
    pub wrong: Vec<String>,
    /// What the gateway does next, and whether the program is killed in it.
    pub mood: Mood,
}

/// How the gateway is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    #[default]
    Well,
    /// Takes it, and knows only later whether it arrived.
    Slow,
    Down,
    Busy,
    Refuses,
    /// Takes it, and the answer is lost.
    Mute,
    /// Does not take it, and says nothing either.
    Deaf,
    KilledBefore,
    KilledAfter,
}

/// Copenhagen's time in 2026, in seconds since 1970 on the wall: summer from 29 March to 25 October, 01:00 UTC.
pub fn local(now: i64) -> i64 {
    let summer = (1_774_746_000..1_792_890_000).contains(&now);
    now + if summer { 7200 } else { 3600 }
}

pub fn is_night(now: i64) -> bool {
    let minute = local(now).rem_euclid(86_400) / 60;
    !(7 * 60..22 * 60).contains(&minute)
}

fn day(now: i64) -> i64 {
    local(now).div_euclid(86_400)
}

impl Books {
    pub fn day(&self) -> i64 {
        day(self.now)
    }

    /// Judges a message: about these letters, for this purpose.
    fn hears(&mut self, channel: &'static str, mailbox: &RemoteId, letters: &[(RemoteId, Purpose)]) {
        self.messages += 1;
        if is_night(self.now) {
            self.wrong.push(format!("{channel} at night, {}", self.now));
        }
        let purpose = letters[0].1;
        self.reminders += u64::from(purpose == Purpose::Reminder);
        let today = self.day();
        let gathered =
            |letter: &RemoteId| channel == EMAIL && purpose == Purpose::New && !self.important.contains(letter);
        let gathered: Vec<_> = letters.iter().map(|(letter, _)| letter).filter(|letter| gathered(letter)).collect();
        if !gathered.is_empty() {
            self.digests += 1;
            if !self.digest_days.insert((mailbox.clone(), today)) {
                self.wrong.push(format!("a second digest on day {today}"));
            }
            if gathered.iter().any(|letter| self.came.get(*letter) == Some(&today)) {
                self.wrong.push(format!("a digest of day {today} before its end"));
            }
        }
        for (letter, purpose) in letters {
            if self.read.contains(letter) {
                self.wrong.push(format!("{channel}: {letter} was read"));
            }
            let count = self.told.entry((letter.clone(), channel, *purpose)).or_default();
            *count += 1;
            if *count > 1 {
                self.wrong.push(format!("{channel}: {letter} {purpose:?} told {count} times"));
            }
        }
    }
}

/// A channel of the person's, as one of her program's copies sees it.
pub struct Gateway {
    pub name: &'static str,
    pub books: Arc<Mutex<Books>>,
    pub profile: Arc<Profile>,
    /// The copy that has no right to tell now.
    pub other: Arc<Profile>,
}

pub fn hold(books: &Mutex<Books>) -> MutexGuard<'_, Books> {
    books.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl Way for Gateway {
    fn name(&self) -> &'static str {
        self.name
    }

    fn tell(&self, what: &Message<'_>) -> Result<Fate, SendError> {
        assert!(self.other.sync_lock().is_err(), "while one tells, nobody else does");
        let reference = what.telling.reference.clone();
        let lines = self.profile.ledger_of(&reference).unwrap();
        assert!(!lines.is_empty(), "the ledger has it before the gateway");
        let letters: Vec<_> = lines.iter().map(|line| (line.letter.clone(), line.purpose)).collect();
        let mailbox = lines[0].mailbox.clone();
        let mut books = hold(&self.books);
        let mood = books.mood;
        if matches!(mood, Mood::Well | Mood::Slow | Mood::Mute | Mood::KilledAfter) {
            books.hears(self.name, &mailbox, &letters);
            books.fates.insert(reference.clone(), Fate::Delivered);
        }
        let unanswered = matches!(mood, Mood::Mute | Mood::Deaf | Mood::KilledBefore | Mood::KilledAfter);
        if unanswered {
            books.unanswered.extend(letters.into_iter().map(|(letter, _)| (letter, self.name)));
            // It troubles one sending, as such things do.
            books.mood = Mood::Well;
        }
        match mood {
            Mood::Well => Ok(Fate::Delivered),
            Mood::Slow => Ok(Fate::Accepted),
            Mood::Down => Err(SendError::NotYet(Trouble::Down, None)),
            Mood::Busy => Err(SendError::NotYet(Trouble::Quota, Some(Duration::from_secs(7200)))),
            Mood::Refuses => Err(SendError::Refused(Trouble::Login)),
            Mood::Mute | Mood::Deaf => Err(SendError::Doubtful(Trouble::Timeout)),
            Mood::KilledBefore | Mood::KilledAfter => {
                drop(books);
                std::panic::resume_unwind(Box::new(super::person::Killed))
            }
        }
    }

    fn fate(&self, reference: &str) -> Result<Option<Fate>, SendError> {
        Ok(hold(&self.books).fates.get(reference).copied())
    }
}

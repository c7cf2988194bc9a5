//! The person, her three mailboxes at the service, and her program in two copies.

use super::gateway::{Books, Gateway, Mood, hold};
use crate::world::{World, add_mailbox, log_in, world};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use model::{Clock, Level, Mailbox, Message, MessageId, RemoteId};
use postkasse_notify::{Book, Digest, EMAIL, How, Rule, SMS, Way, tell};
use rand::RngExt;
use rand::rngs::StdRng;
use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use vault::{PageWrite, Profile, Purpose, StoreError};

const MAILBOXES: usize = 3;
/// What was not told in so long never is.
const JUDGED_AFTER: i64 = 6 * 86_400;
/// Friday 20 March 2026, nine days before summer time.
const START: i64 = 1_773_997_200;

/// The program was killed here.
pub struct Killed;

/// A clock that kills whoever looks at it once too often.
struct Deadly {
    now: Timestamp,
    looks: AtomicI64,
}

impl Clock for Deadly {
    fn now(&self) -> Timestamp {
        if self.looks.fetch_sub(1, Ordering::Relaxed) == 0 {
            std::panic::resume_unwind(Box::new(Killed))
        }
        self.now
    }
}

/// A letter as the service has it.
struct Letter {
    mailbox: usize,
    message: Message,
}

/// Her world.
pub struct Person {
    world: World,
    copies: [Arc<Profile>; 2],
    mailboxes: Vec<Mailbox>,
    /// Letters of the last days, the oldest first.
    letters: VecDeque<Letter>,
    /// Those that no look has met yet.
    fresh: Vec<RemoteId>,
    number: i64,
    /// The true time, in microseconds, and how far her clock is behind.
    now: i64,
    behind: i64,
    mood_until: i64,
    /// The gateway refused something since she last changed the channels.
    refused: bool,
    pub gateway: Shared,
    pub events: u64,
    pub kills: u64,
    pub rebuilt: u64,
    pub logins: u64,
    pub set_back: u64,
    told: u64,
    missed: u64,
    lost: u64,
}

/// What the gateways know.
pub struct Shared(Arc<Mutex<Books>>);

impl Shared {
    pub fn lock(&self) -> std::sync::MutexGuard<'_, Books> {
        hold(&self.0)
    }
}

impl Person {
    pub fn new() -> Self {
        let world = world();
        world.clock.is(Timestamp::from_second(START - 86_400).unwrap());
        world.turn_on(SMS, Rule::default());
        world.turn_on(EMAIL, Rule { digest: Some(Digest::Daily), ..Rule::default() });
        let copies = [world.profile.clone(), world.other_process()];
        let mailboxes = (0..MAILBOXES).map(|at| add_mailbox(&world.profile, &world.account, &format!("b{at}")));
        let mailboxes = mailboxes.collect();
        let (gateway, now) = (Shared(Arc::default()), START * 1_000_000);
        let person = Person {
            world,
            copies,
            mailboxes,
            letters: VecDeque::new(),
            fresh: Vec::new(),
            number: 0,
            now,
            behind: 0,
            mood_until: 0,
            refused: false,
            gateway,
            events: 0,
            kills: 0,
            rebuilt: 0,
            logins: 0,
            set_back: 0,
            told: 0,
            missed: 0,
            lost: 0,
        };
        (0..MAILBOXES).for_each(|at| person.is_whole(at));
        person
    }

    /// The present on her clock.
    fn here(&self) -> Timestamp {
        Timestamp::from_second((self.now / 1_000_000) - self.behind).unwrap()
    }

    fn is_whole(&self, at: usize) {
        let (profile, id) = (&self.copies[0], &self.mailboxes[at].id);
        let counts = profile.cache(id).unwrap().counts().unwrap();
        profile.set_counts(id, &counts, Some(self.here())).unwrap();
    }

    fn store(&self, at: usize, messages: &[Message], arrivals: bool) {
        let messages: Vec<Message> = messages.iter().map(|message| self.of(at, message)).collect();
        let (level, now) = (Level::Substantial, self.here());
        let page = PageWrite { messages: &messages, odd: &[], cursor: None, arrivals, level, now };
        self.copies[0].cache(&self.mailboxes[at].id).unwrap().store_page(&page).unwrap();
    }

    /// The letter with the ids that it has here now.
    fn of(&self, at: usize, message: &Message) -> Message {
        let mailbox = self.mailboxes[at].id.clone();
        Message { id: MessageId::derive(&mailbox, &message.remote_id), mailbox, ..message.clone() }
    }

    /// One thing after the other happens.
    pub fn goes_on(&mut self, random: &mut StdRng) {
        match random.random_range(0..10_000) {
            0..300 => self.some_arrive(random),
            300..600 => self.some_are_read(random),
            600..700 => self.mood_changes(random),
            700..704 => self.a_cache_is_made_anew(random),
            704..706 => self.a_mailbox_is_forgotten(random),
            706..707 => self.she_logs_in_anew(random),
            707..712 => self.her_clock_is_set_back(random),
            712..722 => self.behind = 0,
            722..1322 => self.round(random),
            // Minutes go by, and nobody looks.
            _ => self.passes(random.random_range(60..600)),
        }
        self.events += 1;
    }

    /// Time passes, and what is old by then is judged.
    fn passes(&mut self, seconds: i64) {
        self.now += seconds * 1_000_000;
        let now = self.now / 1_000_000;
        let old = |letter: &Letter| now - letter.message.received.as_second() > JUDGED_AFTER;
        while self.letters.front().is_some_and(old) {
            let letter = self.letters.pop_front().map(|letter| letter.message.remote_id);
            letter.iter().for_each(|letter| self.judge_one(letter));
        }
    }

    fn judge_one(&mut self, letter: &RemoteId) {
        let books = hold(&self.gateway.0);
        for channel in [SMS, EMAIL] {
            let told = books.told.contains_key(&(letter.clone(), channel, Purpose::New));
            let unanswered = books.unanswered.contains(&(letter.clone(), channel));
            self.told += u64::from(told);
            self.lost += u64::from(!told && unanswered);
            self.missed += u64::from(!told && !unanswered && !books.read.contains(letter));
        }
    }

    fn some_arrive(&mut self, random: &mut StdRng) {
        let (at, count) = (random.random_range(0..MAILBOXES), random.random_range(1..=6));
        let mut page = Vec::new();
        for _ in 0..count {
            self.number += 1;
            self.now += 1;
            let mut message = self.world.letter(self.number);
            message.received = Timestamp::from_microsecond(self.now).unwrap();
            message.updated = message.received;
            if random.random_range(0..10) == 0 {
                message.reply_by = Some(message.received + SignedDuration::from_hours(8 * 24));
                hold(&self.gateway.0).important.insert(message.remote_id.clone());
            }
            self.fresh.push(message.remote_id.clone());
            self.letters.push_back(Letter { mailbox: at, message: message.clone() });
            page.push(message);
        }
        self.store(at, &page, true);
        self.events += count - 1;
    }

    /// On another device; the next look shows it.
    fn some_are_read(&mut self, random: &mut StdRng) {
        if self.letters.is_empty() {
            return;
        }
        // A letter that came just now is as likely to be read as all older ones together.
        let count = random.random_range(1..=5_usize);
        let mut pages: BTreeMap<usize, Vec<Message>> = BTreeMap::new();
        for _ in 0..count {
            let from = if random.random_bool(0.5) { self.letters.len() - self.letters.len().min(12) } else { 0 };
            let at = random.random_range(from..self.letters.len());
            let letter = &mut self.letters[at];
            if !letter.message.read {
                (letter.message.read, letter.message.version) = (true, 2);
                hold(&self.gateway.0).read.insert(letter.message.remote_id.clone());
                pages.entry(letter.mailbox).or_default().push(letter.message.clone());
            }
        }
        pages.into_iter().for_each(|(mailbox, page)| self.store(mailbox, &page, true));
        self.events += count as u64 - 1;
    }

    fn mood_changes(&mut self, random: &mut StdRng) {
        use Mood::{Busy, Deaf, Down, KilledAfter, KilledBefore, Mute, Refuses, Slow, Well};
        let moods = [Well, Well, Slow, Slow, Slow, Down, Down, Busy, Refuses, Mute, Mute, KilledAfter, KilledAfter];
        let mood = match random.random_range(0..moods.len() + 1) {
            at if at < moods.len() => moods[at],
            _ if random.random_bool(0.5) => Deaf,
            _ => KilledBefore,
        };
        let before = std::mem::replace(&mut hold(&self.gateway.0).mood, mood);
        self.refused |= before == Refuses;
        if self.refused && mood != Refuses {
            // She sees that it fails, and mends it.
            self.channels_are_changed();
        }
        self.mood_until = self.now + random.random_range(1..5) * 1_800_000_000;
    }

    fn channels_are_changed(&mut self) {
        for name in [SMS, EMAIL] {
            self.copies[0].set_channel(name, "{}", None, self.here()).unwrap();
        }
        self.refused = false;
    }

    /// Letters go, and come again as they are at the service by then.
    fn a_cache_is_made_anew(&mut self, random: &mut StdRng) {
        let at = random.random_range(0..MAILBOXES);
        let cache = self.copies[0].cache(&self.mailboxes[at].id).unwrap();
        for letter in self.letters.iter().filter(|letter| letter.mailbox == at) {
            cache.remove_message(&letter.message.remote_id).unwrap();
        }
        self.meanwhile(random);
        self.all_come_again(at);
        self.rebuilt += 1;
    }

    fn all_come_again(&self, at: usize) {
        let letters = self.letters.iter().filter(|letter| letter.mailbox == at);
        let letters: Vec<Message> = letters.map(|letter| letter.message.clone()).collect();
        self.store(at, &letters, false);
        self.is_whole(at);
    }

    /// Something may happen before it is over.
    fn meanwhile(&mut self, random: &mut StdRng) {
        if random.random_bool(0.5) {
            self.passes(random.random_range(1..90) * 60);
            self.round(random);
        }
    }

    fn a_mailbox_is_forgotten(&mut self, random: &mut StdRng) {
        let at = random.random_range(0..MAILBOXES);
        self.copies[0].forget_mailbox(&self.mailboxes[at].id).unwrap();
        self.meanwhile(random);
        self.mailboxes[at] = add_mailbox(&self.copies[0], &self.world.account, &format!("b{at}"));
        self.meanwhile(random);
        self.all_come_again(at);
        self.rebuilt += 1;
    }

    fn she_logs_in_anew(&mut self, random: &mut StdRng) {
        self.copies[0].forget_account(&self.world.account).unwrap();
        self.meanwhile(random);
        self.world.account = log_in(&self.copies[0]);
        for at in 0..MAILBOXES {
            self.mailboxes[at] = add_mailbox(&self.copies[0], &self.world.account, &format!("b{at}"));
        }
        self.meanwhile(random);
        (0..MAILBOXES).for_each(|at| self.all_come_again(at));
        self.logins += 1;
    }

    fn her_clock_is_set_back(&mut self, random: &mut StdRng) {
        self.behind = random.random_range(1..5 * 3600);
        self.set_back += 1;
    }

    /// One copy of the program tells what is due, and may be killed at any look at the clock.
    fn round(&mut self, random: &mut StdRng) {
        let killed_at = if random.random_bool(0.1) { random.random_range(0..12) } else { i64::MAX };
        self.one_round(random.random_range(0..2), killed_at, random.random_bool(0.2));
    }

    fn one_round(&mut self, copy: usize, killed_at: i64, eager: bool) {
        let here = self.here();
        {
            let mut books = hold(&self.gateway.0);
            books.now = here.as_second();
            if self.mood_until < self.now {
                self.refused |= books.mood == Mood::Refuses;
                books.mood = Mood::Well;
            }
            let today = books.day();
            books.came.extend(self.fresh.drain(..).map(|letter| (letter, today)));
        }
        let (profile, other) = (&self.copies[copy], &self.copies[1 - copy]);
        let way =
            |name| Gateway { name, books: self.gateway.0.clone(), profile: profile.clone(), other: other.clone() };
        let (sms, email) = (way(SMS), way(EMAIL));
        let ways: [&dyn Way; 2] = [&sms, &email];
        let clock = Deadly { now: here, looks: AtomicI64::new(killed_at) };
        let done = catch_unwind(AssertUnwindSafe(|| {
            let right = profile.sync_lock()?;
            let zone = TimeZone::get("Europe/Copenhagen").unwrap();
            let book = Book::read(profile, "da", true, zone)?;
            tell(profile, &right, &ways, &How { book: &book, clock: &clock, eager })
        }));
        match done {
            Ok(told) => _ = told.unwrap_or_else(|error: StoreError| panic!("{error}")),
            Err(cause) => {
                // A judgement of the gateway's is no kill.
                assert!(cause.is::<Killed>(), "something else went wrong");
                self.kills += 1;
            }
        }
        self.events += 1;
    }

    /// Days on which everything answers and nothing new comes.
    pub fn settles_down(&mut self) {
        self.behind = 0;
        hold(&self.gateway.0).mood = Mood::Well;
        // What was refused is tried again once she changed the channel.
        self.channels_are_changed();
        for _ in 0..60 {
            self.passes(3 * 3600);
            self.one_round(0, i64::MAX, true);
        }
    }

    /// Winter time has begun.
    pub fn is_winter(&self) -> bool {
        self.now / 1_000_000 > 1_792_890_000 + 86_400
    }

    /// Told, not told though it could have been, and not told because an answer never came.
    pub fn judge(&mut self) -> (u64, u64, u64) {
        self.passes(2 * JUDGED_AFTER);
        (self.told, self.missed, self.lost)
    }
}

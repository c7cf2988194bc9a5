//! A vault with a mailbox in which letters arrive.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use model::{
    AccountId, Clock, FolderId, Level, Mailbox, MailboxKind, MailboxState, Message, MessageId, MessageState,
    MessageType, ProviderId, RemoteId, Right, Rights, Sender, Weight,
};
use postkasse_notify::{About, Book, DESKTOP, Fate, How, Rank, Rule, SendError, Told, Way, tell};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use vault::{
    Access, Home, KeySource, LedgerState, MailboxKey, NewAccount, NewMailbox, PageWrite, PassphraseCost, Profile,
    Purpose, StoreError,
};

/// Nine in the morning in Copenhagen, on a Friday.
pub const NOW: Timestamp = Timestamp::constant(1_800_000_000, 0);

/// A clock that goes when it is told to.
pub struct Hand(Mutex<Timestamp>);

impl Hand {
    pub fn goes(&self, by: SignedDuration) {
        let mut now = self.0.lock().unwrap();
        *now = now.checked_add(by).unwrap();
    }

    pub fn is(&self, at: Timestamp) {
        *self.0.lock().unwrap() = at;
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Remembers what it was told, and answers as it is made to.
pub struct Said {
    pub name: &'static str,
    pub told: Mutex<Vec<Heard>>,
    pub answer: Mutex<Result<Fate, SendError>>,
    pub fate: Mutex<Option<Fate>>,
    /// What it calls each sending, and so what it can be asked for.
    pub receipts: Mutex<BTreeMap<String, String>>,
    /// It says what became of a sending only to those who know what it calls it.
    pub forgets: bool,
    /// What stands on it, if it is a screen.
    pub screen: Mutex<BTreeMap<About, Vec<MessageId>>>,
}

/// What was told.
#[derive(Debug, Clone)]
pub struct Heard {
    pub subject: String,
    pub text: String,
    pub open_label: String,
    pub reference: String,
    pub opens: Option<MessageId>,
    pub read_label: Option<String>,
    pub rank: Rank,
    pub silent: bool,
}

impl Said {
    pub fn by(name: &'static str) -> Self {
        Said {
            name,
            told: Mutex::default(),
            answer: Mutex::new(Ok(Fate::Delivered)),
            fate: Mutex::default(),
            receipts: Mutex::default(),
            forgets: false,
            screen: Mutex::default(),
        }
    }

    pub fn on_screen() -> Self {
        Said::by(DESKTOP)
    }

    pub fn answers(&self, answer: Result<Fate, SendError>) {
        *self.answer.lock().unwrap() = answer;
    }

    pub fn told(&self) -> Vec<Heard> {
        self.told.lock().unwrap().clone()
    }

    pub fn count(&self) -> usize {
        self.told.lock().unwrap().len()
    }
}

impl Way for Said {
    fn name(&self) -> &'static str {
        self.name
    }

    fn tell(&self, what: &postkasse_notify::Message<'_>) -> Result<Fate, SendError> {
        self.told.lock().unwrap().push(Heard {
            subject: what.telling.subject.clone(),
            text: what.telling.text.clone(),
            open_label: what.screen.open_label.to_owned(),
            reference: what.telling.reference.clone(),
            opens: what.screen.letters.first().cloned(),
            read_label: what.screen.read_label.map(str::to_owned),
            rank: what.screen.rank,
            silent: what.screen.silent,
        });
        if let (DESKTOP, Some(about)) = (self.name, &what.screen.about) {
            self.screen.lock().unwrap().insert(about.clone(), what.screen.letters.clone());
        }
        *self.answer.lock().unwrap()
    }

    fn fate(&self, reference: &str) -> Result<Option<Fate>, SendError> {
        let known = !self.forgets || self.receipts.lock().unwrap().contains_key(reference);
        Ok(self.fate.lock().unwrap().filter(|_| known))
    }

    fn receipt(&self, reference: &str) -> Option<String> {
        self.forgets.then(|| format!("nr. {}", reference.len()))
    }

    fn recall(&self, reference: &str, receipt: &str) {
        assert_eq!(Some(receipt), self.receipt(reference).as_deref());
        self.receipts.lock().unwrap().insert(reference.to_owned(), receipt.to_owned());
    }

    fn shown(&self) -> Vec<(About, Vec<MessageId>)> {
        self.screen.lock().unwrap().clone().into_iter().collect()
    }

    fn withdraw(&self, about: &About) {
        self.screen.lock().unwrap().remove(about);
    }
}

/// The vault.
pub struct World {
    pub folder: tempfile::TempDir,
    pub clock: Hand,
    pub profile: Arc<Profile>,
    pub account: AccountId,
    pub mailbox: Mailbox,
}

pub fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let profile = open(&folder);
    let account = log_in(&profile);
    let mailbox = add_mailbox(&profile, &account, "r");
    let world = World { folder, clock: Hand(Mutex::new(NOW)), profile, account, mailbox };
    world.is_whole();
    world
}

/// The profile, once more for another process.
pub fn open(folder: &tempfile::TempDir) -> Arc<Profile> {
    let cost = PassphraseCost { memory_kib: 64, passes: 1 };
    let key = KeySource::Passphrase("hemmelig".to_owned().into(), cost);
    Profile::open(&Home::new(folder.path()), "default", key, Access::Usual).unwrap()
}

pub fn log_in(profile: &Profile) -> AccountId {
    profile
        .add_account(&NewAccount {
            provider: ProviderId::DigitalPost,
            server: "http://127.0.0.1:1".into(),
            issuer: "http://127.0.0.1:1/oauth".into(),
            client_id: "c".into(),
            person: "Prøve Person".into(),
            subject: "s".into(),
            level: Level::Substantial,
        })
        .unwrap()
}

pub fn add_mailbox(profile: &Profile, account: &AccountId, remote: &str) -> Mailbox {
    profile.upsert_mailbox(account, a_mailbox(remote, &[Right::Read, Right::Mark])).unwrap()
}

fn a_mailbox(remote: &str, rights: &[Right]) -> NewMailbox {
    NewMailbox {
        remote_id: remote.into(),
        provider: ProviderId::DigitalPost,
        name: "Prøve Person".into(),
        owner: "Prøve Person".into(),
        owner_ref: None,
        kind: MailboxKind::Own,
        rights: Rights::of(rights),
        ends: None,
        state: MailboxState::Active,
        part_of: None,
        favourite: false,
        space: None,
    }
}

impl World {
    /// What the person may do in the mailbox from now on.
    pub fn may(&self, rights: &[Right]) {
        self.profile.upsert_mailbox(&self.account, a_mailbox("r", rights)).unwrap();
    }

    /// Another process's view of the same profile.
    pub fn other_process(&self) -> Arc<Profile> {
        open(&self.folder)
    }

    /// A letter, not stored yet.
    pub fn letter(&self, number: i64) -> Message {
        let remote = RemoteId(format!("m{number}"));
        Message {
            id: MessageId::derive(&self.mailbox.id, &remote),
            folder: self.folder("inbox"),
            mailbox: self.mailbox.id.clone(),
            version: 1,
            message_type: MessageType::Regular,
            state: MessageState::Received,
            subject: "Fortroligt emne".into(),
            sender: Sender { label: "Hemmelig Klinik".into(), ..Sender::default() },
            received: Timestamp::from_second(1_700_000_000 + number).unwrap(),
            updated: Timestamp::from_second(1_700_000_000 + number).unwrap(),
            read: false,
            flag: false,
            can_reply: false,
            reply_by: None,
            legally_notified: false,
            needs_level: None,
            note: None,
            documents: Vec::new(),
            recipient: None,
            thread: model::Thread::default(),
            weight: Weight::None,
            edition: None,
            summary: None,
            status: None,
            history: Vec::new(),
            remote_id: remote,
        }
    }

    pub fn folder(&self, name: &str) -> FolderId {
        FolderId::derive(&self.mailbox.id, &name.into())
    }

    /// It arrives.
    pub fn brings(&self, letter: Message) -> MessageId {
        let id = letter.id.clone();
        let page = PageWrite {
            messages: &[letter],
            odd: &[],
            cursor: None,
            arrivals: true,
            level: Level::Substantial,
            now: self.clock.now(),
        };
        self.profile.cache(&self.mailbox.id).unwrap().store_page(&page).unwrap();
        id
    }

    /// These come, and none of them is news of itself, as on a first pull.
    pub fn brings_again(&self, letters: &[Message]) {
        let (level, now) = (Level::Substantial, self.clock.now());
        let page = PageWrite { messages: letters, odd: &[], cursor: None, arrivals: false, level, now };
        self.profile.cache(&self.mailbox.id).unwrap().store_page(&page).unwrap();
    }

    /// All of these arrive.
    pub fn arrive(&self, letters: &[Message]) {
        let (level, now) = (Level::Substantial, self.clock.now());
        let page = PageWrite { messages: letters, odd: &[], cursor: None, arrivals: true, level, now };
        self.profile.cache(&self.mailbox.id).unwrap().store_page(&page).unwrap();
    }

    /// The present.
    pub fn clock_now(&self) -> Timestamp {
        self.clock.now()
    }

    pub fn arrives(&self, number: i64) -> MessageId {
        self.brings(self.letter(number))
    }

    /// Its letters are all here.
    pub fn is_whole(&self) {
        let counts = self.profile.cache(&self.mailbox.id).unwrap().counts().unwrap();
        self.profile.set_counts(&self.mailbox.id, &counts, Some(self.clock.now())).unwrap();
    }

    /// As the service knows the mailbox.
    pub fn key(&self) -> MailboxKey {
        MailboxKey { provider: self.mailbox.provider, remote: self.mailbox.remote_id.clone() }
    }

    /// It reads the letter elsewhere, and the next look shows it.
    pub fn is_read(&self, mut letter: Message) {
        (letter.read, letter.version) = (true, letter.version + 1);
        self.brings(letter);
    }

    /// A rule of the channel's for every mailbox.
    pub fn rule(&self, channel: &str, rule: &Rule) {
        self.profile.set_rule(channel, None, &serde_json::to_string(rule).unwrap()).unwrap();
    }

    /// A remote channel is set up and turned on, and the screen is off.
    pub fn turn_on(&self, channel: &str, rule: Rule) {
        self.profile.set_channel(channel, "{}", None, self.clock.now()).unwrap();
        self.rule(DESKTOP, &Rule { on: Some(false), ..Rule::default() });
        self.rule(channel, &Rule { on: Some(true), since: Some(self.clock.now()), ..rule });
    }

    pub fn book(&self, language: &str) -> Book {
        Book::read(&self.profile, language, true, TimeZone::get("Europe/Copenhagen").unwrap()).unwrap()
    }

    pub fn tell(&self, way: &dyn Way) -> Told {
        self.tells_in("da", &[way]).unwrap()
    }

    pub fn tells_in(&self, language: &str, ways: &[&dyn Way]) -> Result<Told, StoreError> {
        let right = self.profile.sync_lock()?;
        let (book, clock) = (self.book(language), &self.clock);
        tell(&self.profile, &right, ways, &How { book: &book, clock, eager: true })
    }

    /// What the ledger says, the oldest first: letter, purpose, state and why.
    pub fn ledger(&self) -> Vec<(String, Purpose, LedgerState, Option<String>)> {
        let lines = self.profile.ledger(usize::MAX).unwrap().into_iter().rev();
        lines.map(|line| (line.letter.to_string(), line.purpose, line.state, line.why)).collect()
    }
}

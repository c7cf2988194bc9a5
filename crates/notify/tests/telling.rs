//! What is told of new letters, and that it is told once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use jiff::Timestamp;
use model::{
    FolderId, Level, Mailbox, MailboxKind, MailboxState, Message, MessageId, MessageState, MessageType, ProviderId,
    RemoteId, Rights, Sender,
};
use postkasse_notify::{Channel, ChannelError, Notice, Rules, Told, tell};
use std::sync::{Arc, Mutex};
use vault::{Access, Home, KeySource, NewAccount, NewMailbox, PageWrite, Profile};

const NOW: Timestamp = Timestamp::constant(1_800_000_000, 0);
const ON: Rules<'_> = Rules { on: true, language: "da" };

/// Remembers what it was told; can be made to fail.
#[derive(Default)]
struct Recorder {
    notices: Mutex<Vec<Notice>>,
    broken: bool,
}

impl Channel for Recorder {
    fn name(&self) -> &'static str {
        "desktop"
    }

    fn tell(&self, notice: &Notice) -> Result<(), ChannelError> {
        if self.broken {
            return Err(ChannelError::NoService);
        }
        self.notices.lock().unwrap().push(notice.clone());
        Ok(())
    }
}

impl Recorder {
    fn told(&self) -> Vec<Notice> {
        self.notices.lock().unwrap().clone()
    }
}

struct World {
    _folder: tempfile::TempDir,
    profile: Arc<Profile>,
    mailbox: Mailbox,
}

fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let profile = Profile::open(&Home::new(folder.path()), "default", KeySource::Memory, Access::Usual).unwrap();
    let account = profile
        .add_account(&NewAccount {
            provider: ProviderId::DigitalPost,
            server: "http://127.0.0.1:1".into(),
            issuer: "http://127.0.0.1:1/oauth".into(),
            client_id: "c".into(),
            person: "Prøve Person".into(),
            subject: "s".into(),
            level: Level::Substantial,
        })
        .unwrap();
    let new = NewMailbox {
        remote_id: "r".into(),
        provider: ProviderId::DigitalPost,
        name: "Prøve Person".into(),
        owner: "Prøve Person".into(),
        kind: MailboxKind::Own,
        rights: Rights::NONE,
        ends: None,
        state: MailboxState::Active,
    };
    let mailbox = profile.upsert_mailbox(&account, new).unwrap();
    World { _folder: folder, profile, mailbox }
}

impl World {
    fn arrives(&self, number: i64, read: bool) -> MessageId {
        let remote = RemoteId(format!("m{number}"));
        let message = Message {
            id: MessageId::derive(&self.mailbox.id, &remote),
            folder: FolderId::derive(&self.mailbox.id, &"inbox".into()),
            mailbox: self.mailbox.id.clone(),
            version: 1,
            message_type: MessageType::Regular,
            state: MessageState::Received,
            subject: "Fortroligt emne".into(),
            sender: Sender { label: "Hemmelig Klinik".into(), ..Sender::default() },
            received: Timestamp::from_second(1_700_000_000 + number).unwrap(),
            updated: Timestamp::from_second(1_700_000_000 + number).unwrap(),
            read,
            flag: false,
            can_reply: false,
            reply_by: None,
            legally_notified: false,
            needs_level: None,
            note: None,
            documents: Vec::new(),
            remote_id: remote,
        };
        let id = message.id.clone();
        let page = PageWrite {
            messages: &[message],
            odd: &[],
            cursor: None,
            arrivals: true,
            level: Level::Substantial,
            now: NOW,
        };
        self.profile.cache(&self.mailbox.id).unwrap().store_page(&page).unwrap();
        id
    }

    fn tell(&self, channel: &Recorder, rules: Rules<'_>) -> Told {
        tell(&self.profile, std::slice::from_ref(&self.mailbox.id), channel, rules, NOW).unwrap()
    }
}

#[test]
fn several_letters_are_told_in_one_neutral_notice_that_opens_the_newest() {
    let (world, channel) = (world(), Recorder::default());
    world.arrives(1, false);
    let newest = world.arrives(9, false);
    world.arrives(4, false);
    assert_eq!(world.tell(&channel, ON), Told { told: 3, silent: 0, failed: 0 });
    let told = channel.told();
    let notice = told.first().unwrap();
    assert_eq!((told.len(), &notice.opens), (1, &newest));
    assert!(notice.body.contains('3'));
    let words = format!("{notice:?}");
    assert!(!words.contains("Fortroligt") && !words.contains("Klinik") && !words.contains("Person"), "{words}");
}

#[test]
fn a_letter_is_told_once_also_when_it_arrives_again() {
    let (world, channel) = (world(), Recorder::default());
    world.arrives(1, false);
    world.tell(&channel, ON);
    assert_eq!(world.tell(&channel, ON), Told::default());
    assert_eq!(channel.told().len(), 1);
}

#[test]
fn what_a_crash_left_doubtful_is_not_told_again() {
    let (world, channel) = (world(), Recorder::default());
    let message = world.arrives(1, false);
    let entry = vault::LedgerEntry {
        mailbox: world.mailbox.id.clone(),
        message,
        remote_id: "m1".into(),
        channel: "desktop".into(),
        state: vault::LedgerState::Intended,
        why: None,
        at: NOW,
    };
    assert!(world.profile.ledger_begin(&entry).unwrap());
    assert_eq!(world.tell(&channel, ON), Told::default());
    assert!(channel.told().is_empty());
}

#[test]
fn what_is_read_already_or_switched_off_is_not_told_and_not_told_later_either() {
    let (world, channel) = (world(), Recorder::default());
    world.arrives(1, true);
    assert_eq!(world.tell(&channel, ON).silent, 1);
    world.arrives(2, false);
    assert_eq!(world.tell(&channel, Rules { on: false, ..ON }).silent, 1);
    assert_eq!(world.tell(&channel, ON), Told::default());
    assert!(channel.told().is_empty());
}

#[test]
fn a_channel_that_fails_is_noted_and_does_not_stop_anything() {
    let (world, channel) = (world(), Recorder { broken: true, ..Recorder::default() });
    world.arrives(1, false);
    assert_eq!(world.tell(&channel, ON), Told { told: 0, silent: 0, failed: 1 });
}

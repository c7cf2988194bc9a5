//! A vault with a mailbox in which letters arrive.

use jiff::Timestamp;
use model::{
    AccountId, FolderId, Level, Mailbox, MailboxKind, MailboxState, Message, MessageId, MessageState, MessageType,
    ProviderId, RemoteId, Right, Rights, Sender,
};
use postkasse_notify::{Channel, Rules, Told, tell};
use std::sync::Arc;
use vault::{Access, Home, KeySource, LedgerEntry, LedgerState, NewAccount, NewMailbox, PageWrite, Profile};

pub const NOW: Timestamp = Timestamp::constant(1_800_000_000, 0);
pub const ON: Rules<'_> = Rules { on: true, language: "da" };

/// The vault.
pub struct World {
    _folder: tempfile::TempDir,
    pub profile: Arc<Profile>,
    pub account: AccountId,
    pub mailbox: Mailbox,
}

pub fn world() -> World {
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
    let mailbox = add_mailbox(&profile, &account, "r");
    World { _folder: folder, profile, account, mailbox }
}

pub fn add_mailbox(profile: &Profile, account: &AccountId, remote: &str) -> Mailbox {
    let new = NewMailbox {
        remote_id: remote.into(),
        provider: ProviderId::DigitalPost,
        name: "Prøve Person".into(),
        owner: "Prøve Person".into(),
        owner_ref: None,
        kind: MailboxKind::Own,
        rights: Rights::of(&[Right::Read]),
        ends: None,
        state: MailboxState::Active,
    };
    profile.upsert_mailbox(account, new).unwrap()
}

impl World {
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
            now: NOW,
        };
        self.profile.cache(&self.mailbox.id).unwrap().store_page(&page).unwrap();
        id
    }

    pub fn arrives(&self, number: i64) -> MessageId {
        self.brings(self.letter(number))
    }

    pub fn tell(&self, channel: &dyn Channel, rules: Rules<'_>) -> Told {
        tell(&self.profile, std::slice::from_ref(&self.mailbox.id), channel, rules, NOW).unwrap()
    }

    /// The line of the ledger that a run writes first.
    pub fn line(&self, message: &MessageId) -> LedgerEntry {
        LedgerEntry {
            mailbox: self.mailbox.id.clone(),
            message: message.clone(),
            remote_id: "m1".into(),
            channel: "desktop".into(),
            state: LedgerState::Intended,
            why: None,
            at: NOW,
        }
    }
}

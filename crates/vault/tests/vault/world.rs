//! A vault with one account and one mailbox in a folder of its own, and letters to put into it.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::{
    AccountId, Document, DocumentKind, File, FileId, FolderId, Level, Mailbox, MailboxKind, MailboxState, Message,
    MessageId, MessageState, MessageType, ProviderId, RemoteId, Right, Rights, Sender,
};
use postkasse_vault::{
    Access, Cache, Hit, Home, KeySource, NewAccount, NewFile, NewMailbox, Odd, OpenError, Order, PageWrite,
    PassphraseCost, Profile, Query, Search, StoreError,
};
use std::io::Write;
use std::sync::Arc;
use tempfile::TempDir;

/// Cheap on purpose: the tests are not about how dear a guess is.
pub(crate) const CHEAP: PassphraseCost = PassphraseCost { memory_kib: 64, passes: 1 };

pub(crate) fn passphrase(text: &str) -> KeySource {
    KeySource::Passphrase(text.to_owned().into(), CHEAP)
}

pub(crate) struct World {
    pub(crate) folder: TempDir,
    pub(crate) profile: Arc<Profile>,
    pub(crate) account: AccountId,
    pub(crate) mailbox: Mailbox,
}

pub(crate) fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let profile = open(&folder, "hemmelig").unwrap();
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
    let mailbox = add_mailbox(&profile, &account, "r1");
    World { folder, profile, account, mailbox }
}

pub(crate) fn open(folder: &TempDir, words: &str) -> Result<Arc<Profile>, OpenError> {
    Profile::open(&Home::new(folder.path()), "default", passphrase(words), Access::Usual)
}

pub(crate) fn add_mailbox(profile: &Profile, account: &AccountId, remote: &str) -> Mailbox {
    profile.upsert_mailbox(account, new_mailbox(remote)).unwrap()
}

/// One to which the access ends by itself.
pub(crate) fn mailbox_until(world: &World, remote: &str, ends: jiff::Timestamp) -> Mailbox {
    let new = NewMailbox { ends: Some(ends), ..new_mailbox(remote) };
    world.profile.upsert_mailbox(&world.account, new).unwrap()
}

fn new_mailbox(remote: &str) -> NewMailbox {
    NewMailbox {
        remote_id: remote.into(),
        provider: ProviderId::DigitalPost,
        name: "Prøve Person".into(),
        owner: "Prøve Person".into(),
        owner_ref: None,
        kind: MailboxKind::Own,
        rights: Rights::of(&[Right::Read]),
        ends: None,
        state: MailboxState::Active,
        part_of: None,
        favourite: false,
        space: None,
    }
}

pub(crate) fn message(mailbox: &Mailbox, number: i64, subject: &str) -> Message {
    let remote = RemoteId(format!("m{number}"));
    let id = MessageId::derive(&mailbox.id, &remote);
    let document = model::DocumentId::derive(&id, &"d".into());
    Message {
        folder: FolderId::derive(&mailbox.id, &"inbox".into()),
        mailbox: mailbox.id.clone(),
        version: 1,
        message_type: MessageType::Regular,
        state: MessageState::Received,
        subject: subject.into(),
        sender: Sender { label: "Prøvestyrelsen".into(), ..Sender::default() },
        received: Timestamp::from_second(1_700_000_000 + number).unwrap(),
        updated: Timestamp::from_second(1_700_000_000 + number).unwrap(),
        read: number % 2 == 0,
        flag: false,
        can_reply: false,
        reply_by: None,
        legally_notified: false,
        needs_level: None,
        note: None,
        documents: vec![Document {
            kind: DocumentKind::Main,
            label: "Brevet".into(),
            files: vec![File {
                id: FileId::derive(&document, &"f".into()),
                remote_id: "f".into(),
                filename: "brev.txt".into(),
                mime: "text/plain".into(),
                language: "da".into(),
                size: 3,
            }],
            actions: vec![],
            cards: Vec::new(),
            id: document,
            remote_id: "d".into(),
        }],
        recipient: None,
        thread: model::Thread::default(),
        weight: model::Weight::None,
        edition: None,
        summary: None,
        status: None,
        history: Vec::new(),
        id,
        remote_id: remote,
    }
}

pub(crate) fn store(world: &World, messages: &[Message]) {
    let page = PageWrite {
        messages,
        odd: &[],
        cursor: Some("c"),
        arrivals: true,
        level: Level::Substantial,
        now: Timestamp::UNIX_EPOCH,
    };
    world.profile.cache(&world.mailbox.id).unwrap().store_page(&page).unwrap();
}

pub(crate) fn put_file(world: &World, message: &Message, text: &str) {
    put_bytes(world, message, text, text);
}

/// A file with these bytes, of which this text can be read.
pub(crate) fn put_bytes(world: &World, message: &Message, text: &str, bytes: &str) {
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let file = &message.documents[0].files[0].id;
    let mut writer = cache.file_writer(file).unwrap();
    writer.write_all(bytes.as_bytes()).unwrap();
    cache
        .file_stored(file, writer.finish().unwrap(), &NewFile { kind: "text", text: Some(text), ..NewFile::default() })
        .unwrap();
}

pub(crate) fn page<'a>(messages: &'a [Message], odd: &'a [Odd]) -> PageWrite<'a> {
    PageWrite { messages, odd, cursor: None, arrivals: false, level: Level::Substantial, now: Timestamp::UNIX_EPOCH }
}

pub(crate) fn odd(remote: &str, why: &str) -> Odd {
    Odd { remote_id: remote.into(), why: why.into() }
}

/// At most so many, newest first, for somebody who wished nothing and has no folders.
pub(crate) fn search(cache: &Cache, text: &str, limit: usize) -> Result<Vec<Hit>, StoreError> {
    let (zone, order, query) = (&TimeZone::UTC, Order::Newest, Query::read(text));
    let found = cache.search(&query, &Search { limit, order, since: None, zone, folders: &[], wished: &[] })?;
    found.iter().filter_map(|one| cache.hit(one, &query, Level::High).transpose()).collect()
}

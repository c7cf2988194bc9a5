//! A service that answers for several mailboxes at once, whose lists come without content and which notes who had it.

use crate::vault_at::{Login, VaultAt};
use async_trait::async_trait;
use futures::stream;
use jiff::Timestamp;
use model::{
    DocumentKind, FolderRole, Level, MailboxKind, MailboxState, MessageState, MessageType, ProviderId, RemoteId, Right,
    Rights, Sender, Waits, Weight,
};
use postkasse_sync::{Context, open_message, sync_account};
use providers::{
    Accesses, AddressBook, Checked, Connected, Content, Done, MailboxList, Notified, Page, PageRequest, Peek, Provider,
    ProviderError, Registered, RemoteChange, RemoteDocument, RemoteFile, RemoteFolder, RemoteMailbox, RemoteMessage,
    RemoteThread, Sending, Settled, Uploading, Writing,
};
use std::sync::{Arc, Mutex};

/// Three mailboxes of one letter each, asked about two at a time. What it was asked stands in `asked`.
struct Several {
    asked: Mutex<Vec<String>>,
    /// The letter of this mailbox takes a higher level.
    high: Option<&'static str>,
}

impl Several {
    fn note(&self, what: String) {
        self.asked.lock().unwrap().push(what);
    }

    fn letter(&self, mailbox: &RemoteId, opened: bool) -> RemoteMessage {
        let file = RemoteFile {
            id: "f".into(),
            filename: "brev.txt".into(),
            mime: "text/plain".into(),
            language: String::new(),
            size: 4,
        };
        let document = RemoteDocument {
            id: "d".into(),
            kind: DocumentKind::Main,
            label: "Brev".into(),
            files: vec![file],
            actions: Vec::new(),
            cards: Vec::new(),
        };
        let at: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        RemoteMessage {
            id: RemoteId(format!("{mailbox}-brev")),
            folder: "in".into(),
            version: 1 + i64::from(opened),
            message_type: MessageType::Regular,
            state: MessageState::Received,
            subject: "Prøve".into(),
            sender: Sender { label: "Prøveetaten".into(), ..Sender::default() },
            received: at,
            updated: at,
            read: opened,
            flag: false,
            can_reply: false,
            reply_by: None,
            legally_notified: false,
            needs_level: None,
            note: None,
            documents: if opened { vec![document] } else { Vec::new() },
            recipient: None,
            thread: RemoteThread::default(),
            odd: Vec::new(),
            weight: if opened { Weight::None } else { Weight::Seen },
            edition: Some("1".into()),
            summary: None,
            status: None,
            history: Vec::new(),
        }
    }
}

impl Sending for Several {}
impl Accesses for Several {}
impl AddressBook for Several {}
impl Connected for Several {}
impl Notified for Several {}
impl Registered for Several {}
impl Uploading for Several {}

#[async_trait]
impl Writing for Several {
    async fn apply(&self, _: &RemoteId, _: &RemoteId, _: i64, _: &RemoteChange) -> Result<Done, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    async fn open(&self, mailbox: &RemoteId, _: &RemoteId, _: i64) -> Result<Done, ProviderError> {
        self.note(format!("open {mailbox}"));
        if self.high == Some(mailbox.as_str()) {
            return Err(ProviderError::HigherLevelNeeded);
        }
        Ok(Done { message: self.letter(mailbox, true) })
    }

    async fn erase(&self, _: &RemoteId, _: &RemoteId, _: i64) -> Result<(), ProviderError> {
        Err(ProviderError::NotOffered)
    }
}

#[async_trait]
impl Provider for Several {
    fn id(&self) -> ProviderId {
        ProviderId::Altinn
    }

    fn at_once(&self) -> usize {
        2
    }

    fn lists_lag(&self) -> bool {
        false
    }

    async fn prepare(&self, mailboxes: &[(RemoteId, Option<String>)]) -> Result<(), ProviderError> {
        let named = mailboxes.iter().map(|(id, cursor)| format!("{id}{}", cursor.as_deref().unwrap_or_default()));
        self.note(format!("prepare {}", named.collect::<Vec<_>>().join(" ")));
        Ok(())
    }

    async fn mailboxes(&self, _: Option<&str>) -> Result<MailboxList, ProviderError> {
        let one = |id: &str| RemoteMailbox {
            id: id.into(),
            name: id.into(),
            owner: id.into(),
            owner_ref: None,
            kind: MailboxKind::Company,
            rights: Rights::of(&[Right::Read]),
            ends: None,
            state: MailboxState::Active,
            part_of: None,
            favourite: false,
            space: None,
        };
        Ok(MailboxList::All { mailboxes: ["a", "b", "c"].map(one).into(), ends_known: true, seen: None })
    }

    async fn check_mailbox(&self, _: &RemoteId) -> Result<Checked<RemoteMailbox>, ProviderError> {
        Ok(Checked::Gone)
    }

    async fn peek(&self, _: &RemoteId, cursor: Option<&str>) -> Result<Peek, ProviderError> {
        Ok(if cursor.is_some() { Peek::Unchanged } else { Peek::Changed })
    }

    async fn folders(&self, _: &RemoteId) -> Result<Vec<RemoteFolder>, ProviderError> {
        let id = "in".into();
        Ok(vec![RemoteFolder {
            id,
            parent: None,
            role: FolderRole::Inbox,
            name: String::new(),
            version: 0,
            icon: None,
        }])
    }

    async fn folder(&self, _: &RemoteId, _: &RemoteId) -> Result<Checked<RemoteFolder>, ProviderError> {
        Ok(Checked::Gone)
    }

    async fn messages(&self, mailbox: &RemoteId, _: &PageRequest) -> Result<Page, ProviderError> {
        let messages = vec![self.letter(mailbox, false)];
        Ok(Page { messages, unreadable: Vec::new(), next: None, total: Some(1), cursor: "!".into() })
    }

    fn skip(&self, _: &PageRequest) -> Option<String> {
        None
    }

    async fn settle(&self, _: &RemoteId, cursor: &str) -> Result<Settled, ProviderError> {
        Ok(Settled { latest: Vec::new(), total: Some(1), cursor: cursor.into() })
    }

    async fn message(&self, mailbox: &RemoteId, _: &RemoteId) -> Result<Checked<RemoteMessage>, ProviderError> {
        Ok(Checked::There(self.letter(mailbox, false)))
    }

    async fn content(
        &self,
        mailbox: &RemoteId,
        _: &RemoteId,
        _: &RemoteId,
        _: &RemoteId,
    ) -> Result<Content, ProviderError> {
        self.note(format!("content {mailbox}"));
        let bytes = Box::pin(stream::iter([Ok(bytes::Bytes::from_static(b"Hei!"))]));
        Ok(Content { mime: "text/plain".into(), bytes })
    }

    fn take_traffic(&self) -> (u64, u64) {
        (0, 0)
    }
}

fn at_several(high: Option<&'static str>) -> (VaultAt, Arc<Several>, Context) {
    let vault = VaultAt::new("http://127.0.0.1:1", Login::default());
    let service = Arc::new(Several { asked: Mutex::default(), high });
    let context = Context { provider: service.clone(), ..vault.context.clone() };
    (vault, service, context)
}

fn asked(service: &Several) -> Vec<String> {
    std::mem::take(&mut service.asked.lock().unwrap())
}

#[tokio::test]
async fn mailboxes_are_asked_about_as_many_at_once_as_the_service_takes_each_with_its_cursor() {
    let (vault, service, context) = at_several(None);
    for expected in [["prepare a b", "prepare c"], ["prepare a! b!", "prepare c!"]] {
        let reports = sync_account(&context, &vault.account, None).await.unwrap();
        assert!(reports.iter().all(|report| report.error.is_none()), "{reports:?}");
        assert_eq!(asked(&service), expected);
    }
    assert!(vault.profile.mailboxes().unwrap().iter().all(|record| record.total == 1));
}

#[tokio::test]
async fn a_letter_whose_reading_is_noted_is_opened_by_the_person_alone_unless_she_chose_otherwise_for_its_mailbox() {
    let (vault, service, context) = at_several(None);
    sync_account(&context, &vault.account, None).await.unwrap();
    let mailbox = vault.mailbox("a");
    let letter = vault.letters(&mailbox).remove("a-brev").unwrap();
    assert_eq!(letter.waits(Level::Substantial), Some(Waits::Seen));
    asked(&service);

    open_message(&context, &mailbox, &letter).await.unwrap();
    assert_eq!(asked(&service), ["open a", "content a"]);
    assert_eq!(vault.letters(&mailbox)["a-brev"].waits(Level::Substantial), None);

    let ahead = vault.mailbox("b");
    vault.profile.set_fetch_ahead(&ahead.id, true).unwrap();
    let reports = sync_account(&context, &vault.account, None).await.unwrap();
    assert_eq!(asked(&service), ["prepare a! b!", "prepare c!", "open b", "content b"]);
    assert_eq!(reports.iter().map(|report| report.documents).sum::<u64>(), 1);
    assert_eq!(vault.letters(&vault.mailbox("c"))["c-brev"].waits(Level::Substantial), Some(Waits::Seen));
}

#[tokio::test]
async fn what_turns_out_to_take_a_higher_level_says_so_from_then_on_and_is_not_asked_for_again() {
    let (vault, service, context) = at_several(Some("a"));
    sync_account(&context, &vault.account, None).await.unwrap();
    let mailbox = vault.mailbox("a");
    vault.profile.set_fetch_ahead(&mailbox.id, true).unwrap();
    for _ in 0..2 {
        let reports = sync_account(&context, &vault.account, None).await.unwrap();
        assert!(reports.iter().all(|report| report.error.is_none()), "{reports:?}");
    }
    assert_eq!(asked(&service).iter().filter(|what| *what == "open a").count(), 1);
    assert_eq!(vault.letters(&mailbox)["a-brev"].waits(Level::Substantial), Some(Waits::HigherLevel));
}

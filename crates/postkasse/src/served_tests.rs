//! Letters that wait because opening them is told or noted: what is shown of them unasked, what is said and for whom, and
//! what can be done with them unopened.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use crate::views::{FileState, TodoKind, TodoQuery};
use crate::{Access, App, KeySource, Options};
use jiff::Timestamp;
use model::{
    AccountId, Action, ActionCode, Change, Code, Document, DocumentId, DocumentKind, File, FileId, FolderId, Level,
    Mailbox, MailboxKind, MailboxState, Message, MessageId, MessageState, MessageType, OpeningAnswer, Payment,
    ProviderId, RemoteId, Right, Rights, Sender, SystemClock, Thread, Waits, Weight,
};
use std::io::Write;
use std::sync::Arc;
use tempfile::TempDir;
use vault::{NewAccount, NewFile, NewMailbox, PageWrite, Profile};

struct World {
    app: App,
    account: AccountId,
    _home: TempDir,
}

impl World {
    async fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let options = Options {
            home: home.path().to_owned(),
            profile: "default".to_owned(),
            key: KeySource::Memory,
            access: Access::Usual,
            clock: Arc::new(SystemClock),
        };
        let app = App::open(options).await.unwrap();
        let account = NewAccount {
            provider: ProviderId::Altinn,
            server: "http://127.0.0.1:1".to_owned(),
            issuer: "http://127.0.0.1:1/idporten".to_owned(),
            client_id: "c".to_owned(),
            person: "Kari Prøve".to_owned(),
            subject: "s".to_owned(),
            level: Level::Substantial,
        };
        let account = app.vault(move |profile| profile.add_account(&account)).await.unwrap();
        World { app, account, _home: home }
    }

    async fn mailbox(&self, remote: &str, kind: MailboxKind, favourite: bool) -> Mailbox {
        let new = NewMailbox {
            remote_id: remote.into(),
            provider: ProviderId::Altinn,
            name: remote.to_owned(),
            owner: remote.to_owned(),
            owner_ref: None,
            kind,
            rights: Rights::of(&[Right::Read, Right::Mark]),
            ends: None,
            state: MailboxState::Active,
            part_of: None,
            favourite,
            space: None,
        };
        let account = self.account.clone();
        self.app.vault(move |profile| profile.upsert_mailbox(&account, new)).await.unwrap()
    }

    async fn keep(&self, message: Message) -> MessageId {
        let id = message.id.clone();
        let keep = move |profile: &Profile| {
            let (now, level) = (Timestamp::UNIX_EPOCH, Level::Substantial);
            let page = PageWrite {
                messages: std::slice::from_ref(&message),
                odd: &[],
                cursor: None,
                arrivals: false,
                level,
                now,
            };
            profile.cache(&message.mailbox)?.store_page(&page).map(|_| ())
        };
        self.app.vault(keep).await.unwrap();
        id
    }

    /// The words by which opening is refused unasked.
    async fn why(&self, id: &MessageId) -> String {
        let error = self.app.letter(id.clone(), true, false).await.unwrap_err();
        assert_eq!(error.code, Code::Refused);
        error.text.unwrap()
    }
}

fn letter(mailbox: &Mailbox, remote: &str, weight: Weight) -> Message {
    let remote = RemoteId(remote.to_owned());
    let id = MessageId::derive(&mailbox.id, &remote);
    Message {
        folder: FolderId::derive(&mailbox.id, &"inbox".into()),
        mailbox: mailbox.id.clone(),
        version: 1,
        message_type: MessageType::Regular,
        state: MessageState::Received,
        subject: "Vedtak".to_owned(),
        sender: Sender { label: "Prøveetaten".to_owned(), ..Sender::default() },
        received: Timestamp::now(),
        updated: Timestamp::now(),
        read: false,
        flag: false,
        can_reply: false,
        reply_by: None,
        legally_notified: false,
        needs_level: None,
        note: None,
        documents: Vec::new(),
        recipient: None,
        thread: Thread::default(),
        weight,
        edition: Some("1".to_owned()),
        summary: Some("Kort om saken".to_owned()),
        status: None,
        history: Vec::new(),
        remote_id: remote,
        id,
    }
}

fn document(message: &MessageId, actions: Vec<Action>) -> Document {
    let id = DocumentId::derive(message, &"d".into());
    let file = File {
        id: FileId::derive(&id, &"f".into()),
        remote_id: "f".into(),
        filename: "brev.txt".to_owned(),
        mime: "text/plain".to_owned(),
        language: "nb".to_owned(),
        size: 4,
    };
    let kind = DocumentKind::Main;
    Document {
        id,
        remote_id: "d".into(),
        kind,
        label: "Brevet".to_owned(),
        files: vec![file],
        actions,
        cards: Vec::new(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_shown_unasked_and_the_reason_says_for_whom_opening_counts() {
    let world = World::new().await;
    for (kind, receipt, seen) in [
        (MailboxKind::Own, "error.opens.receipt", "error.opens.seen"),
        (MailboxKind::Delegated, "error.opens.receipt.other", "error.opens.seen.other"),
        (MailboxKind::Company, "error.opens.receipt.other", "error.opens.seen.other"),
    ] {
        let mailbox = world.mailbox(&format!("{kind:?}"), kind, false).await;
        for (weight, waits, words) in [(Weight::Receipt, Waits::Receipt, receipt), (Weight::Seen, Waits::Seen, seen)] {
            let id = world.keep(letter(&mailbox, &format!("{weight:?}"), weight)).await;
            assert_eq!(world.why(&id).await, words, "{kind:?}");
            let view = world.app.letter(id, false, false).await.unwrap();
            assert_eq!((view.row.waits, view.summary.as_deref()), (Some(waits), Some("Kort om saken")));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn not_now_is_an_answer_where_the_sender_gets_a_receipt_and_nowhere_that_nobody_asks() {
    let world = World::new().await;
    let mailbox = world.mailbox("own", MailboxKind::Own, false).await;
    let id = world.keep(letter(&mailbox, "r", Weight::Receipt)).await;
    world.app.not_now(id.clone()).await.unwrap();
    let openings = world.app.letter(id, false, false).await.unwrap().openings;
    assert_eq!(openings.len(), 1);
    assert_eq!((openings[0].answer, openings[0].receipt, openings[0].done), (OpeningAnswer::NotNow, true, false));
    let seen = world.keep(letter(&mailbox, "s", Weight::Seen)).await;
    let refused = world.app.not_now(seen).await.unwrap_err();
    assert_eq!(refused.text.as_deref(), Some("error.openCounts.not"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_agreed_is_kept_before_the_service_is_asked_and_done_only_when_the_service_has_it() {
    let world = World::new().await;
    let mailbox = world.mailbox("own", MailboxKind::Own, false).await;
    let waiting = letter(&mailbox, "r", Weight::Receipt);
    let id = world.keep(waiting.clone()).await;
    // Nobody is logged in, so the service is not reached.
    assert!(world.app.letter(id.clone(), false, true).await.is_err());
    let openings = world.app.letter(id.clone(), false, false).await.unwrap().openings;
    assert_eq!((openings.len(), openings[0].answer, openings[0].done), (1, OpeningAnswer::Open, false));
    assert_eq!(openings[0].by, "Kari Prøve");
    world.keep(Message { weight: Weight::None, version: 2, ..waiting }).await;
    let openings = world.app.letter(id, false, false).await.unwrap().openings;
    assert!(openings[0].done, "the receipt was sent, whether we heard so or not");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_opened_stays_readable_when_there_is_something_newer() {
    let world = World::new().await;
    let mailbox = world.mailbox("own", MailboxKind::Own, false).await;
    let mut opened = letter(&mailbox, "s", Weight::None);
    opened.documents.push(document(&opened.id, Vec::new()));
    let file = opened.documents[0].files[0].id.clone();
    let id = world.keep(opened).await;
    let (of, put) = (mailbox.id.clone(), file.clone());
    let store = move |profile: &Profile| {
        let cache = profile.cache(&of)?;
        let mut writer = cache.file_writer(&put)?;
        writer.write_all(b"Hei!")?;
        let blob = writer.finish()?;
        cache.file_stored(&put, blob, &NewFile { kind: "text", text: Some("Hei!"), ..NewFile::default() })
    };
    world.app.vault(store).await.unwrap();
    let newer = Message { version: 2, edition: Some("2".to_owned()), ..letter(&mailbox, "s", Weight::Seen) };
    world.keep(newer).await;
    let view = world.app.letter(id.clone(), false, false).await.unwrap();
    assert_eq!(view.row.waits, Some(Waits::Seen));
    assert_eq!(view.documents[0].files[0].state, FileState::Here);
    assert_eq!(world.app.file_text(id, file).await.unwrap().text, "Hei!");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_counts_as_read_only_when_it_is_opened_is_not_marked_as_read_unopened() {
    let world = World::new().await;
    let mailbox = world.mailbox("own", MailboxKind::Own, false).await;
    for weight in [Weight::Seen, Weight::Receipt] {
        let id = world.keep(letter(&mailbox, &format!("{weight:?}"), weight)).await;
        let refused = world.app.wish(id, Change::Read(true)).await.unwrap_err();
        assert_eq!(refused.text.as_deref(), Some("error.read.openFirst"));
    }
    let opened = Message { read: true, ..letter(&mailbox, "read", Weight::Seen) };
    let id = world.keep(opened).await;
    world.app.wish(id, Change::Read(false)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_is_to_do_until_its_day_is_over_and_done_when_it_is_paid() {
    let world = World::new().await;
    let mailbox = world.mailbox("own", MailboxKind::Own, false).await;
    let payment = |paid| Payment {
        amount: Some(124_050),
        currency: "NOK".to_owned(),
        account: Some("12345678903".to_owned()),
        reference: Some("0000000000".to_owned()),
        due: Some(jiff::civil::date(2031, 7, 1)),
        paid,
    };
    let action = |paid| Action {
        label: "Betal".to_owned(),
        code: ActionCode::Betaling,
        starts: None,
        ends: None,
        url: None,
        reservation: None,
        payment: Some(payment(paid)),
        prompt: None,
    };
    for (remote, paid) in [("due", None), ("paid", Some(Timestamp::now()))] {
        let mut one = letter(&mailbox, remote, Weight::None);
        one.documents.push(document(&one.id, vec![action(paid)]));
        world.keep(one).await;
    }
    let open = world.app.todo(TodoQuery::default()).await.unwrap();
    assert_eq!((open.len(), open[0].kind, open[0].overdue), (1, TodoKind::Payment, false));
    assert_eq!(open[0].at.to_string(), "2031-07-01T21:59:59Z", "the day ends where the mailbox is");
    assert_eq!(open[0].payment.as_ref().unwrap().amount, Some(124_050));
    let done = world.app.todo(TodoQuery { done: true, ..TodoQuery::default() }).await.unwrap();
    assert_eq!((done.len(), done[0].overdue), (1, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn favourites_stand_first_of_their_login_after_the_persons_own() {
    let world = World::new().await;
    for (name, kind, favourite) in [
        ("one", MailboxKind::Company, false),
        ("own", MailboxKind::Own, false),
        ("two", MailboxKind::Company, false),
        ("liked", MailboxKind::Company, true),
    ] {
        world.mailbox(name, kind, favourite).await;
    }
    let names: Vec<_> = world.app.mailboxes().await.unwrap().into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["own", "liked", "one", "two"]);
}

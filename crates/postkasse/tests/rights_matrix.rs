//! The whole matrix of rights in the core: every privilege alone and every two of them together against every
//! change. What is not granted is absent from what is offered, and refused before the service is asked.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use async_trait::async_trait;
use eid::{EidError, LoginBrowser};
use jiff::Timestamp;
use jiff::civil::Date;
use model::{
    AccessLevel, Change, Clock, Code, FolderId, Level, MailboxId, MessageId, Privilege, ProviderId, Right, Rights,
};
use postkasse::views::{ApiError, LetterQuery, SearchQuery};
use postkasse::{Access, ActivityAsked, App, Gift, KeySource, LoginRequest, Options, Somebody};
use postkasse_sandbox::{Running, Seed, browse::browse, start};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tempfile::TempDir;

/// A clock that a test may set, in seconds ahead of the computer's.
#[derive(Default)]
struct Ahead(AtomicI64);

impl Clock for Ahead {
    fn now(&self) -> Timestamp {
        Timestamp::now().checked_add(jiff::SignedDuration::from_secs(self.0.load(Ordering::Relaxed))).unwrap()
    }
}

struct As(&'static str);

#[async_trait]
impl LoginBrowser for As {
    async fn open(&self, url: &url::Url) -> Result<(), EidError> {
        let (url, person) = (url.clone(), self.0);
        tokio::spawn(async move { browse(url, person, None).await });
        Ok(())
    }
}

struct World {
    sandbox: Running,
    app: App,
    clock: Arc<Ahead>,
    http: reqwest::Client,
    _home: TempDir,
}

impl World {
    /// A sandbox without letters, and the app of this person at it.
    async fn of(person: &'static str) -> Self {
        let sandbox = start(postkasse_sandbox::Options { seed: Seed::Empty, ..Default::default() }).await.unwrap();
        let home = tempfile::tempdir().unwrap();
        let clock = Arc::new(Ahead::default());
        let options = Options {
            home: home.path().to_owned(),
            profile: "default".to_owned(),
            key: KeySource::Memory,
            access: Access::Usual,
            clock: clock.clone(),
        };
        let app = App::open(options).await.unwrap();
        let request = LoginRequest {
            provider: ProviderId::DigitalPost,
            server: sandbox.url().to_owned(),
            issuer: None,
            client_id: postkasse::services::SANDBOX_CLIENT.to_owned(),
            client_secret: None,
            level: Level::Substantial,
            language: "da".to_owned(),
        };
        app.login(request, Arc::new(As(person))).await.unwrap();
        World { sandbox, app, clock, http: reqwest::Client::new(), _home: home }
    }

    fn remote(&self, person: &str, kind: &str) -> String {
        let person = self.sandbox.ready.persons.iter().find(|one| one.id == person).unwrap();
        person.mailboxes.iter().find(|one| one.kind == kind).unwrap().id.clone()
    }

    async fn admin(&self, path: &str, body: Value) {
        let url = format!("{}/admin{path}", self.sandbox.url());
        let answer = self.http.post(url).json(&body).send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.text().await.unwrap());
    }

    async fn sync(&self) {
        self.app.sync(None, Arc::new(|_| ())).await.unwrap();
    }

    async fn mailbox(&self, remote: &str) -> postkasse::views::MailboxView {
        let all = self.app.mailboxes().await.unwrap();
        all.into_iter().find(|one| one.remote_id.as_str() == remote).expect("the mailbox")
    }
}

fn granted(set: &[&str]) -> Rights {
    let privileges = set.iter().filter_map(|word| Privilege::parse(word));
    privileges.fold(Rights::NONE, |all, privilege| all.union(privilege.rights()))
}

fn sets() -> Vec<Vec<&'static str>> {
    let words: Vec<&str> = Privilege::ALL.iter().map(|(word, _)| *word).chain(["SUPPORT"]).collect();
    let alone = words.iter().map(|word| vec![*word]);
    let pairs =
        words.iter().enumerate().flat_map(|(at, one)| words.iter().skip(at + 1).map(|other| vec![*one, *other]));
    alone.chain(pairs).collect()
}

fn allowed<T>(outcome: Result<T, ApiError>) -> bool {
    match outcome {
        Ok(_) => true,
        Err(error) => error.code != Code::NotAllowed,
    }
}

/// Every use case that takes a right, tried.
async fn tried(world: &World, mailbox: &MailboxId, letter: &MessageId, folder: &FolderId) -> Vec<(Right, bool)> {
    let app = &world.app;
    let wish = async |change: Change| allowed(app.wish(letter.clone(), change).await);
    let list = LetterQuery { mailbox: Some(mailbox.clone()), ..LetterQuery::default() };
    let search = SearchQuery { mailbox: Some(mailbox.clone()), text: "x".to_owned(), ..SearchQuery::default() };
    // Nobody has this name, so nothing is given where it could be.
    let nobody = Somebody { number: "0203440000".to_owned().into(), name: "Ingen Sådan".to_owned() };
    let gift = Gift { level: AccessLevel::Employee, until: None };
    vec![
        (Right::Read, allowed(app.letters(list).await)),
        (Right::Read, allowed(app.search(search).await)),
        (Right::Read, allowed(app.folders(mailbox.clone()).await)),
        (Right::Read, allowed(app.letter(letter.clone(), false, false).await)),
        (Right::Read, allowed(app.activity(mailbox.clone(), ActivityAsked::default()).await)),
        (Right::Mark, wish(Change::Read(true)).await),
        (Right::Mark, wish(Change::Flag(false)).await),
        (Right::Move, wish(Change::Move(folder.clone())).await),
        (Right::Move, allowed(app.folder_add(mailbox.clone(), "Egen", None, None).await)),
        (Right::Note, wish(Change::Note("x".to_owned())).await),
        (Right::Note, wish(Change::Rename("y".to_owned())).await),
        (Right::Delete, wish(Change::Delete).await),
        (Right::Grant, allowed(app.access_give(mailbox.clone(), &nobody, gift).await)),
    ]
}

#[tokio::test]
async fn what_is_not_granted_is_not_offered_and_refused_by_the_core() {
    let world = World::of("jens").await;
    let remote = world.remote("mette", "company");
    let letter = json!({"to": {"mailbox": remote}, "sender": "Eksempeltilsynet", "subject": "Prøve",
        "body": {"text": "x"}, "replyBy": "2099-01-01"});
    world.admin("/letters", letter).await;
    world.admin("/access/give", json!({"mailbox": remote, "delegate": "jens", "privileges": ["LEGAL_OWNER"]})).await;
    world.sync().await;
    let mailbox = world.mailbox(&remote).await.id;
    let list = LetterQuery { mailbox: Some(mailbox.clone()), ..LetterQuery::default() };
    let letter = world.app.letters(list).await.unwrap().rows[0].id.clone();
    let folders = world.app.folders(mailbox.clone()).await.unwrap();
    let inbox = folders.iter().find(|one| one.role == model::FolderRole::Inbox).unwrap().id.clone();
    for set in sets() {
        world.admin("/access/give", json!({"mailbox": remote, "delegate": "jens", "privileges": set})).await;
        world.sync().await;
        let (view, rights) = (world.mailbox(&remote).await, granted(&set));
        assert_eq!(view.rights, rights, "{set:?}");
        assert_eq!(view.gives.is_empty(), !rights.has(Right::Grant), "{set:?}");
        let administers = ["CITIZEN", "LEGAL_OWNER", "ORGANISATION_ADMINISTRATOR"];
        let administers = set.iter().any(|word| administers.contains(word));
        assert!(administers || !view.gives.contains(&AccessLevel::Administrator), "{set:?}");
        for (right, may) in tried(&world, &mailbox, &letter, &inbox).await {
            assert_eq!(may, rights.has(right), "{set:?}: {right:?}");
        }
        if rights.has(Right::Read) {
            let letter = world.app.letter(letter.clone(), false, false).await.unwrap();
            assert_eq!(letter.can_reply, rights.has(Right::Write), "{set:?}");
        }
    }
}

#[tokio::test]
async fn an_access_ends_at_its_own_end_without_the_service_and_no_clock_brings_it_back() {
    let world = World::of("ahmed").await;
    let remote = world.remote("inger", "own");
    let until = Timestamp::now().checked_add(jiff::SignedDuration::from_hours(2)).unwrap();
    let give = json!({"owner": "inger", "delegate": "ahmed", "privileges": ["MESSAGE_BASIC"], "until": until});
    world.admin("/access/give", give).await;
    world.sync().await;
    let view = world.mailbox(&remote).await;
    let ends = view.ends.expect("its end is known");
    assert!(ends.duration_since(until).abs() < jiff::SignedDuration::from_secs(1));
    // Set back by a day while the end is still ahead: the last sync is later, and counts.
    world.clock.0.store(-86_400, Ordering::Relaxed);
    assert!(world.mailbox(&remote).await.ended.is_none());
    world.clock.0.store(3 * 3600, Ordering::Relaxed);
    let ended = world.mailbox(&remote).await;
    assert_eq!(ended.end.as_ref().map(|end| end.why), Some(model::EndReason::Expired));
    assert_eq!(ended.end.unwrap().since, Some(ends));
    assert_eq!(ended.rights, Rights::NONE);
    world.clock.0.store(-86_400, Ordering::Relaxed);
    let list = LetterQuery { mailbox: Some(ended.id.clone()), ..LetterQuery::default() };
    assert_eq!(world.app.letters(list).await.unwrap_err().code, Code::AccessEnded);
    // The service still lists it, by its own clock: it is good again only when the clock here agrees.
    world.clock.0.store(3 * 3600, Ordering::Relaxed);
    let _ = world.app.sync(None, Arc::new(|_| ())).await;
    assert!(world.mailbox(&remote).await.ended.is_some());
}

#[tokio::test]
async fn what_was_read_is_forgotten_when_the_right_to_read_goes_and_comes_back_with_it() {
    let world = World::of("jens").await;
    let remote = world.remote("mette", "company");
    let letter = json!({"to": {"mailbox": remote}, "sender": "S", "subject": "Prøve", "body": {"text": "x"}});
    world.admin("/letters", letter).await;
    let give = async |word: &str| {
        world.admin("/access/give", json!({"mailbox": remote, "delegate": "jens", "privileges": [word]})).await;
        world.sync().await;
        world.mailbox(&remote).await
    };
    assert_eq!(give("MESSAGE_EMPLOYEE").await.total, 1);
    assert_eq!(give("ORGANISATION_USER_ADMINISTRATOR").await.total, 0);
    let all = world.app.letters(LetterQuery::default()).await.unwrap();
    assert!(all.rows.is_empty(), "the list over all goes on without it");
    assert_eq!(give("MESSAGE_BASIC").await.total, 1);
}

#[tokio::test]
async fn days_and_levels_that_make_no_sense_are_refused_before_anybody_is_asked() {
    let world = World::of("mette").await;
    let own = world.mailbox(&world.remote("mette", "own")).await.id;
    let ahmed = || Somebody { number: "1509100000".to_owned().into(), name: "Ahmed Yildiz".to_owned() };
    let give = async |level, until: Option<&str>| {
        let until = until.map(|day| day.parse::<Date>().unwrap());
        world.app.access_give(own.clone(), &ahmed(), Gift { level, until }).await.map_err(|error| error.text)
    };
    assert_eq!(give(AccessLevel::Employee, None).await.unwrap_err().as_deref(), Some("error.access.level"));
    assert_eq!(give(AccessLevel::Read, Some("2020-01-01")).await.unwrap_err().as_deref(), Some("error.access.until"));
    let given = give(AccessLevel::Read, Some("2099-12-31")).await.unwrap();
    assert_eq!(given.until, Some("2099-12-31T22:59:59.999Z".parse().unwrap()), "the whole day in Denmark");
    let inger = world.mailbox(&world.remote("mette", "delegated")).await.id;
    let refused = world.app.access_give(inger, &ahmed(), Gift { level: AccessLevel::Read, until: None }).await;
    assert_eq!(refused.unwrap_err().code, Code::NotAllowed);
}

//! A service whose letters count as seen when they are read, and change afterwards: Altinn, played by a few lines that know
//! every letter that was read.

use crate::vault_at::{Login, open};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use jiff::Timestamp;
use model::{
    AccountId, Change, Clock, Code, Language, Level, Mailbox, Message, MessageId, ProviderId, Waits, WishState,
};
use postkasse_sync::{Context, Report, SyncError, open_message, sync_account};
use providers::altinn::Altinn;
use providers::{Reach, Timeouts};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use vault::{FileState, ListQuery, NewAccount, Profile, Seen};

const PARTY: &str = "urn:altinn:person:identifier-no:00000000000";
const START: i64 = 1_780_000_000;

/// The present, for the client.
#[derive(Default)]
struct Now(AtomicI64);

impl Clock for Now {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(START + self.0.load(Ordering::Relaxed)).unwrap()
    }
}

#[derive(Default)]
struct State {
    letters: Vec<Value>,
    read: usize,
    lists: usize,
    puts: usize,
    /// The senders' page does not answer as it should.
    broken: bool,
}

struct World {
    profile: Arc<Profile>,
    account: AccountId,
    clock: Arc<Now>,
    state: Arc<Mutex<State>>,
    url: String,
    serving: tokio::task::JoinHandle<()>,
    _folder: TempDir,
}

impl Drop for World {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn letter(id: &str, changed: &str) -> Value {
    json!({"id": id, "party": PARTY, "org": "skd", "status": "NotApplicable", "createdAt": "2026-01-01T00:00:00Z",
        "updatedAt": changed, "contentUpdatedAt": changed, "isContentSeen": false, "seenSinceLastContentUpdate": [],
        "endUserContext": {"revision": "r", "systemLabels": ["Default"]},
        "content": {"title": {"value": [{"languageCode": "nb", "value": format!("Brev {id}")}]}}})
}

fn answer(state: &mut State, base: &str, request: &Request) -> Response {
    let query = request.uri().query().unwrap_or_default();
    let path = request.uri().path().trim_start_matches("/dialogporten/api/v1/").to_owned();
    let parts: Vec<&str> = path.split('/').collect();
    let place = |state: &State, id: &str| state.letters.iter().position(|one| one["id"] == id);
    match (request.method().as_str(), parts.as_slice()) {
        ("GET", ["enduser", "parties"]) => Json(json!({"authorizedParties": [{"party": PARTY, "name": "Kari",
            "partyType": "Person", "isCurrentEndUser": true}]}))
        .into_response(),
        ("GET", ["enduser", "serviceresources"]) => Json(json!({"items": []})).into_response(),
        ("GET", ["enduser", "dialogs"]) => {
            state.lists += 1;
            let after =
                query.split("updatedAfter=").nth(1).map(|text| text.split('&').next().unwrap().replace("%3A", ":"));
            let new =
                |one: &&Value| after.as_ref().is_none_or(|after| one["updatedAt"].as_str().unwrap() > after.as_str());
            let items: Vec<&Value> = state.letters.iter().filter(new).collect();
            Json(json!({"items": items, "hasNextPage": false})).into_response()
        }
        ("GET", ["enduser", "dialogs", id, "seenlog"]) => match place(state, id) {
            Some(_) => Json(json!([])).into_response(),
            None => StatusCode::GONE.into_response(),
        },
        ("GET", ["enduser", "dialogs", id]) => {
            state.read += 1;
            let Some(at) = place(state, id) else { return StatusCode::NOT_FOUND.into_response() };
            state.letters[at]["isContentSeen"] = true.into();
            let mut whole = state.letters[at].clone();
            let address = format!("{base}/text/{id}?of={}", whole["contentUpdatedAt"].as_str().unwrap());
            whole["content"]["mainContentReference"] = json!({"value": [{"languageCode": "nb", "value": address}],
                "mediaType": "application/vnd.dialogporten.frontchannelembed-url;type=text/markdown"});
            whole["dialogToken"] = "token".into();
            Json(whole).into_response()
        }
        ("PUT", ["enduser", "dialogs", id, "context", "systemlabels"]) => {
            state.puts += 1;
            let at = place(state, id).unwrap();
            state.letters[at]["endUserContext"] = json!({"revision": "r2", "systemLabels": ["Archive"]});
            (StatusCode::NO_CONTENT, [("etag", "r2")]).into_response()
        }
        ("GET", ["", "text", id]) if !state.broken => {
            let text = format!("# Brev {id}\n\nHovedord {}", query.replace(['=', '-', ':', '%'], "x"));
            ([("content-type", "text/markdown")], text).into_response()
        }
        ("GET", ["", "text", _]) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        other => panic!("no such operation: {other:?}"),
    }
}

impl World {
    async fn new(letters: Vec<Value>) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State { letters, ..State::default() }));
        let (held, base) = (state.clone(), url.clone());
        let app = Router::new().fallback(move |request: Request| {
            let answer = answer(&mut held.lock().unwrap(), &base, &request);
            async { answer }
        });
        let serving = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        let folder = tempfile::tempdir().unwrap();
        let profile = open(folder.path());
        let account = profile.add_account(&NewAccount {
            provider: ProviderId::Altinn,
            server: url.clone(),
            issuer: url.clone(),
            client_id: "c".into(),
            person: "Kari".into(),
            subject: "s".into(),
            level: Level::Substantial,
        });
        World { profile, account: account.unwrap(), clock: Arc::default(), state, url, serving, _folder: folder }
    }

    /// A connection, new each time as in the program.
    fn context(&self) -> Context {
        let server = self.url.parse().unwrap();
        let at = Reach { server, register: None, authorizer: Arc::new(Login::default()), language: Language::Nb };
        Context {
            provider: Arc::new(Altinn::with(&at, self.clock.clone(), Timeouts::default()).unwrap()),
            profile: self.profile.clone(),
            clock: self.clock.clone(),
            level: Level::Substantial,
            progress: Arc::new(|_| ()),
        }
    }

    async fn sync(&self) -> Report {
        sync_account(&self.context(), &self.account, None).await.unwrap().remove(0)
    }

    /// So many minutes pass.
    fn wait(&self, minutes: i64) {
        self.clock.0.fetch_add(minutes * 60, Ordering::Relaxed);
    }

    fn mailbox(&self) -> Mailbox {
        self.profile.mailboxes().unwrap().remove(0).mailbox
    }

    fn letter(&self, id: &str) -> Option<Message> {
        let mailbox = self.mailbox();
        self.profile.cache(&mailbox.id).unwrap().message(&MessageId::derive(&mailbox.id, &id.into())).unwrap()
    }

    fn waits(&self, id: &str) -> Option<Waits> {
        self.letter(id).unwrap().waits(Level::Substantial)
    }

    async fn open(&self, id: &str) -> Result<(), SyncError> {
        open_message(&self.context(), &self.mailbox(), &self.letter(id).unwrap()).await
    }

    /// What is here of a letter's text.
    fn text(&self, id: &str) -> Option<String> {
        let (mailbox, letter) = (self.mailbox(), self.letter(id).unwrap());
        self.profile.cache(&mailbox.id).unwrap().file_text(&letter.documents.first()?.files[0].id).unwrap()
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().unwrap());
    }

    fn counted(&self) -> (usize, usize, usize) {
        let state = self.state.lock().unwrap();
        (state.read, state.lists, state.puts)
    }

    fn wish(&self, id: &str, change: &Change) {
        let (mailbox, letter) = (self.mailbox(), self.letter(id).unwrap());
        let seen = Seen { version: letter.version, deleted: false };
        self.profile.state(&mailbox.id).unwrap().add_wish(&letter.id, change, seen, Timestamp::UNIX_EPOCH).unwrap();
    }
}

#[tokio::test]
async fn letters_come_without_a_trace_and_are_opened_by_the_person_alone() {
    let world = World::new(vec![letter("a", "2026-05-01T00:00:00Z"), letter("b", "2026-05-02T00:00:00Z")]).await;
    assert_eq!((world.sync().await.new, world.counted()), (2, (0, 1, 0)));
    assert_eq!(world.waits("a"), Some(Waits::Seen));
    world.wait(15);
    assert_eq!((world.sync().await.changed, world.counted()), (0, (0, 2, 0)), "and no trace later");
    world.open("a").await.unwrap();
    assert_eq!((world.counted().0, world.waits("a"), world.waits("b")), (1, None, Some(Waits::Seen)));
    assert!(world.text("a").unwrap().contains("Hovedord"));
    assert!(!world.text("a").unwrap().contains('#'), "read as what it is");
    for minutes in [15, 7 * 60] {
        world.wait(minutes);
        assert_eq!(world.sync().await.error, None);
        assert_eq!((world.waits("a"), world.counted().0), (None, 1), "what was opened stays so");
    }
}

#[tokio::test]
async fn a_case_that_goes_on_waits_again_and_keeps_what_was_read_until_then() {
    let world = World::new(vec![letter("a", "2026-05-01T00:00:00Z")]).await;
    world.sync().await;
    world.open("a").await.unwrap();
    let before = world.text("a").unwrap();
    world.change(|state| state.letters = vec![letter("a", "2150-05-03T00:00:00Z")]);
    world.wait(15);
    assert_eq!(world.sync().await.changed, 1);
    assert_eq!((world.waits("a"), world.text("a")), (Some(Waits::Seen), Some(before.clone())));
    assert!(!world.letter("a").unwrap().read);
    world.open("a").await.unwrap();
    let after = world.text("a").unwrap();
    assert!(after != before && after.contains("2150"), "{after}");
}

#[tokio::test]
async fn changes_alone_are_no_reason_to_look_through_everything() {
    let world = World::new(vec![letter("a", "2026-05-01T00:00:00Z"), letter("b", "2026-05-02T00:00:00Z")]).await;
    world.sync().await;
    world.change(|state| state.letters[0]["updatedAt"] = "2150-01-01T00:00:00Z".into());
    world.wait(15);
    assert_eq!(world.sync().await.changed, 1);
    assert_eq!(world.counted(), (0, 2, 0), "one list, the first time and now");
}

#[tokio::test]
async fn what_is_gone_at_the_service_goes_when_everything_was_listed_again_and_it_was_asked_for() {
    let world = World::new(vec![letter("a", "2026-05-01T00:00:00Z"), letter("b", "2026-05-02T00:00:00Z")]).await;
    world.sync().await;
    world.change(|state| state.letters.truncate(1));
    world.wait(60);
    assert_eq!(world.sync().await.removed, 0, "changes do not tell");
    world.wait(5 * 60);
    assert_eq!(world.sync().await.removed, 1);
    assert!(world.letter("b").is_none() && world.letter("a").is_some());
    assert_eq!(world.counted().0, 0);
}

#[tokio::test]
async fn a_wish_is_sent_with_the_state_that_the_list_says_and_the_list_then_says_the_same() {
    let world = World::new(vec![letter("a", "2026-05-01T00:00:00Z")]).await;
    world.sync().await;
    let archive = world.profile.cache(&world.mailbox().id).unwrap().folders().unwrap();
    let archive = archive.into_iter().find(|one| one.role == model::FolderRole::Archive).unwrap();
    world.wish("a", &Change::Move(archive.id.clone()));
    let report = world.sync().await;
    assert_eq!((report.sent, report.error, world.counted().2), (1, None, 1));
    assert_eq!(world.letter("a").unwrap().folder, archive.id);
    world.wait(7 * 60);
    assert_eq!(world.sync().await.changed, 0);
}

#[tokio::test]
async fn a_wish_that_a_rule_forbids_is_refused_in_the_rules_own_words_and_troubles_no_later_sync() {
    let world = World::new(vec![letter("a", "2026-05-01T00:00:00Z")]).await;
    world.sync().await;
    for (change, text) in [(Change::Read(true), "error.altinn.readByOpening"), (Change::Flag(true), "error.notOffered")]
    {
        world.wish("a", &change);
        let report = world.sync().await;
        assert_eq!((report.refused, report.error), (1, None), "{change:?}");
        let wishes = world.profile.state(&world.mailbox().id).unwrap().wishes().unwrap();
        let refused = WishState::Refused { code: Code::Refused, reason: Some(text.to_owned()) };
        assert!(wishes.iter().any(|wish| wish.state == refused), "{wishes:?}");
    }
    assert_eq!(world.sync().await.error, None);
    assert_eq!(world.counted().0, 0, "nothing was read for it");
}

#[tokio::test]
async fn a_text_that_could_not_be_had_is_told_to_who_opens_and_asked_for_again_only_by_opening() {
    let world = World::new(vec![letter("a", "2026-05-01T00:00:00Z")]).await;
    world.sync().await;
    world.change(|state| state.broken = true);
    let error = world.open("a").await.unwrap_err();
    assert_eq!(error.text_key(), Some("error.embed.failed"));
    let file = world.letter("a").unwrap().documents[0].files[0].id.clone();
    let state = || world.profile.cache(&world.mailbox().id).unwrap().file_state(&file).unwrap();
    assert!(matches!(state(), FileState::Failed { .. }));
    world.change(|state| state.broken = false);
    for _ in 0..2 {
        world.wait(15);
        assert_eq!(world.sync().await.error, None);
    }
    assert!(matches!(state(), FileState::Failed { .. }));
    assert_eq!(world.counted().0, 1, "no sync reads a letter");
    world.open("a").await.unwrap();
    assert!(matches!(state(), FileState::Here { .. }));
}

#[tokio::test]
async fn letters_are_fetched_ahead_where_the_person_chose_that() {
    let world = World::new(vec![letter("a", "2026-05-01T00:00:00Z"), letter("b", "2026-05-02T00:00:00Z")]).await;
    world.sync().await;
    assert_eq!(world.counted().0, 0);
    world.profile.set_fetch_ahead(&world.mailbox().id, true).unwrap();
    let report = world.sync().await;
    assert_eq!((report.documents, report.error, world.counted().0), (2, None, 2));
    let all = ListQuery { limit: 9, ..ListQuery::default() };
    let heads = world.profile.cache(&world.mailbox().id).unwrap().list(&all, Level::Substantial).unwrap();
    assert!(heads.iter().all(|head| head.read));
}

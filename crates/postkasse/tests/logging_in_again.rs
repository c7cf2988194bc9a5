//! Logging in to an account that is there already: at a higher level because a letter takes one, or because its login has
//! ended. It is the same person or nothing changes; and one account that gets nothing takes nothing from the others.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use async_trait::async_trait;
use eid::{EidError, LoginBrowser};
use model::{Code, Level, MessageId, ProviderId, SystemClock, Waits};
use postkasse::views::LetterQuery;
use postkasse::{Access, App, KeySource, LoginRequest, Options};
use postkasse_sandbox::{Running, Seed, browse::browse, start};
use serde_json::json;
use std::sync::Arc;
use tempfile::TempDir;

/// Somebody at the login page, who takes the level that it proposes or this one.
struct As(&'static str, Option<Level>);

#[async_trait]
impl LoginBrowser for As {
    async fn open(&self, url: &url::Url) -> Result<(), EidError> {
        let (url, person, level) = (url.clone(), self.0, self.1);
        tokio::spawn(async move { browse(url, person, level).await });
        Ok(())
    }
}

fn browser(person: &'static str) -> Arc<dyn LoginBrowser> {
    Arc::new(As(person, None))
}

async fn service() -> Running {
    start(postkasse_sandbox::Options { seed: Seed::Empty, ..Default::default() }).await.unwrap()
}

struct World {
    app: App,
    sandbox: Running,
    _home: TempDir,
}

impl World {
    /// Mette, logged in.
    async fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let options = Options {
            home: home.path().to_owned(),
            profile: "default".to_owned(),
            key: KeySource::Memory,
            access: Access::Usual,
            clock: Arc::new(SystemClock),
        };
        let world = World { app: App::open(options).await.unwrap(), sandbox: service().await, _home: home };
        world.log_in(world.sandbox.url(), "mette").await;
        world
    }

    async fn log_in(&self, server: &str, person: &'static str) {
        let request = LoginRequest {
            provider: ProviderId::DigitalPost,
            server: server.to_owned(),
            issuer: None,
            client_id: postkasse::services::SANDBOX_CLIENT.to_owned(),
            client_secret: None,
            level: Level::Substantial,
            language: "da".to_owned(),
        };
        self.app.login(request, browser(person)).await.unwrap();
    }

    /// A letter to Mette that takes a login at the highest level.
    async fn locked(&self) -> MessageId {
        let url = format!("{}/admin/letters", self.sandbox.url());
        let letter = json!({"to": {"person": "mette"}, "sender": "Kommunen", "subject": "Emne", "level": "high",
            "body": {"text": "Fortroligt"}});
        assert!(reqwest::Client::new().post(url).json(&letter).send().await.unwrap().status().is_success());
        self.app.sync(None, Arc::new(|_| ())).await.unwrap();
        let rows = self.app.letters(LetterQuery::default()).await.unwrap().rows;
        let row = rows.into_iter().find(|row| row.waits == Some(Waits::HigherLevel)).expect("the letter");
        assert_eq!(row.needs_level, Some(Level::High));
        row.id
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_login_at_the_level_of_a_letter_leads_back_to_the_letter() {
    let world = World::new().await;
    let id = world.locked().await;
    let refused = world.app.letter(id.clone(), true, false).await.unwrap_err();
    assert_eq!(refused.code, Code::HigherLevelNeeded);
    let view = world.app.step_up(id.clone(), browser("mette")).await.unwrap();
    assert_eq!((view.row.waits, view.row.needs_level), (None, None));
    assert_eq!(world.app.letter(id.clone(), true, false).await.unwrap().text.as_deref(), Some("Fortroligt"));
    let accounts = world.app.accounts().await.unwrap();
    assert_eq!(accounts.iter().map(|one| one.level).collect::<Vec<_>>(), [Level::High], "the same account");
    // Nothing to log in for any more.
    let again = world.app.step_up(id, Arc::new(Nobody)).await.unwrap();
    assert_eq!(again.row.waits, None);
}

/// A browser that nobody may need.
struct Nobody;

#[async_trait]
impl LoginBrowser for Nobody {
    async fn open(&self, _: &url::Url) -> Result<(), EidError> {
        Err(EidError::Browser)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_login_or_one_that_is_not_sure_enough_changes_nothing() {
    let world = World::new().await;
    let id = world.locked().await;
    let before = world.app.accounts().await.unwrap();
    let refused = world.app.step_up(id.clone(), browser("inger")).await.unwrap_err();
    assert_eq!((refused.code, refused.text.as_deref()), (Code::Refused, Some("error.login.somebodyElse")));
    let lower = Arc::new(As("mette", Some(Level::Substantial)));
    let refused = world.app.step_up(id.clone(), lower).await.unwrap_err();
    assert_eq!((refused.code, refused.text.as_deref()), (Code::HigherLevelNeeded, Some("error.login.stillTooLow")));
    let refused = world.app.step_up(id.clone(), Arc::new(Nobody)).await.unwrap_err();
    assert_eq!(refused.text.as_deref(), Some("error.login.browser"));
    assert_eq!(world.app.accounts().await.unwrap(), before);
    assert_eq!(world.app.letter(id, false, false).await.unwrap().row.waits, Some(Waits::HigherLevel));
    assert_eq!(
        world.app.sync(None, Arc::new(|_| ())).await.unwrap().mailboxes[0].error,
        None,
        "she is still logged in"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_whose_login_has_ended_is_logged_in_to_again_as_the_same_person() {
    let world = World::new().await;
    let account = world.app.accounts().await.unwrap()[0].id.clone();
    world.app.sign_out(account.clone()).await.unwrap();
    let ended = world.app.sync(None, Arc::new(|_| ())).await.unwrap();
    assert!(ended.mailboxes.iter().all(|one| one.error == Some(Code::SignInAgain)), "{:?}", ended.mailboxes);
    let refused = world.app.log_in_again(account.clone(), browser("jens")).await.unwrap_err();
    assert_eq!(refused.text.as_deref(), Some("error.login.somebodyElse"));
    assert!(!world.app.accounts().await.unwrap()[0].signed_in);
    world.app.log_in_again(account.clone(), browser("mette")).await.unwrap();
    let accounts = world.app.accounts().await.unwrap();
    assert_eq!((accounts.len(), &accounts[0].id, accounts[0].signed_in), (1, &account, true));
    assert_eq!(world.app.sync(None, Arc::new(|_| ())).await.unwrap().mailboxes[0].error, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_gets_nothing_takes_nothing_from_the_others() {
    let world = World::new().await;
    let other = service().await;
    world.log_in(other.url(), "inger").await;
    let accounts = world.app.accounts().await.unwrap();
    let inger = accounts.iter().find(|one| one.person == "Inger Hansen").unwrap().id.clone();
    world.app.sign_out(inger.clone()).await.unwrap();
    let mailboxes = world.app.mailboxes().await.unwrap();
    let done = world.app.sync(None, Arc::new(|_| ())).await.unwrap();
    assert!(done.accounts.is_empty(), "each is known by its mailboxes");
    for report in done.mailboxes {
        let of = &mailboxes.iter().find(|one| one.id == report.id).unwrap().account;
        assert_eq!(report.error, (*of == inger).then_some(Code::SignInAgain), "{}", report.id);
    }
}

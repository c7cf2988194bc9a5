//! From a letter's arrival at the service to a message at a gateway, through the use cases alone; the gateway is a
//! stand-in that writes down.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use async_trait::async_trait;
use eid::{EidError, LoginBrowser};
use model::{Level, ProviderId, SystemClock};
use notify::{Fate, Remote, RemoteConfig, SendError, Telling, Trouble};
use postkasse::{
    Access, App, Gateway, KeySource, LoginRequest, Options, Outlets, Remotes, RuleChange, Show, SmsRequest,
};
use postkasse_sandbox::{Seed, browse::browse, start};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use std::sync::{Arc, Mutex};

struct Mette;

#[async_trait]
impl LoginBrowser for Mette {
    async fn open(&self, url: &url::Url) -> Result<(), EidError> {
        let url = url.clone();
        tokio::spawn(async move { browse(url, "mette", None).await });
        Ok(())
    }
}

/// What came to the gateway, and what it answers.
struct Heard {
    told: Mutex<Vec<Telling>>,
    answer: Mutex<Result<Fate, SendError>>,
}

struct StandIn(Arc<Heard>);

#[async_trait]
impl Remote for StandIn {
    fn name(&self) -> &'static str {
        "sms"
    }

    async fn send(&self, what: &Telling) -> Result<Fate, SendError> {
        self.0.told.lock().unwrap().push(what.clone());
        *self.0.answer.lock().unwrap()
    }

    async fn fate(&self, _: &str) -> Result<Option<Fate>, SendError> {
        Ok(None)
    }
}

struct StandIns(Arc<Heard>);

impl Remotes for StandIns {
    fn remote(&self, config: &RemoteConfig, secret: Option<&SecretString>) -> Result<Box<dyn Remote>, Trouble> {
        assert_eq!((config.to(), secret.unwrap().expose_secret()), ("+4520000003", "hemmelig"));
        Ok(Box::new(StandIn(self.0.clone())))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_told_at_the_end_of_the_sync_that_brought_it_and_once() {
    let sandbox = start(postkasse_sandbox::Options { seed: Seed::Empty, ..Default::default() }).await.unwrap();
    let home = tempfile::tempdir().unwrap();
    let options = Options {
        home: home.path().to_owned(),
        profile: "default".to_owned(),
        key: KeySource::Memory,
        access: Access::Usual,
        clock: Arc::new(SystemClock),
    };
    let heard = Arc::new(Heard { told: Mutex::default(), answer: Mutex::new(Ok(Fate::Accepted)) });
    let outlets = Outlets { screen: None, remotes: Arc::new(StandIns(heard.clone())) };
    let app = App::open(options).await.unwrap().telling_by(outlets);
    let request = LoginRequest {
        provider: ProviderId::DigitalPost,
        server: sandbox.url().to_owned(),
        issuer: None,
        client_id: postkasse::services::SANDBOX_CLIENT.to_owned(),
        client_secret: None,
        level: Level::Substantial,
        language: "da".to_owned(),
    };
    app.login(request, Arc::new(Mette)).await.unwrap();
    let sync = async || app.sync(None, Arc::new(|_| ())).await.unwrap();
    sync().await;
    let (gateway, url) = (Gateway::Kannel, "http://127.0.0.1:1".to_owned());
    let token = Some("hemmelig".to_owned().into());
    let sms = SmsRequest { gateway, url, to: "+45 2000 0003".to_owned(), user: None, token, ca: None };
    app.notify_by_sms(sms).await.unwrap();
    let on = RuleChange { on: Some(true), quiet: Some("none".to_owned()), ..RuleChange::default() };
    app.notify_set("sms", None, on).await.unwrap();
    let arrives = async || {
        let letter = json!({"to": {"person": "mette"}, "sender": "Kommunen", "subject": "Emne", "body": {"text": "x"}});
        let url = format!("{}/admin/letters", sandbox.url());
        assert!(reqwest::Client::new().post(url).json(&letter).send().await.unwrap().status().is_success());
    };
    arrives().await;
    sync().await;
    sync().await;
    let told = heard.told.lock().unwrap().clone();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].text.contains('1') && !told[0].text.contains("Kommunen"), "{told:?}");
    let ledger = app.notify_ledger(9).await.unwrap();
    assert_eq!((ledger.len(), ledger[0].state, ledger[0].reference.as_ref()), (1, "sent", Some(&told[0].reference)));

    app.notify_set("sms", None, RuleChange { show: Some(Show::Sender), ..RuleChange::default() }).await.unwrap();
    *heard.answer.lock().unwrap() = Err(SendError::NotYet(Trouble::Down, None));
    arrives().await;
    sync().await;
    assert_eq!(app.notify_troubles().await.unwrap(), [("sms".to_owned(), "notify.trouble.down".to_owned())]);
    assert_eq!(app.notify_ledger(1).await.unwrap()[0].state, "failed");
    *heard.answer.lock().unwrap() = Ok(Fate::Delivered);
    sync().await;
    sync().await;
    let told = heard.told.lock().unwrap().clone();
    assert_eq!((told.len(), told[2].text.contains("Fra: Kommunen")), (3, true), "{told:?}");
    assert_eq!(app.notify_test("sms").await.unwrap(), Fate::Delivered);
    assert!(app.notify_troubles().await.unwrap().is_empty());
}

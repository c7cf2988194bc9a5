//! The login against an independent, certified OpenID provider (npm `oidc-provider`), which knows nothing of
//! this program: whole logins through its pages with a cookie jar, renewal, signing out.

use crate::double::NSIS;
use crate::store::{Store, copy, words};
use crate::world::{account, patience, registration, session_with};
use async_trait::async_trait;
use model::{Level, TokenStore};
use postkasse_eid::{CommandBrowser, Eid, EidError, LoggedIn, LoginBrowser, Registration};
use reqwest::StatusCode;
use secrecy::ExposeSecret;
use serde_json::Value;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::task::JoinHandle;
use url::Url;

fn place(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/oidc-provider")).join(name)
}

/// The provider; ends when dropped, and by itself should this process end without that.
struct Independent {
    _process: Child,
    ready: Value,
}

async fn independent() -> Independent {
    assert!(place("node_modules").is_dir(), "tests/oidc-provider is not set up: run scripts/setup.sh");
    let mut process = Command::new("node")
        .arg(place("server.mjs"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let line = BufReader::new(process.stdout.take().unwrap()).lines().next_line().await.unwrap();
    Independent { ready: serde_json::from_str(&line.unwrap()).unwrap(), _process: process }
}

impl Independent {
    fn client(&self, id: &str) -> Registration {
        let clients = self.ready["clients"].as_array().unwrap();
        let client = clients.iter().find(|client| client["id"] == id).unwrap();
        let client_secret = client["secret"].as_str().map(Into::into);
        Registration { client_id: id.to_owned(), client_secret, ..registration(self.ready["issuer"].as_str().unwrap()) }
    }

    async fn is_good(&self, access: &str) -> bool {
        let about = format!("{}/me", self.ready["issuer"].as_str().unwrap());
        crate::world::http().get(about).bearer_auth(access).send().await.unwrap().status() == StatusCode::OK
    }
}

/// A person who says this on the pages.
struct Person {
    browser: CommandBrowser,
    browsing: Mutex<Option<JoinHandle<Result<(), EidError>>>>,
}

fn person(acr: &str, decision: &str) -> Arc<Person> {
    let browse = place("browse.mjs").to_str().unwrap().to_owned();
    let arguments = [&browse, "{url}", "mette", acr, decision].map(str::to_owned).to_vec();
    let browser = CommandBrowser { program: "node".to_owned(), arguments };
    Arc::new(Person { browser, browsing: Mutex::default() })
}

/// Opened by a shared pointer: the browser goes on, and the test waits for its end.
struct Opens(Arc<Person>);

#[async_trait]
impl LoginBrowser for Opens {
    async fn open(&self, url: &Url) -> Result<(), EidError> {
        let (person, url) = (self.0.clone(), url.clone());
        let browsing = tokio::spawn(async move { person.browser.open(&url).await });
        *self.0.browsing.lock().unwrap() = Some(browsing);
        Ok(())
    }
}

async fn log_in(client: Registration, acr: &str, decision: &str) -> Result<LoggedIn, EidError> {
    let eid = Eid::discover(Arc::new(client), patience()).await?;
    let person = person(acr, decision);
    let done = eid.begin().await?.finish(Arc::new(Opens(person.clone())), "da").await;
    let browsing = person.browsing.lock().unwrap().take().unwrap();
    assert_eq!(browsing.await.unwrap(), Ok(()), "the browser came to a page of ours");
    done
}

fn level(word: &str) -> String {
    format!("{NSIS}{word}")
}

#[tokio::test]
async fn each_kind_of_program_logs_in_renews_and_signs_out() {
    let provider = independent().await;
    // ES256 without a secret; RS256 with a secret that must be encoded; pushed requests only.
    for id in ["native", "confidential", "pushing"] {
        let done = log_in(provider.client(id), &level("Substantial"), "go").await.unwrap();
        assert_eq!((done.subject.as_str(), done.level), ("mette", Level::Substantial), "{id}");
        assert!(provider.is_good(&words(&done.tokens).0).await);
        let store = Arc::new(Store::default());
        store.save(&account(), &done.tokens).unwrap();
        let session = session_with(provider.client(id), &store);
        for _ in 0..2 {
            let before = store.words().unwrap();
            session.renew().await.unwrap();
            let after = store.words().unwrap();
            assert!(before.0 != after.0 && before.1 != after.1, "{id}");
            assert!(provider.is_good(&after.0).await);
        }
        let last = store.now().unwrap();
        session.revoke(&last).await;
        assert!(!provider.is_good(&words(&last).0).await, "{id}");
        assert_eq!(session.renew().await, Err(EidError::SignedOut), "{id}");
        assert!(store.now().is_none());
    }
}

#[tokio::test]
async fn a_login_at_a_high_level_says_so_and_a_lower_one_than_asked_for_is_refused() {
    let provider = independent().await;
    let asked = || Registration { level: Level::High, ..provider.client("native") };
    assert_eq!(log_in(asked(), &level("High"), "go").await.unwrap().level, Level::High);
    for (acr, error) in [
        (level("Substantial"), EidError::LevelTooLow),
        (String::new(), EidError::LevelMissing),
        ("urn:example:silver".to_owned(), EidError::LevelMissing),
    ] {
        assert_eq!(log_in(asked(), &acr, "go").await.err(), Some(error), "{acr}");
    }
}

#[tokio::test]
async fn a_person_who_says_no_is_not_logged_in() {
    let provider = independent().await;
    let ended = log_in(provider.client("native"), &level("Substantial"), "stop").await;
    assert_eq!(ended.err(), Some(EidError::Cancelled));
}

#[tokio::test]
async fn a_program_that_the_provider_does_not_know_or_that_has_another_secret_is_told_so() {
    let provider = independent().await;
    let wrong = || Registration { client_secret: Some("wrong".into()), ..provider.client("confidential") };
    assert_eq!(log_in(wrong(), &level("Substantial"), "go").await.err(), Some(EidError::ClientRefused));

    let done = log_in(provider.client("confidential"), &level("Substantial"), "go").await.unwrap();
    let store = Arc::new(Store::default());
    store.save(&account(), &done.tokens).unwrap();
    assert_eq!(session_with(wrong(), &store).renew().await, Err(EidError::ClientRefused));
    assert_eq!(store.words(), Some(words(&done.tokens)), "the login is kept for the program that has the secret");
}

#[tokio::test]
async fn a_refresh_token_that_comes_a_second_time_ends_the_login_for_both() {
    let provider = independent().await;
    let done = log_in(provider.client("native"), &level("Substantial"), "go").await.unwrap();
    let (ours, theirs) = (Arc::new(Store::default()), Arc::new(Store::default()));
    ours.save(&account(), &done.tokens).unwrap();
    theirs.save(&account(), &copy(&done.tokens)).unwrap();
    session_with(provider.client("native"), &ours).renew().await.unwrap();
    for store in [theirs, ours] {
        let session = session_with(provider.client("native"), &store);
        assert_eq!(session.renew().await, Err(EidError::SignedOut));
        assert!(store.now().is_none());
    }
}

#[tokio::test]
async fn callers_and_copies_of_the_program_at_once_do_not_end_the_login() {
    let provider = independent().await;
    let done = log_in(provider.client("native"), &level("Substantial"), "go").await.unwrap();
    let store = Arc::new(Store::default());
    store.save(&account(), &done.tokens).unwrap();
    let (one, two) = (session_with(provider.client("native"), &store), session_with(provider.client("native"), &store));
    let renewed = tokio::join!(one.renew(), two.renew(), one.renew(), two.renew());
    assert_eq!(renewed, (Ok(()), Ok(()), Ok(()), Ok(())));
    let bearer = two.bearer().await.unwrap();
    assert!(provider.is_good(bearer.expose_secret()).await);
}

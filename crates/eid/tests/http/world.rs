//! A program that logs in, and a person with a browser that is played over HTTP.

use crate::double::{CLIENT, NSIS};
use crate::store::Store;
use async_trait::async_trait;
use model::{AccountId, Level, SystemClock};
use postkasse_eid::{Dialect, Eid, EidError, LevelNames, LoggedIn, LoginBrowser, Patience, Registration, Session};
use reqwest::{Client, Method, StatusCode};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinHandle;
use url::Url;

pub fn names() -> LevelNames {
    let name = |word: &str| vec![format!("{NSIS}{word}")];
    LevelNames { low: name("Low"), substantial: name("Substantial"), high: name("High") }
}

pub fn registration(issuer: &str) -> Registration {
    Registration {
        dialect: Dialect::OpenId,
        issuer: issuer.to_owned(),
        client_id: CLIENT.to_owned(),
        client_secret: None,
        scopes: vec!["openid".to_owned(), "offline_access".to_owned()],
        level: Level::Substantial,
        levels: names(),
        ui_locales: "da".to_owned(),
    }
}

/// Long enough for a busy computer.
pub fn patience() -> Patience {
    Patience {
        person: Duration::from_secs(60),
        browser: Duration::from_secs(20),
        connect: Duration::from_secs(20),
        answer: Duration::from_secs(30),
        other_copy: Duration::from_secs(60),
        farewell: Duration::from_secs(20),
    }
}

/// One step of a browser on the way back.
#[derive(Debug, Clone)]
pub struct Visit {
    method: Method,
    url: Url,
    host: Option<&'static str>,
}

pub fn get(url: Url) -> Visit {
    Visit { method: Method::GET, url, host: None }
}

impl Visit {
    pub fn by(mut self, method: Method) -> Self {
        self.method = method;
        self
    }

    pub fn under_name(mut self, host: &'static str) -> Self {
        self.host = Some(host);
        self
    }
}

/// A page as the browser saw it.
#[derive(Debug, Clone)]
pub struct Seen {
    pub status: StatusCode,
    pub text: String,
}

type Steps = Arc<dyn Fn(Url) -> Vec<Visit> + Send + Sync>;

/// A person: goes to the login page, and back where the provider sends her, by these steps.
pub struct Person {
    steps: Steps,
    browsing: Mutex<Option<JoinHandle<Vec<Seen>>>>,
}

pub fn person() -> Person {
    person_who(|back| vec![get(back)])
}

pub fn person_who(steps: impl Fn(Url) -> Vec<Visit> + Send + Sync + 'static) -> Person {
    Person { steps: Arc::new(steps), browsing: Mutex::default() }
}

/// A browser that follows nothing by itself.
pub fn http() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap()
}

/// Where the provider sends the browser after the login page.
pub async fn way_back(http: &Client, login: &Url) -> Url {
    let answer = http.get(login.clone()).send().await.unwrap();
    assert!(answer.status().is_redirection(), "{}", answer.status());
    Url::parse(answer.headers()["location"].to_str().unwrap()).unwrap()
}

/// A page, if the program still listens.
pub async fn visit(http: &Client, visit: Visit) -> Option<Seen> {
    let mut request = http.request(visit.method, visit.url);
    if let Some(host) = visit.host {
        request = request.header("host", host);
    }
    let answer = request.send().await.ok()?;
    let status = answer.status();
    Some(Seen { status, text: answer.text().await.ok()? })
}

/// Somebody who has been through the login page already and is on the way back.
pub struct OnTheWayBack(pub Url);

#[async_trait]
impl LoginBrowser for OnTheWayBack {
    async fn open(&self, _: &Url) -> Result<(), EidError> {
        let back = get(self.0.clone());
        tokio::spawn(async move { visit(&http(), back).await });
        Ok(())
    }
}

impl Person {
    /// What the browser saw on the way back, when it has seen all.
    pub async fn seen(&self) -> Vec<Seen> {
        let browsing = self.browsing.lock().unwrap().take().unwrap();
        browsing.await.unwrap()
    }
}

#[async_trait]
impl LoginBrowser for Person {
    /// A browser is another process: it goes on when the program has what it wants.
    async fn open(&self, url: &Url) -> Result<(), EidError> {
        let (steps, url) = (self.steps.clone(), url.clone());
        let browsing = tokio::spawn(async move {
            let (http, mut seen) = (http(), Vec::new());
            for step in steps(way_back(&http, &url).await) {
                seen.extend(visit(&http, step).await);
            }
            seen
        });
        *self.browsing.lock().unwrap() = Some(browsing);
        Ok(())
    }
}

/// A whole login.
pub async fn log_in_as(
    registration: Registration,
    patience: Patience,
    person: Arc<dyn LoginBrowser>,
) -> Result<LoggedIn, EidError> {
    let eid = Eid::discover(Arc::new(registration), patience).await?;
    eid.begin().await?.finish(person, "da").await
}

/// A whole login by a person who does nothing odd.
pub async fn log_in(issuer: &str) -> Result<LoggedIn, EidError> {
    log_in_as(registration(issuer), patience(), Arc::new(person())).await
}

pub fn account() -> AccountId {
    AccountId::from_random([7; 10])
}

/// A session at this provider, with what is in the store.
pub fn session_with(registration: Registration, store: &Arc<Store>) -> Session {
    Session::new(registration, patience(), account(), store.clone(), Arc::new(SystemClock))
}

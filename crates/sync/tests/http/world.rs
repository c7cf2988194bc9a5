//! A sandbox in this process, its administrator, and a vault of `mette`'s at it. Who calls is vouched for by a
//! little issuer whose tokens are the person's word.

use crate::line::Line;
use crate::vault_at::{Login, VaultAt};
use axum::Json;
use axum::http::HeaderMap;
use axum::routing::get;
use model::Mailbox;
use postkasse_sandbox::{Options, Running, Seed, start};
use postkasse_sync::{Report, sync_account};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::ops::Deref;
use tempfile::TempDir;

pub struct World {
    pub running: Running,
    vault: VaultAt,
    http: reqwest::Client,
    issuer: tokio::task::JoinHandle<()>,
    data: TempDir,
    line: Option<Line>,
}

impl Drop for World {
    fn drop(&mut self) {
        self.issuer.abort();
    }
}

impl Deref for World {
    type Target = VaultAt;
    fn deref(&self) -> &VaultAt {
        &self.vault
    }
}

async fn issuer() -> (String, tokio::task::JoinHandle<()>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let discovery = json!({"userinfo_endpoint": format!("{url}/userinfo")});
    let userinfo = async |headers: HeaderMap| {
        let token = headers["authorization"].to_str().unwrap().trim_start_matches("Bearer ").to_owned();
        // A renewed token is `mette-1`.
        Json(json!({"sub": token.split('-').next(), "acr": "substantial"}))
    };
    let app = axum::Router::new()
        .route("/.well-known/openid-configuration", get(async move || Json(discovery)))
        .route("/userinfo", get(userinfo));
    (url, tokio::spawn(async move { axum::serve(listener, app).await.unwrap() }))
}

impl World {
    /// With these letters; `rand` decides what chance does.
    pub async fn new(seed: Seed, letters: u32, rand: u64) -> Self {
        World::with(Options { seed, letters, rand, check_interface: true, ..Options::default() }, true).await
    }

    /// With these options, and what the service has `kept` in a file.
    async fn with(options: Options, kept: bool) -> Self {
        let _ = rustls_for_tests();
        let (url, issuer) = issuer().await;
        let data = tempfile::tempdir().unwrap();
        let options = Options {
            data: kept.then(|| data.path().join("service.db")),
            trust_issuer: Some(url.parse().unwrap()),
            ..options
        };
        let running = start(options).await.unwrap();
        let vault = VaultAt::new(&running.ready.providers["digital-post"], Login::default());
        World { running, vault, http: reqwest::Client::new(), issuer, data, line: None }
    }

    /// The same, with a line between the vault and the service that can be bad, and a login that can be renewed.
    pub async fn behind_a_line(seed: Seed, letters: u32, rand: u64) -> Self {
        World::new(seed, letters, rand).await.with_a_line(rand).await
    }

    /// The same without letters, and without a check of every request: for very many of them.
    pub async fn behind_a_line_unchecked(rand: u64) -> Self {
        let options = Options { seed: Seed::Empty, rand, ..Options::default() };
        World::with(options, false).await.with_a_line(rand).await
    }

    async fn with_a_line(mut self, rand: u64) -> Self {
        let line = Line::to(self.running.url(), rand).await;
        let base = self.running.ready.providers["digital-post"].replacen(self.running.url(), &line.origin, 1);
        self.vault = VaultAt::new(&base, Login { lasts: true, ..Login::default() });
        self.line = Some(line);
        self
    }

    /// The line to the service.
    pub fn line(&self) -> &Line {
        self.line.as_ref().unwrap()
    }

    /// The service's id of a mailbox of hers.
    pub fn remote(&self, kind: &str) -> String {
        let mette = self.running.ready.persons.iter().find(|one| one.id == "mette").unwrap();
        mette.mailboxes.iter().find(|one| one.kind == kind).unwrap().id.clone()
    }

    /// Her own mailbox.
    pub fn own(&self) -> Mailbox {
        self.mailbox(&self.remote("own"))
    }

    pub async fn admin(&self, method: &str, path: &str, body: Value) -> Value {
        let url = format!("{}/admin{path}", self.running.url());
        let request = self.http.request(method.parse().unwrap(), url);
        let request = if body.is_null() { request } else { request.json(&body) };
        let answer = request.send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.text().await.unwrap());
        answer.json().await.unwrap_or(Value::Null)
    }

    pub async fn faults(&self, faults: Value) {
        self.admin("POST", "/faults", faults).await;
    }

    pub async fn no_faults(&self) {
        self.admin("DELETE", "/faults", Value::Null).await;
    }

    /// Sends so many letters to her own mailbox; their ids.
    pub async fn send(&self, count: u32) -> Vec<String> {
        let letter = json!({"to": {"person": "mette"}, "sender": "Eksempelstyrelsen", "subject": "Prøve",
            "body": {"text": "Et opdigtet brev."}, "count": count});
        let ids = self.admin("POST", "/letters", letter).await["ids"].clone();
        serde_json::from_value(ids).unwrap()
    }

    /// The service loses a letter.
    pub fn lose(&self, id: &str) {
        let db = rusqlite::Connection::open(self.data.path().join("service.db")).unwrap();
        db.busy_timeout(std::time::Duration::from_secs(10)).unwrap();
        assert_eq!(db.execute("DELETE FROM messages WHERE id = ?1", [id]).unwrap(), 1);
    }

    /// The requests to the mail service so far.
    pub async fn requests(&self) -> Vec<Value> {
        serde_json::from_value(self.admin("GET", "/requests?since=0", Value::Null).await).unwrap()
    }

    pub async fn sync(&self) -> Vec<Report> {
        sync_account(&self.context, &self.account, None).await.unwrap()
    }

    /// What the service holds, as `id -> (version, read, flag)`; and that syncing left no trace.
    async fn held(&self, mailbox: &Mailbox) -> BTreeMap<String, (i64, bool, bool)> {
        let path = format!("/mailboxes/{}", mailbox.remote_id.as_str());
        let held = self.admin("GET", &path, Value::Null).await;
        let letters = held["messages"].as_array().unwrap().iter();
        let letters = letters.map(|one| {
            for trace in ["opened", "served", "receipt"] {
                assert_eq!(one[trace], false, "{trace}: {one}");
            }
            let flags = (one["version"].as_i64().unwrap(), one["read"] == true, one["flag"] == true);
            (one["id"].as_str().unwrap().to_owned(), flags)
        });
        letters.collect()
    }

    /// Every mailbox here is as it is at the service, and every document is here.
    pub async fn assert_same(&self) {
        for record in self.profile.mailboxes().unwrap() {
            let here = self.letters(&record.mailbox).into_iter();
            let here: BTreeMap<_, _> = here.map(|(id, one)| (id, (one.version, one.read, one.flag))).collect();
            assert_eq!(here, self.held(&record.mailbox).await);
            assert_eq!(record.total, here.len() as u64);
            assert!(self.cache(&record.mailbox).files_to_fetch(10).unwrap().is_empty());
            assert_eq!(self.cache(&record.mailbox).odd().unwrap(), []);
        }
    }
}

/// So many seeds; ten times as many for the long form.
pub fn seeds(usual: u64) -> std::ops::Range<u64> {
    0..if std::env::var_os("SOAK").is_some() { 10 * usual } else { usual }
}

/// The test's own client speaks no TLS, but must have a provider named.
fn rustls_for_tests() -> Result<(), ()> {
    providers::digital_post::DigitalPost::new(
        "http://127.0.0.1:1".parse().unwrap(),
        std::sync::Arc::new(Login::default()),
    )
    .map(|_| ())
    .map_err(|_| ())
}

//! A service with a mailbox or several, all with the same letters, that a test tells how to misbehave.

use crate::vault_at::{Login, VaultAt};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use postkasse_sync::{Report, sync_account};
use serde_json::{Value, json};
use std::ops::Deref;
use std::sync::{Arc, Mutex};
use tokio::task::JoinHandle;

/// What a client asked: its path and query below the base; for a wish `PATCH` goes before it.
#[derive(Debug, Clone)]
pub struct Asked {
    pub path: String,
    headers: HeaderMap,
}

impl Asked {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Deref for Asked {
    type Target = str;
    fn deref(&self) -> &str {
        &self.path
    }
}

type Answer = dyn Fn(&Asked) -> Option<Response> + Send + Sync;

/// The service, and a vault at it.
pub struct Double {
    vault: VaultAt,
    letters: Arc<Mutex<Vec<Value>>>,
    answer: Arc<Mutex<Arc<Answer>>>,
    asked: Arc<Mutex<Vec<Asked>>>,
    serving: JoinHandle<()>,
}

impl Drop for Double {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Deref for Double {
    type Target = VaultAt;
    fn deref(&self) -> &VaultAt {
        &self.vault
    }
}

/// A letter with one file of this size.
pub fn letter(id: &str, size: u64) -> Value {
    let file = json!({"id": "f", "filename": "brev.txt", "encodingFormat": "text/plain", "fileSize": size});
    json!({"id": id, "version": 1, "folderId": "i", "messageType": "REGULAR", "label": "Prøve",
        "lastUpdated": "2026-05-01T00:00:00Z", "receivedDateTime": "2026-05-01T00:00:00Z",
        "documents": [{"id": "d", "documentType": "MAIN", "files": [file]}]})
}

/// So many letters, `l0` and on, with a file of ten bytes each.
pub fn letters(count: usize) -> Vec<Value> {
    (0..count).map(|id| letter(&format!("l{id}"), 10)).collect()
}

pub fn status(status: u16) -> Response {
    StatusCode::from_u16(status).unwrap().into_response()
}

pub fn file(body: impl Into<Body>) -> Response {
    ([("content-type", "application/octet-stream")], body.into()).into_response()
}

pub fn text(body: &'static str) -> Response {
    ([("content-type", "application/json")], body).into_response()
}

fn list(name: &str, items: &[Value], query: &str) -> Value {
    let number = |name: &str| query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name);
    let number = |name: &str| number(name).map_or(0, |(_, value)| value.parse::<usize>().unwrap());
    let (page, size) = (number("page"), number("size"));
    let mut items = items.to_vec();
    if query.contains("lastUpdated") {
        items.sort_by_key(|letter| std::cmp::Reverse(letter["lastUpdated"].to_string()));
    }
    let here: Vec<&Value> = items.iter().skip(page * size).take(size).collect();
    json!({"totalElements": items.len(), "totalPages": items.len().div_ceil(size), name: here})
}

/// What it answers when a test says nothing else.
fn usual(path: &str, mailboxes: &[&str], letters: &[Value]) -> Response {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let mailbox = |id: &&str| {
        json!({"id": id, "ownerType": "CITIZEN", "ownerName": "Prøve Person",
            "access": {"accessType": "OWNER", "privileges": ["CITIZEN"]}})
    };
    let folder = json!({"id": "i", "folderType": "INBOX", "name": "Indbakke", "version": 1});
    let (id, rest) = path.trim_start_matches("/mailboxes/").split_once('/').unwrap_or((path, ""));
    let one = rest.strip_prefix("messages/").filter(|id| !id.is_empty());
    match (path, rest, one) {
        ("/mailboxes/", ..) => {
            let all: Vec<Value> = mailboxes.iter().map(mailbox).collect();
            axum::Json(list("mailboxes", &all, query)).into_response()
        }
        (_, "folders/", _) => axum::Json(list("folders", &[folder], query)).into_response(),
        (_, "messages/", _) => axum::Json(list("messages", letters, query)).into_response(),
        (_, _, Some(content)) if content.ends_with("/content") => file("0123456789"),
        (_, _, Some(id)) => match letters.iter().find(|letter| letter["id"] == id) {
            Some(letter) => axum::Json(letter).into_response(),
            None => status(404),
        },
        _ => match mailboxes.iter().find(|one| path == format!("/mailboxes/{one}") || **one == id) {
            Some(one) => axum::Json(mailbox(one)).into_response(),
            None => status(404),
        },
    }
}

impl Double {
    /// One mailbox, `m`.
    pub async fn new(letters: Vec<Value>) -> Self {
        Double::with(&["m"], letters, Login::default()).await
    }

    pub async fn with(mailboxes: &'static [&'static str], letters: Vec<Value>, login: Login) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/apis/v1", listener.local_addr().unwrap());
        let nothing_special: Arc<Answer> = Arc::new(|_| None);
        let answer = Arc::new(Mutex::new(nothing_special));
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let letters = Arc::new(Mutex::new(letters));
        let (told, log, held) = (answer.clone(), asked.clone(), letters.clone());
        let app = Router::new().fallback(move |request: Request| {
            let path = request.uri().path_and_query().unwrap().as_str().replacen("/apis/v1", "", 1);
            let path = if request.method() == "PATCH" { format!("PATCH {path}") } else { path };
            let one = Asked { path, headers: request.headers().clone() };
            log.lock().unwrap().push(one.clone());
            let (told, letters) = (told.lock().unwrap().clone(), held.lock().unwrap().clone());
            async move { told(&one).unwrap_or_else(|| usual(&one, mailboxes, &letters)) }
        });
        let serving = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Double { vault: VaultAt::new(&url, login), letters, answer, asked, serving }
    }

    /// From now on it answers so where there is an answer, and as usual elsewhere.
    pub fn answers(&self, answer: impl Fn(&Asked) -> Option<Response> + Send + Sync + 'static) {
        *self.answer.lock().unwrap() = Arc::new(answer);
    }

    /// From now on it answers as usual.
    pub fn recovers(&self) {
        self.answers(|_| None);
    }

    /// From now on it has these letters.
    pub fn holds(&self, letters: Vec<Value>) {
        *self.letters.lock().unwrap() = letters;
    }

    /// What was asked for since the last call.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    /// Syncs all mailboxes.
    pub async fn sync_all(&self) -> Vec<Report> {
        sync_account(&self.context, &self.account, None).await.unwrap()
    }

    /// Syncs; what became of the first mailbox.
    pub async fn sync(&self) -> Report {
        self.sync_all().await.remove(0)
    }

    /// The ids of all letters in the first mailbox.
    pub fn ids(&self) -> Vec<String> {
        self.vault.letters(&self.vault.first()).into_keys().collect()
    }
}

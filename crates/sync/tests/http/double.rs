//! A service with one mailbox that a test tells how to misbehave, by path.

use crate::vault_at::VaultAt;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::ops::Deref;
use std::sync::{Arc, Mutex};
use tokio::task::JoinHandle;

type Answer = dyn Fn(&str) -> Option<Response> + Send + Sync;

/// The service, and a vault at it.
pub struct Double {
    vault: VaultAt,
    answer: Arc<Mutex<Arc<Answer>>>,
    asked: Arc<Mutex<Vec<String>>>,
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

pub fn status(status: u16) -> Response {
    StatusCode::from_u16(status).unwrap().into_response()
}

pub fn file(body: impl Into<Body>) -> Response {
    ([("content-type", "application/octet-stream")], body.into()).into_response()
}

fn list(name: &str, items: &[Value], query: &str) -> Value {
    let number = |name: &str| query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name);
    let number = |name: &str| number(name).map_or(0, |(_, value)| value.parse::<usize>().unwrap());
    let (page, size) = (number("page"), number("size"));
    let here: Vec<&Value> = items.iter().skip(page * size).take(size).collect();
    json!({"totalElements": items.len(), "totalPages": items.len().div_ceil(size), name: here})
}

/// What it answers when a test says nothing else.
fn usual(path: &str, letters: &[Value]) -> Response {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let mailbox = json!({"id": "m", "ownerType": "CITIZEN", "ownerName": "Prøve Person",
        "access": {"accessType": "OWNER", "privileges": ["CITIZEN"]}});
    let folder = json!({"id": "i", "folderType": "INBOX", "name": "Indbakke", "version": 1});
    let one = path.strip_prefix("/mailboxes/m/messages/").filter(|id| !id.is_empty());
    match (path, one) {
        ("/mailboxes/", _) => axum::Json(list("mailboxes", &[mailbox], query)).into_response(),
        ("/mailboxes/m", _) => axum::Json(mailbox).into_response(),
        ("/mailboxes/m/folders/", _) => axum::Json(list("folders", &[folder], query)).into_response(),
        ("/mailboxes/m/messages/", _) => axum::Json(list("messages", letters, query)).into_response(),
        (_, Some(content)) if content.ends_with("/content") => file("0123456789"),
        (_, Some(id)) => match letters.iter().find(|letter| letter["id"] == id) {
            Some(letter) => axum::Json(letter).into_response(),
            None => status(404),
        },
        _ => status(404),
    }
}

impl Double {
    pub async fn new(letters: Vec<Value>) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/apis/v1", listener.local_addr().unwrap());
        let nothing_special: Arc<Answer> = Arc::new(|_| None);
        let answer = Arc::new(Mutex::new(nothing_special));
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let (told, log, letters) = (answer.clone(), asked.clone(), Arc::new(letters));
        let app = Router::new().fallback(move |request: Request| {
            let path = request.uri().path_and_query().unwrap().as_str().replacen("/apis/v1", "", 1);
            log.lock().unwrap().push(path.clone());
            let (told, letters) = (told.lock().unwrap().clone(), letters.clone());
            async move { told(&path).unwrap_or_else(|| usual(&path, &letters)) }
        });
        let serving = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Double { vault: VaultAt::new(&url), answer, asked, serving }
    }

    /// From now on it answers so where there is an answer, and as usual elsewhere.
    pub fn answers(&self, answer: impl Fn(&str) -> Option<Response> + Send + Sync + 'static) {
        *self.answer.lock().unwrap() = Arc::new(answer);
    }

    /// The paths that were asked for since the last call.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    /// Syncs the one mailbox.
    pub async fn sync(&self) -> postkasse_sync::Report {
        postkasse_sync::sync_account(&self.context, &self.account, None).await.unwrap().remove(0)
    }
}

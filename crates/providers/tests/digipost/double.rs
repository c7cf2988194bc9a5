//! A service whose addresses are made anew each time, a login that counts, and the client between them.

use async_trait::async_trait;
use axum::Router;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use model::{Clock, Language, RemoteId};
use postkasse_providers::digipost::Digipost;
use postkasse_providers::{Authorizer, NotAuthorized, Page, PageRequest, Provider, ProviderError, Reach, Timeouts};
use secrecy::SecretString;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinHandle;

#[path = "answers.rs"]
mod answers;

pub const MAILBOX: &str = "kari.eksempel#0AA1";
pub const NOW: &str = "2026-06-01T12:00:00Z";

/// What lies behind an address.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    Root,
    Inbox,
    Folder(i64),
    Letter(String),
    Update(String),
    Delete(String),
    Content(String, usize),
    Receipt(String, usize),
    MakeFolder,
    ChangeFolder(i64),
    RemoveFolder(i64),
    UploadToInbox,
    UploadToFolder(i64),
    Settings,
    ChangeSettings,
    Accesses,
    Access(String),
    Logo(String),
    Unknown,
}

/// A request, and what it was about.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: Method,
    /// None: an address that was never given out.
    pub target: Option<Target>,
    pub query: String,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Asked {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// A letter as the service keeps it.
#[derive(Debug, Clone)]
pub struct Letter {
    pub folder: Option<i64>,
    /// Its fields without links; attachments without theirs.
    pub value: Value,
    /// Which of its files ask for a receipt still.
    pub receipts: Vec<bool>,
    /// Its files have no links at all.
    pub linkless: bool,
}

/// What the service holds.
#[derive(Debug, Default)]
pub struct Holds {
    pub letters: BTreeMap<String, Letter>,
    pub folders: Vec<(i64, String, String)>,
    pub settings: Value,
    pub accesses: Vec<(String, String)>,
    pub used: u64,
    pub uploads: Vec<(Option<i64>, Vec<u8>)>,
}

type Hook = Arc<dyn Fn(&Asked) -> Option<Response> + Send + Sync>;

struct Inner {
    url: String,
    salt: String,
    given_out: Mutex<HashMap<String, Target>>,
    holds: Mutex<Holds>,
    asked: Mutex<Vec<Asked>>,
    hook: Mutex<Option<Hook>>,
}

/// The service; ends when dropped.
pub struct Double {
    inner: Arc<Inner>,
    serving: JoinHandle<()>,
}

impl Drop for Double {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// A letter with these fields instead of the usual ones, and a file.
pub fn letter(more: Value) -> Letter {
    let mut value = json!({"subject": "Brev", "creatorName": "Prøve Strøm", "created": "2026-05-01T10:00:00.000+02:00",
        "origin": "CORPORATION", "authentication-level": "PASSWORD", "read": false, "confidential": false,
        "type": "LETTER", "attachment": [{"subject": "Brev", "fileType": "pdf", "fileSize": 8, "mainDocument": true,
        "authentication-level": "PASSWORD", "read": false}]});
    value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    Letter { folder: None, value, receipts: vec![false; 9], linkless: false }
}

impl Double {
    /// With one mailbox and nothing in it.
    pub async fn new() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let salt = std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), &url);
        let inner = Arc::new(Inner {
            url,
            salt: format!("{salt:016x}"),
            given_out: Mutex::default(),
            holds: Mutex::default(),
            asked: Mutex::default(),
            hook: Mutex::default(),
        });
        let held = inner.clone();
        let app = Router::new().fallback(move |request: Request| {
            let inner = held.clone();
            async move { inner.serve(request).await }
        });
        let serving = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Double { inner, serving }
    }

    /// With these letters in the inbox, named by their place: 1, 2, ….
    pub async fn with(letters: impl IntoIterator<Item = Letter>) -> Self {
        let double = Double::new().await;
        for letter in letters {
            double.put(letter);
        }
        double
    }

    pub fn holds<T>(&self, change: impl FnOnce(&mut Holds) -> T) -> T {
        change(&mut self.inner.holds.lock().unwrap())
    }

    /// One more letter; its id, as the client will know it.
    pub fn put(&self, letter: Letter) -> RemoteId {
        let name = self.holds(|holds| {
            let name = (holds.letters.len() + 1).to_string();
            holds.letters.insert(name.clone(), letter);
            name
        });
        self.id(&name)
    }

    /// The id of a letter: the last part of its address.
    pub fn id(&self, name: &str) -> RemoteId {
        let uri = self.inner.uri(&Target::Letter(name.to_owned()));
        RemoteId(uri.rsplit('/').next().unwrap().to_owned())
    }

    pub fn uri(&self, target: &Target) -> String {
        self.inner.uri(target)
    }

    /// Another answer than the usual one.
    pub fn answers(&self, hook: impl Fn(&Asked) -> Option<Response> + Send + Sync + 'static) {
        *self.inner.hook.lock().unwrap() = Some(Arc::new(hook));
    }

    /// What was asked since this was asked last.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.inner.asked.lock().unwrap())
    }

    /// The same, as a list of what it was about.
    pub fn heard(&self) -> Vec<(Method, Target)> {
        let asked = self.asked().into_iter();
        asked.map(|one| (one.method, one.target.expect("an address that was given out"))).collect()
    }

    pub fn client(&self) -> Digipost {
        self.client_at(NOW)
    }

    pub fn client_at(&self, now: &str) -> Digipost {
        let timeouts = Timeouts {
            connect: Duration::from_secs(5),
            idle: Duration::from_secs(5),
            answer: Duration::from_secs(20),
            file: Duration::from_secs(20),
            logo: Duration::from_secs(5),
        };
        let at = Reach {
            server: self.inner.url.parse().unwrap(),
            register: None,
            authorizer: Arc::new(Login),
            language: Language::Nb,
        };
        Digipost::with(&at, Arc::new(Stopped(now.parse().unwrap())), timeouts).unwrap()
    }
}

struct Stopped(Timestamp);

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        self.0
    }
}

struct Login;

#[async_trait]
impl Authorizer for Login {
    async fn bearer(&self) -> Result<SecretString, NotAuthorized> {
        Ok("token".to_owned().into())
    }

    async fn renew(&self) -> Result<(), NotAuthorized> {
        Err(NotAuthorized::SignInAgain)
    }
}

pub fn mailbox() -> RemoteId {
    MAILBOX.into()
}

/// Reads everything; the pages, and the last one's cursor.
pub async fn walk(client: &Digipost) -> Result<Vec<Page>, ProviderError> {
    let (mut pages, mut from) = (Vec::new(), None);
    loop {
        let page = client.messages(&mailbox(), &PageRequest::All { from }).await?;
        from = page.next.clone();
        pages.push(page);
        if from.is_none() {
            return Ok(pages);
        }
    }
}

/// JSON in the service's own type.
pub fn json_answer(status: u16, value: &Value) -> Response {
    let kind = [("content-type", "application/vnd.digipost-v2+json;charset=utf-8")];
    (StatusCode::from_u16(status).unwrap(), kind, value.to_string()).into_response()
}

pub fn refusal(status: u16, code: &str) -> Response {
    json_answer(status, &json!({"error-code": code, "error-message": "Det går ikke."}))
}

/// A page in the place of an answer.
pub fn html() -> Response {
    ([("content-type", "text/html; charset=utf-8")], "<h1>Logg inn</h1>").into_response()
}

impl Inner {
    fn uri(&self, target: &Target) -> String {
        if *target == Target::Root {
            return format!("{}/post/api", self.url);
        }
        let mut hash = std::hash::DefaultHasher::new();
        std::hash::Hash::hash(&(&self.salt, target), &mut hash);
        let word = std::hash::Hasher::finish(&hash);
        let path = format!("/{:x}/p{word:016x}7", word % 251);
        self.given_out.lock().unwrap().insert(path.clone(), target.clone());
        format!("{}{path}", self.url)
    }

    fn link(&self, relation: &str, target: &Target) -> Value {
        json!({"rel": format!("https://{}.example/post/relations/{relation}", self.salt), "uri": self.uri(target),
            "media-type": "application/vnd.digipost-v2+json"})
    }

    async fn serve(&self, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let path = parts.uri.path().to_owned();
        let target = match path.as_str() {
            "/post/api" => Some(Target::Root),
            other => self.given_out.lock().unwrap().get(other).cloned(),
        };
        let body = to_bytes(body, 200 << 20).await.unwrap().to_vec();
        let query = parts.uri.query().unwrap_or_default().to_owned();
        let asked = Asked { method: parts.method, target, query, headers: parts.headers, body };
        self.asked.lock().unwrap().push(asked.clone());
        assert_eq!(asked.headers["authorization"], "Bearer token");
        let hook = self.hook.lock().unwrap().clone();
        if let Some(answer) = hook.and_then(|hook| hook(&asked)) {
            return answer;
        }
        let Some(target) = asked.target.clone() else { return StatusCode::NOT_FOUND.into_response() };
        self.answer(&asked, target)
    }
}

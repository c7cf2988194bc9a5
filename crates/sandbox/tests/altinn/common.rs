//! A sandbox in this process for one test. The caller is vouched for by a little issuer of the test's own, whose tokens are
//! the demo person's word, a level and a scope (`kari`, `kari/high`, `kari/high/openid`).

use axum::Json;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use postkasse_sandbox::conformance::{Answer, Interface};
use postkasse_sandbox::{Options, Running, Seed, start};
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

static INTERFACE: LazyLock<Interface> = LazyLock::new(|| Interface::dialogporten().unwrap());

/// Kari herself.
pub const KARI: &str = "urn:altinn:person:identifier-no:01858300000";
/// Her company.
pub const BAKERY: &str = "urn:altinn:organization:identifier-no:000000011";
/// The part of another that she may read.
pub const STAGE: &str = "urn:altinn:organization:identifier-no:000000014";
/// Somebody else.
pub const OLA: &str = "urn:altinn:person:identifier-no:23897000000";
/// An id that nothing has.
pub const NOTHING: &str = "01890000-0000-7000-8000-000000000000";

/// The description of the interface.
pub fn interface() -> &'static Interface {
    &INTERFACE
}

/// A running sandbox and a client for it, which follows no redirects.
pub struct TestBox {
    pub running: Running,
    http: reqwest::Client,
    issuer: tokio::task::JoinHandle<()>,
}

impl Drop for TestBox {
    fn drop(&mut self) {
        self.issuer.abort();
    }
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Got {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: Vec<u8>,
}

impl Got {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{:?}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

async fn issuer() -> (String, tokio::task::JoinHandle<()>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let discovery = json!({"userinfo_endpoint": format!("{url}/userinfo")});
    let app = axum::Router::new()
        .route("/.well-known/openid-configuration", get(async move || Json(discovery)))
        .route("/userinfo", get(userinfo));
    (url, tokio::spawn(async move { axum::serve(listener, app).await.unwrap() }))
}

async fn userinfo(headers: HeaderMap) -> Result<Json<Value>, StatusCode> {
    let token = headers.get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let token = token.strip_prefix("Bearer ").ok_or(StatusCode::UNAUTHORIZED)?;
    let mut parts = token.split('/');
    let (person, level) = (parts.next().unwrap(), parts.next().unwrap_or("substantial"));
    let mut told = json!({"sub": person, "acr": level});
    if let (Some(scope), Some(fields)) = (parts.next(), told.as_object_mut()) {
        fields.insert("scope".to_owned(), scope.into());
    }
    Ok(Json(told))
}

/// A sandbox with the demo's dialogs.
pub async fn demo() -> TestBox {
    with(Seed::Demo).await
}

/// A sandbox with the parties and without dialogs.
pub async fn empty() -> TestBox {
    with(Seed::Empty).await
}

async fn with(seed: Seed) -> TestBox {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (url, issuer) = issuer().await;
    let options =
        Options { seed, trust_issuer: Some(url.parse().unwrap()), check_interface: true, ..Options::default() };
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    TestBox { running: start(options).await.unwrap(), http, issuer }
}

impl TestBox {
    /// Any request to the sandbox. A path may be a whole address.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        token: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Got {
        let url = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.running.url()) };
        let mut request = self.http.request(method.parse().unwrap(), url);
        if !token.is_empty() {
            request = request.bearer_auth(token);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Got { status, headers, body: response.bytes().await.unwrap().to_vec() }
    }

    /// A call of the interface (`path` begins with `/enduser` or `/metadata`), held against the description.
    pub async fn call(
        &self,
        method: &str,
        path: &str,
        token: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Got {
        let got = self.send(method, &format!("/dialogporten/api/v1{path}"), token, headers, body).await;
        let (plain, query) = path.split_once('?').unwrap_or((path, ""));
        let plain = format!("/api/v1{plain}");
        let content_type = got.headers.get("content-type").and_then(|value| value.to_str().ok());
        let answer = Answer { method, path: &plain, query, status: got.status, content_type, body: &got.body };
        interface().validate_answer(answer).unwrap_or_else(|why| panic!("{method} {path}: {why}\n{}", got.text()));
        got
    }

    /// GET as `kari`, which goes well.
    pub async fn get(&self, path: &str) -> Value {
        let got = self.call("GET", path, "kari", &[], None).await;
        assert_eq!(got.status, 200, "{path}: {}", got.text());
        got.json()
    }

    /// The dialogs of a party as `kari` lists them, all of them.
    pub async fn list(&self, party: &str, query: &str) -> Vec<Value> {
        let query = if query.is_empty() { String::new() } else { format!("&{query}") };
        let page = self.get(&format!("/enduser/dialogs?party={party}&limit=1000{query}")).await;
        page["items"].as_array().unwrap().clone()
    }

    /// One dialog of a list.
    pub async fn listed(&self, party: &str, id: &str) -> Value {
        self.list(party, "").await.into_iter().find(|item| item["id"] == id).unwrap()
    }

    /// The first dialog of Kari's whose title begins so.
    pub async fn titled(&self, party: &str, start: &str) -> Value {
        let title = |item: &Value| {
            let texts = item["content"]["title"]["value"].as_array().unwrap().clone();
            texts.iter().any(|text| text["value"].as_str().unwrap().starts_with(start))
        };
        self.list(party, "").await.into_iter().find(title).unwrap_or_else(|| panic!("nothing begins with {start}"))
    }

    /// Opens a dialog as `kari`.
    pub async fn open(&self, id: &str) -> Value {
        self.get(&format!("/enduser/dialogs/{id}")).await
    }

    /// The entries of a dialog's seen log.
    pub async fn seen(&self, id: &str) -> Vec<Value> {
        self.get(&format!("/enduser/dialogs/{id}/seenlog")).await.as_array().unwrap().clone()
    }

    /// A call of the administrator's.
    pub async fn admin(&self, method: &str, path: &str, body: Value) -> Got {
        self.send(method, &format!("/admin{path}"), "", &[], Some(body)).await
    }

    /// A dialog of the administrator's; its id. Kari's, unless it says otherwise.
    pub async fn dialog(&self, wish: Value) -> String {
        let mut whole = Map::from_iter([("party".to_owned(), "kari".into()), ("title".to_owned(), "Et brev".into())]);
        whole.extend(wish.as_object().unwrap().clone());
        let got = self.admin("POST", "/altinn/dialogs", Value::Object(whole)).await;
        assert_eq!(got.status, 200, "{}", got.text());
        got.json()["ids"][0].as_str().unwrap().to_owned()
    }

    /// Changes a dialog as its service owner.
    pub async fn change(&self, id: &str, wish: Value) {
        let got = self.admin("PATCH", &format!("/altinn/dialogs/{id}"), wish).await;
        assert_eq!(got.status, 200, "{}", got.text());
    }

    /// Changes labels as `kari`, held to the present revision.
    pub async fn label(&self, id: &str, wanted: Value, revision: Option<&str>) -> Got {
        let headers: Vec<(&str, &str)> = revision.map(|revision| ("If-Match", revision)).into_iter().collect();
        self.call("PUT", &format!("/enduser/dialogs/{id}/context/systemlabels"), "kari", &headers, Some(wanted)).await
    }
}

/// The labels of a dialog or of an item.
pub fn labels(dialog: &Value) -> Vec<String> {
    let labels = dialog["endUserContext"]["systemLabels"].as_array().unwrap();
    labels.iter().map(|label| label.as_str().unwrap().to_owned()).collect()
}

/// The end users' revision of a dialog or of an item.
pub fn revision(dialog: &Value) -> String {
    dialog["endUserContext"]["revision"].as_str().unwrap().to_owned()
}

/// The ids of items.
pub fn ids(items: &[Value]) -> Vec<String> {
    items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

//! A sandbox in this process for one test, spoken to over real HTTP. The caller is vouched for by a
//! little issuer of the test's own, whose tokens are the demo person's word and a level
//! (`mette`, `mette/high`), which is also what `--trust-issuer` is for.

use axum::Json;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use postkasse_sandbox::conformance::{Answer, Interface};
use postkasse_sandbox::{Options, Running, Seed, start};
use serde_json::{Value, json};
use std::sync::LazyLock;

static INTERFACE: LazyLock<Interface> = LazyLock::new(|| Interface::digital_post().unwrap());

/// The description of the interface.
pub fn interface() -> &'static Interface {
    &INTERFACE
}

/// A running sandbox and a client for it.
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
pub struct Got {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: Vec<u8>,
}

impl Got {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{:?}", String::from_utf8_lossy(&self.body)))
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
    let (person, level) = token.split_once('/').unwrap_or((token, "substantial"));
    Ok(Json(json!({"sub": person, "acr": level})))
}

/// A sandbox with the demo's letters.
pub async fn demo() -> TestBox {
    with(Options::default()).await
}

/// A sandbox without letters.
pub async fn empty() -> TestBox {
    with(Options { seed: Seed::Empty, ..Options::default() }).await
}

/// A sandbox as asked for.
pub async fn with(options: Options) -> TestBox {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (url, issuer) = issuer().await;
    let options = Options { trust_issuer: Some(url.parse().unwrap()), check_interface: true, ..options };
    TestBox { running: start(options).await.unwrap(), http: reqwest::Client::new(), issuer }
}

impl TestBox {
    /// The id of a mailbox that a person reaches, by its kind.
    pub fn mailbox(&self, person: &str, kind: &str) -> String {
        let person = self.running.ready.persons.iter().find(|one| one.id == person).unwrap();
        person.mailboxes.iter().find(|one| one.kind == kind).unwrap().id.clone()
    }

    /// A call of the provider's interface; its answer is held against the description.
    pub async fn call(
        &self,
        method: &str,
        path: &str,
        token: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Got {
        let got = self.send(method, path, token, headers, body).await.unwrap();
        held(method, path, &got);
        got
    }

    /// The same with a body that is no JSON.
    pub async fn call_with(
        &self,
        method: &str,
        path: &str,
        token: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Got {
        let url = format!("{}/apis/v1{path}", self.running.url());
        let mut request = self.http.request(method.parse().unwrap(), url).bearer_auth(token).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let got = read(request.send().await.unwrap()).await.unwrap();
        held(method, path, &got);
        got
    }

    /// Requests so far that the description does not know.
    pub async fn nonconforming(&self) -> Vec<Value> {
        let log = self.admin("GET", "/requests", "").await.json();
        log.as_array().unwrap().iter().filter(|entry| !entry["nonconforming"].is_null()).cloned().collect()
    }

    /// The same, not held against anything.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        token: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Result<Got, reqwest::Error> {
        let url = format!("{}/apis/v1{path}", self.running.url());
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
        read(request.send().await?).await
    }

    /// GET as `mette`.
    pub async fn get(&self, path: &str) -> Got {
        self.call("GET", path, "mette", &[], None).await
    }

    /// PATCH as `mette` with a version.
    pub async fn patch(&self, path: &str, version: i64, body: Value) -> Got {
        self.call("PATCH", path, "mette", &[("If-Match", &version.to_string())], Some(body)).await
    }

    /// A call of the administrator's.
    pub async fn admin(&self, method: &str, path: &str, body: impl Into<reqwest::Body>) -> Got {
        let url = format!("{}/admin{path}", self.running.url());
        let request = self.http.request(method.parse().unwrap(), url).body(body);
        read(request.send().await.unwrap()).await.unwrap()
    }

    /// A letter of the administrator's; its id.
    pub async fn letter(&self, letter: Value) -> String {
        let got = self.admin("POST", "/letters", letter.to_string()).await;
        assert_eq!(got.status, 200, "{}", String::from_utf8_lossy(&got.body));
        got.json()["ids"][0].as_str().unwrap().to_owned()
    }
}

/// Holds an answer against the description. 304, the refusals of a fault and those of a wrong query are
/// not in it.
fn held(method: &str, path: &str, got: &Got) {
    if [304, 503].contains(&got.status) || (got.status == 400 && method == "GET") {
        return;
    }
    let (plain, query) = path.split_once('?').unwrap_or((path, ""));
    let content_type = got.headers.get("content-type").and_then(|value| value.to_str().ok());
    let answer = Answer { method, path: plain, query, status: got.status, content_type, body: &got.body };
    interface().validate_answer(answer).unwrap_or_else(|why| panic!("{method} {path}: {why}"));
}

async fn read(response: reqwest::Response) -> Result<Got, reqwest::Error> {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Ok(Got { status, headers, body: response.bytes().await?.to_vec() })
}

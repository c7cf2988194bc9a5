//! A bad line between the client and the service: it loses, doubles, cuts, delays and mixes up what goes over it.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CONNECTION, CONTENT_LENGTH, HOST, LOCATION, TRANSFER_ENCODING};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::task::JoinHandle;

/// What is wrong with the line; rates from 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub struct Trouble {
    /// The connection ends before the service hears the call, or before the client hears the answer.
    pub lost: f64,
    /// The answer ends in the middle.
    pub cut: f64,
    /// The call reaches the service twice; either answer may be the one that is heard.
    pub doubled: f64,
    /// A list is answered as it was at some time before.
    pub stale: f64,
    /// What is on a page of a list comes in another order.
    pub mixed: f64,
    /// The token runs out.
    pub expired: f64,
    /// Somebody else answers everything: the network wants to be logged in to.
    pub portal: bool,
    /// Every answer takes so long.
    pub latency: Duration,
    /// What happens to calls that change something.
    pub writes: Writes,
}

/// What happens to calls that change something; each is answered by somebody on the way, with a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Writes {
    /// Nothing: they and their answers pass.
    #[default]
    Pass,
    /// The service does not hear them.
    Unheard,
    /// The service hears them, and its answers are not heard.
    Unanswered,
}

/// The line.
pub struct Line {
    /// The service's origin, as it is reached over the line.
    pub origin: String,
    inner: Arc<Inner>,
    serving: JoinHandle<()>,
}

struct Inner {
    to: String,
    client: reqwest::Client,
    state: Mutex<Now>,
}

struct Now {
    trouble: Trouble,
    chance: StdRng,
    /// Every answer to each list so far.
    lists: HashMap<String, Vec<Answer>>,
    expired: HashSet<String>,
    struck: u32,
}

#[derive(Clone)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Line {
    /// A good line to this origin; `seed` decides what chance does once it is bad.
    pub async fn to(origin: &str, seed: u64) -> Self {
        let state = Now {
            trouble: Trouble::default(),
            chance: StdRng::seed_from_u64(seed),
            lists: HashMap::new(),
            expired: HashSet::new(),
            struck: 0,
        };
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let inner = Arc::new(Inner { to: origin.to_owned(), client, state: Mutex::new(state) });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let app = Router::new().fallback(pass).with_state(inner.clone());
        let serving = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Line { origin, inner, serving }
    }

    /// From now on this is wrong with it.
    pub fn is(&self, trouble: Trouble) {
        self.inner.now().trouble = trouble;
    }

    /// How often something went wrong so far.
    pub fn struck(&self) -> u32 {
        self.inner.now().struck
    }

    /// It is good again. A token that ran out stays so.
    pub fn is_good(&self) {
        self.is(Trouble::default());
    }
}

impl Inner {
    fn now(&self) -> MutexGuard<'_, Now> {
        self.state.lock().unwrap()
    }

    /// Whether it happens this time.
    fn strikes(&self, rate: impl Fn(&Trouble) -> f64) -> bool {
        let mut now = self.now();
        let rate = rate(&now.trouble);
        let strikes = rate > 0.0 && now.chance.random::<f64>() < rate;
        now.struck += u32::from(strikes);
        strikes
    }

    async fn ask(&self, method: &Method, path: &str, headers: &HeaderMap, body: &Bytes) -> Answer {
        let request = self.client.request(method.clone(), format!("{}{path}", self.to));
        let answer = request.headers(headers.clone()).body(body.clone()).send().await.unwrap();
        let (status, mut headers) = (answer.status(), answer.headers().clone());
        for hop in [CONNECTION, TRANSFER_ENCODING, CONTENT_LENGTH] {
            headers.remove(hop);
        }
        Answer { status, headers, body: answer.bytes().await.unwrap() }
    }

    /// Whether this token has run out.
    fn has_run_out(&self, headers: &HeaderMap) -> bool {
        let Some(token) = headers.get(AUTHORIZATION).and_then(|token| token.to_str().ok()) else { return false };
        let strikes = self.strikes(|trouble| trouble.expired);
        let mut now = self.now();
        if strikes {
            now.expired.insert(token.to_owned());
        }
        now.expired.contains(token)
    }
}

/// Ends the connection without a word.
fn hang_up() -> ! {
    std::panic::resume_unwind(Box::new("the line is gone"))
}

async fn pass(State(line): State<Arc<Inner>>, request: Request) -> Response {
    let Trouble { portal, latency, .. } = line.now().trouble;
    tokio::time::sleep(latency).await;
    if portal {
        let page = "<!doctype html><title>Log ind på netværket</title>";
        return match line.strikes(|_| 0.5) {
            true => (StatusCode::FOUND, [(LOCATION, "http://127.0.0.1:9/log-ind")]).into_response(),
            false => ([("content-type", "text/html")], page).into_response(),
        };
    }
    let (parts, body) = request.into_parts();
    let writes = if parts.method == Method::GET { Writes::Pass } else { line.now().trouble.writes };
    let page = ([("content-type", "text/html")], "<!doctype html><title>Et øjeblik</title>");
    if writes == Writes::Unheard {
        return page.into_response();
    }
    let path = parts.uri.path_and_query().map_or_else(String::new, ToString::to_string);
    let mut headers = parts.headers;
    for hop in [HOST, CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING] {
        headers.remove(hop);
    }
    let body = axum::body::to_bytes(body, 64 << 20).await.unwrap();
    if line.strikes(|trouble| trouble.lost / 2.0) {
        hang_up();
    }
    if line.has_run_out(&headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let mut answer = line.ask(&parts.method, &path, &headers, &body).await;
    if writes == Writes::Unanswered {
        return page.into_response();
    }
    if line.strikes(|trouble| trouble.doubled) {
        let second = line.ask(&parts.method, &path, &headers, &body).await;
        if line.strikes(|_| 0.5) {
            answer = second;
        }
    }
    let list = path.contains("/messages/?") || path.contains("/folders/?");
    if parts.method == Method::GET && list && answer.status == StatusCode::OK {
        answer = line.list(&path, answer);
    }
    if line.strikes(|trouble| trouble.lost / 2.0) {
        hang_up();
    }
    let whole = answer.body.len();
    if whole > 0 && line.strikes(|trouble| trouble.cut) {
        let half: Vec<io::Result<Bytes>> =
            vec![Ok(answer.body.slice(..whole / 2)), Err(io::ErrorKind::BrokenPipe.into())];
        let body = Body::from_stream(futures::stream::iter(half));
        return (answer.status, answer.headers, [(CONTENT_LENGTH, whole.to_string())], body).into_response();
    }
    (answer.status, answer.headers, answer.body).into_response()
}

impl Inner {
    /// A list as it is now, or was before, perhaps in another order.
    fn list(&self, path: &str, answer: Answer) -> Answer {
        let (stale, mixed) = (self.strikes(|trouble| trouble.stale), self.strikes(|trouble| trouble.mixed));
        let mut now = self.now();
        let Now { lists, chance, .. } = &mut *now;
        let before = lists.entry(path.to_owned()).or_default();
        before.push(answer.clone());
        let mut answer = if stale { before[chance.random_range(0..before.len())].clone() } else { answer };
        if mixed {
            let mut page: Value = serde_json::from_slice(&answer.body).unwrap();
            let rows = page.as_object_mut().and_then(|page| page.values_mut().find_map(Value::as_array_mut));
            if let Some(rows) = rows {
                rows.reverse();
            }
            answer.body = page.to_string().into();
        }
        answer
    }
}

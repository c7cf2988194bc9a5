//! The request log: every call of a provider's interface, numbered. It keeps paths and what was
//! asked of them, never bodies or who called.

use crate::api::BASE;
use crate::server::Shared;
use crate::services::Service;
use axum::body::HttpBody;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use serde::Serialize;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// How many calls are remembered.
const REMEMBERED: usize = 200_000;

/// How many bytes of a body really left, when that is not its announced length.
#[derive(Debug, Clone, Copy)]
pub struct Sent(pub u64);

/// A call.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    n: u64,
    provider: &'static str,
    method: String,
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<String>,
    status: u16,
    ms: u64,
    bytes: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonconforming: Option<String>,
}

/// The calls so far.
#[derive(Debug, Default)]
pub struct RequestLog(Mutex<(u64, VecDeque<Entry>)>);

impl RequestLog {
    fn add(&self, mut entry: Entry) {
        let mut log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        log.0 += 1;
        entry.n = log.0;
        log.1.push_back(entry);
        if log.1.len() > REMEMBERED {
            log.1.pop_front();
        }
    }

    /// The calls after number `n`.
    #[must_use]
    pub fn since(&self, n: u64) -> Vec<Entry> {
        let log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        log.1.iter().filter(|entry| entry.n > n).cloned().collect()
    }
}

/// Whether a path belongs to a provider's interface, and to whose.
fn provider(path: &str) -> Option<&'static str> {
    let memos = path.strip_prefix(BASE).is_some_and(|rest| rest.starts_with("/memos/"));
    if memos { Some("receiver") } else { Some(Service::at(path)?.as_str()) }
}

/// Notes a call with its outcome.
pub async fn layer(State(sandbox): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let Some(provider) = provider(&path) else { return next.run(request).await };
    let method = request.method().to_string();
    let query = request.uri().query().map(str::to_owned);
    let (request, nonconforming) = sandbox.check(request).await;
    let start = Instant::now();
    let response = next.run(request).await;
    let sent = response.extensions().get::<Sent>().map(|sent| sent.0);
    let bytes = sent.or_else(|| response.body().size_hint().exact()).unwrap_or_default();
    let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let status = response.status().as_u16();
    sandbox.log.add(Entry { n: 0, provider, method, path, query, status, ms, bytes, nonconforming });
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_calls_of_a_provider_are_noted() {
        assert_eq!(provider("/apis/v1/mailboxes/"), Some("digital-post"));
        assert_eq!(provider("/apis/v1/memos/"), Some("receiver"));
        assert_eq!(provider("/post/api"), Some("digipost"));
        assert_eq!(provider("/post/api/oauth/accesstoken"), None);
        assert_eq!(provider("/admin/requests"), None);
        assert_eq!(provider("/apis/v1x"), None);
    }
}

//! The loopback address to which the browser returns (RFC 8252, section 7.3). Only a GET on the right path
//! with the right state counts; anything else gets 404 and the wait goes on. The first that counts is told
//! how the login ended, once that is known; a second one is told that it was not needed.

use crate::EidError;
use crate::pages::{self, Ending};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};
use url::Url;

const LONGEST_REQUEST: usize = 16 << 10;
/// Connections at once; more have to wait for one of them to end.
const MOST_CONNECTIONS: usize = 32;
/// When the system has no connection to give.
const BREATH: Duration = Duration::from_millis(100);

/// What the browser brought, and the browser, which waits.
pub(crate) struct Answer {
    pub(crate) code: Option<String>,
    pub(crate) error: Option<String>,
    pub(crate) issuer: Option<String>,
    browser: Option<TcpStream>,
    patience: Duration,
}

impl Answer {
    /// Shows the person how it ended.
    pub(crate) async fn tell(self, language: &str, done: bool) {
        let ending = if done { Ending::Done } else { Ending::NotDone };
        if let Some(browser) = self.browser {
            let _ = tokio::time::timeout(self.patience, send(browser, &pages::answer(language, ending))).await;
        }
    }
}

/// The address, while it is listened on.
pub(crate) struct Loopback {
    listener: Arc<TcpListener>,
    port: u16,
}

impl Loopback {
    pub(crate) async fn bind() -> Result<Self, EidError> {
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|_| EidError::Browser)?;
        let port = listener.local_addr().map_err(|_| EidError::Browser)?.port();
        Ok(Loopback { listener: Arc::new(listener), port })
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/callback", self.port)
    }

    /// Serves browsers from now on.
    pub(crate) fn listen(&self, state: &str, language: &str, patience: Duration) -> Listening {
        let (first, answer) = oneshot::channel();
        let waiting = Waiting {
            port: self.port,
            state: state.to_owned(),
            language: language.to_owned(),
            patience,
            first: Mutex::new(Some(first)),
        };
        Listening { serving: tokio::spawn(accept(self.listener.clone(), Arc::new(waiting))), answer }
    }
}

/// Browsers are served for as long as this lives.
pub(crate) struct Listening {
    serving: JoinHandle<()>,
    answer: oneshot::Receiver<Answer>,
}

impl Listening {
    /// The first answer to this attempt.
    pub(crate) async fn answer(&mut self) -> Result<Answer, EidError> {
        (&mut self.answer).await.map_err(|_| EidError::TimedOut)
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// What every connection must know.
struct Waiting {
    port: u16,
    state: String,
    language: String,
    patience: Duration,
    first: Mutex<Option<oneshot::Sender<Answer>>>,
}

async fn accept(listener: Arc<TcpListener>, waiting: Arc<Waiting>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            Some(_) = connections.join_next() => {}
            accepted = listener.accept(), if connections.len() < MOST_CONNECTIONS => match accepted {
                // Each by itself: one that says nothing must not keep the right one waiting.
                Ok((browser, _)) => {
                    let waiting = waiting.clone();
                    connections.spawn(async move {
                        let _ = tokio::time::timeout(waiting.patience, serve(browser, &waiting)).await;
                    });
                }
                Err(_) => tokio::time::sleep(BREATH).await,
            },
        }
    }
}

async fn serve(mut browser: TcpStream, waiting: &Waiting) -> Option<()> {
    let mut request = Vec::new();
    let mut piece = [0; 2048];
    while !request.windows(4).any(|window| window == b"\r\n\r\n") && request.len() < LONGEST_REQUEST {
        let count = browser.read(&mut piece).await.ok()?;
        if count == 0 {
            return None;
        }
        request.extend_from_slice(piece.get(..count)?);
    }
    let Some(mut answer) = read(&String::from_utf8_lossy(&request), waiting.port, &waiting.state) else {
        return send(browser, &pages::nothing()).await;
    };
    let first = waiting.first.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(first) = first else {
        return send(browser, &pages::answer(&waiting.language, Ending::NotNeeded)).await;
    };
    (answer.browser, answer.patience) = (Some(browser), waiting.patience);
    first.send(answer).ok()
}

async fn send(mut browser: TcpStream, page: &str) -> Option<()> {
    browser.write_all(page.as_bytes()).await.ok()?;
    browser.shutdown().await.ok()
}

/// The answer in a request, if it is one for this attempt.
fn read(request: &str, port: u16, state: &str) -> Option<Answer> {
    let mut lines = request.split("\r\n");
    let target = lines.next()?.strip_prefix("GET ")?.strip_suffix(" HTTP/1.1")?;
    let mut hosts = lines.filter_map(|line| line.split_once(':')).filter(|(name, _)| name.eq_ignore_ascii_case("host"));
    let host = hosts.next()?.1.trim();
    if host != format!("127.0.0.1:{port}") || hosts.next().is_some() || !target.starts_with('/') {
        return None;
    }
    let url = Url::parse(&format!("http://127.0.0.1:{port}{target}")).ok()?;
    let value = |name: &str| {
        let mut found = url.query_pairs().filter(|(key, _)| key == name);
        let first = found.next().map(|(_, value)| value.into_owned());
        // Said twice is said by somebody else.
        first.filter(|_| found.next().is_none())
    };
    if url.path() != "/callback" || value("state").as_deref() != Some(state) {
        return None;
    }
    let (code, error, issuer) = (value("code"), value("error"), value("iss"));
    Some(Answer { code, error, issuer, browser: None, patience: Duration::ZERO })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(target: &str, host: &str) -> bool {
        read(&format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n"), 7, "s").is_some()
    }

    #[test]
    fn only_the_right_path_with_the_right_state_counts() {
        assert!(asked("/callback?code=c&state=s", "127.0.0.1:7"));
        for (target, host) in [
            ("/favicon.ico", "127.0.0.1:7"),
            ("/callback?code=c&state=other", "127.0.0.1:7"),
            ("/callback?code=c", "127.0.0.1:7"),
            ("/callback?code=c&state=s&state=s", "127.0.0.1:7"),
            ("/other?code=c&state=s", "127.0.0.1:7"),
            ("/callback/?code=c&state=s", "127.0.0.1:7"),
            ("//evil.example/callback?code=c&state=s", "127.0.0.1:7"),
            ("/callback?code=c&state=s", "evil.example:7"),
            ("/callback?code=c&state=s", "127.0.0.1:8"),
            ("http://evil.example/callback?code=c&state=s", "127.0.0.1:7"),
        ] {
            assert!(!asked(target, host), "{target} {host}");
        }
        for request in [
            "POST /callback?code=c&state=s HTTP/1.1\r\nHost: 127.0.0.1:7\r\n\r\n",
            "GET /callback?code=c&state=s HTTP/1.1\r\n\r\n",
            "GET /callback?code=c&state=s HTTP/1.1\r\nHost: 127.0.0.1:7\r\nHost: evil.example\r\n\r\n",
            "GET /callback?code=c&state=s HTTP/1.0\r\nHost: 127.0.0.1:7\r\n\r\n",
            "",
        ] {
            assert!(read(request, 7, "s").is_none(), "{request:?}");
        }
    }

    #[test]
    fn what_is_said_twice_is_not_said() {
        let request = "GET /callback?code=a&code=b&state=s&iss=i HTTP/1.1\r\nHost: 127.0.0.1:7\r\n\r\n";
        let answer = read(request, 7, "s").unwrap();
        assert_eq!((answer.code, answer.issuer.as_deref()), (None, Some("i")));
    }
}

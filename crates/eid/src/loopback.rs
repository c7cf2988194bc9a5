//! The loopback address to which the browser returns (RFC 8252, section 7.3). Only a GET on the right path
//! with the right state counts; anything else gets 404 and the wait goes on.

use crate::{EidError, pages};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use url::Url;

/// How long a person may take.
const PATIENCE: Duration = Duration::from_secs(5 * 60);
/// How long a connection may take to say what it wants, and how much.
const REQUEST_PATIENCE: Duration = Duration::from_secs(10);
const LONGEST_REQUEST: usize = 16 << 10;

/// What the browser brought.
pub(crate) struct Answer {
    pub(crate) code: Option<String>,
    pub(crate) error: Option<String>,
    pub(crate) issuer: Option<String>,
}

pub(crate) struct Loopback {
    listener: TcpListener,
    port: u16,
}

impl Loopback {
    pub(crate) async fn bind() -> Result<Self, EidError> {
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|_| EidError::Browser)?;
        let port = listener.local_addr().map_err(|_| EidError::Browser)?.port();
        Ok(Loopback { listener, port })
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/callback", self.port)
    }

    /// Waits for the answer to this attempt.
    pub(crate) async fn wait(&self, state: &str, language: &str) -> Result<Answer, EidError> {
        let (send, mut receive) = mpsc::channel(1);
        let accept = async {
            loop {
                let Ok((stream, _)) = self.listener.accept().await else { continue };
                let (send, state, language) = (send.clone(), state.to_owned(), language.to_owned());
                let port = self.port;
                // A connection that says nothing must not keep the right one waiting.
                tokio::spawn(async move {
                    let answer = tokio::time::timeout(REQUEST_PATIENCE, serve(stream, port, &state, &language)).await;
                    if let Ok(Some(answer)) = answer {
                        let _ = send.send(answer).await;
                    }
                });
            }
        };
        tokio::select! {
            answer = receive.recv() => answer.ok_or(EidError::TimedOut),
            () = tokio::time::sleep(PATIENCE) => Err(EidError::TimedOut),
            () = accept => Err(EidError::TimedOut),
        }
    }
}

async fn serve(mut stream: TcpStream, port: u16, state: &str, language: &str) -> Option<Answer> {
    let mut request = Vec::new();
    let mut piece = [0; 2048];
    while !request.windows(4).any(|window| window == b"\r\n\r\n") && request.len() < LONGEST_REQUEST {
        let count = stream.read(&mut piece).await.ok()?;
        if count == 0 {
            return None;
        }
        request.extend_from_slice(piece.get(..count)?);
    }
    let answer = read(&String::from_utf8_lossy(&request), port, state);
    let page = match &answer {
        Some(answer) => pages::answer(language, answer.error.is_none()),
        None => pages::nothing(),
    };
    let _ = stream.write_all(page.as_bytes()).await;
    let _ = stream.shutdown().await;
    answer
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
    Some(Answer { code: value("code"), error: value("error"), issuer: value("iss") })
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
            ("/callback?code=c&state=s", "evil.example:7"),
            ("/callback?code=c&state=s", "127.0.0.1:8"),
            ("http://evil.example/callback?code=c&state=s", "127.0.0.1:7"),
        ] {
            assert!(!asked(target, host), "{target} {host}");
        }
        assert!(read("POST /callback?code=c&state=s HTTP/1.1\r\nHost: 127.0.0.1:7\r\n\r\n", 7, "s").is_none());
    }
}

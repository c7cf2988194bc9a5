//! A gateway that answers byte for byte what a test says, or not at all; plain, or encrypted.

use crate::authority::Certified;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// What it does when it has heard a request.
#[derive(Debug, Clone)]
pub enum Answer {
    /// Says this, and closes the line.
    Bytes(Vec<u8>),
    /// Says this and nothing more, and keeps the line.
    Hangs(Vec<u8>),
    /// Closes the line unread.
    Deaf,
}

impl Answer {
    /// A whole answer.
    pub fn of(status: &str, headers: &str, body: &str) -> Self {
        let length = body.len();
        Answer::Bytes(format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\n\r\n{body}").into_bytes())
    }
}

/// The gateway.
pub struct RawGateway {
    pub url: String,
    heard: Arc<Mutex<Vec<String>>>,
    _runtime: tokio::runtime::Runtime,
}

impl RawGateway {
    /// Each request gets the next answer, and all further ones the last.
    pub fn start(answers: Vec<Answer>) -> Self {
        Self::with(answers, None)
    }

    /// The same with a certificate.
    pub fn with(answers: Vec<Answer>, certified: Option<&Certified>) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let scheme = if certified.is_some() { "https" } else { "http" };
        let url = format!("{scheme}://{}", listener.local_addr().unwrap());
        let acceptor = certified.map(|certified| TlsAcceptor::from(certified.server()));
        let heard: Arc<Mutex<Vec<String>>> = Arc::default();
        let all = heard.clone();
        runtime.spawn(async move {
            let mut answers = answers.into_iter();
            let mut answer = answers.next().unwrap();
            while let Ok((stream, _)) = listener.accept().await {
                match &acceptor {
                    Some(acceptor) => {
                        let Ok(stream) = acceptor.accept(stream).await else { continue };
                        tokio::spawn(serve(stream, answer.clone(), all.clone()));
                    }
                    None => {
                        tokio::spawn(serve(stream, answer.clone(), all.clone()));
                    }
                }
                answer = answers.next().unwrap_or(answer);
            }
        });
        RawGateway { url, heard, _runtime: runtime }
    }

    /// The requests that it heard.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

async fn serve(mut stream: impl AsyncRead + AsyncWrite + Unpin, answer: Answer, all: Arc<Mutex<Vec<String>>>) {
    if matches!(answer, Answer::Deaf) {
        return;
    }
    let mut bytes = Vec::new();
    while !is_whole(&bytes) {
        if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
            return;
        }
    }
    all.lock().unwrap().push(String::from_utf8(bytes).unwrap());
    if let Answer::Bytes(said) | Answer::Hangs(said) = &answer {
        let _ = stream.write_all(said).await;
        let _ = stream.flush().await;
    }
    if matches!(answer, Answer::Hangs(_)) {
        std::future::pending::<()>().await;
    }
    let _ = stream.shutdown().await;
}

/// Whether the request is there with its body.
fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((head, _)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
    bytes.len() >= head.len() + 4 + length.unwrap_or(0)
}

//! A mail server that follows a script, for what no honest server does.

use crate::authority::Certified;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// What it does.
#[derive(Debug, Clone, Copy)]
pub enum Do {
    /// Says this.
    Say(&'static str),
    /// Hears a line.
    Hear,
    /// Hears a message up to its dot.
    HearMessage,
    /// Begins to encrypt.
    Tls,
    /// Says nothing more, and keeps the line.
    Hang,
}

/// The talk up to the login, over an encrypted line.
pub const WELCOME: &[Do] =
    &[Do::Tls, Do::Say("220 hello\r\n"), Do::Hear, Do::Say("250-mail.example\r\n250 AUTH PLAIN LOGIN\r\n"), Do::Hear];
/// The talk up to the message.
pub const UP_TO_DATA: &[Do] = &[
    Do::Say("235 welcome\r\n"),
    Do::Hear,
    Do::Say("250 ok\r\n"),
    Do::Hear,
    Do::Say("250 ok\r\n"),
    Do::Hear,
    Do::Say("354 go on\r\n"),
    Do::HearMessage,
];

type Heard = Arc<Mutex<Vec<String>>>;
trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// The server. At the end of the script the line is dropped as it is.
pub struct Scripted {
    pub port: u16,
    heard: Heard,
    _runtime: tokio::runtime::Runtime,
}

impl Scripted {
    pub fn start(certified: &Certified, script: Vec<Do>) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let heard = Heard::default();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let port = listener.local_addr().unwrap().port();
        let acceptor = TlsAcceptor::from(certified.server());
        let all = heard.clone();
        runtime.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                all.lock().unwrap().push("connected".to_owned());
                let talk = follow(script.clone(), Box::new(stream), acceptor.clone(), all.clone());
                tokio::spawn(talk);
            }
        });
        Scripted { port, heard, _runtime: runtime }
    }

    /// What it heard, line by line; a connection is a line, too.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }

    /// How often it was spoken to.
    pub fn connections(&self) -> usize {
        self.heard().iter().filter(|line| *line == "connected").count()
    }
}

async fn follow(script: Vec<Do>, stream: Box<dyn Stream>, acceptor: TlsAcceptor, heard: Heard) -> Option<()> {
    let mut stream: BufReader<Box<dyn Stream>> = BufReader::new(stream);
    for step in script {
        match step {
            Do::Say(text) => {
                stream.write_all(text.as_bytes()).await.ok()?;
                stream.flush().await.ok()?;
            }
            Do::Hear => {
                hear(&mut stream, &heard).await?;
            }
            Do::HearMessage => while hear(&mut stream, &heard).await? != ".\r\n" {},
            Do::Tls => {
                let inner = acceptor.accept(stream.into_inner()).await.ok()?;
                heard.lock().unwrap().push("encrypted".to_owned());
                stream = BufReader::new(Box::new(inner));
            }
            Do::Hang => std::future::pending::<()>().await,
        }
    }
    Some(())
}

async fn hear(stream: &mut BufReader<Box<dyn Stream>>, heard: &Heard) -> Option<String> {
    let mut line = Vec::new();
    let length = Pin::new(stream).read_until(b'\n', &mut line).await.ok()?;
    let line = String::from_utf8_lossy(&line).into_owned();
    heard.lock().unwrap().push(line.clone());
    (length > 0).then_some(line)
}

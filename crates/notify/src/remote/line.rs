//! An encrypted line to a mail server: encrypted from the first byte, or by STARTTLS (RFC 3207), which is required.
//!
//! The few words before STARTTLS are spoken here and not by the library for mail: what somebody on the way adds behind
//! the answer to STARTTLS must not be taken for something that the server said inside.

use super::patience::Patience;
use super::trust;
use crate::{SendError, Tls, Trouble};
use lettre::transport::smtp::client::AsyncTokioStream;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// How we name ourselves: neither this computer's name nor its address (RFC 5321, section 4.1.3, has the form).
const HELLO: &[u8] = b"EHLO [127.0.0.1]\r\n";
/// Said to the library in the place of the greeting that it missed.
const GREETING: &[u8] = b"220 encrypted\r\n";
const LONGEST_LINE: u64 = 2048;
const MOST_LINES: usize = 64;
/// All that a server may say in one talk, which is nine answers. The library reads a line to its end, however far that
/// is, and an answer anew from its beginning with every line.
const LONGEST_TALK: usize = 8 << 10;

/// An encrypted line.
#[derive(Debug)]
pub struct Line {
    greeting: &'static [u8],
    /// How much more is read.
    left: usize,
    stream: TlsStream<TcpStream>,
}

/// Where a line leads.
pub struct Server {
    /// Its name, also in its certificate.
    pub name: ServerName<'static>,
    /// Its host.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How it begins.
    pub tls: Tls,
    /// Whom to trust.
    pub trust: Arc<ClientConfig>,
}

impl Server {
    /// Opens a line. Nothing was sent when it fails.
    pub async fn open(&self, patience: &Patience) -> Result<Line, SendError> {
        let mut stream = self.reach(patience.connect).await?;
        let mut greeting: &'static [u8] = b"";
        if self.tls == Tls::StartTls {
            timeout(patience.answer, starttls(&mut stream)).await.unwrap_or_else(|_| later(Trouble::Timeout))?;
            greeting = GREETING;
        }
        let handshake = TlsConnector::from(self.trust.clone()).connect(self.name.clone(), stream);
        match timeout(patience.connect, handshake).await {
            Ok(Ok(stream)) => Ok(Line { greeting, left: LONGEST_TALK, stream }),
            // A hotel's network, or a clock that is wrong: it may pass, and meanwhile nothing is said.
            Ok(Err(error)) => later(trust::in_handshake(&error).unwrap_or(Trouble::Cut)),
            Err(_) => later(Trouble::Timeout),
        }
    }

    /// A connection to the first of its addresses that answers.
    async fn reach(&self, within: Duration) -> Result<TcpStream, SendError> {
        let found = timeout(within, tokio::net::lookup_host((self.host.as_str(), self.port))).await;
        let addresses: Vec<SocketAddr> = match found {
            Ok(Ok(found)) => found.take(4).collect(),
            Ok(Err(_)) => Vec::new(),
            Err(_) => return later(Trouble::Timeout),
        };
        let share = within / u32::try_from(addresses.len().max(1)).unwrap_or(1);
        let mut trouble = Trouble::Down;
        for address in addresses {
            match timeout(share, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => return Ok(stream),
                Ok(Err(_)) => trouble = Trouble::Down,
                Err(_) => trouble = Trouble::Timeout,
            }
        }
        later(trouble)
    }
}

fn later<T>(trouble: Trouble) -> Result<T, SendError> {
    Err(SendError::NotYet(trouble, None))
}

/// Asks for encryption, and takes no for an answer.
async fn starttls(stream: &mut TcpStream) -> Result<(), SendError> {
    let (read, mut write) = stream.split();
    let mut read = BufReader::new(read);
    if answer(&mut read).await?.0 != 220 {
        return later(Trouble::Down);
    }
    let cut = |_| SendError::NotYet(Trouble::Cut, None);
    write.write_all(HELLO).await.map_err(cut)?;
    let (code, offered) = answer(&mut read).await?;
    if code != 250 || !offered.iter().any(|word| word.eq_ignore_ascii_case("STARTTLS")) {
        // Of a server that could before, this may be somebody on the way: it may pass, too.
        return later(Trouble::NoTls);
    }
    write.write_all(b"STARTTLS\r\n").await.map_err(cut)?;
    if answer(&mut read).await?.0 != 220 {
        return later(Trouble::NoTls);
    }
    // What lies here was said in the clear, and meant to be taken for what is said inside.
    if read.buffer().is_empty() { Ok(()) } else { later(Trouble::Garbage) }
}

/// An answer: its code, and the first word of each of its lines.
async fn answer(read: &mut (impl AsyncBufReadExt + Unpin)) -> Result<(u16, Vec<String>), SendError> {
    let mut words = Vec::new();
    for _ in 0..MOST_LINES {
        let mut line = Vec::new();
        let length = (&mut *read).take(LONGEST_LINE).read_until(b'\n', &mut line).await;
        match length {
            Ok(0) | Err(_) => return later(Trouble::Cut),
            Ok(_) if !line.ends_with(b"\n") && line.len() as u64 >= LONGEST_LINE => return later(Trouble::Garbage),
            Ok(_) => {}
        }
        let line = String::from_utf8_lossy(&line);
        let Some((code, rest)) = line.split_at_checked(3) else { return later(Trouble::Garbage) };
        let code: u16 = code.parse().map_err(|_| SendError::NotYet(Trouble::Garbage, None))?;
        let more = rest.starts_with('-');
        words.extend(rest.trim_start_matches(['-', ' ']).split_whitespace().next().map(str::to_owned));
        if !more {
            return Ok((code, words));
        }
    }
    later(Trouble::Garbage)
}

impl AsyncRead for Line {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.greeting.is_empty() {
            let before = into.filled().len();
            let read = Pin::new(&mut self.stream).poll_read(context, into);
            return match self.left.checked_sub(into.filled().len() - before) {
                Some(left) => {
                    self.left = left;
                    read
                }
                None => Poll::Ready(Err(io::ErrorKind::InvalidData.into())),
            };
        }
        let (now, rest) = self.greeting.split_at(self.greeting.len().min(into.remaining()));
        into.put_slice(now);
        self.greeting = rest;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Line {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

impl AsyncTokioStream for Line {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.stream.get_ref().0.peer_addr()
    }
}

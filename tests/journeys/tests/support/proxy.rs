//! A service that answers badly: it passes every call on to the sandbox and spoils what it is told to spoil.
//! The eID is the sandbox's own, so that logins stay whole.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};
use std::time::Duration;

/// An answer on its way to the client.
pub struct Answer {
    pub status: u16,
    pub content_type: String,
    pub body: Vec<u8>,
    /// Announced beyond the body, which then ends early.
    pub missing: usize,
    /// Blanks after the body, written one megabyte at a time.
    pub megabytes_of_blanks: usize,
}

/// Spoils the answer to a call of this path, or leaves it.
pub type Spoil = dyn Fn(&str, &mut Answer) + Send + Sync;

/// Answers a call (method, path) in the service's place, which then never hears of it; or lets it pass.
pub type Meet = dyn Fn(&str, &str) -> Option<Answer> + Send + Sync;

/// Hears that the service has answered a call, and spoils the answer or leaves it.
pub type After = dyn Fn(&str, &str, &mut Answer) + Send + Sync;

impl Answer {
    /// A status, with a body as the interface has it for refusals.
    pub fn refusal(status: u16, code: &str) -> Self {
        let body = format!(r#"{{"code":"{code}","message":"x","fieldErrors":[]}}"#).into_bytes();
        Answer { status, content_type: "application/json".to_owned(), body, missing: 0, megabytes_of_blanks: 0 }
    }
}

/// Listens until it is dropped.
pub struct Proxy {
    pub url: String,
    spoil: Arc<RwLock<Arc<Spoil>>>,
    meet: Arc<RwLock<(Arc<Meet>, Arc<After>)>>,
    away: Arc<AtomicBool>,
    ended: Arc<AtomicBool>,
}

impl Proxy {
    /// Before this service; at first it spoils nothing.
    pub fn before(service: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let spoil: Arc<RwLock<Arc<Spoil>>> = Arc::new(RwLock::new(Arc::new(|_, _| ())));
        let (away, ended) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        let nothing: (Arc<Meet>, Arc<After>) = (Arc::new(|_, _| None), Arc::new(|_, _, _| ()));
        let meet = Arc::new(RwLock::new(nothing));
        let proxy = Proxy { url, spoil: spoil.clone(), meet: meet.clone(), away: away.clone(), ended: ended.clone() };
        let service = service.to_owned();
        std::thread::spawn(move || {
            for caller in listener.incoming() {
                if ended.load(Ordering::Relaxed) {
                    break;
                }
                if away.load(Ordering::Relaxed) {
                    continue;
                }
                let (service, spoil) = (service.clone(), spoil.read().unwrap().clone());
                let meet = meet.read().unwrap().clone();
                // A caller who hangs up is nobody's failure.
                let answer = move |caller| answer(caller, &service, spoil.as_ref(), meet.0.as_ref(), meet.1.as_ref());
                std::thread::spawn(move || drop(caller.and_then(answer)));
            }
        });
        proxy
    }

    /// From now on nobody gets an answer, or everybody again.
    pub fn hang_up(&self, away: bool) {
        self.away.store(away, Ordering::Relaxed);
    }

    pub fn spoil(&self, spoil: impl Fn(&str, &mut Answer) + Send + Sync + 'static) {
        *self.spoil.write().unwrap() = Arc::new(spoil);
    }

    /// From now on each call is met before the service hears of it, and again with its answer.
    pub fn meet(
        &self,
        before: impl Fn(&str, &str) -> Option<Answer> + Send + Sync + 'static,
        after: impl Fn(&str, &str, &mut Answer) + Send + Sync + 'static,
    ) {
        *self.meet.write().unwrap() = (Arc::new(before), Arc::new(after));
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(self.url.trim_start_matches("http://"));
    }
}

fn answer(caller: TcpStream, service: &str, spoil: &Spoil, before: &Meet, after: &After) -> std::io::Result<()> {
    caller.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut reader = BufReader::new(caller.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut words = first.split_whitespace();
    let (Some(method), Some(path)) = (words.next(), words.next()) else { return Ok(()) };
    let mut request = ureq::http::Request::builder().method(method).uri(format!("{service}{path}"));
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().unwrap_or(0),
            // Every answer is whole and plain here, or there would be nothing to spoil.
            "host" | "connection" | "accept-encoding" | "if-none-match" => {}
            _ => request = request.header(name, value),
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    if let Some(met) = before(method, path) {
        return write(caller, &met);
    }
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
    let mut got = agent.run(request.body(body).unwrap()).map_err(std::io::Error::other)?;
    let content_type = got.headers().get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut answer = Answer {
        status: got.status().as_u16(),
        content_type: content_type.to_owned(),
        body: Vec::new(),
        missing: 0,
        megabytes_of_blanks: 0,
    };
    got.body_mut().as_reader().read_to_end(&mut answer.body)?;
    spoil(path, &mut answer);
    after(method, path, &mut answer);
    write(caller, &answer)
}

fn write(mut caller: TcpStream, answer: &Answer) -> std::io::Result<()> {
    let length = answer.body.len() + answer.missing + (answer.megabytes_of_blanks << 20);
    let (status, kind) = (answer.status, &answer.content_type);
    write!(
        caller,
        "HTTP/1.1 {status} x\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    )?;
    caller.write_all(&answer.body)?;
    let blanks = vec![b' '; 1 << 20];
    (0..answer.megabytes_of_blanks).try_for_each(|_| caller.write_all(&blanks))
}

//! From a letter's arrival at the service to the text message about it, beyond the wait for the next look: the letter is
//! there when the program that watches begins, so its first look is that one.

use crate::figures::Figures;
use crate::programs::{Sandbox, Terminal};
use serde_json::json;
use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// What it may take, in ms.
const MOST: f64 = 1000.0;
const TIMES: usize = 7;

/// Lets letters arrive, one after the other, and waits for the gateway to be asked.
pub fn measure(figures: &mut Figures, sandbox: &Sandbox, terminal: &Terminal) -> Result<(), Box<dyn Error>> {
    let gateway = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}/cgi-bin/sendsms", gateway.local_addr()?);
    let (send, asked) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in gateway.incoming().flatten() {
            // A gateway that is not understood any more shows itself by what is missing.
            let _ = answer(stream).map(|()| send.send(Instant::now()));
        }
    });
    let password = terminal.home().join("password");
    std::fs::write(&password, "hemmelig\n")?;
    let password = password.to_string_lossy();
    let channel = ["notify", "channel", "sms", "--gateway", "kannel", "--url", &url, "--to", "+4520000003"];
    terminal.json(&[&channel[..], &["--user", "prøve", "--token-file", &password]].concat())?;
    let always = ["notify", "set", "--channel", "sms", "--on", "--quiet", "none", "--limit", "1000"];
    terminal.json(&always)?;
    terminal.json(&["sync"])?;
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let letter = json!({"to": {"person": "mette"}, "sender": "Prøve Kommune", "subject": "Prøve",
            "body": {"text": "Kære Mette"}});
        ureq::post(format!("{}/admin/letters", sandbox.url)).send_json(letter)?;
        let watching = terminal.spawn(&["--json", "sync", "--watch"])?;
        let told = asked.recv_timeout(Duration::from_secs(30))?;
        times.push(told.duration_since(watching.began).as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    let median = times.get(TIMES / 2).copied().unwrap_or_default();
    figures.ratio("told_after_look", median, "ms", MOST, "the second that it may take beside the wait for the look");
    Ok(())
}

/// Takes a message as Kannel does (Kannel user's guide, "SMS push reply codes").
fn answer(mut stream: std::net::TcpStream) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let body = "0: Accepted for delivery";
    let head = "HTTP/1.1 202 Accepted\r\nContent-Type: text/plain\r\nConnection: close";
    stream.write_all(format!("{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).as_bytes())
}

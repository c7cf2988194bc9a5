//! A first sync and one with nothing new, as the terminal program makes them.

use crate::figures::Figures;
use crate::letters::{self, Letter};
use crate::programs::{Sandbox, Terminal, Took, processor_time};
use crate::{ingest, wire};
use model::Message;
use serde_json::Value;
use std::collections::BTreeSet;
use std::error::Error;
use std::time::Duration;
use vault::KeySource;

/// What the core may have, in MB.
const MEMORY: f64 = 120.0;
/// What a sync with nothing new may take of a processor, in ms.
const QUIET: f64 = 20.0;

fn bytes(request: &Value) -> u64 {
    request.get("bytes").and_then(Value::as_u64).unwrap_or(0)
}

/// A page of a list of letters that a request asked for; the cheap looks at ids and versions are none.
fn page(request: &Value) -> Option<(&str, &str)> {
    let path = request.get("path")?.as_str()?;
    let query = request.get("query").and_then(Value::as_str).unwrap_or_default();
    (path.trim_end_matches('/').ends_with("/messages") && !query.contains("fields=")).then_some((path, query))
}

/// The first pull of 5,000 letters with their documents, what it costs beside merely fetching the same
/// bodies over the same HTTP, and when the newest 50 could be read while it went on.
pub fn first(figures: &mut Figures, sandbox: &Sandbox, terminal: &Terminal) -> Result<(), Box<dyn Error>> {
    let mark = sandbox.last_request()?;
    let running = terminal.spawn(&["--json", "sync"])?;
    let listed = terminal.first_page_of(50, running.began)?;
    let Took { time: took, cpu, peak } = running.wait()?;
    let requests = sandbox.requests_since(mark)?;
    let all = requests.len() as f64;
    let bare = wire::exchange_bodies(requests.len() as u64, requests.iter().map(bytes).sum())?;
    figures.ratio(
        "first_sync_5000",
        took.as_secs_f64(),
        "s",
        bare.as_secs_f64(),
        "the same requests and bytes over bare HTTP",
    );
    let whole = "the whole first sync";
    figures.ratio("first_sync_5000_newest_50", listed.as_secs_f64(), "s", took.as_secs_f64(), whole);
    let pages: Vec<_> = requests.iter().filter_map(page).collect();
    let before = 1 + requests.iter().position(|request| page(request).is_some()).ok_or("no page was asked for")?;
    figures.ratio("first_sync_5000_newest_50_requests", before as f64, "requests", all, whole);
    let distinct: BTreeSet<_> = pages.iter().collect();
    figures.ratio("first_sync_5000_pages", pages.len() as f64, "pages", distinct.len() as f64, "distinct pages");
    figures.ratio("first_sync_5000_peak_memory", peak as f64 / 1024.0, "MB", MEMORY, "the 120 MB that it may have");
    let stored = from_disk(&letters::read(terminal.home())?)?;
    let yardstick = "the same letters parsed from files and stored in a vault";
    figures.ratio("first_sync_5000_cpu", cpu.as_secs_f64(), "s", stored.as_secs_f64(), yardstick);
    Ok(())
}

/// The time of processors that it takes to read these letters from files of JSON, parse them and put them into a vault.
fn from_disk(letters: &[Letter]) -> Result<Duration, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    for (number, letter) in letters.iter().enumerate() {
        let file = folder.path().join(format!("{number}.json"));
        std::fs::write(file, serde_json::to_vec(&(&letter.message, &letter.texts))?)?;
    }
    let own = || processor_time(std::process::id()).ok_or("no times of processors");
    let before = own()?;
    let mut read = Vec::new();
    for number in 0..letters.len() {
        let file = std::fs::read(folder.path().join(format!("{number}.json")))?;
        let (message, texts): (Message, Vec<String>) = serde_json::from_slice(&file)?;
        read.push(Letter { message, texts });
    }
    ingest::fill(&read, KeySource::Memory)?;
    Ok(own()?.saturating_sub(before))
}

/// A sync when nothing is new.
pub fn with_nothing_new(figures: &mut Figures, sandbox: &Sandbox, terminal: &Terminal) -> Result<(), Box<dyn Error>> {
    terminal.json(&["sync"])?;
    let mark = sandbox.last_request()?;
    let running = terminal.spawn(&["--json", "sync"])?;
    let Took { time: took, cpu, .. } = running.wait()?;
    let requests = sandbox.requests_since(mark)?;
    let mailboxes = terminal.json(&["mailboxes"])?.as_array().map_or(0, Vec::len);
    let most = mailboxes as f64 + 1.0;
    let largest = requests.iter().map(bytes).max().unwrap_or(0);
    let nothing = terminal.median(5, &["--version"])?;
    let version = "the same program saying its version";
    figures.ratio("quiet_sync", took.as_secs_f64() * 1000.0, "ms", nothing, version);
    figures.ratio("quiet_sync_cpu", cpu.as_secs_f64() * 1000.0, "ms", QUIET, "the 20 ms that it may take");
    figures.ratio("quiet_sync_requests", requests.len() as f64, "requests", most, "one a mailbox and one an account");
    figures.ratio("quiet_sync_largest_body", largest as f64, "bytes", 1024.0, "the 1 kB that a body may have");
    Ok(())
}

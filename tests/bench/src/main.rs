//! Measures whole programs against the sandbox. Prints a table and writes
//! `target/bench/results.json`: `{"name": {"value", "unit", "ratio"?, "against"?}}`.
//!
//! Never a test: a figure is recorded, and where a yardstick can be had, a ratio against it from the
//! same run. Started by `scripts/bench.sh` inside a D-Bus session with a keyring of its own.
#![allow(clippy::print_stdout, reason = "a table for people")]

mod figures;
mod programs;
mod yardstick;

use figures::Figures;
use programs::{Sandbox, Terminal};
use serde_json::Value;
use std::collections::BTreeSet;
use std::error::Error;
use std::path::PathBuf;

const LETTERS: u64 = 5_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let programs = PathBuf::from(arguments.next().ok_or("usage: postkasse-bench PROGRAMS RESULTS")?);
    let results = PathBuf::from(arguments.next().ok_or("usage: postkasse-bench PROGRAMS RESULTS")?);
    let mut figures = Figures::default();

    let sandbox = Sandbox::start(&programs, LETTERS)?;
    let terminal = Terminal::new(&programs)?;
    terminal.json(&["login", "--provider", "digital-post", "--server", &sandbox.url, "--as", "mette"])?;
    first_sync(&mut figures, &sandbox, &terminal)?;
    quiet_sync(&mut figures, &sandbox, &terminal)?;
    start_of_the_core(&mut figures, &terminal)?;

    figures.write(&results)?;
    println!("{figures}");
    Ok(())
}

/// The first pull of 5,000 letters with their documents, what it costs beside merely fetching the same
/// bodies over the same HTTP, and when the newest 50 could be read while it went on.
fn first_sync(figures: &mut Figures, sandbox: &Sandbox, terminal: &Terminal) -> Result<(), Box<dyn Error>> {
    let mark = sandbox.last_request()?;
    let running = terminal.spawn(&["--json", "sync"])?;
    let listed = terminal.first_page_of(50, running.began)?;
    let (took, peak) = running.wait()?;
    let requests = sandbox.requests_since(mark)?;
    let bodies: u64 = requests.iter().filter_map(|r| r.get("bytes")?.as_u64()).sum();
    let bare = yardstick::exchange_bodies(requests.len() as u64, bodies)?;
    figures.ratio(
        "first_sync_5000",
        took.as_secs_f64(),
        "s",
        bare.as_secs_f64(),
        "the same requests and bytes over bare HTTP",
    );
    let whole = "the whole first sync";
    figures.ratio("first_sync_5000_newest_50", listed.as_secs_f64(), "s", took.as_secs_f64(), whole);
    figures.value("first_sync_5000_peak_memory", peak as f64 / 1024.0, "MB");
    figures.value("first_sync_5000_requests", requests.len() as f64, "requests");
    let pages: Vec<_> = requests.iter().filter_map(page_of_a_list).collect();
    let distinct: BTreeSet<_> = pages.iter().collect();
    figures.value("first_sync_5000_pages", pages.len() as f64, "pages");
    figures.value("first_sync_5000_pages_read_twice", (pages.len() - distinct.len()) as f64, "pages");
    Ok(())
}

/// Which page of a list of letters a request asked for.
fn page_of_a_list(request: &Value) -> Option<(&str, &str)> {
    let path = request.get("path")?.as_str()?;
    let query = request.get("query").and_then(Value::as_str).unwrap_or_default();
    path.trim_end_matches('/').ends_with("/messages").then_some((path, query))
}

/// A sync when nothing is new.
fn quiet_sync(figures: &mut Figures, sandbox: &Sandbox, terminal: &Terminal) -> Result<(), Box<dyn Error>> {
    terminal.json(&["sync"])?;
    let mark = sandbox.last_request()?;
    let running = terminal.spawn(&["--json", "sync"])?;
    let (took, _) = running.wait()?;
    let requests = sandbox.requests_since(mark)?;
    let largest = requests.iter().filter_map(|r| r.get("bytes")?.as_u64()).max().unwrap_or(0);
    figures.value("quiet_sync", took.as_secs_f64() * 1000.0, "ms");
    figures.value("quiet_sync_requests", requests.len() as f64, "requests for 4 mailboxes and 1 account");
    figures.value("quiet_sync_largest_body", largest as f64, "bytes");
    Ok(())
}

/// From the start of the process to the first 50 letters of 5,000 on its output; the median of eleven,
/// beside a process that only says its version.
fn start_of_the_core(figures: &mut Figures, terminal: &Terminal) -> Result<(), Box<dyn Error>> {
    let listed = terminal.median(11, &["--json", "list", "--all", "--limit", "50"])?;
    let nothing = terminal.median(11, &["--version"])?;
    figures.ratio("core_ready", listed, "ms", nothing, "the same program saying its version");
    let searched = terminal.median(11, &["--json", "search", "kommune"])?;
    figures.ratio("search_5000", searched, "ms", listed, "core_ready");
    Ok(())
}

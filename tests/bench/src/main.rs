//! Measures whole programs against the sandbox, then the core inside this process. Prints a table and writes
//! `target/bench/results.json`: `{"name": {"value", "unit", "ratio"?, "against"?}}`.
//!
//! Never a test: a figure is recorded, and where a yardstick can be had, a ratio against it from the
//! same run. Started by `scripts/bench.sh` inside a D-Bus session with a keyring of its own.
#![allow(clippy::print_stdout, reason = "a table for people")]

mod figures;
mod import;
mod ingest;
mod letters;
mod made;
mod maildir;
mod many;
mod plain;
mod programs;
mod scale;
mod sealing;
mod search;
mod start;
mod syncs;
mod telling;
mod watching;
mod wire;

use figures::Figures;
use programs::{Sandbox, Terminal};
use std::error::Error;
use std::path::{Path, PathBuf};

const LETTERS: u64 = 5_000;
const USAGE: &str = "usage: postkasse-bench PROGRAMS RESULTS [PART [LETTERS-AT-MOST]]";

/// Measures all parts, or the one that is named.
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let programs = PathBuf::from(arguments.next().ok_or(USAGE)?);
    let results = PathBuf::from(arguments.next().ok_or(USAGE)?);
    let only = arguments.next();
    let most = arguments.next().map_or(Ok(usize::MAX), |most| most.parse())?;
    let mut figures = Figures::default();
    let wanted = |part: &str| only.as_ref().is_none_or(|only| only == part);

    if wanted("service") {
        with_the_service(&mut figures, &programs)?;
    }
    if wanted("scale") {
        scale::measure(&mut figures, &programs, most)?;
    }
    if wanted("many") {
        many::measure(&mut figures)?;
    }
    if wanted("telling") {
        telling::measure(&mut figures)?;
    }
    if wanted("sealing") {
        sealing::measure(&mut figures)?;
    }
    figures.write(&results)?;
    println!("{figures}");
    Ok(())
}

/// What needs a service: syncing, and the letters that came by it.
fn with_the_service(figures: &mut Figures, programs: &Path) -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start(programs, LETTERS)?;
    let terminal = Terminal::new(programs)?;
    terminal.json(&["login", "--provider", "digital-post", "--server", &sandbox.url, "--as", "mette"])?;
    syncs::first(figures, &sandbox, &terminal)?;
    syncs::with_nothing_new(figures, &sandbox, &terminal)?;
    watching::measure(figures, &sandbox, &terminal)?;
    start::of_the_core(figures, &terminal)?;
    import::measure(figures, &letters::read(terminal.home())?)
}

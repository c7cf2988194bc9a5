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
mod plain;
mod programs;
mod search;
mod start;
mod syncs;
mod wire;

use figures::Figures;
use programs::{Sandbox, Terminal};
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
    syncs::first(&mut figures, &sandbox, &terminal)?;
    syncs::with_nothing_new(&mut figures, &sandbox, &terminal)?;
    start::of_the_core(&mut figures, &terminal)?;
    let letters = letters::read(terminal.home())?;
    let plain = plain::fill(&letters)?;
    ingest::measure(&mut figures, &letters, &plain)?;
    import::measure(&mut figures, &letters)?;
    search::measure(&mut figures, terminal.home(), &letters, &plain)?;

    figures.write(&results)?;
    println!("{figures}");
    Ok(())
}

//! Postkasse in a terminal: one command, one use case. With `--json` one JSON document on stdout and
//! nothing else there; words for people go to stderr or, without `--json`, are the output.

mod arguments;
mod browser;
mod open;
mod output;
mod run;

use arguments::Arguments;
use clap::Parser;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Ok(filter) = std::env::var("POSTKASSE_LOG") {
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    }
    match run::run(&arguments).await {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            output::error(&error);
            ExitCode::from(error.code.exit_status())
        }
    }
}

//! Postkasse in a terminal: one command, one use case. With `--json` one JSON document on stdout and
//! nothing else there; words for people go to stderr or, without `--json`, are the output.

mod access;
mod access_arguments;
mod arguments;
mod ask;
mod browser;
mod calendar;
mod change;
mod helping;
mod links;
mod list;
mod login;
mod mailboxes;
mod notify;
mod notify_arguments;
mod open;
mod people;
mod receiver;
mod run;
mod scripts;
mod show;
mod show_arguments;
mod signals;
mod subcommands;
mod terminal;
mod text;
mod todo;
mod transfer;
mod typed;
mod upload;
mod write;

use arguments::Arguments;
use clap::Parser;
use model::Code;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Ok(filter) = std::env::var("POSTKASSE_LOG") {
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    }
    let status = match run::run(&arguments).await {
        Ok(status) => status,
        Err(error) => {
            if arguments.json {
                terminal::json(&scripts::error(&error));
            }
            text::error(&error);
            error.code.exit_status()
        }
    };
    ExitCode::from(if status == 0 && terminal::failed() { Code::Unexpected.exit_status() } else { status })
}

//! `postkasse-sandbox`: starts the sandbox and says so in one line of JSON, or goes through its
//! login page as a person with a browser would.

use clap::{Parser, Subcommand, ValueEnum};
use model::Level;
use postkasse_sandbox::{Documents, Options, Seed, browse, start};
use std::error::Error;
use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use url::Url;

/// The national infrastructure on loopback: an eID and the mail services, with sandbox persons.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: Serve,
}

#[derive(clap::Args)]
struct Serve {
    /// Where to listen; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Keep the data in this file instead of in memory.
    #[arg(long)]
    data: Option<PathBuf>,
    /// What lies in the mailboxes at first.
    #[arg(long, value_enum, default_value = "demo")]
    seed: SeedWord,
    /// Put so many varied letters into mette's own mailbox.
    #[arg(long, default_value_t = 0)]
    letters: u32,
    /// Give mette so many company mailboxes of 40 letters.
    #[arg(long, default_value_t = 0)]
    mailboxes: u32,
    /// In which form those letters are.
    #[arg(long, value_enum, default_value = "text")]
    documents: DocumentsWord,
    /// Decides what those letters say, and what chance does.
    #[arg(long, default_value_t = 1)]
    rand: u64,
    /// Take access tokens of this OpenID provider too.
    #[arg(long)]
    trust_issuer: Option<Url>,
    /// Note requests that do not conform to the interface's description (for tests).
    #[cfg(feature = "conformance")]
    #[arg(long, hide = true)]
    check_interface: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum SeedWord {
    Demo,
    Empty,
}

#[derive(Clone, Copy, ValueEnum)]
enum DocumentsWord {
    Text,
    Pdf,
}

#[derive(Clone, Copy, ValueEnum)]
enum LevelWord {
    Low,
    Substantial,
    High,
}

#[derive(Subcommand)]
enum Command {
    /// Go through the login page by HTTP, to the end of the redirects.
    Browse {
        /// The authorization URL.
        url: Url,
        /// The demo person.
        #[arg(long = "as")]
        person: String,
        /// The level of assurance; substantial unless said.
        #[arg(long, value_enum)]
        level: Option<LevelWord>,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody may be left to hear it.
            let _ = writeln!(std::io::stderr(), "postkasse-sandbox: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let filter = tracing_subscriber::EnvFilter::try_from_env("POSTKASSE_LOG");
    let filter = filter.unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let Arguments { command, serve } = Arguments::parse();
    if let Some(Command::Browse { url, person, level }) = command {
        let level = level.map(|level| match level {
            LevelWord::Low => Level::Low,
            LevelWord::Substantial => Level::Substantial,
            LevelWord::High => Level::High,
        });
        return Ok(browse::browse(url, &person, level).await?);
    }
    let running = start(serve.into()).await?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string(&running.ready)?)?;
    out.flush()?;
    drop(out);
    Ok(running.serve().await?)
}

impl From<Serve> for Options {
    fn from(serve: Serve) -> Self {
        Options {
            listen: serve.listen,
            data: serve.data,
            seed: match serve.seed {
                SeedWord::Demo => Seed::Demo,
                SeedWord::Empty => Seed::Empty,
            },
            letters: serve.letters,
            mailboxes: serve.mailboxes,
            documents: match serve.documents {
                DocumentsWord::Text => Documents::Text,
                DocumentsWord::Pdf => Documents::Pdf,
            },
            rand: serve.rand,
            trust_issuer: serve.trust_issuer,
            #[cfg(feature = "conformance")]
            check_interface: serve.check_interface,
        }
    }
}

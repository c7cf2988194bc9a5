//! What can be typed. The names are a contract with people's scripts.

use clap::{Parser, Subcommand};
use model::{AccountId, FileId, Level, MailboxId, MessageId, ProviderId};
use std::path::PathBuf;

/// Public digital mail in a terminal.
#[derive(Parser)]
#[command(version)]
pub struct Arguments {
    /// The data folder.
    #[arg(long, env = "POSTKASSE_HOME", global = true)]
    pub home: Option<PathBuf>,
    /// Which person on this computer.
    #[arg(long, default_value = "default", global = true)]
    pub profile: String,
    /// One JSON document on stdout.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

fn provider(text: &str) -> Result<ProviderId, String> {
    ProviderId::parse(text).ok_or_else(|| "known services: digital-post".to_owned())
}

fn level(text: &str) -> Result<Level, String> {
    match text {
        "substantial" => Ok(Level::Substantial),
        "high" => Ok(Level::High),
        _ => Err("substantial or high".to_owned()),
    }
}

fn message(text: &str) -> Result<MessageId, String> {
    MessageId::parse(text).map_err(|error| error.to_string())
}

fn mailbox(text: &str) -> Result<MailboxId, String> {
    MailboxId::parse(text).map_err(|error| error.to_string())
}

fn account(text: &str) -> Result<AccountId, String> {
    AccountId::parse(text).map_err(|error| error.to_string())
}

fn file(text: &str) -> Result<FileId, String> {
    FileId::parse(text).map_err(|error| error.to_string())
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Log in with the national eID, in the browser.
    Login {
        /// The service.
        #[arg(long, value_parser = provider)]
        provider: ProviderId,
        /// Its address.
        #[arg(long)]
        server: String,
        /// In the sandbox: log in as this person, without a browser.
        #[arg(long = "as")]
        person: Option<String>,
        /// Another OpenID provider than the server's own.
        #[arg(long, requires = "client_id")]
        issuer: Option<String>,
        /// As which program.
        #[arg(long, default_value = "postkasse-sandbox-native")]
        client_id: String,
        /// A file with the program's secret.
        #[arg(long)]
        client_secret_file: Option<PathBuf>,
        /// At least this sure.
        #[arg(long, value_parser = level, default_value = "substantial")]
        level: Level,
    },
    /// The logins.
    Accounts,
    /// The mailboxes, whose they are, and what you may do there.
    Mailboxes,
    /// Send what waits and fetch what is new.
    Sync {
        /// One mailbox only.
        #[arg(long, value_parser = mailbox)]
        mailbox: Option<MailboxId>,
        /// Again and again.
        #[arg(long)]
        watch: bool,
    },
    /// Letters, newest first.
    List {
        /// One mailbox only.
        #[arg(long, value_parser = mailbox)]
        mailbox: Option<MailboxId>,
        /// All mailboxes, which is what happens anyway.
        #[arg(long, conflicts_with = "mailbox")]
        all: bool,
        /// One folder: inbox, drafts, sent, deleted, or the name of your own.
        #[arg(long)]
        folder: Option<String>,
        /// Unread only.
        #[arg(long)]
        unread: bool,
        /// At most so many.
        #[arg(long, default_value_t = 50)]
        limit: u32,
        /// Older than this letter.
        #[arg(long, value_parser = message)]
        before: Option<MessageId>,
    },
    /// One letter.
    Show {
        /// Which.
        #[arg(value_parser = message)]
        id: MessageId,
        /// Save this file of it.
        #[arg(long, value_parser = file, requires = "out")]
        file: Option<FileId>,
        /// Where to.
        #[arg(long, requires = "file")]
        out: Option<PathBuf>,
        /// With its readable text.
        #[arg(long)]
        text: bool,
        /// I agree to what opening it does.
        #[arg(long)]
        open: bool,
    },
    /// Letters with all of these words.
    Search {
        /// The words; a "phrase"; the last word may be a beginning.
        #[arg(allow_hyphen_values = true)]
        query: String,
        /// One mailbox only.
        #[arg(long, value_parser = mailbox)]
        mailbox: Option<MailboxId>,
        /// At most so many.
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// Mark a letter; the next sync sends it.
    #[command(group = clap::ArgGroup::new("how").required(true))]
    Mark {
        /// Which.
        #[arg(value_parser = message)]
        id: MessageId,
        /// As read.
        #[arg(long, group = "how")]
        read: bool,
        /// As unread.
        #[arg(long, group = "how")]
        unread: bool,
        /// With a flag.
        #[arg(long, group = "how")]
        flag: bool,
        /// Without a flag.
        #[arg(long, group = "how")]
        unflag: bool,
    },
    /// What waits to be sent.
    Outbox,
    /// The folders of a mailbox.
    Folders {
        /// Which.
        #[arg(long, value_parser = mailbox)]
        mailbox: MailboxId,
    },
    /// Look for damage and odd letters.
    Doctor,
    /// Lock, for every copy of this program.
    Lock,
    /// Unlock.
    Unlock,
    /// Forget a mailbox, an account, or everything.
    #[command(group = clap::ArgGroup::new("what").required(true))]
    Forget {
        /// A mailbox.
        #[arg(long, value_parser = mailbox, group = "what")]
        mailbox: Option<MailboxId>,
        /// An account with its mailboxes.
        #[arg(long, value_parser = account, group = "what")]
        account: Option<AccountId>,
        /// Everything.
        #[arg(long, group = "what")]
        all: bool,
    },
}

//! What can be typed after `show` and `mailboxes`.

use crate::typed::{self, Typed};
use clap::{Args, Subcommand};
use model::{MailboxId, MessageId};
use std::path::PathBuf;

/// Which letter, and what of it.
#[derive(Args)]
#[group(skip)]
pub struct ShowArguments {
    /// Which.
    #[arg(value_parser = typed::message)]
    pub id: Typed<MessageId>,
    /// Save this file of it, named by its id or its name.
    #[arg(long, requires = "out")]
    pub file: Option<String>,
    /// Where to: a new file, or a folder in which it gets its own name. Nothing is overwritten.
    #[arg(long, requires = "file")]
    pub out: Option<PathBuf>,
    /// With its readable text.
    #[arg(long)]
    pub text: bool,
    /// I agree to what opening it does.
    #[arg(long)]
    pub open: bool,
    /// I will not open it now; that is kept with the letter.
    #[arg(long, conflicts_with_all = ["open", "text", "file", "step_up"])]
    pub not_now: bool,
    /// First log in at the level that it takes, as the same person.
    #[arg(long)]
    pub step_up: bool,
    /// In the sandbox: log in as this person, without a browser.
    #[arg(long = "as", requires = "step_up")]
    pub person: Option<String>,
}

/// What can be done with a mailbox.
#[derive(Subcommand)]
pub enum MailboxesCommand {
    /// Fetch its letters ahead although the service then notes that you have seen them, or no longer.
    #[command(group = clap::ArgGroup::new("how").required(true))]
    Ahead {
        /// Which.
        #[arg(value_parser = typed::mailbox)]
        id: Typed<MailboxId>,
        /// From now on.
        #[arg(long, group = "how")]
        on: bool,
        /// No longer.
        #[arg(long, group = "how")]
        off: bool,
    },
}

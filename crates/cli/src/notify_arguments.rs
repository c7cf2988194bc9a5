//! What can be typed after `notify`.

use crate::ask::OnOff;
use crate::typed::{self, Typed};
use clap::{Subcommand, ValueEnum};
use model::MailboxId;
use std::path::PathBuf;

/// How you are told of new letters.
#[derive(Subcommand)]
pub enum NotifyCommand {
    /// Set a channel up; it is turned on by `notify set`.
    Channel {
        /// Which.
        #[command(subcommand)]
        command: ChannelCommand,
    },
    /// What you want to be told: in one mailbox, or in all that have no rule of their own.
    Set(Box<SetArguments>),
    /// Send a try.
    Test {
        /// By which channel.
        #[arg(long, value_enum)]
        channel: ChannelName,
    },
    /// How it all stands.
    Show,
    /// What was told and what was not, newest first.
    Ledger {
        /// At most so many.
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
        limit: Option<u32>,
    },
}

/// A channel that has to be set up.
#[derive(Subcommand)]
pub enum ChannelCommand {
    /// By e-mail, over a mail server of yours.
    Email {
        /// smtps://USER@HOST:PORT, or smtp://USER@HOST:PORT for STARTTLS, which is then required.
        #[arg(long)]
        smtp: String,
        /// Who writes.
        #[arg(long)]
        from: String,
        /// To whom.
        #[arg(long)]
        to: String,
        /// A file with the password; the one that is kept stays for the same server and user.
        #[arg(long)]
        password_file: Option<PathBuf>,
        /// Whose certificate the server may have, as PEM.
        #[arg(long)]
        ca: Option<PathBuf>,
    },
    /// Forget how a channel is reached, with its password or token; it is off then.
    Forget {
        /// Which.
        #[arg(long, value_enum)]
        channel: ChannelName,
    },
    /// By text message, over a gateway of yours.
    Sms {
        /// Which kind.
        #[arg(long, value_enum)]
        gateway: GatewayName,
        /// Its address.
        #[arg(long)]
        url: String,
        /// To which number, with that of its country.
        #[arg(long)]
        to: String,
        /// Who logs in.
        #[arg(long)]
        user: Option<String>,
        /// A file with the token or password; the one that is kept stays for the same gateway and user.
        #[arg(long)]
        token_file: Option<PathBuf>,
        /// Whose certificate the gateway may have, as PEM.
        #[arg(long)]
        ca: Option<PathBuf>,
    },
}

/// What is to be different; what is left out stays.
#[derive(clap::Args)]
pub struct SetArguments {
    /// In this mailbox only.
    #[arg(long, value_parser = typed::mailbox)]
    pub mailbox: Option<Typed<MailboxId>>,
    /// By which channel.
    #[arg(long, value_enum)]
    pub channel: ChannelName,
    /// In this mailbox again as in all others.
    #[arg(long, requires = "mailbox", conflicts_with_all = [
        "on", "off", "show", "digest", "important", "sender", "quiet", "zone", "limit", "reminders", "language", "label",
    ])]
    pub as_usual: bool,
    /// Tell me, from now on.
    #[arg(long)]
    pub on: bool,
    /// Tell me no more.
    #[arg(long, conflicts_with = "on")]
    pub off: bool,
    /// How much a message gives away.
    #[arg(long, value_enum)]
    pub show: Option<ShowName>,
    /// Gathered, and told after each hour, day or week.
    #[arg(long, value_enum)]
    pub digest: Option<DigestName>,
    /// Kinds of letters that are told at once also then, separated by commas.
    #[arg(long, value_enum, value_delimiter = ',')]
    pub important: Option<Vec<KindName>>,
    /// A sender whose letters are told at once also then; may be given several times, an empty one for none.
    #[arg(long)]
    pub sender: Option<Vec<String>>,
    /// Hours in which nothing is sent, as 22:00-07:00, or none.
    #[arg(long)]
    pub quiet: Option<String>,
    /// On whose clock, as Europe/Copenhagen. Empty for the computer's.
    #[arg(long)]
    pub zone: Option<String>,
    /// Messages a day for each mailbox, at most.
    #[arg(long)]
    pub limit: Option<u32>,
    /// Remind me of what is unread and has a day to answer by or legal effect.
    #[arg(long, value_enum)]
    pub reminders: Option<OnOff>,
    /// The language of messages: da, nb or en. Empty for that of the program.
    #[arg(long)]
    pub language: Option<String>,
    /// What the mailbox is called in messages: words that say something only to you. Empty for nothing.
    #[arg(long)]
    pub label: Option<String>,
}

/// A channel.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ChannelName {
    /// On this computer.
    Desktop,
    /// By e-mail.
    Email,
    /// By text message.
    Sms,
}

impl ChannelName {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            ChannelName::Desktop => "desktop",
            ChannelName::Email => "email",
            ChannelName::Sms => "sms",
        }
    }
}

/// A kind of gateway.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GatewayName {
    /// The service GatewayAPI.
    Gatewayapi,
    /// A Kannel of your own.
    Kannel,
}

/// How much a message gives away.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ShowName {
    /// How many letters.
    Nothing,
    /// From whom, too.
    Sender,
    /// And what about.
    Subject,
}

/// When it is told.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DigestName {
    /// At once.
    None,
    /// By the hour.
    Hourly,
    /// By the day.
    Daily,
    /// By the week.
    Weekly,
}

/// A kind of letter that matters more.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KindName {
    /// Something is to be paid.
    Payments,
    /// An appointment.
    Appointments,
    /// Opening it has legal effect.
    Legal,
    /// An answer is asked for by a day.
    Reply,
    /// None of them.
    None,
}

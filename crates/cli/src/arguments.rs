//! What can be typed. The names are a contract with people's scripts.

use crate::access_arguments::AccessCommand;
use crate::ask::AskCommand;
use crate::notify_arguments::NotifyCommand;
use crate::show_arguments::{MailboxesCommand, ShowArguments};
use crate::subcommands::{DraftCommand, FolderCommand, HelpingCommand, OutboxCommand, ReceiverCommand, TodoCommand};
use crate::typed::{self, Typed};
use clap::{Parser, Subcommand};
use model::{AccountId, Level, MailboxId, MessageId, ProviderId};
use postkasse::views::ExportFormat;
use std::path::PathBuf;

/// Public digital mail in a terminal.
#[derive(Parser)]
#[command(version)]
pub struct Arguments {
    /// The data folder.
    #[arg(long, env = "POSTKASSE_HOME", global = true)]
    pub home: Option<PathBuf>,
    /// Which person on this computer.
    #[arg(long, default_value = "default", value_parser = typed::profile, global = true)]
    pub profile: String,
    /// One JSON document on stdout.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Log in with the national eID, in the browser.
    Login {
        /// The service.
        #[arg(long, value_parser = typed::provider)]
        provider: ProviderId,
        /// Its address; without one, the real service's.
        #[arg(long, value_parser = typed::address)]
        server: Option<String>,
        /// In the sandbox: log in as this person, without a browser.
        #[arg(long = "as")]
        person: Option<String>,
        /// Another OpenID provider than the server's own.
        #[arg(long, value_parser = typed::address, requires = "client_id")]
        issuer: Option<String>,
        /// As which program; without one, as the sandbox knows this one.
        #[arg(long)]
        client_id: Option<String>,
        /// A file with the program's secret.
        #[arg(long)]
        client_secret_file: Option<PathBuf>,
        /// At least this sure.
        #[arg(long, value_parser = typed::level, default_value = "substantial")]
        level: Level,
    },
    /// The logins.
    Accounts,
    /// The mailboxes, whose they are, and what you may do there.
    Mailboxes {
        /// What to do with one; a list unless told.
        #[command(subcommand)]
        command: Option<MailboxesCommand>,
    },
    /// Send what waits and fetch what is new.
    Sync {
        /// One mailbox only.
        #[arg(long, value_parser = typed::mailbox)]
        mailbox: Option<Typed<MailboxId>>,
        /// Again and again.
        #[arg(long)]
        watch: bool,
    },
    /// Letters, newest first.
    List {
        /// One mailbox only.
        #[arg(long, value_parser = typed::mailbox)]
        mailbox: Option<Typed<MailboxId>>,
        /// All mailboxes, which is what happens anyway.
        #[arg(long, conflicts_with = "mailbox")]
        all: bool,
        /// One folder: inbox, drafts, sent, archive, deleted, the name of your own, or an id.
        #[arg(long)]
        folder: Option<String>,
        /// Unread only.
        #[arg(long)]
        unread: bool,
        /// At most so many.
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
        limit: u32,
        /// Older than this letter.
        #[arg(long, value_parser = typed::message)]
        before: Option<Typed<MessageId>>,
    },
    /// One letter.
    Show(ShowArguments),
    /// Save the appointments of a letter as a calendar file.
    Calendar {
        /// Which letter.
        #[arg(value_parser = typed::message)]
        id: Typed<MessageId>,
        /// Where to: a new file, or a folder in which it gets a name of its own. Nothing is overwritten.
        #[arg(long)]
        out: PathBuf,
    },
    /// What letters ask for by a day, over all mailboxes, the oldest day first.
    Todo {
        /// One mailbox only.
        #[arg(long, value_parser = typed::mailbox)]
        mailbox: Option<Typed<MailboxId>>,
        /// What is done, the newest first.
        #[arg(long)]
        done: bool,
        /// What to do with it; a list unless told.
        #[command(subcommand)]
        command: Option<TodoCommand>,
    },
    /// The mailboxes of those whom you help: what waits, what you looked at, your note.
    Helping {
        #[command(subcommand)]
        command: Option<HelpingCommand>,
    },
    /// The addresses in a letter, with where they really lead.
    Links {
        /// Which letter.
        #[arg(value_parser = typed::message)]
        id: Typed<MessageId>,
    },
    /// Open an address of a letter in the browser, if it is what it seems.
    OpenLink {
        /// Which letter.
        #[arg(value_parser = typed::message)]
        id: Typed<MessageId>,
        /// Its number, as `links` lists them.
        #[arg(value_parser = typed::number)]
        number: usize,
    },
    /// Letters with all of these words, the newest first.
    Search {
        /// Words; a "phrase"; beginning*; -not; sender:NAME; from:DAY and to:DAY (2026, 2026-03 or 2026-03-14);
        /// has:attachment; is:unread; in:FOLDER. The last word may be a beginning.
        #[arg(allow_hyphen_values = true)]
        query: String,
        /// The best first, not the newest.
        #[arg(long)]
        best: bool,
        /// One mailbox only.
        #[arg(long, value_parser = typed::mailbox)]
        mailbox: Option<Typed<MailboxId>>,
        /// At most so many.
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
        limit: u32,
    },
    /// Mark a letter; the next sync sends it.
    #[command(group = clap::ArgGroup::new("how").required(true))]
    Mark {
        /// Which.
        #[arg(value_parser = typed::message)]
        id: Typed<MessageId>,
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
    /// Move a letter to another folder; the next sync sends it.
    Move {
        /// Which.
        #[arg(value_parser = typed::message)]
        id: Typed<MessageId>,
        /// Where to: inbox, archive, deleted, the name of your own, or an id.
        folder: String,
    },
    /// Delete a letter: into Deleted, and from there for good.
    Delete {
        /// Which.
        #[arg(value_parser = typed::message)]
        id: Typed<MessageId>,
    },
    /// Keep a private note with a letter.
    Note {
        /// Which.
        #[arg(value_parser = typed::message)]
        id: Typed<MessageId>,
        /// The note; empty for none.
        #[arg(long)]
        text: String,
    },
    /// Call a letter something else in this mailbox.
    Rename {
        /// Which.
        #[arg(value_parser = typed::message)]
        id: Typed<MessageId>,
        /// What to call it.
        #[arg(long)]
        name: String,
    },
    /// Make, rename or remove a folder of your own.
    Folder {
        /// What to do.
        #[command(subcommand)]
        command: FolderCommand,
    },
    /// Answer a letter; the next sync sends it.
    Reply {
        /// Which.
        #[arg(value_parser = typed::message)]
        id: Typed<MessageId>,
        /// The answer.
        #[arg(long, allow_hyphen_values = true)]
        text: String,
        /// A subject other than the letter's own.
        #[arg(long)]
        subject: Option<String>,
        /// A file that goes along; may be given several times.
        #[arg(long)]
        attach: Vec<PathBuf>,
        /// Keep it as a draft instead of sending it.
        #[arg(long)]
        draft: bool,
    },
    /// Let a letter go on to somebody; the next sync sends it.
    Forward {
        /// Which.
        #[arg(value_parser = typed::message)]
        id: Typed<MessageId>,
        /// To whom: an e-mail address, or the id of a recipient.
        #[arg(long)]
        to: String,
        /// What to say to it.
        #[arg(long, default_value = "", allow_hyphen_values = true)]
        comment: String,
        /// I know that e-mail is not safe, and want it so.
        #[arg(long)]
        agree_email_is_not_safe: bool,
        /// Keep it as a draft instead of sending it.
        #[arg(long)]
        draft: bool,
    },
    /// Write to an authority; the next sync sends it.
    Write {
        /// To which part of it: its id, or its name when only one has it.
        #[arg(long)]
        to: String,
        /// What it is about.
        #[arg(long)]
        subject: String,
        /// The letter.
        #[arg(long, allow_hyphen_values = true)]
        text: String,
        /// A file that goes along; may be given several times.
        #[arg(long)]
        attach: Vec<PathBuf>,
        /// What the recipient asks for, as NAME=VALUE; an empty value says that you do not have it.
        #[arg(long, value_parser = typed::field)]
        field: Vec<(String, String)>,
        /// From which mailbox; your own unless told.
        #[arg(long, value_parser = typed::mailbox)]
        mailbox: Option<Typed<MailboxId>>,
        /// Keep it as a draft instead of sending it.
        #[arg(long)]
        draft: bool,
    },
    /// Whom you can write and forward to.
    Recipients {
        /// Words: an authority, a subject, a person you trust.
        #[arg(default_value = "")]
        query: String,
        /// From which mailbox; your own unless told.
        #[arg(long, value_parser = typed::mailbox)]
        mailbox: Option<Typed<MailboxId>>,
    },
    /// Letters in the making.
    Drafts,
    /// Do something with a letter in the making.
    Draft {
        /// What to do.
        #[command(subcommand)]
        command: DraftCommand,
    },
    /// What waits to be sent, and what was refused.
    Outbox {
        /// What to do with something that was refused.
        #[command(subcommand)]
        command: Option<OutboxCommand>,
    },
    /// The folders of a mailbox, or of all.
    Folders {
        /// Which.
        #[arg(long, value_parser = typed::mailbox)]
        mailbox: Option<Typed<MailboxId>>,
    },
    /// Take letters in from files: MeMo letters and their containers, mail (mbox), PDFs, and folders of such.
    Import {
        /// The files and folders.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Into this mailbox instead of the one of imported letters.
        #[arg(long, value_parser = typed::mailbox)]
        mailbox: Option<Typed<MailboxId>>,
    },
    /// Put a document of your own into a mailbox that takes such.
    Upload {
        /// The file.
        file: PathBuf,
        /// Into which mailbox; your own unless told.
        #[arg(long, value_parser = typed::mailbox)]
        mailbox: Option<Typed<MailboxId>>,
        /// Into which folder, by name or id; the inbox unless told.
        #[arg(long)]
        folder: Option<String>,
        /// What to call it; the file's own name unless told.
        #[arg(long)]
        name: Option<String>,
    },
    /// Write letters into a folder, with an index. Nothing is overwritten.
    Export {
        /// The folder.
        folder: PathBuf,
        /// One mailbox only.
        #[arg(long, value_parser = typed::mailbox)]
        mailbox: Option<Typed<MailboxId>>,
        /// memo (the state's own format, with everything in it), mbox (for mail programs) or files (for people).
        #[arg(long, value_parser = typed::format, default_value = "memo")]
        format: ExportFormat,
    },
    /// A company's receiver system, by which it fetches its own mail with a certificate.
    Receiver {
        /// What to do.
        #[command(subcommand)]
        command: ReceiverCommand,
    },
    /// Direct questions to the service, and the guide.
    #[command(flatten)]
    Ask(AskCommand),
    /// How you are told of new letters: channels, rules, what was told.
    Notify {
        /// What to do.
        #[command(subcommand)]
        command: NotifyCommand,
    },
    /// Who may see whose post: list, give, ask, decide, end.
    Access {
        /// What to do.
        #[command(subcommand)]
        command: AccessCommand,
    },
    /// What was done in a mailbox, by whom; newest first.
    Activity {
        /// Which; your own unless told.
        #[arg(long, value_parser = typed::mailbox)]
        mailbox: Option<Typed<MailboxId>>,
        /// From this day on.
        #[arg(long)]
        from: Option<jiff::civil::Date>,
        /// Until the end of this day.
        #[arg(long)]
        to: Option<jiff::civil::Date>,
        /// At most so many.
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=500))]
        limit: u32,
        /// The page, from 0.
        #[arg(long, default_value_t = 0)]
        page: u32,
    },
    /// The people who share this computer.
    People,
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
        #[arg(long, value_parser = typed::mailbox, group = "what")]
        mailbox: Option<Typed<MailboxId>>,
        /// An account with its mailboxes.
        #[arg(long, value_parser = typed::account, group = "what")]
        account: Option<Typed<AccountId>>,
        /// Everything.
        #[arg(long, group = "what")]
        all: bool,
    },
}

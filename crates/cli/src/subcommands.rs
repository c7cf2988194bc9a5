//! What can be typed after `outbox`, `draft`, `folder`, `todo`, `helping` and `receiver`.

use crate::typed::{self, Typed};
use clap::Subcommand;
use model::{AccountId, DraftId, FolderIcon, MailboxId, MessageId, WishId};
use std::path::PathBuf;

/// What can be done to what was refused.
#[derive(Subcommand)]
pub enum OutboxCommand {
    /// I have seen it.
    Dismiss {
        /// Its id in the outbox.
        #[arg(value_parser = typed::wish)]
        id: Typed<(MailboxId, WishId)>,
    },
    /// Try it once more.
    Again {
        /// Its id in the outbox.
        #[arg(value_parser = typed::wish)]
        id: Typed<(MailboxId, WishId)>,
    },
}

/// What can be done to letters in the making.
#[derive(Subcommand)]
pub enum DraftCommand {
    /// All of it.
    Show {
        /// Which.
        #[arg(value_parser = typed::draft)]
        id: Typed<DraftId>,
    },
    /// Change what is given; what is left out stays.
    Edit {
        /// Which.
        #[arg(value_parser = typed::draft)]
        id: Typed<DraftId>,
        /// To whom.
        #[arg(long)]
        to: Option<String>,
        /// What it is about.
        #[arg(long)]
        subject: Option<String>,
        /// The letter.
        #[arg(long, allow_hyphen_values = true)]
        text: Option<String>,
        /// What the recipient asks for, as NAME=VALUE; an empty value says that you do not have it.
        #[arg(long, value_parser = typed::field)]
        field: Vec<(String, String)>,
        /// A file that goes along.
        #[arg(long)]
        attach: Vec<PathBuf>,
        /// A file that goes along no more, by its name or id.
        #[arg(long)]
        detach: Vec<String>,
        /// I know that e-mail is not safe, and want it so.
        #[arg(long)]
        agree_email_is_not_safe: bool,
    },
    /// Send it with the next sync.
    Send {
        /// Which.
        #[arg(value_parser = typed::draft)]
        id: Typed<DraftId>,
    },
    /// Go on writing what waits to be sent.
    TakeBack {
        /// Which.
        #[arg(value_parser = typed::draft)]
        id: Typed<DraftId>,
    },
    /// Throw it away.
    Discard {
        /// Which.
        #[arg(value_parser = typed::draft)]
        id: Typed<DraftId>,
    },
}

/// What can be done to folders.
#[derive(Subcommand)]
pub enum FolderCommand {
    /// Make one.
    Add {
        /// Its name.
        name: String,
        /// In which mailbox; your own unless told.
        #[arg(long, value_parser = typed::mailbox)]
        mailbox: Option<Typed<MailboxId>>,
        /// In which folder, by name or id.
        #[arg(long)]
        parent: Option<String>,
        /// Its picture, where the service has such: FOLDER, BOX, STAR, …
        #[arg(long, value_parser = typed::icon)]
        icon: Option<FolderIcon>,
    },
    /// Give one another picture, where the service has such.
    Icon {
        /// Which, by name or id.
        folder: String,
        /// The picture: FOLDER, BOX, STAR, …
        #[arg(value_parser = typed::icon)]
        icon: FolderIcon,
        /// In which mailbox; your own unless told.
        #[arg(long, value_parser = typed::mailbox)]
        mailbox: Option<Typed<MailboxId>>,
    },
    /// Call one something else.
    Rename {
        /// Which, by name or id.
        folder: String,
        /// Its new name.
        name: String,
        /// In which mailbox; your own unless told.
        #[arg(long, value_parser = typed::mailbox)]
        mailbox: Option<Typed<MailboxId>>,
    },
    /// Remove one that is empty.
    Remove {
        /// Which, by name or id.
        folder: String,
        /// In which mailbox; your own unless told.
        #[arg(long, value_parser = typed::mailbox)]
        mailbox: Option<Typed<MailboxId>>,
    },
}

/// What can be done for those whom one helps.
#[derive(Subcommand)]
pub enum HelpingCommand {
    /// I have looked at a letter; kept only in somebody else's mailbox, and nothing is sent.
    Looked {
        /// Which.
        #[arg(value_parser = typed::message)]
        letter: Typed<MessageId>,
    },
    /// Write the note to hand over by; an empty one is none.
    Note {
        /// In which mailbox.
        #[arg(value_parser = typed::mailbox)]
        mailbox: Typed<MailboxId>,
        /// What it says.
        text: String,
    },
}

/// What can be done with what there is to do.
#[derive(Subcommand)]
pub enum TodoCommand {
    /// Tick it as done, here; nothing is sent.
    Tick {
        /// The letter that asks for it.
        #[arg(value_parser = typed::message)]
        letter: Typed<MessageId>,
        /// Which of the things that it asks for, as the list names them.
        item: String,
    },
    /// Take the tick away.
    Untick {
        /// The letter that asks for it.
        #[arg(value_parser = typed::message)]
        letter: Typed<MessageId>,
        /// Which of the things that it asks for.
        item: String,
    },
    /// Save all of it as a calendar file.
    Calendar {
        /// Where to: a new file. Nothing is overwritten.
        #[arg(long)]
        out: PathBuf,
    },
}

/// What can be done with receiver systems.
#[derive(Subcommand)]
pub enum ReceiverCommand {
    /// Add one, once the service lets it in; the next sync fetches what waits, and the service then deletes it.
    Add {
        /// The service's address.
        #[arg(long, value_parser = typed::address)]
        server: String,
        /// The company's certificate: PEM, or PKCS#12.
        #[arg(long)]
        cert: PathBuf,
        /// Its key, when that is in a PEM file of its own.
        #[arg(long)]
        key: Option<PathBuf>,
        /// A file with the password of a PKCS#12 file.
        #[arg(long)]
        password_file: Option<PathBuf>,
        /// The system's id, as the service gave it.
        #[arg(long)]
        system_id: String,
        /// A file with the system's key.
        #[arg(long)]
        api_key_file: PathBuf,
        /// Whose certificate the service may have, as PEM; for tests, and for nothing else.
        #[arg(long)]
        ca: Option<PathBuf>,
    },
    /// All of them.
    List,
    /// Remove one, and with it what it fetched: the service has it no more.
    Remove {
        /// Its account.
        #[arg(value_parser = typed::account)]
        id: Typed<AccountId>,
    },
}

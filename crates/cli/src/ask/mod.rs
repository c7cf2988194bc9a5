//! Commands that ask the service directly: registration, the service's own notifications, connected programs; and
//! the guide, which asks nobody.

mod devices;
mod guide;
mod notify;
mod register;
mod registration;

use crate::typed::{self, Typed};
use clap::{Subcommand, ValueEnum};
use model::{AccountId, MailboxId, RegisterLanguage};
use postkasse::App;
use postkasse::views::ApiError;

/// The commands.
#[derive(Subcommand)]
pub enum AskCommand {
    /// How an owner is registered or exempt, and what that means.
    Registration {
        /// Of which mailbox; your own unless told.
        #[arg(long, value_parser = typed::mailbox)]
        mailbox: Option<Typed<MailboxId>>,
    },
    /// Norway's register of contact details and reservations: what it says of you, and until when each address counts.
    Register {
        /// What to do.
        #[command(subcommand)]
        command: RegisterCommand,
        /// By which login; the first that reaches it unless told.
        #[arg(long, value_parser = typed::account, global = true)]
        account: Option<Typed<AccountId>>,
    },
    /// The number for NemSMS: short reminders of appointments, also for the exempt.
    Nemsms {
        /// What to do.
        #[command(subcommand)]
        command: NemSmsCommand,
        /// Of the owner of which mailbox; your own unless told.
        #[arg(long, value_parser = typed::mailbox, global = true)]
        mailbox: Option<Typed<MailboxId>>,
    },
    /// Where the service itself tells you of new letters.
    ServiceNotify {
        /// What to do.
        #[command(subcommand)]
        command: NotifyCommand,
        /// In which mailbox; your own unless told.
        #[arg(long, value_parser = typed::mailbox, global = true)]
        mailbox: Option<Typed<MailboxId>>,
    },
    /// The programs that you let in at the service.
    Devices {
        /// What to do.
        #[command(subcommand)]
        command: DevicesCommand,
    },
    /// What to do to be ready, from a few answers; nobody is told them.
    Guide(guide::Answers),
    /// Who helps with what.
    Support,
}

/// What can be done about Norway's register of contact details.
#[derive(Subcommand)]
pub enum RegisterCommand {
    /// What it says.
    Show,
    /// Choose the language in which every authority of the country writes to you.
    Language {
        /// nb, nn, en or se.
        #[arg(value_parser = typed::register_language)]
        language: RegisterLanguage,
        /// I know that it is a national register, and that every authority then writes in this language.
        #[arg(long)]
        agree_every_authority: bool,
    },
}

/// What can be done about the number for NemSMS.
#[derive(Subcommand)]
pub enum NemSmsCommand {
    /// Use this Danish mobile number; a code is sent there.
    Set {
        /// The number.
        number: String,
    },
    /// Type in the code that was sent.
    Verify {
        /// The code.
        code: String,
    },
    /// Have a new code sent.
    NewCode,
    /// Say that the number still holds.
    Confirm,
    /// Use none.
    Remove,
}

/// What can be done about the service's notifications. ADDRESS is an e-mail address or a number that is there.
#[derive(Subcommand)]
pub enum NotifyCommand {
    /// How it is.
    Show,
    /// One more e-mail address; where the service wants it proved, something is sent there.
    AddEmail {
        /// The address.
        address: String,
    },
    /// This mobile number of the service's country; where the service wants it proved, a code is sent there.
    SetMobile {
        /// The number.
        number: String,
    },
    /// No more to this address or number.
    Remove {
        /// Which.
        address: String,
    },
    /// Type in the code that was sent.
    Verify {
        /// Where it was sent.
        address: String,
        /// The code.
        code: String,
    },
    /// Have a new code sent.
    NewCode {
        /// Where.
        address: String,
    },
    /// Say that it still holds.
    Confirm {
        /// Which.
        address: String,
    },
    /// Nothing at night, or at any time.
    Quiet {
        /// Which.
        address: String,
        /// On or off.
        #[arg(value_enum)]
        quiet: OnOff,
    },
    /// Nothing at all.
    OptOut,
    /// Something again.
    OptIn,
    /// Turn one of the service's settings on or off.
    Set {
        /// Its name, as `show` lists it.
        name: String,
        /// On or off.
        #[arg(value_enum)]
        on: OnOff,
    },
}

/// On or off.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OnOff {
    /// On.
    On,
    /// Off.
    Off,
}

/// What can be done about connected programs.
#[derive(Subcommand)]
pub enum DevicesCommand {
    /// All of them.
    List {
        /// Of one login only.
        #[arg(long, value_parser = typed::account)]
        account: Option<Typed<AccountId>>,
    },
    /// Shut one out.
    Revoke {
        /// Which.
        id: String,
        /// Also if it is or may be this one, which then has to log in again.
        #[arg(long)]
        here: bool,
    },
}

/// Does what was asked.
pub async fn ask(app: &App, command: &AskCommand, json: bool) -> Result<(), ApiError> {
    match command {
        AskCommand::Registration { mailbox } => registration::show(app, mailbox.as_ref(), json).await,
        AskCommand::Register { command: RegisterCommand::Show, account } => {
            register::show(app, account.as_ref(), json).await
        }
        AskCommand::Register { command: RegisterCommand::Language { language, agree_every_authority }, account } => {
            register::language(app, account.as_ref(), *language, *agree_every_authority, json).await
        }
        AskCommand::Nemsms { command, mailbox } => registration::nem_sms(app, command, mailbox.as_ref(), json).await,
        AskCommand::ServiceNotify { command, mailbox } => notify::notify(app, command, mailbox.as_ref(), json).await,
        AskCommand::Devices { command: DevicesCommand::List { account } } => {
            devices::list(app, account.as_ref(), json).await
        }
        AskCommand::Devices { command: DevicesCommand::Revoke { id, here } } => {
            devices::revoke(app, id, *here, json).await
        }
        AskCommand::Guide(answers) => {
            guide::guide(answers, json);
            Ok(())
        }
        AskCommand::Support => {
            guide::support(json);
            Ok(())
        }
    }
}

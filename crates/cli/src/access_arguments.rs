//! What can be typed about accesses and about what was done with them.

use crate::typed::{self, Typed};
use clap::{Args, Subcommand};
use jiff::civil::Date;
use model::{AccessLevel, AccountId, MailboxId};

/// What can be done about accesses.
#[derive(Subcommand)]
pub enum AccessCommand {
    /// Who may see what, and what is asked for.
    List {
        /// Only who may see this mailbox.
        #[arg(long, value_parser = typed::mailbox)]
        mailbox: Option<Typed<MailboxId>>,
    },
    /// Let somebody see a mailbox. What she had there is replaced.
    Give {
        /// Whom.
        #[command(flatten)]
        whom: Whom,
        /// How much, and how long.
        #[command(flatten)]
        much: Much,
        /// Which mailbox; your own unless told.
        #[arg(long, value_parser = typed::mailbox)]
        mailbox: Option<Typed<MailboxId>>,
    },
    /// Ask somebody to let you see her mailbox.
    Ask {
        /// Whom.
        #[command(flatten)]
        whom: Whom,
        /// How much, and how long.
        #[command(flatten)]
        much: Much,
        /// By which login; the first unless told.
        #[arg(long, value_parser = typed::account)]
        account: Option<Typed<AccountId>>,
    },
    /// Grant what somebody asked for.
    Accept {
        /// Which, as `access list` names it.
        id: String,
        /// The last day on which it holds.
        #[arg(long)]
        until: Option<Date>,
    },
    /// Refuse what somebody asked for.
    Reject {
        /// Which, as `access list` names it.
        id: String,
    },
    /// End an access: withdraw what you gave, give up what you have, or take back what you asked for.
    End {
        /// Which, as `access list` names it.
        id: String,
    },
    /// Take an access that was given to your company or association into use.
    Activate {
        /// The code in the letter that came to it.
        code: String,
        /// By which login; the first unless told.
        #[arg(long, value_parser = typed::account)]
        account: Option<Typed<AccountId>>,
    },
}

/// Somebody.
#[derive(Args)]
#[group(skip)]
pub struct Whom {
    /// A person's CPR number; `-` reads it from stdin, where nobody else sees it.
    #[arg(long, conflicts_with_all = ["cvr", "address"], required_unless_present_any = ["cvr", "address"], requires = "name")]
    pub cpr: Option<String>,
    /// The full name that belongs to it.
    #[arg(long)]
    pub name: Option<String>,
    /// A company's or an association's CVR number.
    #[arg(long, conflicts_with = "address")]
    pub cvr: Option<String>,
    /// At Digipost: the address of the other's mailbox, as name#1A2B. She must have one there.
    #[arg(long)]
    pub address: Option<String>,
}

/// How much, and how long.
#[derive(Args)]
#[group(skip)]
pub struct Much {
    /// Reading and writing, not reading alone.
    #[arg(long, conflicts_with_all = ["user_administrator", "administrator", "employee"])]
    pub write: bool,
    /// In a company or an association: working with its mail.
    #[arg(long, conflicts_with_all = ["user_administrator", "administrator"])]
    pub employee: bool,
    /// In a company or an association: deciding about employees.
    #[arg(long, conflicts_with = "administrator")]
    pub user_administrator: bool,
    /// In a company or an association: everything.
    #[arg(long)]
    pub administrator: bool,
    /// The last day on which it holds.
    #[arg(long)]
    pub until: Option<Date>,
}

impl Much {
    /// The level; reading when nothing was said.
    pub fn level(&self) -> AccessLevel {
        match (self.write, self.employee, self.user_administrator, self.administrator) {
            (true, ..) => AccessLevel::Write,
            (_, true, ..) => AccessLevel::Employee,
            (_, _, true, _) => AccessLevel::UserAdministrator,
            (.., true) => AccessLevel::Administrator,
            _ => AccessLevel::Read,
        }
    }
}

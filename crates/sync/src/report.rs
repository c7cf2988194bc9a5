//! What a sync did, and how it goes meanwhile.

use model::{Code, MailboxId};

/// What was done in one mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Which.
    pub mailbox: MailboxId,
    /// New letters.
    pub new: u64,
    /// Changed letters.
    pub changed: u64,
    /// Letters that are gone at the service.
    pub removed: u64,
    /// Documents fetched.
    pub documents: u64,
    /// Wishes carried out.
    pub sent: u64,
    /// Wishes refused.
    pub refused: u64,
    /// Requests made.
    pub requests: u64,
    /// Bytes of bodies received.
    pub bytes: u64,
    /// Milliseconds.
    pub ms: u64,
    /// Why it did not get through.
    pub error: Option<Code>,
    /// The text in the catalogue that says it more exactly than the code.
    pub text: Option<&'static str>,
}

impl Report {
    /// Of a mailbox in which nothing was done yet.
    #[must_use]
    pub fn new(mailbox: MailboxId) -> Self {
        Report {
            mailbox,
            new: 0,
            changed: 0,
            removed: 0,
            documents: 0,
            sent: 0,
            refused: 0,
            requests: 0,
            bytes: 0,
            ms: 0,
            error: None,
            text: None,
        }
    }
}

/// How it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// Letters of a mailbox are here: so many of so many.
    Letters {
        /// Which.
        mailbox: MailboxId,
        /// So many.
        done: u64,
        /// Of so many.
        of: u64,
        /// It is the first pull of this mailbox.
        first: bool,
    },
    /// Documents of a mailbox are here.
    Documents {
        /// Which.
        mailbox: MailboxId,
        /// So many.
        done: u64,
    },
    /// The list of mailboxes changed.
    Mailboxes,
}

//! Events carry ids and counts; the window reads again.

use model::{FileId, MailboxId, MessageId};
use serde::Serialize;
use ts_rs::TS;

/// Something changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[ts(export)]
pub enum AppEvent {
    /// Accounts, mailboxes or their counts.
    Mailboxes,
    /// Letters of one mailbox.
    Letters {
        /// Which.
        #[ts(type = "string")]
        mailbox: MailboxId,
    },
    /// One letter, its documents or its state.
    Letter {
        /// Which.
        #[ts(type = "string")]
        id: MessageId,
    },
    /// Letters in the making, in one mailbox.
    Drafts {
        /// Which.
        #[ts(type = "string")]
        mailbox: MailboxId,
    },
    /// The state of syncing; read `sync_state`.
    Sync,
    /// The person clicked a notification: show this letter.
    Open {
        /// Which.
        #[ts(type = "string")]
        id: MessageId,
    },
    /// A file is read aloud: a piece of it begins.
    ReadingAloud {
        /// Whose file.
        #[ts(type = "string")]
        id: MessageId,
        /// Which.
        #[ts(type = "string")]
        file: FileId,
        /// Which piece, from 1.
        piece: u32,
        /// Of how many.
        of: u32,
    },
    /// It is read aloud no longer.
    ReadingEnded {
        /// Whose file.
        #[ts(type = "string")]
        id: MessageId,
        /// Which.
        #[ts(type = "string")]
        file: FileId,
        /// The voice went away or would not.
        failed: bool,
    },
    /// A document of one's own goes into a mailbox.
    PuttingIn {
        /// Which.
        #[ts(type = "string")]
        mailbox: MailboxId,
        /// Bytes that have gone.
        #[ts(type = "number")]
        gone: u64,
        /// Of so many.
        #[ts(type = "number")]
        of: u64,
    },
    /// The vault is to be locked by itself: the window goes blank, saves what was typed and locks.
    Leaving,
    /// The vault was locked, from here or elsewhere.
    Locked,
}

//! What everything here talks about: ids, mailboxes, messages, documents, rights.
//!
//! Pure data, pure rules and a few small traits that lower crates hand to higher ones. No I/O, no
//! clock of its own, no network. Names are the field's standard terms and are the same in SQL, JSON
//! and the window.

mod access;
mod activity;
mod clock;
mod draft;
mod error;
mod folder;
mod guess;
mod ids;
mod language;
mod level;
mod mailbox;
mod message;
mod opening;
mod organisation;
mod plural;
mod registration;
mod rights;
mod tokens;
mod wish;

pub use access::{AccessLevel, AccessState, EndReason, Ending};
pub use activity::Activity;
pub use clock::{Clock, SystemClock};
pub use draft::{
    Attachment, ContactPoint, Destination, Draft, DraftKind, Field, IdType, LARGEST_LETTER, LONGEST_COMMENT,
    LONGEST_FIELD, LONGEST_SUBJECT, Leaving, Link, MOST_ATTACHMENTS, MOST_FIELDS, Progress, memo_size,
};
pub use error::Code;
pub use folder::{Folder, FolderRole};
pub use guess::{Guess, GuessKind};
pub use ids::{
    AccountId, AttachmentId, DocumentId, DraftId, FileId, FolderId, IdError, MailboxId, MessageId, RemoteId, SenderId,
};
pub use language::{Checked, Direction, Language};
pub use level::Level;
pub use mailbox::{Mailbox, MailboxKind, MailboxState, ProviderId};
pub use message::{
    Action, ActionCode, Document, DocumentKind, File, Message, MessageState, MessageType, Recipient, Reservation,
    Sender, Thread, Waits,
};
pub use opening::{Opening, OpeningAnswer};
pub use organisation::{OrganisationFacts, OrganisationKind, OrganisationWork};
pub use registration::{AddressState, Registration};
pub use rights::{Privilege, Right, Rights};
pub use tokens::{RenewalRight, TokenError, TokenStore, Tokens};
pub use wish::{Change, Subject, Topic, Wish, WishId, WishState};

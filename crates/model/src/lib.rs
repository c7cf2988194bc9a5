//! What everything here talks about: ids, mailboxes, messages, documents, rights.
//!
//! Pure data, pure rules and a few small traits that lower crates hand to higher ones. No I/O, no
//! clock of its own, no network. Names are the field's standard terms and are the same in SQL, JSON
//! and the window.

mod access;
mod activity;
mod card;
mod clock;
mod contact_register;
mod draft;
mod error;
mod folder;
mod guess;
mod history;
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
pub use card::{Card, CardKind, CardLine, Payment};
pub use clock::{Clock, SystemClock};
pub use contact_register::{
    ContactRegister, LegalNotice, RegisterLanguage, RegisterMailbox, Reserved, STALE_AFTER_MONTHS, Verified,
};
pub use draft::{
    Attachment, ContactPoint, Destination, Draft, DraftKind, Field, IdType, LARGEST_LETTER, LONGEST_COMMENT,
    LONGEST_FIELD, LONGEST_SUBJECT, Leaving, Link, MOST_ATTACHMENTS, MOST_FIELDS, Progress, memo_size,
};
pub use error::Code;
pub use folder::{Folder, FolderIcon, FolderRole};
pub use guess::{Guess, GuessKind};
pub use history::{CaseStatus, Happening, HappeningKind};
pub use ids::{
    AccountId, AttachmentId, DocumentId, DraftId, FileId, FolderId, IdError, MailboxId, MessageId, RemoteId, SenderId,
};
pub use language::{Checked, Direction, Language};
pub use level::Level;
pub use mailbox::{Mailbox, MailboxKind, MailboxState, ProviderId, Space};
pub use message::{
    Action, ActionCode, Document, DocumentKind, File, Message, MessageState, MessageType, Recipient, Reservation,
    Sender, Thread, Waits, Weight,
};
pub use opening::{Opening, OpeningAnswer};
pub use organisation::{OrganisationFacts, OrganisationKind, OrganisationWork};
pub use registration::{AddressState, Registration};
pub use rights::{Privilege, Right, Rights};
pub use tokens::{RenewalRight, TokenError, TokenStore, Tokens};
pub use wish::{Change, Subject, Topic, Wish, WishId, WishState};

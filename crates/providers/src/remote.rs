//! What services answer, in `model`'s terms but under the services' own ids. `sync` gives them ours.

use jiff::Timestamp;
use model::{
    Action, Card, CaseStatus, DocumentKind, FolderIcon, FolderRole, Happening, Level, MailboxKind, MailboxState,
    MessageState, MessageType, Recipient, RemoteId, Rights, Sender, Space, Weight,
};
use std::pin::Pin;

/// A mailbox as the service lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteMailbox {
    /// The service's id.
    pub id: RemoteId,
    /// What to call it.
    pub name: String,
    /// Whose it is.
    pub owner: String,
    /// The service's id of the owner.
    pub owner_ref: Option<RemoteId>,
    /// Whose it is to the person.
    pub kind: MailboxKind,
    /// What the person may do.
    pub rights: Rights,
    /// When the access ends, if the service says.
    pub ends: Option<Timestamp>,
    /// Whether it can be reached.
    pub state: MailboxState,
    /// The name of the unit that it is a part of.
    pub part_of: Option<String>,
    /// Marked at the service as one that the person uses often.
    pub favourite: bool,
    /// How much room there is, where the service limits it.
    pub space: Option<Space>,
}

/// The answer to "which mailboxes?".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailboxList {
    /// The same as last time.
    Unchanged,
    /// These, all of them.
    All {
        /// The mailboxes.
        mailboxes: Vec<RemoteMailbox>,
        /// Whether it is known when each access ends; if not, what was known before still holds.
        ends_known: bool,
        /// What to hand in next time.
        seen: Option<String>,
    },
}

/// The answer to a direct question about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked<T> {
    /// It is there.
    There(T),
    /// It is not (404; for a mailbox 403 too).
    Gone,
}

/// The answer to "anything new?".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Peek {
    /// Nothing since the cursor.
    Unchanged,
    /// Something, or it cannot be told.
    Changed,
}

/// A folder as the service has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteFolder {
    /// The service's id.
    pub id: RemoteId,
    /// The folder it lies in.
    pub parent: Option<RemoteId>,
    /// What it is for.
    pub role: FolderRole,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: i64,
    /// The picture that was chosen for it.
    pub icon: Option<FolderIcon>,
}

/// Which page of messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageRequest {
    /// Everything, newest received first; the first page has 50. `from` is the last page's `next`.
    All {
        /// Where to go on.
        from: Option<String>,
    },
    /// What changed since the cursor, with the overlap that the service needs, last changed first.
    Changed {
        /// The cursor of the last complete pull.
        since: String,
        /// Where to go on.
        from: Option<String>,
    },
    /// Only ids and versions, for a sweep.
    Ids {
        /// Where to go on.
        from: Option<String>,
    },
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The messages that could be read. For [`PageRequest::Ids`] only `id`, `version` and `updated` mean something.
    pub messages: Vec<RemoteMessage>,
    /// Why others could not be read at all: a few plain words without content, different for each of them.
    pub unreadable: Vec<String>,
    /// Where to go on, if there is more.
    pub next: Option<String>,
    /// How many there are in the mailbox, if the service says.
    pub total: Option<u64>,
    /// The cursor that holds once this and all pages before it are stored; only the last page's counts.
    pub cursor: String,
}

/// The last look of a pull: what changed last, as the list says now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// Id and version of what changed last. Whatever of this is not known yet must be asked for directly
    /// before the cursor is kept.
    pub latest: Vec<(RemoteId, i64)>,
    /// How many there are in the mailbox, if the service says.
    pub total: Option<u64>,
    /// The cursor that the next [`crate::Provider::peek`] can be answered by cheaply.
    pub cursor: String,
}

/// Which letters a message belongs together with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RemoteThread {
    /// The letters that it answers.
    pub answers: Vec<RemoteId>,
    /// The letters that answer it.
    pub answered_by: Vec<RemoteId>,
    /// The letter that was forwarded.
    pub forwards: Option<RemoteId>,
    /// The authority's number of the case.
    pub case: Option<String>,
    /// What was said when it was forwarded.
    pub comment: Option<String>,
    /// Who wrote the letter that was forwarded.
    pub original_sender: Option<String>,
}

/// A message as the service has it.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoteMessage {
    /// The service's id.
    pub id: RemoteId,
    /// The folder.
    pub folder: RemoteId,
    /// Its version.
    pub version: i64,
    /// The kind in law.
    pub message_type: MessageType,
    /// Draft, sent, received.
    pub state: MessageState,
    /// The subject.
    pub subject: String,
    /// Who sent it.
    pub sender: Sender,
    /// When it came.
    pub received: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
    /// Read.
    pub read: bool,
    /// Flagged.
    pub flag: bool,
    /// Takes replies.
    pub can_reply: bool,
    /// A reply is asked for by then.
    pub reply_by: Option<Timestamp>,
    /// Served already.
    pub legally_notified: bool,
    /// The level it takes.
    pub needs_level: Option<Level>,
    /// The private note.
    pub note: Option<String>,
    /// Documents, main first.
    pub documents: Vec<RemoteDocument>,
    /// Whom it was sent to, when it was sent or written from here.
    pub recipient: Option<Recipient>,
    /// Which letters it belongs together with.
    pub thread: RemoteThread,
    /// What is odd about it, in a few plain words each, without content.
    pub odd: Vec<String>,
    /// What having its content does at the service.
    pub weight: Weight,
    /// Where lists come without documents: by what the content is known that this speaks of. Documents that are here
    /// stay as long as it is the same, and so does that they were opened.
    pub edition: Option<String>,
    /// What it is about, in a few sentences that are no secret.
    pub summary: Option<String>,
    /// How far the case has come, where a letter is a case.
    pub status: Option<CaseStatus>,
    /// What happened about it, oldest first.
    pub history: Vec<Happening>,
}

impl RemoteMessage {
    /// One of which nothing is known: where a list has ids and versions alone, only those mean something.
    #[must_use]
    pub fn bare() -> Self {
        RemoteMessage {
            id: RemoteId(String::new()),
            folder: RemoteId(String::new()),
            version: 0,
            message_type: MessageType::Regular,
            state: MessageState::Received,
            subject: String::new(),
            sender: Sender::default(),
            received: Timestamp::UNIX_EPOCH,
            updated: Timestamp::UNIX_EPOCH,
            read: false,
            flag: false,
            can_reply: false,
            reply_by: None,
            legally_notified: false,
            needs_level: None,
            note: None,
            documents: Vec::new(),
            recipient: None,
            thread: RemoteThread::default(),
            odd: Vec::new(),
            weight: Weight::None,
            edition: None,
            summary: None,
            status: None,
            history: Vec::new(),
        }
    }
}

/// A document as the service has it.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoteDocument {
    /// The service's id.
    pub id: RemoteId,
    /// What it is to its letter.
    pub kind: DocumentKind,
    /// Its title.
    pub label: String,
    /// Variants.
    pub files: Vec<RemoteFile>,
    /// What can be done.
    pub actions: Vec<Action>,
    /// What it says at a glance.
    pub cards: Vec<Card>,
}

/// A file as the service has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteFile {
    /// The service's id.
    pub id: RemoteId,
    /// Name, as claimed.
    pub filename: String,
    /// Type, as claimed.
    pub mime: String,
    /// Language, as claimed.
    pub language: String,
    /// Size, as claimed.
    pub size: u64,
}

/// A file's bytes, as a stream that ends with an error when the body was cut.
pub struct Content {
    /// The type that the service named in its answer.
    pub mime: String,
    /// The bytes.
    pub bytes: Pin<Box<dyn futures::Stream<Item = Result<bytes::Bytes, crate::ProviderError>> + Send>>,
}

impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Content").finish_non_exhaustive()
    }
}

/// A wish was carried out; this is the message now.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// The message after the change.
    pub message: RemoteMessage,
}

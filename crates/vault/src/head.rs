//! The header of a message, as lists need it.

use crate::{ListPlace, StoreError};
use jiff::Timestamp;
use model::{DocumentKind, FolderId, Level, MailboxId, Message, MessageId, MessageType, RemoteId, Waits, Weight};
use serde::{Deserialize, Serialize};

/// A header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageHead {
    /// Ours.
    pub id: MessageId,
    /// The service's.
    pub remote_id: RemoteId,
    /// Where it lies.
    pub mailbox: MailboxId,
    /// In which folder.
    pub folder: FolderId,
    /// The version last seen.
    pub version: i64,
    /// The subject.
    pub subject: String,
    /// Who sent it.
    pub sender: String,
    /// The service's id of who sent it.
    #[serde(default)]
    pub organisation: Option<RemoteId>,
    /// Whom it was sent to, when it was sent from here.
    #[serde(default)]
    pub recipient: Option<String>,
    /// When it came.
    pub received: Timestamp,
    /// Read, as the service sees it.
    pub read: bool,
    /// Flagged, as the service sees it.
    pub flag: bool,
    /// Number of attachments.
    pub attachments: u32,
    /// A reply is asked for by then.
    pub reply_by: Option<Timestamp>,
    /// The level it takes, if more than usual.
    pub needs_level: Option<Level>,
    /// Why its content waits for the person.
    pub waits: Option<Waits>,
}

/// What of a message a header is made of: reading only this takes a third of the time of reading all.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Described {
    id: MessageId,
    remote_id: RemoteId,
    mailbox: MailboxId,
    folder: FolderId,
    version: i64,
    message_type: MessageType,
    subject: String,
    sender: Named,
    received: Timestamp,
    read: bool,
    flag: bool,
    #[serde(default)]
    reply_by: Option<Timestamp>,
    legally_notified: bool,
    #[serde(default)]
    needs_level: Option<Level>,
    documents: Vec<Kind>,
    #[serde(default)]
    recipient: Option<Named>,
    #[serde(default)]
    weight: Weight,
}

#[derive(Deserialize)]
struct Named {
    label: String,
    #[serde(default)]
    organisation: Option<RemoteId>,
}

#[derive(Deserialize)]
struct Kind {
    kind: DocumentKind,
}

impl MessageHead {
    /// The header of a message by its description as JSON, for somebody logged in at this level.
    pub(crate) fn read(description: &str, level: Level) -> Result<Self, StoreError> {
        let one: Described = serde_json::from_str(description)?;
        let attachments = one.documents.iter().filter(|document| document.kind == DocumentKind::Additional).count();
        Ok(MessageHead {
            waits: Waits::of(one.message_type, one.legally_notified, one.needs_level, level, one.weight),
            needs_level: one.needs_level.filter(|needed| *needed > level),
            attachments: u32::try_from(attachments).unwrap_or(u32::MAX),
            sender: one.sender.label,
            organisation: one.sender.organisation,
            recipient: one.recipient.map(|recipient| recipient.label),
            id: one.id,
            remote_id: one.remote_id,
            mailbox: one.mailbox,
            folder: one.folder,
            version: one.version,
            subject: one.subject,
            received: one.received,
            read: one.read,
            flag: one.flag,
            reply_by: one.reply_by,
        })
    }

    /// The header of a message, for somebody logged in at this level.
    #[must_use]
    pub fn of(message: &Message, level: Level) -> Self {
        MessageHead {
            id: message.id.clone(),
            remote_id: message.remote_id.clone(),
            mailbox: message.mailbox.clone(),
            folder: message.folder.clone(),
            version: message.version,
            subject: message.subject.clone(),
            sender: message.sender.label.clone(),
            organisation: message.sender.organisation.clone(),
            recipient: message.recipient.as_ref().map(|recipient| recipient.label.clone()),
            received: message.received,
            read: message.read,
            flag: message.flag,
            attachments: u32::try_from(message.attachments()).unwrap_or(u32::MAX),
            reply_by: message.reply_by,
            needs_level: message.needs_level.filter(|needed| *needed > level),
            waits: message.waits(level),
        }
    }

    /// Where it stands in every order.
    #[must_use]
    pub fn place(&self) -> ListPlace {
        ListPlace { sender: self.sender.clone(), received: self.received, id: self.id.clone() }
    }
}

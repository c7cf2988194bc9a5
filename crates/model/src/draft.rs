//! A letter in the making: a new one, an answer, or a letter that goes on to somebody else. It lives here, sealed,
//! until it is sent; the service hears of it only then.

use crate::{AttachmentId, DraftId, MailboxId, MessageId, RemoteId, Right};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The longest subject, in characters (interface of Digital Post, `Message.label`).
pub const LONGEST_SUBJECT: usize = 256;
/// The longest comment to a letter that goes on, in characters (`ForwardCommand.comment`).
pub const LONGEST_COMMENT: usize = 512;
/// The longest detail that a contact point asks for, in characters: as any short text of MeMo.
pub const LONGEST_FIELD: usize = 256;
/// The most attachments, whatever the recipient takes (`Document`: up to 10 ADDITIONAL).
pub const MOST_ATTACHMENTS: usize = 10;
/// The most details that go along with a contact point (MeMo, `ContactPoint`: two `ContactInfo`).
pub const MOST_FIELDS: usize = 2;
/// What a letter as MeMo may weigh, in bytes, whoever gets it: 99.5 MB.
pub const LARGEST_LETTER: u64 = 99_500_000;

/// How many bytes a file of so many takes in a letter as MeMo: base64, four for three.
#[must_use]
pub const fn memo_size(bytes: u64) -> u64 {
    bytes.div_ceil(3).saturating_mul(4)
}

/// What is being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum DraftKind {
    /// A letter to an authority.
    New,
    /// An answer to a letter of this mailbox.
    Reply {
        /// Ours.
        message: MessageId,
        /// The service's.
        remote: RemoteId,
    },
    /// A letter of this mailbox that goes on as it is, with a comment.
    Forward {
        /// Ours.
        message: MessageId,
        /// The service's.
        remote: RemoteId,
    },
}

impl DraftKind {
    /// The right that it takes.
    #[must_use]
    pub fn needs(&self) -> Right {
        match self {
            DraftKind::New | DraftKind::Reply { .. } => Right::Write,
            DraftKind::Forward { .. } => Right::Forward,
        }
    }

    /// The letter that it is about, if it is about one.
    #[must_use]
    pub fn about(&self) -> Option<&MessageId> {
        match self {
            DraftKind::New => None,
            DraftKind::Reply { message, .. } | DraftKind::Forward { message, .. } => Some(message),
        }
    }
}

/// What kind of number or address names somebody (interface of Digital Post, `RecipientIdType`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IdType {
    /// A person's number.
    Cpr,
    /// An organisation's number.
    Cvr,
    /// An e-mail address.
    Email,
}

/// A page of an authority that may serve better than a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// The authority's words for it.
    pub label: String,
    /// Its address as the authority wrote it, hostile until checked.
    pub url: String,
}

/// A part of an authority that takes letters about something, and what it takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ContactPoint {
    /// The service's.
    pub id: RemoteId,
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The groups that it stands in, the outermost first.
    pub groups: Vec<String>,
    /// What it asks to be told in each letter.
    pub asks: Vec<String>,
    /// Persons may write to it.
    pub for_citizens: bool,
    /// Companies and associations may write to it.
    pub for_companies: bool,
    /// The most attachments it takes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub most_attachments: Option<usize>,
    /// The largest letter it takes, in bytes as MeMo.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub largest: Option<u64>,
    /// It takes letters at all.
    pub active: bool,
    /// A page that may serve better.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub link: Option<Link>,
}

/// Whom a letter is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Destination {
    /// What kind of number `id` is.
    pub id_type: IdType,
    /// The number or the address. Never shown when it is a person's number.
    pub id: String,
    /// The name.
    pub name: String,
    /// The part of the authority.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub contact_point: Option<ContactPoint>,
}

/// Something that a contact point asks for, and what the person says to it; empty when she does not have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Field {
    /// The contact point's words for it.
    pub label: String,
    /// The person's.
    pub value: String,
}

/// A file that goes along. Its bytes lie sealed beside the draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// Ours.
    pub id: AttachmentId,
    /// Its name, tamed.
    pub filename: String,
    /// Its media type.
    pub mime: String,
    /// Bytes.
    pub size: u64,
}

/// A letter in the making.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    /// Ours.
    pub id: DraftId,
    /// From whose mailbox.
    pub mailbox: MailboxId,
    /// What it is.
    pub kind: DraftKind,
    /// Whom it is for; an answer goes to whoever wrote.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<Destination>,
    /// What the contact point asked for.
    pub fields: Vec<Field>,
    /// The subject.
    pub subject: String,
    /// The letter, or the comment to the one that goes on.
    pub text: String,
    /// The person has read that e-mail is not safe, and wants it so.
    pub agreed: bool,
    /// What goes along, kept in rows of its own.
    #[serde(skip)]
    pub attachments: Vec<Attachment>,
    /// When it was begun.
    pub made: Timestamp,
    /// When it was last changed.
    pub changed: Timestamp,
    /// Counts its changes, so that what the service has of it can be told from what it is now.
    pub revision: u64,
}

impl Draft {
    /// What it weighs as MeMo, in bytes: its text and its attachments.
    #[must_use]
    pub fn memo_size(&self) -> u64 {
        let files = self.attachments.iter().map(|attachment| memo_size(attachment.size));
        files.sum::<u64>().saturating_add(memo_size(self.text.len() as u64))
    }
}

/// How far the sending of a draft got. Written before the step that it tells of, so that a cut between two steps
/// repeats nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Progress {
    /// How often the service was asked to begin a draft of its own.
    pub begun: u32,
    /// The service's draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remote: Option<RemoteId>,
    /// Which revision the service's draft says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filled: Option<u64>,
    /// It may have left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leaving: Option<Leaving>,
}

/// What was known when a letter was about to leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Leaving {
    /// When, by the clock here.
    pub since: Timestamp,
    /// The version of the service's draft, or of the letter that goes on.
    pub version: i64,
    /// When that one was last changed, by the service's clock.
    pub updated: Timestamp,
    /// It had gone on to somebody before.
    pub forwarded_before: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_weighs_what_its_files_take_in_base64() {
        assert_eq!([0, 1, 3, 4, 7_500_000].map(memo_size), [0, 4, 4, 8, 10_000_000]);
    }

    #[test]
    fn a_draft_is_known_to_the_service_by_what_says_nothing_of_the_mailbox() {
        let mailbox = MailboxId::from_random([7; 10]);
        let draft = DraftId::from_random(&mailbox, [9; 10]);
        assert_eq!(draft.mailbox(), Ok(mailbox.clone()));
        assert!(!draft.mark().contains(mailbox.as_str()) && draft.as_str().ends_with(draft.mark()));
    }
}

//! A message and its documents, as every service's letters look inside Postkasse.

use crate::{
    Card, CaseStatus, DocumentId, FileId, FolderId, Happening, Level, MailboxId, MessageId, Payment, RemoteId,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What kind of message this is in law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum MessageType {
    /// An ordinary letter.
    Regular,
    /// One that reaches exempt people too.
    Mandatory,
    /// One whose opening serves the owner (a court summons).
    LegalNotification,
    /// A kind that this version does not know. Its opening may have weight, so it waits as a legal
    /// notification does.
    Unknown,
}

/// Where a message is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum MessageState {
    /// Being written.
    Draft,
    /// Sent from here.
    Sent,
    /// Received.
    Received,
    /// Unknown to this version.
    Unknown,
}

/// Why the content of a message is not fetched by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Waits {
    /// Opening serves the owner, with legal effect, or may do so for all that this version knows.
    LegalNotification,
    /// The login's level is too low for it.
    HigherLevel,
    /// The sender asks for a receipt that it was opened.
    Receipt,
    /// The service notes who has seen it, for others to read.
    Seen,
}

/// What having a message's content does at the service, beside giving it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Weight {
    /// Nothing.
    #[default]
    None,
    /// It counts as seen or read there: fetched ahead only where the person chose that for the mailbox.
    Seen,
    /// A receipt goes to the sender: never fetched ahead.
    Receipt,
}

impl Waits {
    /// Why the content of a message of this kind waits, if it does.
    #[must_use]
    pub fn of(
        message_type: MessageType,
        legally_notified: bool,
        needs_level: Option<Level>,
        level: Level,
        weight: Weight,
    ) -> Option<Self> {
        let weighs = matches!(message_type, MessageType::LegalNotification | MessageType::Unknown);
        if weighs && !legally_notified {
            return Some(Waits::LegalNotification);
        }
        match needs_level {
            Some(needed) if needed > level => Some(Waits::HigherLevel),
            _ => match weight {
                Weight::Receipt => Some(Waits::Receipt),
                Weight::Seen => Some(Waits::Seen),
                Weight::None => None,
            },
        }
    }
}

/// Who sent it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sender {
    /// The sender's name as the letter says it.
    pub label: String,
    /// The part of the authority, when the letter says (contact point or attention).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub department: Option<String>,
    /// The service's id of the organisation, by which its logo can be asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub organisation: Option<RemoteId>,
}

/// Whom it was sent to, when it was sent from this mailbox.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Recipient {
    /// The recipient's name, or an e-mail address.
    pub label: String,
    /// The part of the authority (contact point).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub department: Option<String>,
}

/// Which letters this one belongs together with (interface of Digital Post, `ReplyData` and `ForwardData`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Thread {
    /// The letters that this one answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<MessageId>,
    /// The letters that answer this one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answered_by: Vec<MessageId>,
    /// The letter that was forwarded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forwards: Option<MessageId>,
    /// The authority's number of the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// What was said when it was forwarded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Who wrote the letter that was forwarded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_sender: Option<String>,
}

impl Thread {
    /// The letters of this mailbox that it names.
    pub fn names(&self) -> impl Iterator<Item = &MessageId> {
        self.answers.iter().chain(&self.answered_by).chain(&self.forwards)
    }
}

/// A message: its header, and where its documents are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Ours.
    pub id: MessageId,
    /// The service's.
    pub remote_id: RemoteId,
    /// Where it lies.
    pub mailbox: MailboxId,
    /// In which folder.
    pub folder: FolderId,
    /// The version last seen, for `If-Match`.
    pub version: i64,
    /// The kind in law.
    pub message_type: MessageType,
    /// Draft, sent or received.
    pub state: MessageState,
    /// The subject.
    pub subject: String,
    /// Who sent it.
    pub sender: Sender,
    /// When it was received (or sent, or last changed, whichever the service knows).
    pub received: Timestamp,
    /// When the service last changed it; orders the pull.
    pub updated: Timestamp,
    /// Read, as the service sees it.
    pub read: bool,
    /// Flagged, as the service sees it.
    pub flag: bool,
    /// The sender takes replies.
    pub can_reply: bool,
    /// A reply is asked for by then.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reply_by: Option<Timestamp>,
    /// Served already: opening has no more weight.
    pub legally_notified: bool,
    /// The level of assurance that it takes to open it, when more than usual.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub needs_level: Option<Level>,
    /// The person's private note at the service.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
    /// Main document first. May be empty: a message without documents is still a message.
    pub documents: Vec<Document>,
    /// Whom it was sent to, when it was sent from here.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recipient: Option<Recipient>,
    /// Which letters it belongs together with.
    #[serde(default)]
    pub thread: Thread,
    /// What having its content does at the service.
    #[serde(default)]
    pub weight: Weight,
    /// By what the service's content is known to be the one that is here, where it can change and lists come without it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub edition: Option<String>,
    /// What it is about, in a few sentences that are no secret.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub summary: Option<String>,
    /// How far the case has come, where a letter is a case.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub status: Option<CaseStatus>,
    /// What happened about it, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub history: Vec<Happening>,
}

impl Message {
    /// Why its content must wait for the person, if it must.
    #[must_use]
    pub fn waits(&self, level: Level) -> Option<Waits> {
        Waits::of(self.message_type, self.legally_notified, self.needs_level, level, self.weight)
    }

    /// How many additional documents there are.
    #[must_use]
    pub fn attachments(&self) -> usize {
        self.documents.iter().filter(|d| d.kind == DocumentKind::Additional).count()
    }
}

/// What a document is to its letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentKind {
    /// The letter itself.
    Main,
    /// An attachment.
    Additional,
    /// For machines; never shown.
    Technical,
}

/// A document: the same content in one or more files, and what can be done about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// Ours.
    pub id: DocumentId,
    /// The service's.
    pub remote_id: RemoteId,
    /// What it is to its letter.
    pub kind: DocumentKind,
    /// Its title; may be empty.
    pub label: String,
    /// Variants of the same content.
    pub files: Vec<File>,
    /// What can be done about it.
    pub actions: Vec<Action>,
    /// What it proves or says in a form that can be shown at a glance.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub cards: Vec<Card>,
}

/// A file of a document, before its bytes are here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct File {
    /// Ours.
    pub id: FileId,
    /// The service's.
    pub remote_id: RemoteId,
    /// The name as the sender wrote it: hostile until `letter` has tamed it.
    pub filename: String,
    /// The type as the sender wrote it: a claim, not a fact.
    pub mime: String,
    /// Two letters, or empty.
    pub language: String,
    /// Bytes, as the service says.
    pub size: u64,
}

/// MeMo's eight action codes (interface of Digital Post, `actionCode`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ActionCode {
    /// An appointment.
    Aftale,
    /// Confirm.
    Bekraeft,
    /// Pay.
    Betaling,
    /// Prepare.
    Forberedelse,
    /// Read more.
    Information,
    /// Self-service.
    Selvbetjening,
    /// Enrol.
    Tilmelding,
    /// Sign.
    Underskriv,
    /// One that this version does not know, as it came.
    #[serde(untagged)]
    Other(String),
}

/// Something that can be done about a letter. Either a reservation or an entry point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Action {
    /// The sender's words for it.
    pub label: String,
    /// What it is.
    pub code: ActionCode,
    /// From when; may lie after `ends` in letters seen in the wild.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub starts: Option<Timestamp>,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ends: Option<Timestamp>,
    /// Where it is done: an address as the sender wrote it, hostile until checked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// The appointment.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reservation: Option<Reservation>,
    /// What is to be paid.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub payment: Option<Payment>,
    /// What the service asks before it is done, in its own words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub prompt: Option<String>,
}

/// An appointment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reservation {
    /// The sender's id of the appointment; the calendar entry's UID.
    pub uuid: String,
    /// What it is about, shortly.
    pub summary: String,
    /// What it is about.
    pub description: String,
    /// Where.
    pub location: String,
    /// From when.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub starts: Option<Timestamp>,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ends: Option<Timestamp>,
    /// Who invites.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub organizer: Option<String>,
    /// Her address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub organizer_mail: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(message_type: MessageType, legally_notified: bool, needs_level: Option<Level>) -> Message {
        let mailbox = MailboxId::from_random([0; 10]);
        let remote = RemoteId("m".to_owned());
        Message {
            id: MessageId::derive(&mailbox, &remote),
            folder: FolderId::derive(&mailbox, &remote),
            remote_id: remote,
            mailbox,
            version: 0,
            message_type,
            state: MessageState::Received,
            subject: String::new(),
            sender: Sender::default(),
            received: Timestamp::UNIX_EPOCH,
            updated: Timestamp::UNIX_EPOCH,
            read: false,
            flag: false,
            can_reply: false,
            reply_by: None,
            legally_notified,
            needs_level,
            note: None,
            documents: Vec::new(),
            recipient: None,
            thread: Thread::default(),
            weight: Weight::None,
            edition: None,
            summary: None,
            status: None,
            history: Vec::new(),
        }
    }

    #[test]
    fn a_letter_of_which_others_learn_that_it_was_opened_waits_unless_something_stronger_holds_it() {
        for (weight, kind, needs, waits) in [
            (Weight::Seen, MessageType::Regular, None, Some(Waits::Seen)),
            (Weight::Receipt, MessageType::Regular, None, Some(Waits::Receipt)),
            (Weight::Receipt, MessageType::Regular, Some(Level::High), Some(Waits::HigherLevel)),
            (Weight::Seen, MessageType::LegalNotification, None, Some(Waits::LegalNotification)),
        ] {
            let message = Message { weight, ..message(kind, false, needs) };
            assert_eq!(message.waits(Level::Substantial), waits, "{weight:?} {kind:?} {needs:?}");
        }
    }

    #[test]
    fn what_may_have_weight_waits_until_it_is_served_and_what_needs_more_waits_for_the_login() {
        use MessageType::{LegalNotification, Mandatory, Regular, Unknown};
        for (kind, served, needs, waits) in [
            (Regular, false, None, None),
            (Mandatory, false, None, None),
            (LegalNotification, false, None, Some(Waits::LegalNotification)),
            (LegalNotification, true, None, None),
            (Unknown, false, None, Some(Waits::LegalNotification)),
            (Unknown, true, None, None),
            (Regular, false, Some(Level::Substantial), None),
            (Regular, false, Some(Level::High), Some(Waits::HigherLevel)),
        ] {
            assert_eq!(message(kind, served, needs).waits(Level::Substantial), waits, "{kind:?} {served} {needs:?}");
        }
    }
}

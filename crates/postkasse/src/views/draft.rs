//! Letters in the making, whom they can be for, and wishes that were refused.

use jiff::Timestamp;
use model::{AttachmentId, Code, DraftId, MailboxId, MessageId, WishId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum DraftKindView {
    /// A letter to an authority.
    New,
    /// An answer.
    Reply,
    /// A letter that goes on.
    Forward,
}

/// Where a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum DraftState {
    /// It is being written.
    Editing,
    /// It waits to be sent; it can be taken back.
    Waiting,
    /// It may have left already; the next sync tells.
    Leaving,
    /// The service would not have it.
    Refused,
}

/// What kind of recipient somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum RecipientKind {
    /// A part of an authority.
    ContactPoint,
    /// A trusted person.
    Person,
    /// A trusted company or association.
    Company,
    /// An e-mail address.
    Email,
    /// Whoever wrote the letter that is answered.
    Sender,
}

/// Somebody to write or to forward to. A person's number never crosses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct RecipientView {
    /// Names it to [`crate::App::draft_to`]; opaque.
    pub id: String,
    /// What it is.
    pub kind: RecipientKind,
    /// The name: of the authority, the person or the company; or the address.
    pub name: String,
    /// The part of the authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// The groups that the part stands in, the outermost first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>")]
    pub groups: Vec<String>,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What it asks to be told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>")]
    pub asks: Vec<String>,
    /// The most attachments it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_attachments: Option<u32>,
    /// The largest letter it takes, in bytes as it travels.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub largest: Option<u64>,
    /// The real host of a page that may serve better, and the authority's words for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<RecipientLink>,
}

/// A page of the authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RecipientLink {
    /// The authority's words.
    pub label: String,
    /// Its real host.
    pub host: String,
    /// The address, for a shell in which nobody can click.
    #[serde(skip)]
    #[ts(skip)]
    pub url: String,
}

/// An authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuthorityView {
    /// Names it to [`crate::App::contact_points`].
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Something that a contact point asks for, with the person's answer; empty when she does not have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FieldView {
    /// The contact point's words.
    pub label: String,
    /// The person's.
    pub value: String,
}

/// A file that goes along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AttachmentView {
    /// Ours.
    #[ts(type = "string")]
    pub id: AttachmentId,
    /// Its name.
    pub filename: String,
    /// Its type.
    pub mime: String,
    /// Bytes.
    #[ts(type = "number")]
    pub size: u64,
}

/// A letter in the making.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct DraftView {
    /// Ours.
    #[ts(type = "string")]
    pub id: DraftId,
    /// From whose mailbox.
    #[ts(type = "string")]
    pub mailbox: MailboxId,
    /// What it is.
    pub kind: DraftKindView,
    /// The letter that it answers or that goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub about: Option<MessageId>,
    /// An answer is asked for by then.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub reply_by: Option<Timestamp>,
    /// Whom it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<RecipientView>,
    /// What the contact point asked for, as far as it was answered.
    pub fields: Vec<FieldView>,
    /// The subject.
    pub subject: String,
    /// The letter, or the comment to the one that goes on.
    pub text: String,
    /// The person has agreed to its going by e-mail, which is not safe.
    pub agreed: bool,
    /// What goes along.
    pub attachments: Vec<AttachmentView>,
    /// What it weighs, in bytes as it travels.
    #[ts(type = "number")]
    pub weight: u64,
    /// What it may weigh.
    #[ts(type = "number")]
    pub most_weight: u64,
    /// How many attachments it may have.
    pub most_attachments: u32,
    /// When it was last changed.
    #[ts(type = "string")]
    pub changed: Timestamp,
    /// Where it is.
    pub state: DraftState,
    /// Why the service would not have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(
        optional,
        type = "\"signInAgain\" | \"higherLevelNeeded\" | \"offline\" | \"busy\" | \"notAllowed\" | \"accessEnded\" | \"notFound\" | \"conflict\" | \"refused\" | \"damaged\" | \"locked\" | \"unexpected\""
    )]
    pub why: Option<Code>,
    /// The key of the text that says it more exactly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_key: Option<String>,
}

/// What the person changed in a draft; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct DraftEdit {
    /// What the contact point asked for.
    pub fields: Option<Vec<FieldView>>,
    /// The subject.
    pub subject: Option<String>,
    /// The letter.
    pub text: Option<String>,
    /// The person agrees to its going by e-mail, which is not safe.
    pub agreed: Option<bool>,
}

/// A wish that the service refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct RefusedView {
    /// Its number in its mailbox's outbox.
    #[ts(type = "number")]
    pub id: WishId,
    /// The mailbox.
    #[ts(type = "string")]
    pub mailbox: MailboxId,
    /// What was wanted: the last part of the keys of its texts.
    pub change: String,
    /// The letter's subject, or the folder's name; empty when it is gone.
    pub about: String,
    /// Why.
    #[ts(
        type = "\"signInAgain\" | \"higherLevelNeeded\" | \"offline\" | \"busy\" | \"notAllowed\" | \"accessEnded\" | \"notFound\" | \"conflict\" | \"refused\" | \"damaged\" | \"locked\" | \"unexpected\""
    )]
    pub code: Code,
    /// The key of the text that says it more exactly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Trying again may help.
    pub again: bool,
}

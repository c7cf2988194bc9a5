//! One letter, its documents, and what can be done about it.

use super::{CardView, HappeningView, LetterRow, PaymentView, TodoItem};
use jiff::Timestamp;
use model::{
    CaseStatus, DocumentId, DocumentKind, DraftId, FileId, MessageId, OpeningAnswer, OrganisationKind,
    OrganisationWork, Reservation,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a file is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum ShownAs {
    /// Pages with a text layer.
    Pdf,
    /// Cleaned, in a frame without scripts.
    Html,
    /// Plain text.
    Text,
    /// A picture.
    Image,
    /// Not inside: it can be saved.
    Save,
}

/// Whether the bytes are here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum FileState {
    /// In the vault.
    Here,
    /// On its way in the background.
    Coming,
    /// It waits for the person.
    Waits,
    /// It could not be fetched.
    Failed,
}

/// A file, its name tamed and its type looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FileView {
    /// Ours.
    #[ts(type = "string")]
    pub id: FileId,
    /// The tamed name, with the true extension.
    pub filename: String,
    /// The type: what it really is once it is here, the sender's claim before.
    pub mime: String,
    /// Bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// Whether it is here.
    pub state: FileState,
    /// How it is shown.
    pub shown_as: ShownAs,
    /// The name or the type was not what it seemed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub odd: bool,
}

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct ActionView {
    /// The sender's words.
    pub label: String,
    /// MeMo's action code.
    pub code: String,
    /// From when.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub starts: Option<Timestamp>,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub ends: Option<Timestamp>,
    /// The real host of its address; absent when the address may not be opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// Why its address may not be opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<RefusedLink>,
    /// Its address as the sender wrote it, for a shell in which nobody can click. The window asks for it by
    /// its place and never holds it.
    #[serde(skip)]
    #[ts(skip)]
    pub url: Option<String>,
    /// The appointment.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(
        optional,
        type = "{ uuid: string, summary: string, description: string, location: string, starts?: string, ends?: string, organizer?: string, organizerMail?: string }"
    )]
    pub reservation: Option<Reservation>,
    /// What is to be paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment: Option<PaymentView>,
    /// What the service asks before it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentView {
    /// Ours.
    #[ts(type = "string")]
    pub id: DocumentId,
    /// Main or additional; technical ones are not shown.
    #[ts(type = "\"main\" | \"additional\"")]
    pub kind: DocumentKind,
    /// Its title.
    pub label: String,
    /// Variants, the one to show first.
    pub files: Vec<FileView>,
    /// What can be done.
    pub actions: Vec<ActionView>,
    /// What it says at a glance.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<CardView>>")]
    pub cards: Vec<CardView>,
}

/// How a letter stands to the one that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ThreadPlace {
    /// It is answered by the one that is shown.
    Answered,
    /// It answers the one that is shown.
    Answers,
    /// It is the one that went on.
    Original,
    /// It belongs to the same exchange.
    Other,
}

/// A letter that belongs together with the one that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct ThreadLetter {
    /// Ours.
    #[ts(type = "string")]
    pub id: MessageId,
    /// How it stands to the one that is shown.
    pub place: ThreadPlace,
    /// The subject.
    pub subject: String,
    /// Who sent it.
    pub sender: String,
    /// Whom it was sent to, when it was sent from this mailbox.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// When it came, or was sent.
    #[ts(type = "string")]
    pub received: Timestamp,
}

/// An organisation that writes, as the service's register has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct OrganisationView {
    /// Its registered name.
    pub name: String,
    /// Its number in the national register.
    pub number: String,
    /// What it is, where the register says.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "\"state\" | \"region\" | \"municipality\" | \"authority\" | \"company\"")]
    pub kind: Option<OrganisationKind>,
    /// What it does, where the register says and that says more than its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "\"justice\" | \"hospital\" | \"association\"")]
    pub work: Option<OrganisationWork>,
    /// The register says that it has ceased.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>")]
    pub closed: bool,
    /// The host of the page on which the national register shows it, where the service has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct LetterView {
    /// As in a list.
    #[serde(flatten)]
    pub row: LetterRow,
    /// Who its sender is; absent where only the name in the letter is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationView>,
    /// The part of the authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// The private note at the service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The sender takes replies still, and this person may write here.
    pub can_reply: bool,
    /// The letter came, and this person may let it go on.
    pub can_forward: bool,
    /// The part of the authority that it was sent to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient_department: Option<String>,
    /// The authority's number of the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// What was said when it was forwarded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Who wrote the letter that was forwarded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_sender: Option<String>,
    /// The letters of this mailbox that belong together with it, the oldest first.
    pub thread: Vec<ThreadLetter>,
    /// An answer that is being written.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub draft: Option<DraftId>,
    /// What it is about, in a few sentences of its sender.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// How far the case has come, where a letter is a case.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "\"draft\" | \"inProgress\" | \"requiresAttention\" | \"awaiting\" | \"completed\"")]
    pub status: Option<CaseStatus>,
    /// What happened about it, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<HappeningView>>")]
    pub history: Vec<HappeningView>,
    /// Documents, main first.
    pub documents: Vec<DocumentView>,
    /// What its text seems to ask for by a day, beside what its sender wrote into its data.
    pub guesses: Vec<TodoItem>,
    /// What was answered when asked whether to open it, oldest first; only where opening has weight.
    pub openings: Vec<OpeningView>,
    /// The readable text of the main document; only when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// An answer to the question whether to open a letter whose opening has weight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OpeningView {
    /// What was answered.
    #[ts(type = "\"open\" | \"notNow\"")]
    pub answer: OpeningAnswer,
    /// By whom.
    pub by: String,
    /// When.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// The service has it as opened.
    pub done: bool,
    /// It was asked because the sender gets a receipt; otherwise because opening serves the owner.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub receipt: bool,
}

/// Why an address is not opened, and where it would have led.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct RefusedLink {
    /// The reason; its words stand in the catalogue under `link.refused.`.
    #[ts(
        type = "\"notAnAddress\" | \"notWeb\" | \"notEncrypted\" | \"hiddenName\" | \"number\" | \"port\" | \"notPublic\" | \"letters\" | \"lookAlike\" | \"parameters\""
    )]
    pub why: String,
    /// The public host that it looks like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub like: Option<String>,
    /// The host that it really leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
}

/// A file as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TextView {
    /// The readable text.
    pub text: String,
    /// Things that would have been loaded from elsewhere and were not.
    pub blocked_remote: u32,
    /// The links in it.
    pub links: Vec<LinkView>,
}

/// A link in a letter, with where it really goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LinkView {
    /// Where it leads: its real host, the mail address, the number.
    pub host: String,
    /// The address.
    pub url: String,
    /// Why it may not be opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub refused: Option<RefusedLink>,
}

/// An appointment of a letter, by its place: an action of one of its documents.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct AppointmentPlace {
    /// Which document.
    #[ts(type = "string")]
    pub document: DocumentId,
    /// Which of its actions, from 0.
    pub index: u32,
}

/// Which address in a letter is to be opened.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub enum LinkTarget {
    /// The page on which the national register shows who sent the letter.
    Sender,
    /// The address of an action, by its place in the document.
    Action {
        /// Which document.
        #[ts(type = "string")]
        document: DocumentId,
        /// Which of its actions, from 0.
        index: u32,
    },
    /// A link of a shown file, by its place among the file's links.
    Link {
        /// Which file.
        #[ts(type = "string")]
        file: FileId,
        /// Which of its links, from 0.
        index: u32,
    },
}

/// A file that was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SavedView {
    /// Its name in the folder for downloads.
    pub filename: String,
    /// The whole path.
    pub path: String,
    /// It was handed to the system's program for its kind.
    pub opened: bool,
}

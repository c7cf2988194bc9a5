//! Typed readings of a letter. Rules from the classes generated from the 1.1 schema and the public 1.2
//! examples: what those require is required here only where a letter is no letter without it.

use crate::{Element, MemoError, NAMESPACE};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// A letter. `fields` holds every element as it was written, known or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter<H> {
    /// `memoVersion`, as written ("1.1", "1.2").
    pub version: String,
    /// What kind of message it is.
    pub kind: MessageKind,
    /// `messageUUID`: free text in the wild.
    pub uuid: String,
    /// `label`: the subject.
    pub subject: String,
    /// `notification`; for a NemSMS it is the text itself.
    pub notification: Option<String>,
    /// `reply`: the sender takes replies.
    pub reply: bool,
    /// `replyByDateTime`.
    pub reply_by: Option<Timestamp>,
    /// `doNotDeliverUntilDate`, as written (a date).
    pub not_before: Option<String>,
    /// `mandatory`: reaches exempt people too.
    pub mandatory: bool,
    /// `legalNotification`: opening serves the owner.
    pub legal_notification: bool,
    /// Who sent it.
    pub sender: Party,
    /// To whom.
    pub recipient: Party,
    /// The documents; a NemSMS has none.
    pub body: Option<Body<H>>,
    /// Contents that stand in no document, by their numbers: kept, so that they can be written again.
    pub spare: Vec<(usize, H)>,
    /// The whole of it as elements; a file's `content` holds only the number of its file.
    pub fields: Element,
}

/// `messageType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageKind {
    /// A letter.
    DigitalPost,
    /// A short text to a mobile phone.
    NemSms,
}

/// A sender or a recipient.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// `senderID` or `recipientID`: a CPR or CVR number, or free text.
    pub id: String,
    /// `idType`, as written.
    pub id_type: String,
    /// `label`: the name.
    pub label: String,
    /// The contact point's name.
    pub contact_point: Option<String>,
}

/// `MessageBody`.
#[derive(Debug, Clone, PartialEq)]
pub struct Body<H> {
    /// `createdDateTime`.
    pub created: Option<Timestamp>,
    /// Main document first, then the others as they came.
    pub documents: Vec<Document<H>>,
}

/// What a document is to its letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// `MainDocument`.
    Main,
    /// `AdditionalDocument`.
    Additional,
    /// `TechnicalDocument`.
    Technical,
}

/// A document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document<H> {
    /// What it is to its letter.
    pub kind: DocumentKind,
    /// The sender's id of it.
    pub id: Option<String>,
    /// Its title.
    pub label: String,
    /// Variants of the same content.
    pub files: Vec<File<H>>,
    /// What can be done about it.
    pub actions: Vec<Action>,
}

/// A file, its bytes in the sink.
#[derive(Debug, Clone, PartialEq)]
pub struct File<H> {
    /// `encodingFormat`, as claimed.
    pub mime: String,
    /// `filename`, as claimed.
    pub filename: String,
    /// `language`, as claimed.
    pub language: String,
    /// Its number: the contents of a letter are counted from nought as they come.
    pub number: usize,
    /// Bytes.
    pub size: u64,
    /// What the sink gave for it.
    pub handle: H,
}

/// An action. `ends` before `starts` is seen in the wild and kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The sender's words.
    pub label: String,
    /// `actionCode`, as written.
    pub code: String,
    /// `startDateTime`.
    pub starts: Option<Timestamp>,
    /// `endDateTime`.
    pub ends: Option<Timestamp>,
    /// `EntryPoint/url`, as written.
    pub url: Option<String>,
    /// `Reservation`.
    pub reservation: Option<Reservation>,
}

/// An appointment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reservation {
    /// `reservationUUID`, as written.
    pub uuid: String,
    /// `abstract`.
    pub summary: String,
    /// `description`.
    pub description: String,
    /// `location`.
    pub location: String,
    /// `startDateTime`.
    pub starts: Option<Timestamp>,
    /// `endDateTime`.
    pub ends: Option<Timestamp>,
    /// `organizerMail`.
    pub organizer_mail: Option<String>,
    /// `organizerName`.
    pub organizer_name: Option<String>,
}

/// A file in the sink, until its place in the letter takes it.
pub(crate) struct Stored<H> {
    pub(crate) handle: Option<H>,
    pub(crate) size: u64,
}

/// A moment as MeMo writes it: UTC with a Z. Another zone is taken too; without one it is UTC all the same, and
/// a day alone is its beginning.
fn moment(element: &Element, name: &str) -> Option<Timestamp> {
    moment_of(&element.text_of(name)?)
}

pub(crate) fn moment_of(text: &str) -> Option<Timestamp> {
    let utc = |at: DateTime| TimeZone::UTC.to_timestamp(at).ok();
    text.parse().ok().or_else(|| text.parse().ok().and_then(utc))
}

impl<H> Letter<H> {
    /// What the sink gave for the content of this number.
    #[must_use]
    pub fn content(&self, number: usize) -> Option<&H> {
        let documents = self.body.iter().flat_map(|body| &body.documents);
        let file = documents.flat_map(|document| &document.files).find(|file| file.number == number);
        let spare = || self.spare.iter().find(|(spare, _)| *spare == number).map(|(_, handle)| handle);
        file.map(|file| &file.handle).or_else(spare)
    }

    pub(crate) fn from_tree(root: Element, mut files: Vec<Stored<H>>) -> Result<Self, MemoError> {
        let header = root.child("MessageHeader").ok_or(MemoError::Missing("MessageHeader"))?;
        let kind = match header.text_of("messageType").as_deref() {
            Some("NEMSMS") => MessageKind::NemSms,
            _ => MessageKind::DigitalPost,
        };
        let body = match read_body(&root, &mut files)? {
            None if kind == MessageKind::DigitalPost => return Err(MemoError::Missing("MessageBody")),
            body => body,
        };
        let spare = files.into_iter().enumerate();
        let spare = spare.filter_map(|(number, file)| Some((number, file.handle?))).collect();
        let sender = header.child("Sender").ok_or(MemoError::Missing("Sender"))?;
        let recipient = header.child("Recipient").ok_or(MemoError::Missing("Recipient"))?;
        Ok(Letter {
            version: root.attribute("memoVersion").unwrap_or_default().to_owned(),
            kind,
            uuid: header.text_of("messageUUID").unwrap_or_default(),
            subject: header.text_of("label").unwrap_or_default(),
            notification: header.text_of("notification"),
            reply: header.is_true("reply"),
            reply_by: moment(header, "replyByDateTime"),
            not_before: header.text_of("doNotDeliverUntilDate"),
            mandatory: header.is_true("mandatory"),
            legal_notification: header.is_true("legalNotification"),
            sender: read_party(sender, "senderID"),
            recipient: read_party(recipient, "recipientID"),
            body,
            spare,
            fields: root,
        })
    }
}

fn read_party(element: &Element, id: &str) -> Party {
    Party {
        id: element.text_of(id).unwrap_or_default(),
        id_type: element.text_of("idType").unwrap_or_default(),
        label: element.text_of("label").unwrap_or_default(),
        contact_point: element.child("ContactPoint").and_then(|point| point.text_of("label")),
    }
}

/// The documents of the letter; none when it has none.
fn read_body<H>(root: &Element, files: &mut [Stored<H>]) -> Result<Option<Body<H>>, MemoError> {
    let mut documents = Vec::new();
    for element in root.all("MessageBody").flat_map(Element::children) {
        let (kind, id) = match element.name.as_str() {
            _ if element.namespace != NAMESPACE => continue,
            "MainDocument" => (DocumentKind::Main, "mainDocumentID"),
            "AdditionalDocument" => (DocumentKind::Additional, "additionalDocumentID"),
            "TechnicalDocument" => (DocumentKind::Technical, "technicalDocumentID"),
            _ => continue,
        };
        documents.push(Document {
            kind,
            id: element.text_of(id),
            label: element.text_of("label").unwrap_or_default(),
            files: element.all("File").map(|file| read_file(file, files)).collect::<Result<_, _>>()?,
            actions: element.all("Action").map(read_action).collect(),
        });
    }
    let Some(body) = root.child("MessageBody").filter(|_| !documents.is_empty()) else { return Ok(None) };
    match documents.iter().filter(|document| document.kind == DocumentKind::Main).count() {
        0 => return Err(MemoError::Missing("MainDocument")),
        1 => {}
        _ => return Err(MemoError::TwoMainDocuments),
    }
    documents.sort_by_key(|document| document.kind != DocumentKind::Main);
    Ok(Some(Body { created: moment(body, "createdDateTime"), documents }))
}

fn read_file<H>(element: &Element, files: &mut [Stored<H>]) -> Result<File<H>, MemoError> {
    let number = element.child("content").and_then(|content| content.file).ok_or(MemoError::Missing("content"))?;
    let stored = files.get_mut(number).ok_or(MemoError::Missing("content"))?;
    let handle = stored.handle.take().ok_or(MemoError::Missing("content"))?;
    Ok(File {
        mime: element.text_of("encodingFormat").unwrap_or_default(),
        filename: element.text_of("filename").unwrap_or_default(),
        language: element.text_of("language").unwrap_or_default(),
        number,
        size: stored.size,
        handle,
    })
}

fn read_action(element: &Element) -> Action {
    let reservation = element.child("Reservation").map(|reservation| Reservation {
        uuid: reservation.text_of("reservationUUID").unwrap_or_default(),
        summary: reservation.text_of("abstract").unwrap_or_default(),
        description: reservation.text_of("description").unwrap_or_default(),
        location: reservation.text_of("location").unwrap_or_default(),
        starts: moment(reservation, "startDateTime"),
        ends: moment(reservation, "endDateTime"),
        organizer_mail: reservation.text_of("organizerMail"),
        organizer_name: reservation.text_of("organizerName"),
    });
    Action {
        label: element.text_of("label").unwrap_or_default(),
        code: element.text_of("actionCode").unwrap_or_default(),
        starts: moment(element, "startDateTime"),
        ends: moment(element, "endDateTime"),
        url: element.child("EntryPoint").and_then(|entry| entry.text_of("url")),
        reservation,
    }
}

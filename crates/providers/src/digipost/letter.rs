//! A letter as Digipost describes it: a document with what goes along. Read field by field: whatever is missing or of
//! another type is left out, and what is odd is named, so that one strange letter never costs the others.

use super::data::{self, About};
use super::folder::INBOX;
use super::link;
use super::part::{Part, level, parts};
use super::text::{fingerprint, flag, line, moment, word};
use crate::remote::{RemoteDocument, RemoteThread};
use crate::{ProviderError, RemoteMessage};
use jiff::Timestamp;
use model::{DocumentKind, Level, MessageState, MessageType, RemoteId, Sender, Weight};
use serde_json::Value;

/// Who sent it, in the service's word. Another word is somebody's, too.
const ORIGINS: [&str; 4] = ["CORPORATION", "PUBLIC_ENTITY", "PRIVATE_PERSON", "UPLOADED"];
/// No ids are longer.
const LONGEST_ID: usize = 200;

/// A letter, and by what links it is asked for.
pub struct Letter {
    pub message: RemoteMessage,
    pub known: Known,
}

/// What is kept of a letter to ask for it and its files.
#[derive(Debug, Clone)]
pub struct Known {
    pub version: i64,
    /// Where the letter itself is.
    pub own: String,
    /// Where the content of its documents is, of those that have any now.
    pub contents: Vec<Source>,
    /// The level that it takes.
    pub needs_level: Option<Level>,
}

/// Where the content of a document is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub document: RemoteId,
    pub uri: String,
    /// It is a page; in the place of anything else a page comes from somebody else on the way.
    pub page: bool,
}

/// The service's id of a letter: the last part of its own address, which is all that names it. One that is no name, since
/// it has no number in it, is known by the whole address.
pub fn id(letter: &Value) -> Option<RemoteId> {
    let own = link::find(letter, "self")?;
    let path = own.split_once("://").map_or(own, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = path.trim_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    let id = if last.bytes().any(|byte| byte.is_ascii_digit()) { last } else { path };
    Some(RemoteId(id.to_owned())).filter(|id| !id.0.is_empty() && id.0.len() <= LONGEST_ID)
}

/// When it came, by which lists are paged.
pub fn created(letter: &Value) -> Option<Timestamp> {
    moment(letter, "created", &mut Vec::new())
}

/// What a person reads who opens it is locked for everybody but Digipost's own page.
pub struct Words<'a> {
    pub locked: &'a str,
}

/// Reads a letter that was listed in this folder; why it cannot be read, in a few words without content.
pub fn read(letter: &Value, listed_in: &RemoteId, words: &Words<'_>) -> Result<Letter, &'static str> {
    let (Some(id), Some(own)) = (id(letter), link::find(letter, "self")) else {
        return Err("a letter without an address of its own");
    };
    let mut odd = Vec::new();
    let parts = parts(letter);
    let subject = line(letter, "subject").or_else(|| parts.first().map(Part::title)).unwrap_or_default();
    let received = moment(letter, "created", &mut odd).unwrap_or_else(|| {
        odd.push("it says not when it came".to_owned());
        Timestamp::UNIX_EPOCH
    });
    let uploaded = line(letter, "origin").as_deref() == Some("UPLOADED");
    if line(letter, "origin").is_some_and(|origin| !ORIGINS.contains(&origin.as_str())) {
        odd.push("its origin is unknown".to_owned());
    }
    let levels = std::iter::once(letter).chain(parts.iter().map(|part| part.value));
    let needs_level = levels.filter_map(|one| level(one, &mut odd)).max();
    odd.dedup();
    let about = Paper { key: format!("digipost-{:x}", fingerprint(own)), paid: paid(letter, received) };
    let documents = parts.iter().map(|part| about.document(part, &subject, needs_level, &mut odd)).collect();
    let locked = parts.iter().any(Part::is_locked);
    let mut message = RemoteMessage {
        folder: folder(letter, listed_in),
        version: 0,
        message_type: MessageType::Regular,
        state: MessageState::Received,
        subject,
        sender: Sender {
            label: line(letter, "creatorName").unwrap_or_default(),
            department: None,
            organisation: link::find(letter, "organisation_logo").and_then(organisation),
        },
        received,
        updated: received,
        read: is_read(letter, &parts),
        flag: false,
        can_reply: false,
        reply_by: None,
        legally_notified: false,
        needs_level,
        note: None,
        documents,
        recipient: None,
        thread: RemoteThread::default(),
        odd,
        weight: weight(letter, &parts, uploaded),
        edition: None,
        summary: locked.then(|| words.locked.to_owned()),
        status: None,
        history: Vec::new(),
        id,
    };
    message.version = version(&message);
    let source = |part: &Part<'_>| {
        let uri = part.content.filter(|_| !part.is_locked())?.to_owned();
        Some(Source { document: part.id.clone(), uri, page: part.file().mime == "text/html" })
    };
    let contents = parts.iter().filter_map(source);
    let known = Known { version: message.version, own: own.to_owned(), contents: contents.collect(), needs_level };
    Ok(Letter { message, known })
}

/// A number that differs when anything about it does: the service counts no versions.
pub fn version(message: &RemoteMessage) -> i64 {
    fingerprint(&format!("{:?}", RemoteMessage { version: 0, ..message.clone() }))
}

/// The letter as it is once the person has opened it: its content is fetched next, and makes it so at the service.
pub fn opened(mut letter: Letter) -> RemoteMessage {
    if letter.message.weight == Weight::Seen {
        (letter.message.weight, letter.message.read) = (Weight::None, true);
        letter.message.version = version(&letter.message);
    }
    letter.message
}

/// Whether it was opened before, by whoever may.
fn is_read(letter: &Value, parts: &[Part<'_>]) -> bool {
    match letter.get("read") {
        Some(_) => flag(letter, "read"),
        None => parts.first().is_some_and(Part::is_read),
    }
}

/// What having its content does: a receipt goes to the sender, or it counts as read, of which the sender learns, too.
/// What the person put in herself is nobody else's business. Of a letter that was opened the rest goes with the main
/// document: nobody opens one by halves.
fn weight(letter: &Value, parts: &[Part<'_>], uploaded: bool) -> Weight {
    if parts.iter().any(|part| part.receipt.is_some()) {
        return Weight::Receipt;
    }
    if is_read(letter, parts) || uploaded { Weight::None } else { Weight::Seen }
}

/// In which folder it lies.
fn folder(letter: &Value, listed_in: &RemoteId) -> RemoteId {
    match line(letter, "location").as_deref() {
        Some("INBOX") => INBOX.into(),
        Some("FOLDER") => word(letter, "folderId").map_or_else(|| listed_in.clone(), RemoteId),
        _ => listed_in.clone(),
    }
}

/// A sender is known by where her logo is: that is all that is said of her.
fn organisation(logo: &str) -> Option<RemoteId> {
    Some(RemoteId(logo.to_owned())).filter(|id| id.0.len() <= LONGEST_ID)
}

/// The service says that a bill is paid and not when: it was not before it came.
fn paid(letter: &Value, received: Timestamp) -> Option<Timestamp> {
    flag(letter, "paid").then_some(received)
}

/// What documents of one letter have in common.
struct Paper {
    key: String,
    paid: Option<Timestamp>,
}

impl Paper {
    fn document(
        &self,
        part: &Part<'_>,
        subject: &str,
        needs_level: Option<Level>,
        odd: &mut Vec<String>,
    ) -> RemoteDocument {
        let title = Some(part.title()).filter(|title| !title.is_empty());
        let title = title.unwrap_or_else(|| subject.to_owned());
        let about = About { title: &title, key: &format!("{}-{}", self.key, part.id.as_str()), paid: self.paid };
        let said = data::read(part.value, &about, odd);
        if part.is_locked() {
            odd.push("a document is locked with a key of the person's own".to_owned());
        } else if part.content.is_none() && part.receipt.is_none() && needs_level.is_none() {
            odd.push("the content of a document is not offered".to_owned());
        }
        RemoteDocument {
            id: part.id.clone(),
            kind: part.kind,
            label: if part.kind == DocumentKind::Main { subject.to_owned() } else { title },
            files: if part.is_locked() { Vec::new() } else { vec![part.file()] },
            actions: said.actions,
            cards: said.cards,
        }
    }
}

/// Whether a letter may be called something else: the service lets that be done neither with public ones nor with those
/// that take a higher level.
pub fn may_be_renamed(letter: &Value, needs_level: Option<Level>) -> Result<(), ProviderError> {
    let public = line(letter, "origin").as_deref() == Some("PUBLIC_ENTITY");
    match public || needs_level.is_some() {
        true => Err(ProviderError::Refused { code: "name.stays".to_owned() }),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn letter() -> Value {
        json!({"subject": "Faktura", "creatorName": "Prøve Strøm", "created": "2026-06-01T12:00:00.123+02:00",
            "origin": "CORPORATION", "authentication-level": "PASSWORD", "location": "INBOX", "read": false,
            "link": [{"rel": "/r/self", "uri": "https://d.example/post/api/private/mailbox/1/documents/8316"}],
            "attachment": [{"subject": "Faktura", "fileType": "pdf", "fileSize": 10, "mainDocument": true, "read": false,
                "link": [{"rel": "/r/get_document_content", "uri": "/c"}]}]})
    }

    fn read_it(letter: &Value) -> Letter {
        read(letter, &INBOX.into(), &Words { locked: "låst" }).unwrap_or_else(|why| panic!("{why}"))
    }

    #[test]
    fn a_letter_is_known_by_the_last_part_of_its_address_or_by_all_of_it() {
        for (uri, known) in [
            ("https://d.example/post/api/private/mailbox/1/documents/8316", Some("8316")),
            ("/x/8316?a=b", Some("8316?a=b")),
            ("https://d.example/a1/self", Some("a1/self")),
            ("https://d.example/", None),
        ] {
            let value = json!({"link": [{"rel": "self", "uri": uri}]});
            assert_eq!(id(&value).map(|id| id.0).as_deref(), known, "{uri}");
        }
        assert!(read(&json!({"subject": "x"}), &INBOX.into(), &Words { locked: "" }).is_err());
    }

    #[test]
    fn unread_is_seen_when_opened_and_a_receipt_weighs_more_and_what_is_ones_own_nothing() {
        let weight = |change: &dyn Fn(&mut Value)| {
            let mut letter = letter();
            change(&mut letter);
            read_it(&letter).message.weight
        };
        assert_eq!(weight(&|_| {}), Weight::Seen);
        assert_eq!(weight(&|one| one["read"] = true.into()), Weight::None);
        assert_eq!(weight(&|one| one["origin"] = "UPLOADED".into()), Weight::None);
        let receipt = |one: &mut Value| one["attachment"][0]["link"][0]["rel"] = "/r/send_opening_receipt".into();
        assert_eq!(weight(&receipt), Weight::Receipt);
    }

    #[test]
    fn a_version_differs_with_everything_and_with_nothing_else() {
        let before = read_it(&letter()).message;
        assert_eq!(before.version, read_it(&letter()).message.version);
        let mut other = letter();
        other["somethingNew"] = 7.into();
        assert_eq!(before.version, read_it(&other).message.version);
        for (name, value) in [("subject", json!("Andre")), ("read", json!(true)), ("location", json!("FOLDER"))] {
            let mut other = letter();
            other[name] = value;
            other["folderId"] = 7.into();
            assert_ne!(before.version, read_it(&other).message.version, "{name}");
        }
        let opened = opened(read_it(&letter()));
        assert!(opened.weight == Weight::None && opened.version != before.version);
        let mut read = letter();
        read["read"] = true.into();
        assert_eq!(opened.version, read_it(&read).message.version, "as the next list has it");
    }

    #[test]
    fn a_strange_letter_is_kept_as_far_as_it_can_be_and_said_to_be_strange() {
        let strange = json!({"link": letter()["link"], "created": "never", "origin": "MARS", "attachment": [{"subject": 7}],
            "authentication-level": "RETINA", "read": "yes"});
        let message = read_it(&strange).message;
        assert_eq!((message.subject.as_str(), message.received), ("", Timestamp::UNIX_EPOCH));
        assert_eq!((message.needs_level, message.documents.len()), (Some(Level::High), 1));
        assert_eq!(message.odd.len(), 4, "{:?}", message.odd);
    }

    #[test]
    fn what_is_locked_with_a_key_of_ones_own_is_shown_and_not_asked_for() {
        let mut locked = letter();
        locked["attachment"][0]["userKeyEncrypted"] = true.into();
        let message = read_it(&locked).message;
        assert!(message.documents[0].files.is_empty());
        assert_eq!((message.summary.as_deref(), message.odd.len()), (Some("låst"), 1));
    }

    #[test]
    fn a_public_letter_and_one_of_a_higher_level_keep_their_names() {
        assert!(may_be_renamed(&letter(), None).is_ok() && may_be_renamed(&letter(), Some(Level::High)).is_err());
        assert!(may_be_renamed(&json!({"origin": "PUBLIC_ENTITY"}), None).is_err());
    }
}

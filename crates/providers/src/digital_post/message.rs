//! A message as Digital Post describes it. Read field by field: whatever is missing, null or of another
//! type is left out, and what is odd is named, so that one strange letter never costs the others.

use crate::RemoteMessage;
use crate::remote::{RemoteDocument, RemoteFile, RemoteThread};
use jiff::{SignedDuration, Timestamp};
use model::{
    Action, ActionCode, DocumentKind, Level, MessageState, MessageType, Recipient, RemoteId, Reservation, Sender,
    Weight,
};
use serde_json::Value;

/// Longer texts than the interface allows are cut.
const LONGEST_TEXT: usize = 4096;
/// More than the interface allows are left out.
const MOST_DOCUMENTS: usize = 200;

/// No clock is so far ahead of ours: a later change is taken to be of then.
pub const AHEAD: SignedDuration = SignedDuration::from_hours(24);
/// Nor can a letter be from so far ahead.
const FAR_AHEAD: SignedDuration = SignedDuration::from_hours(366 * 24);

/// A message, and what the list's order goes by.
pub struct Read {
    /// The message.
    pub message: RemoteMessage,
    /// When it last changed, in the service's own words.
    pub updated: Option<Timestamp>,
}

const TYPES: [(&str, MessageType); 3] = [
    ("REGULAR", MessageType::Regular),
    ("MANDATORY", MessageType::Mandatory),
    ("LEGAL_NOTIFICATION", MessageType::LegalNotification),
];
const STATES: [(&str, MessageState); 3] =
    [("DRAFT", MessageState::Draft), ("SENT", MessageState::Sent), ("RECEIVED", MessageState::Received)];

const DOCUMENTS: [(&str, DocumentKind); 3] =
    [("MAIN", DocumentKind::Main), ("ADDITIONAL", DocumentKind::Additional), ("TECHNICAL", DocumentKind::Technical)];

/// A text without control characters; an empty one is none.
pub fn text(value: &Value, name: &str) -> Option<String> {
    let text = value.get(name)?.as_str()?;
    let clean = text.chars().filter(|c| !c.is_control() || *c == '\n');
    Some(clean.take(LONGEST_TEXT).collect::<String>()).filter(|text| !text.is_empty())
}

fn flag(value: &Value, name: &str) -> bool {
    value.get(name).and_then(Value::as_bool).unwrap_or(false)
}

/// A moment that makes sense for a letter: from 1990 to 2199. Others are odd.
fn moment(value: &Value, name: &str, odd: &mut Vec<String>) -> Option<Timestamp> {
    let text = value.get(name)?.as_str()?;
    let parsed: Option<Timestamp> = text.parse().ok();
    let sensible = parsed.filter(|at| (631_152_000..7_258_118_400).contains(&at.as_second()));
    if sensible.is_none() {
        odd.push(format!("the date in {name} makes no sense"));
    }
    sensible
}

/// When it last changed, in the service's own words; any year will do.
pub fn updated(value: &Value) -> Option<Timestamp> {
    value.get("lastUpdated")?.as_str()?.parse().ok()
}

/// A word of a closed set: known, left out, or strange (then `None`).
fn word<T: Copy>(value: &Value, name: &str, known: &[(&str, T)], usual: T) -> Option<T> {
    match value.get(name) {
        None | Some(Value::Null) => Some(usual),
        Some(word) => known.iter().find(|(known, _)| word.as_str() == Some(known)).map(|(_, meaning)| *meaning),
    }
}

/// The level that it takes. One that nobody knows is taken for the highest.
fn level(value: &Value, odd: &mut Vec<String>) -> Option<Level> {
    let claim = text(value, "requiredLevel")?;
    let known = Level::from_claim(&claim);
    if known.is_none() {
        odd.push("the level that it takes is unknown".to_owned());
    }
    Some(known.unwrap_or(Level::High))
}

/// Reads a message, with what is odd about it; without an id it is none. `now` bounds when it can have changed.
pub fn read(value: &Value, now: Timestamp) -> Option<Read> {
    let id = text(value, "id").map(RemoteId)?;
    let mut odd = Vec::new();
    let folder = RemoteId(text(value, "folderId").unwrap_or_default());
    let version = value.get("version").and_then(Value::as_i64).unwrap_or(0);
    let said = moment(value, "lastUpdated", &mut odd);
    if said.is_some_and(|said| said.duration_since(now) > FAR_AHEAD) {
        odd.push("it changed in the future".to_owned());
    }
    let latest = now.checked_add(AHEAD).unwrap_or(Timestamp::MAX);
    let said = said.map(|said| said.min(latest));
    let received = ["receivedDateTime", "sendDateTime", "messageDateTime", "createdDateTime"]
        .iter()
        .find_map(|name| moment(value, name, &mut odd));
    let documents = value.get("documents").and_then(Value::as_array);
    if documents.is_none() && value.get("label").is_some() {
        odd.push("it has no documents".to_owned());
    }
    let mut documents: Vec<RemoteDocument> = documents
        .into_iter()
        .flatten()
        .take(MOST_DOCUMENTS)
        .filter_map(|document| read_document(document, &mut odd))
        .collect();
    documents.sort_by_key(|document| document.kind);
    let message_type = word(value, "messageType", &TYPES, MessageType::Regular);
    if message_type.is_none() {
        odd.push("its type is unknown".to_owned());
    }
    let state = word(value, "messageState", &STATES, MessageState::Received);
    if state.is_none() {
        odd.push("its state is unknown".to_owned());
    }
    let state = state.unwrap_or(MessageState::Unknown);
    if state == MessageState::Draft {
        // A file that was named and not uploaded yet has no bytes to ask for.
        documents.iter_mut().for_each(|document| document.files.retain(|file| file.size > 0));
    }
    let message = RemoteMessage {
        folder,
        version,
        message_type: message_type.unwrap_or(MessageType::Unknown),
        state,
        subject: text(value, "label").unwrap_or_default().replace('\n', " "),
        sender: value.get("sender").map(read_sender).unwrap_or_default(),
        received: received.or(said).unwrap_or(Timestamp::UNIX_EPOCH),
        updated: said.or(received).unwrap_or(Timestamp::UNIX_EPOCH),
        read: flag(value, "read"),
        flag: flag(value, "flag"),
        can_reply: flag(value, "reply"),
        reply_by: moment(value, "replyByDateTime", &mut odd),
        legally_notified: flag(value, "legallyNotified"),
        needs_level: level(value, &mut odd),
        note: text(value, "note"),
        documents,
        recipient: value.get("recipient").filter(|_| state != MessageState::Received).map(read_recipient),
        thread: read_thread(value, id.as_str()),
        weight: Weight::None,
        edition: None,
        summary: None,
        status: None,
        history: Vec::new(),
        id,
        odd,
    };
    Some(Read { message, updated: updated(value) })
}

fn read_sender(value: &Value) -> Sender {
    let department = value.get("contactPoint").and_then(|point| text(point, "label"));
    let responsible = || value.get("attentionData")?.get("contentResponsible").and_then(|one| text(one, "label"));
    Sender {
        label: text(value, "label").unwrap_or_default().replace('\n', " "),
        department: department.or_else(responsible),
        organisation: text(value, "organisationId").map(RemoteId),
    }
}

fn read_recipient(value: &Value) -> Recipient {
    let line = |value: &Value, name: &str| text(value, name).map(|text| text.replace('\n', " "));
    // An e-mail address names itself; a person's number is never shown.
    let address = text(value, "recipientId").filter(|id| id.contains('@'));
    Recipient {
        label: line(value, "label").or(address).unwrap_or_default(),
        department: value.get("contactPoint").and_then(|point| line(point, "label")),
    }
}

/// Letters that name each other. A letter that came names what it answers, and what answers it.
fn read_thread(value: &Value, own: &str) -> RemoteThread {
    let data = value.get("replyData").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let data = data.get(..data.len().min(MOST_DOCUMENTS)).unwrap_or_default();
    let named = |name: &'static str| {
        let all = data.iter().filter_map(move |one| text(one, name)).filter(|id| id != own);
        all.collect::<std::collections::BTreeSet<_>>().into_iter().map(RemoteId).collect()
    };
    let forward = value.get("forwardData");
    let forwarded = |name: &str| forward.and_then(|data| text(data, name));
    RemoteThread {
        answers: named("parentMessageId"),
        answered_by: named("childMessageId"),
        forwards: forwarded("originalMessageId").filter(|id| id != own).map(RemoteId),
        case: data.iter().find_map(|one| text(one, "caseId")).or_else(|| text(value.get("contentData")?, "caseId")),
        comment: forwarded("comment"),
        original_sender: forwarded("originalSender"),
    }
}

fn read_document(value: &Value, odd: &mut Vec<String>) -> Option<RemoteDocument> {
    let files = value.get("files").and_then(Value::as_array);
    let actions = value.get("actions").and_then(Value::as_array);
    let kind = word(value, "documentType", &DOCUMENTS, DocumentKind::Additional);
    if kind.is_none() {
        odd.push("the type of a document is unknown".to_owned());
    }
    let kind = kind.unwrap_or(DocumentKind::Additional);
    Some(RemoteDocument {
        id: RemoteId(text(value, "id")?),
        kind,
        label: text(value, "label").unwrap_or_default(),
        files: files.into_iter().flatten().take(MOST_DOCUMENTS).filter_map(read_file).collect(),
        actions: actions.into_iter().flatten().take(MOST_DOCUMENTS).map(|action| read_action(action, odd)).collect(),
        cards: Vec::new(),
    })
}

fn read_file(value: &Value) -> Option<RemoteFile> {
    Some(RemoteFile {
        id: RemoteId(text(value, "id")?),
        filename: text(value, "filename").unwrap_or_default(),
        mime: text(value, "encodingFormat").unwrap_or_default(),
        language: text(value, "language").unwrap_or_default(),
        size: value.get("fileSize").and_then(Value::as_u64).unwrap_or(0),
    })
}

fn read_action(value: &Value, odd: &mut Vec<String>) -> Action {
    let code = text(value, "actionCode").unwrap_or_default();
    let code = serde_json::from_value(Value::String(code.clone())).unwrap_or(ActionCode::Other(code));
    let starts = moment(value, "reservationStartTime", odd);
    let uuid = text(value, "reservationUUID");
    let reservation = (starts.is_some() || uuid.is_some()).then(|| Reservation {
        uuid: uuid.unwrap_or_default(),
        summary: text(value, "reservationAbstract").unwrap_or_default(),
        description: text(value, "description").unwrap_or_default(),
        location: text(value, "location").unwrap_or_default(),
        starts,
        ends: moment(value, "reservationEndTime", odd),
        organizer: text(value, "organizerName").or_else(|| text(value, "organizerMail")),
        organizer_mail: text(value, "organizerMail"),
    });
    Action {
        label: text(value, "label").unwrap_or_default(),
        code,
        starts: moment(value, "actionStartTime", odd),
        ends: moment(value, "actionEndTime", odd),
        url: text(value, "entryPointUrl"),
        reservation,
        payment: None,
        prompt: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_strange_letter_is_kept_as_far_as_it_can_be_and_said_to_be_strange() {
        let value = json!({"id": "x", "messageType": "FRA_FREMTIDEN", "receivedDateTime": "1899-01-01T00:00:00Z",
            "lastUpdated": "2026-01-02T03:04:05Z", "label": "Emne\u{0}\nto", "read": "ja", "sender": null});
        let message = read(&value, now()).unwrap().message;
        assert_eq!(message.subject, "Emne to");
        assert_eq!(message.message_type, MessageType::Unknown);
        assert_eq!(message.received, message.updated);
        assert!(!message.read);
        assert_eq!(message.odd.len(), 3, "{:?}", message.odd);
    }

    fn now() -> Timestamp {
        "2026-06-01T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn words_of_a_closed_set_are_known_left_out_or_strange() {
        for (word, meaning) in [
            (json!("MANDATORY"), MessageType::Mandatory),
            (json!(null), MessageType::Regular),
            (json!("mandatory"), MessageType::Unknown),
            (json!(7), MessageType::Unknown),
        ] {
            let message = read(&json!({"id": "x", "messageType": word}), now()).unwrap().message;
            assert_eq!(message.message_type, meaning, "{word}");
        }
        let strange = read(&json!({"id": "x", "requiredLevel": "Højest"}), now()).unwrap().message;
        assert_eq!(strange.needs_level, Some(Level::High));
    }

    #[test]
    fn a_document_of_a_new_kind_is_shown_and_named() {
        let documents = json!([{"id": "a", "documentType": "MAIN"}, {"id": "b", "documentType": "NY"}, {"id": "c"}]);
        let message = read(&json!({"id": "x", "documents": documents}), now()).unwrap().message;
        let kinds: Vec<DocumentKind> = message.documents.iter().map(|document| document.kind).collect();
        assert_eq!(kinds, [DocumentKind::Main, DocumentKind::Additional, DocumentKind::Additional]);
        assert_eq!(message.odd, ["the type of a document is unknown"]);
    }

    #[test]
    fn nothing_changed_later_than_tomorrow() {
        let tomorrow = now().checked_add(AHEAD).unwrap();
        for (said, kept, odd) in [
            ("2026-06-01T11:00:00Z", "2026-06-01T11:00:00Z".parse().unwrap(), 0),
            ("2026-07-01T00:00:00Z", tomorrow, 0),
            ("2150-01-01T00:00:00Z", tomorrow, 1),
            ("9999-12-30T00:00:00Z", Timestamp::UNIX_EPOCH, 1),
        ] {
            let message = read(&json!({"id": "x", "lastUpdated": said}), now()).unwrap().message;
            assert_eq!((message.updated, message.odd.len()), (kept, odd), "{said}: {:?}", message.odd);
        }
    }

    #[test]
    fn a_draft_has_the_files_whose_bytes_are_there() {
        let files = json!([{"id": "f", "fileSize": 3}, {"id": "g"}]);
        let value = |state: &str| json!({"id": "x", "messageState": state, "documents": [{"id": "d", "files": files}]});
        let files = |state: &str| read(&value(state), now()).unwrap().message.documents[0].files.len();
        assert_eq!((files("DRAFT"), files("RECEIVED")), (1, 2));
    }

    #[test]
    fn letters_that_answer_each_other_name_each_other_and_none_names_itself() {
        let data = json!([{"parentMessageId": "p", "childMessageId": "x", "caseId": "S-1"},
            {"parentMessageId": "x", "childMessageId": "c"}, {"parentMessageId": "p"}, {"parentMessageId": 7}]);
        let value = json!({"id": "x", "messageState": "SENT", "replyData": data,
            "recipient": {"recipientId": "0000000000", "contactPoint": {"label": "Byggesag"}}});
        let message = read(&value, now()).unwrap().message;
        assert_eq!(message.thread.answers, ["p".into()]);
        assert_eq!(message.thread.answered_by, ["c".into()]);
        assert_eq!(message.thread.case.as_deref(), Some("S-1"));
        let recipient = message.recipient.unwrap();
        assert_eq!((recipient.label.as_str(), recipient.department.as_deref()), ("", Some("Byggesag")), "no number");
        let came = json!({"id": "x", "recipient": {"recipientId": "0000000000", "label": "Prøve Person"}});
        assert_eq!(read(&came, now()).unwrap().message.recipient, None, "whose mailbox it is says that");
    }

    #[test]
    fn what_has_no_id_is_no_message() {
        for value in [json!(null), json!([]), json!({"label": "x"}), json!({"id": 7})] {
            assert!(read(&value, now()).is_none());
        }
    }
}

//! A message as Digital Post describes it. Read field by field: whatever is missing, null or of another
//! type is left out, and what is odd is named, so that one strange letter never costs the others.

use crate::RemoteMessage;
use crate::remote::{RemoteDocument, RemoteFile};
use jiff::Timestamp;
use model::{Action, ActionCode, DocumentKind, Level, MessageState, MessageType, RemoteId, Reservation, Sender};
use serde_json::Value;

/// Longer texts than the interface allows are cut.
const LONGEST_TEXT: usize = 4096;
/// More than the interface allows are left out.
const MOST_DOCUMENTS: usize = 200;

/// Not even an id.
pub struct NoMessage {
    /// The id, if that much could be read.
    pub id: Option<RemoteId>,
}

fn text(value: &Value, name: &str) -> Option<String> {
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

/// Reads a message, and says what was odd about it.
pub fn read(value: &Value) -> Result<(RemoteMessage, Vec<String>), NoMessage> {
    let id = text(value, "id").map(RemoteId).ok_or(NoMessage { id: None })?;
    let mut odd = Vec::new();
    let folder = RemoteId(text(value, "folderId").unwrap_or_default());
    let version = value.get("version").and_then(Value::as_i64).unwrap_or(0);
    let updated = moment(value, "lastUpdated", &mut odd);
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
    let message = RemoteMessage {
        folder,
        version,
        message_type: match text(value, "messageType").as_deref() {
            Some("REGULAR") | None => MessageType::Regular,
            Some("MANDATORY") => MessageType::Mandatory,
            Some("LEGAL_NOTIFICATION") => MessageType::LegalNotification,
            Some(_) => {
                odd.push("its type is unknown".to_owned());
                MessageType::Unknown
            }
        },
        state: match text(value, "messageState").as_deref() {
            Some("DRAFT") => MessageState::Draft,
            Some("SENT") => MessageState::Sent,
            Some("RECEIVED") | None => MessageState::Received,
            Some(_) => {
                odd.push("its state is unknown".to_owned());
                MessageState::Unknown
            }
        },
        subject: text(value, "label").unwrap_or_default().replace('\n', " "),
        sender: value.get("sender").map(read_sender).unwrap_or_default(),
        received: received.or(updated).unwrap_or(Timestamp::UNIX_EPOCH),
        updated: updated.or(received).unwrap_or(Timestamp::UNIX_EPOCH),
        read: flag(value, "read"),
        flag: flag(value, "flag"),
        can_reply: flag(value, "reply"),
        reply_by: moment(value, "replyByDateTime", &mut odd),
        legally_notified: flag(value, "legallyNotified"),
        needs_level: text(value, "requiredLevel").as_deref().and_then(Level::from_claim),
        note: text(value, "note"),
        documents,
        id,
    };
    Ok((message, odd))
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

fn read_document(value: &Value, odd: &mut Vec<String>) -> Option<RemoteDocument> {
    let files = value.get("files").and_then(Value::as_array);
    let actions = value.get("actions").and_then(Value::as_array);
    Some(RemoteDocument {
        id: RemoteId(text(value, "id")?),
        kind: match text(value, "documentType").as_deref() {
            Some("MAIN") => DocumentKind::Main,
            Some("TECHNICAL") => DocumentKind::Technical,
            _ => DocumentKind::Additional,
        },
        label: text(value, "label").unwrap_or_default(),
        files: files.into_iter().flatten().take(MOST_DOCUMENTS).filter_map(read_file).collect(),
        actions: actions.into_iter().flatten().take(MOST_DOCUMENTS).map(|action| read_action(action, odd)).collect(),
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
    });
    Action {
        label: text(value, "label").unwrap_or_default(),
        code,
        starts: moment(value, "actionStartTime", odd),
        ends: moment(value, "actionEndTime", odd),
        url: text(value, "entryPointUrl"),
        reservation,
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
        let Ok((message, odd)) = read(&value) else { panic!("it can be read") };
        assert_eq!(message.subject, "Emne to");
        assert_eq!(message.message_type, MessageType::Unknown);
        assert_eq!(message.received, message.updated);
        assert!(!message.read);
        assert_eq!(odd.len(), 3, "{odd:?}");
    }

    #[test]
    fn what_has_no_id_is_no_message() {
        for value in [json!(null), json!([]), json!({"label": "x"}), json!({"id": 7})] {
            assert!(read(&value).is_err());
        }
    }
}

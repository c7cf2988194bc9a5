//! A letter that a service's interface gave, as MeMo 1.2. What that interface does not tell (the numbers by which
//! sender and recipient are known) is said by the ids that it has for them; the documents, their files and actions
//! and the times are all there. Texts keep to the lengths of the schema.

use memo::schema::{
    self, AdditionalDocument, Broken, Content, MainDocument, MessageBody, MessageHeader, TechnicalDocument, Version,
};
use memo::{Element, MessageKind};
use model::{Action, Document, DocumentKind, FileId, Mailbox, Message, MessageType, RemoteId};
use sha2::{Digest, Sha256};

/// Characters of most texts.
const LONGEST: usize = 256;
const LONGEST_NOTIFICATION: usize = 150;

/// The tree of a letter, and its files by their numbers in it.
pub(super) fn tree(mailbox: &Mailbox, message: &Message) -> Result<(Element, Vec<FileId>), Broken> {
    let mut files = Vec::new();
    let body = body(message, &mut files);
    let organisation = message.sender.organisation.as_ref().map(RemoteId::as_str);
    let letter = schema::Message {
        version: Version::V1_2,
        header: MessageHeader {
            kind: if body.is_some() { MessageKind::DigitalPost } else { MessageKind::NemSms },
            uuid: uuid(message.remote_id.as_str()),
            id: some(message.remote_id.as_str()),
            code: None,
            label: needed(&message.subject),
            // A letter without documents has its text here.
            notification: body
                .is_none()
                .then(|| cut(&message.subject, LONGEST_NOTIFICATION))
                .and_then(|one| some(&one)),
            more_notification: None,
            reply: Some(message.can_reply),
            reply_by: message.reply_by,
            not_before: None,
            mandatory: Some(message.message_type == MessageType::Mandatory),
            legal_notification: Some(message.message_type == MessageType::LegalNotification),
            post_type: None,
            sender: schema::Sender {
                id: needed(organisation.unwrap_or(&message.sender.label)),
                id_type: if organisation.is_some() { "UUID" } else { "LABEL" }.to_owned(),
                label: needed(&message.sender.label),
                attention: None,
                contact_point: message.sender.department.as_deref().and_then(some).map(|label| schema::ContactPoint {
                    id: label.clone(),
                    label: Some(label),
                    ..schema::ContactPoint::default()
                }),
                ..schema::Sender::default()
            },
            recipient: schema::Recipient {
                id: needed(mailbox.remote_id.as_str()),
                id_type: "MAILBOX".to_owned(),
                label: some(&mailbox.owner),
                ..schema::Recipient::default()
            },
            content: None,
            forward: None,
            replies: Vec::new(),
        },
        body,
    };
    Ok((letter.tree()?, files))
}

/// The documents; none when there is no file at all.
fn body(message: &Message, files: &mut Vec<FileId>) -> Option<MessageBody> {
    let with_files = || message.documents.iter().filter(|document| !document.files.is_empty());
    let main = with_files().find(|one| one.kind == DocumentKind::Main).or_else(|| with_files().next())?;
    let mut body = MessageBody { created: message.received, ..MessageBody::default() };
    body.main = MainDocument {
        id: some(main.remote_id.as_str()),
        label: some(&main.label),
        files: of(main, files),
        actions: actions(main),
    };
    for document in with_files().filter(|one| one.id != main.id) {
        let (id, label) = (some(document.remote_id.as_str()), some(&document.label));
        let (own, actions) = (of(document, files), actions(document));
        if document.kind == DocumentKind::Technical {
            body.technical.push(TechnicalDocument { id, label, files: own });
        } else {
            body.additional.push(AdditionalDocument { id, label, files: own, actions });
        }
    }
    Some(body)
}

fn of(document: &Document, files: &mut Vec<FileId>) -> Vec<schema::File> {
    let file = |file: &model::File| {
        files.push(file.id.clone());
        let two_letters = file.language.len() == 2 && file.language.bytes().all(|byte| byte.is_ascii_alphabetic());
        schema::File {
            mime: some(&file.mime).unwrap_or_else(|| "application/octet-stream".to_owned()),
            filename: needed(&file.filename),
            language: if two_letters { file.language.clone() } else { "da".to_owned() },
            content: Content(files.len() - 1),
        }
    };
    document.files.iter().map(file).collect()
}

fn actions(document: &Document) -> Vec<schema::Action> {
    let action = |action: &Action| {
        let code = serde_json::to_value(&action.code).ok();
        let reservation = action.reservation.as_ref().and_then(|one| {
            Some(schema::Reservation {
                description: needed(&one.description),
                uuid: uuid(&one.uuid),
                summary: needed(&one.summary),
                location: needed(&one.location),
                starts: one.starts.or(action.starts)?,
                ends: one.ends.or(action.ends).or(one.starts)?,
                organizer_mail: one.organizer_mail.as_deref().and_then(some),
                organizer_name: one.organizer.as_deref().and_then(some),
            })
        });
        let entry_point = action.url.as_deref().filter(|url| reservation.is_none() && url.chars().count() <= LONGEST);
        schema::Action {
            label: needed(&action.label),
            code: needed(code.as_ref().and_then(|code| code.as_str()).unwrap_or_default()),
            starts: action.starts,
            ends: action.ends,
            entry_point: entry_point.and_then(some).map(|url| schema::EntryPoint { url }),
            reservation,
        }
    };
    document.actions.iter().map(action).collect()
}

fn cut(text: &str, most: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(most).collect::<String>().trim().to_owned()
}

/// A text that is there only when it says something.
fn some(text: &str) -> Option<String> {
    Some(cut(text, LONGEST)).filter(|text| !text.is_empty())
}

/// A text that must be there.
fn needed(text: &str) -> String {
    some(text).unwrap_or_else(|| "-".to_owned())
}

/// The id itself when it is a UUID of version 4, and otherwise one that is always the same for it.
fn uuid(id: &str) -> String {
    let plain = |text: &str| {
        text.len() == 36
            && text.bytes().enumerate().all(|(place, byte)| match place {
                8 | 13 | 18 | 23 => byte == b'-',
                14 => byte == b'4',
                19 => matches!(byte, b'8' | b'9' | b'a' | b'A' | b'b' | b'B'),
                _ => byte.is_ascii_hexdigit(),
            })
    };
    if plain(id) {
        return id.to_owned();
    }
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(id.as_bytes()));
    let part = |from: usize, to: usize| hash.get(from..to).unwrap_or_default();
    format!("{}-{}-4{}-8{}-{}", part(0, 8), part(8, 12), part(12, 15), part(15, 18), part(18, 30))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_is_a_uuid_stays_and_any_other_gets_one_of_its_own() {
        let real = "8C2EA15D-61FB-4BA9-9366-42F8B194D241";
        assert_eq!(uuid(real), real);
        assert_eq!(uuid("x"), uuid("x"));
        assert_ne!(uuid("x"), uuid("y"));
        assert_eq!(uuid(&uuid("x")), uuid("x"), "what is made is one");
    }
}

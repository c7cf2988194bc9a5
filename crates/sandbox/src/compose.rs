//! Putting a letter together in the interface's shape: used by the demo, by the administrator's
//! letters and by MeMo letters alike.

use crate::ids;
use crate::store::messages::NewMessage;
use crate::store::{StoreError, folders, mailboxes, organisations};
use rusqlite::Connection;
use serde_json::{Map, Value, json};

/// A file of a document.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its name.
    pub filename: String,
    /// Its type, as the sender claims.
    pub mime: String,
    /// Two letters.
    pub language: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A document: variants of one content, and what can be done about it.
#[derive(Debug, Clone)]
pub struct Document {
    /// `MAIN`, `ADDITIONAL` or `TECHNICAL`.
    pub kind: &'static str,
    /// The sender's id of it.
    pub document_id: Option<String>,
    /// Its title.
    pub label: Option<String>,
    /// Its files.
    pub files: Vec<Part>,
    /// Its actions, in the interface's shape but for `id` and `version`.
    pub actions: Vec<Value>,
}

impl Document {
    /// A document of one file.
    #[must_use]
    pub fn of(kind: &'static str, label: &str, file: Part) -> Self {
        Document { kind, document_id: None, label: Some(label.to_owned()), files: vec![file], actions: Vec::new() }
    }
}

/// A letter to deliver.
pub struct Letter {
    /// Its id.
    pub id: String,
    /// To which mailbox.
    pub mailbox: String,
    /// The folder; none means the inbox.
    pub folder: Option<String>,
    /// When it comes, as the interface writes times.
    pub received: String,
    /// `REGULAR`, `MANDATORY` or `LEGAL_NOTIFICATION`.
    pub message_type: &'static str,
    /// The subject.
    pub label: String,
    /// The sender's code for this kind of letter.
    pub code: Option<String>,
    /// Already read.
    pub read: bool,
    /// Already flagged.
    pub flag: bool,
    /// `high` when the content takes that level.
    pub level: Option<String>,
    /// Kept back until then.
    pub deliver_at: Option<String>,
    /// Its documents.
    pub documents: Vec<Document>,
    /// Members of the interface's `Message` beyond these (sender, recipient, reply data …).
    pub more: Map<String, Value>,
    /// The computer's own time of arrival; 0 for what was always there.
    pub changed_ms: i64,
}

/// Gives an object its `id` and `version`, as every part of a message has them.
#[must_use]
pub fn identified(id: String, mut object: Value) -> Value {
    if let Some(fields) = object.as_object_mut() {
        fields.insert("id".to_owned(), id.into());
        fields.insert("version".to_owned(), 0.into());
    }
    object
}

/// The interface's `Sender` by name; a registered organisation brings its number and id.
///
/// # Errors
/// When the store fails.
pub fn sender(db: &Connection, name: &str) -> Result<Value, StoreError> {
    let mut sender = json!({"senderId": "00000000", "senderIdType": "CVR", "label": name});
    if let (Some((id, cvr)), Some(fields)) = (organisations::named(db, name)?, sender.as_object_mut()) {
        fields.insert("senderId".to_owned(), cvr.into());
        fields.insert("organisationId".to_owned(), id.into());
    }
    Ok(identified(ids::stable(&["sender", name]), sender))
}

/// The interface's `Recipient` for the owner of a mailbox.
///
/// # Errors
/// When the store fails.
pub fn recipient(db: &Connection, mailbox: &str) -> Result<Value, StoreError> {
    let (number, name) = mailboxes::owner(db, mailbox)?.unwrap_or_default();
    let kind = if number.len() == 8 { "CVR" } else { "CPR" };
    let recipient = json!({"recipientId": number, "recipientIdType": kind, "label": name});
    Ok(identified(ids::stable(&["recipient", mailbox]), recipient))
}

/// Delivers it. Ids of its parts follow from its own.
///
/// # Errors
/// When the store fails.
pub fn deliver(db: &Connection, letter: Letter) -> Result<(), StoreError> {
    crate::store::messages::insert(db, &stored(db, letter)?)
}

fn stored(db: &Connection, letter: Letter) -> Result<NewMessage, StoreError> {
    let mut contents = Vec::new();
    let mut documents = Vec::new();
    for (at, document) in letter.documents.into_iter().enumerate() {
        let document_id = ids::stable(&[&letter.id, "document", &at.to_string()]);
        let mut files = Vec::new();
        for (at, file) in document.files.into_iter().enumerate() {
            let id = ids::stable(&[&document_id, "file", &at.to_string()]);
            let shape = json!({"encodingFormat": file.mime, "filename": file.filename, "language": file.language,
                "fileSize": file.bytes.len()});
            contents.push((id.clone(), file.bytes));
            files.push(identified(id, shape));
        }
        let actions = document.actions.into_iter().enumerate();
        let action_id = |at: usize| ids::stable(&[&document_id, "action", &at.to_string()]);
        let actions: Vec<Value> = actions.map(|(at, action)| identified(action_id(at), action)).collect();
        let mut shape = json!({"documentType": document.kind, "files": files, "actions": actions});
        let texts = [("label", document.label), ("documentId", document.document_id)];
        for (name, text) in texts {
            if let (Some(text), Some(fields)) = (text, shape.as_object_mut()) {
                fields.insert(name.to_owned(), text.into());
            }
        }
        documents.push(identified(document_id, shape));
    }
    let mut doc = letter.more;
    doc.insert("documents".to_owned(), documents.into());
    for (name, usual) in [("reply", false), ("forward", false), ("welcomeMessage", false), ("errorMessage", false)] {
        doc.entry(name).or_insert(usual.into());
    }
    doc.entry("memoCreatedDateTime").or_insert_with(|| letter.received.clone().into());
    doc.entry("postType").or_insert("MYNDIGHEDSPOST".into());
    let folder = match letter.folder {
        Some(folder) => folder,
        None => folders::built_in(db, &letter.mailbox, "INBOX")?,
    };
    Ok(NewMessage {
        id: letter.id,
        mailbox: letter.mailbox,
        folder,
        received: letter.received,
        message_type: letter.message_type,
        label: letter.label,
        code: letter.code,
        read: letter.read,
        flag: letter.flag,
        level: letter.level,
        deliver_at: letter.deliver_at,
        doc: Value::Object(doc),
        contents,
        recipe: None,
        changed_ms: letter.changed_ms,
    })
}

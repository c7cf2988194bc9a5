//! Drafts at Digital Post: begun, filled by one PUT, their files uploaded as multipart, and sent with the version
//! last seen. A draft of ours is marked by `transactionId`. An answer is begun by `/reply`, which knows what an
//! answer carries back but takes no mark; so an empty answer to the same letter counts as one begun here.

use super::listing::{Listing, Of};
use super::message::text;
use super::{DigitalPost, forwarding};
use crate::{Checked, Done, Forwardable, Onward, Outgoing, ProviderError, RemoteDraft, RemotePart, Sending, Source};
use async_trait::async_trait;
use jiff::Timestamp;
use model::{Destination, Field, FolderRole, IdType, MessageState, RemoteId};
use serde_json::{Map, Value, json};

/// The text of a letter, as a file.
const TEXT: (&str, &str) = ("brev.txt", "text/plain");
/// The language that files are said to be in: Digital Post wants one, and nobody asks the person.
const LANGUAGE: &str = "da";
/// More drafts than anybody keeps.
const MOST_DRAFTS: &str = "200";

#[async_trait]
impl Sending for DigitalPost {
    async fn draft(&self, mailbox: &RemoteId, draft: &RemoteId) -> Result<Checked<RemoteDraft>, ProviderError> {
        match self.http.get(&place(mailbox, draft)).await {
            Ok(value) => read(&value).map(Checked::There),
            Err(ProviderError::NotFound) => Ok(Checked::Gone),
            Err(error) => Err(error),
        }
    }

    async fn begun(
        &self,
        mailbox: &RemoteId,
        mark: &str,
        answers: Option<&RemoteId>,
    ) -> Result<Vec<RemoteDraft>, ProviderError> {
        let marked = |value: &Value| text(value, "transactionId").as_deref() == Some(mark);
        let query = [("transactionId", mark.to_owned()), ("size", MOST_DRAFTS.to_owned())];
        let found = self.letters(mailbox, &query).await?;
        let mut begun: Vec<RemoteDraft> = found.iter().filter(|one| marked(one)).map(read).collect::<Result<_, _>>()?;
        if let (true, Some(answers)) = (begun.is_empty(), answers) {
            let query = [("messageState", "DRAFT".to_owned()), ("size", MOST_DRAFTS.to_owned())];
            let drafts = self.letters(mailbox, &query).await?;
            let ours = drafts.iter().filter(|one| is_empty_answer(one, answers)).map(read);
            begun = ours.collect::<Result<_, _>>()?;
        }
        Ok(begun)
    }

    async fn begin(
        &self,
        mailbox: &RemoteId,
        mark: &str,
        answers: Option<&RemoteId>,
    ) -> Result<RemoteDraft, ProviderError> {
        if let Some(answers) = answers {
            let path = [&place(mailbox, answers)[..], &["reply"]].concat();
            return read(&self.http.post_nothing(&path).await.map_err(no_letter)?);
        }
        let folders = crate::Provider::folders(self, mailbox).await?;
        let drafts = folders.into_iter().find(|folder| folder.role == FolderRole::Drafts);
        let drafts = drafts.ok_or(ProviderError::Garbage { what: "a mailbox without a folder for drafts" })?;
        let body = json!({"folderId": drafts.id.as_str(), "transactionId": mark});
        read(&self.http.post(&["mailboxes", mailbox.as_str(), "messages", ""], &body).await?)
    }

    async fn fill(
        &self,
        mailbox: &RemoteId,
        draft: &RemoteDraft,
        letter: &Outgoing<'_>,
    ) -> Result<RemoteDraft, ProviderError> {
        let path = place(mailbox, &draft.id);
        // A PUT replaces the whole, so what else the service knows of it is sent back as it came.
        let mut body = self.http.get(&path).await?;
        let fields = body.as_object_mut().ok_or(ProviderError::Garbage { what: "a draft that is no object" })?;
        fields.insert("transactionId".to_owned(), letter.mark.into());
        fields.insert("label".to_owned(), letter.subject.into());
        fields.insert("documents".to_owned(), documents(letter));
        if let Some(to) = letter.to {
            fields.insert("recipient".to_owned(), recipient(to, letter.fields));
        }
        read(&self.http.put(&path, draft.version, &body).await?)
    }

    async fn upload(
        &self,
        mailbox: &RemoteId,
        draft: &RemoteId,
        part: &RemotePart,
        source: &dyn Source,
    ) -> Result<(), ProviderError> {
        let file = ["documents", part.document.as_str(), "files", part.file.as_str(), "content"];
        self.http.upload(&[&place(mailbox, draft)[..], &file].concat(), part.version, source).await
    }

    async fn send(&self, mailbox: &RemoteId, draft: &RemoteId, seen_version: i64) -> Result<Done, ProviderError> {
        let path = [&place(mailbox, draft)[..], &["send"]].concat();
        let value = self.http.put_nothing(&path, seen_version).await.map_err(no_letter)?;
        Ok(Done { message: self.read_one(&value)? })
    }

    async fn forwardable(&self, mailbox: &RemoteId, message: &RemoteId) -> Result<Checked<Forwardable>, ProviderError> {
        match self.http.get(&place(mailbox, message)).await {
            Ok(value) => Ok(Checked::There(forwarding::read(&value))),
            Err(ProviderError::NotFound) => Ok(Checked::Gone),
            Err(error) => Err(error),
        }
    }

    async fn forward(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
        onward: &Onward<'_>,
    ) -> Result<Done, ProviderError> {
        let path = [&place(mailbox, message)[..], &["forward"]].concat();
        let value = self.http.post(&path, &forwarding::command(onward)).await.map_err(no_letter)?;
        Ok(Done { message: self.read_one(&value)? })
    }

    async fn went_on(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
        onward: &Onward<'_>,
        after: Timestamp,
    ) -> Result<bool, ProviderError> {
        let query = [
            ("forwardData.originalMessageId", message.as_str().to_owned()),
            ("sortFields", "lastUpdated:desc".to_owned()),
            ("size", MOST_DRAFTS.to_owned()),
        ];
        let letters = self.letters(mailbox, &query).await?;
        Ok(letters.iter().any(|letter| forwarding::is_it(letter, message, onward, after)))
    }
}

impl DigitalPost {
    async fn letters(&self, mailbox: &RemoteId, query: &[(&str, String)]) -> Result<Vec<Value>, ProviderError> {
        let body = self.http.list(&["mailboxes", mailbox.as_str(), "messages", ""], query).await?;
        let listing = Listing::read(&body.bytes, Of::Messages)?;
        Ok(listing.items().flatten().collect())
    }
}

fn place<'a>(mailbox: &'a RemoteId, message: &'a RemoteId) -> [&'a str; 4] {
    ["mailboxes", mailbox.as_str(), "messages", message.as_str()]
}

/// Where no 404 is declared, a letter that is not there is a broken rule.
fn no_letter(error: ProviderError) -> ProviderError {
    match error {
        ProviderError::Refused { code } if code == "message.not.found" => ProviderError::NotFound,
        other => other,
    }
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn version(value: &Value) -> i64 {
    value.get("version").and_then(Value::as_i64).unwrap_or(0)
}

fn read(value: &Value) -> Result<RemoteDraft, ProviderError> {
    let id = text(value, "id").ok_or(ProviderError::Garbage { what: "a draft without id" })?;
    let part = |document: &Value| {
        let file = list(document, "files").first()?;
        Some(RemotePart {
            document: RemoteId(text(document, "id")?),
            file: RemoteId(text(file, "id")?),
            version: version(file),
            size: file.get("fileSize").and_then(Value::as_u64),
        })
    };
    Ok(RemoteDraft {
        id: RemoteId(id),
        version: version(value),
        updated: super::message::updated(value).unwrap_or(Timestamp::UNIX_EPOCH),
        state: match value.get("messageState").and_then(Value::as_str) {
            Some("DRAFT") => MessageState::Draft,
            Some("SENT") => MessageState::Sent,
            Some("RECEIVED") => MessageState::Received,
            _ => MessageState::Unknown,
        },
        parts: list(value, "documents").iter().filter_map(part).collect(),
    })
}

/// Nobody wrote in it: whoever began it, nothing is lost when it is written in here.
fn is_empty_answer(value: &Value, answers: &RemoteId) -> bool {
    let to_it = |data: &Value| text(data, "parentMessageId").as_deref() == Some(answers.as_str());
    value.get("messageState").and_then(Value::as_str) == Some("DRAFT")
        && version(value) == 0
        && text(value, "transactionId").is_none()
        && list(value, "documents").is_empty()
        && list(value, "replyData").iter().any(to_it)
}

fn documents(letter: &Outgoing<'_>) -> Value {
    let document = |kind: &str, label: Option<&str>, filename: &str, mime: &str| {
        let file = json!({"filename": filename, "encodingFormat": mime, "language": LANGUAGE});
        let mut document =
            Map::from_iter([("documentType".to_owned(), kind.into()), ("files".to_owned(), json!([file]))]);
        if let Some(label) = label {
            document.insert("label".to_owned(), label.into());
        }
        Value::Object(document)
    };
    let main = document("MAIN", None, TEXT.0, TEXT.1);
    let others =
        letter.attachments.iter().map(|one| document("ADDITIONAL", Some(&one.filename), &one.filename, &one.mime));
    std::iter::once(main).chain(others).collect()
}

/// The interface's `Recipient`.
fn recipient(to: &Destination, fields: &[Field]) -> Value {
    let mut shape = json!({"recipientId": to.id, "recipientIdType": id_type(to.id_type), "label": to.name});
    if let (Some(point), Some(members)) = (&to.contact_point, shape.as_object_mut()) {
        let said = fields.iter().filter(|field| !field.value.trim().is_empty());
        let info: Vec<Value> = said.map(|field| json!({"label": field.label, "value": field.value})).collect();
        let point = json!({"contactPointId": point.id.as_str(), "label": point.name, "contactInfo": info});
        members.insert("contactPoint".to_owned(), point);
    }
    shape
}

/// The interface's `RecipientIdType`.
pub fn id_type(kind: IdType) -> &'static str {
    match kind {
        IdType::Cpr => "CPR",
        IdType::Cvr => "CVR",
        IdType::Email => "EMAIL",
    }
}

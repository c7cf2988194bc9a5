//! Documents that the person puts into her mailbox herself, as multipart with `subject` and `file`.

use super::answer::Resource;
use super::caller::Reader;
use super::letter::{File, Letter};
use super::level::Needs;
use super::links::Links;
use super::refusal::Refusal;
use super::shapes;
use super::store::documents::{self, Document};
use super::store::mailboxes::Mailbox;
use crate::ids;
use crate::server::Shared;
use crate::store::times::real_ms;
use axum::body::Bytes;
use axum::extract::multipart::{MultipartError, MultipartRejection};
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use rusqlite::Connection;
use serde_json::Value;

/// What a file may weigh at most: 100 MB, as the app says.
pub const LARGEST: usize = 100 * 1024 * 1024;

/// What was sent.
struct Sent {
    subject: String,
    filename: String,
    bytes: Bytes,
}

impl Sent {
    async fn read(body: Result<Multipart, MultipartRejection>) -> Result<Self, Refusal> {
        let unread = |error: MultipartError| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => too_large(),
            _ => Refusal::rule("INVALID_MULTIPART", error.body_text()),
        };
        let mut body = body.map_err(|error| Refusal::rule("INVALID_MULTIPART", error.body_text()))?;
        let (mut subject, mut file) = (None, None);
        while let Some(field) = body.next_field().await.map_err(unread)? {
            match field.name() {
                Some("subject") => subject = Some(field.text().await.map_err(unread)?),
                Some("file") => {
                    let filename = field.file_name().unwrap_or_default().to_owned();
                    file = Some((filename, field.bytes().await.map_err(unread)?));
                }
                // Older programs send more, which is of no use here.
                _ => {}
            }
        }
        let (filename, bytes) =
            file.ok_or_else(|| Refusal::rule("INVALID_MULTIPART", "The upload has no part named file."))?;
        if bytes.is_empty() {
            return Err(Refusal::rule("EMPTY_FILE", "A document has content."));
        }
        if bytes.len() > LARGEST {
            return Err(too_large());
        }
        let stem = filename.rsplit_once('.').map_or(filename.as_str(), |(stem, _)| stem).to_owned();
        let subject = subject.map(|subject| subject.trim().to_owned()).filter(|subject| !subject.is_empty());
        let subject = subject.unwrap_or(stem).chars().take(150).collect();
        Ok(Sent { subject, filename, bytes })
    }

    /// The end of the file's name.
    fn file_type(&self) -> String {
        let end = self.filename.rsplit_once('.').map(|(_, end)| end.to_lowercase());
        let known = |end: &String| (1..=5).contains(&end.len()) && end.chars().all(|c| c.is_ascii_alphanumeric());
        end.filter(known).unwrap_or_else(|| "bin".to_owned())
    }

    /// Puts it into a mailbox, if there is room.
    fn put(self, db: &Connection, mailbox: &Mailbox, folder: Option<i64>, now_ms: i64) -> Result<Document, Refusal> {
        let size = self.bytes.len();
        let used = shapes::used(db, mailbox)?;
        if used.saturating_add(i64::try_from(size).unwrap_or(i64::MAX)) > shapes::SPACE {
            return Err(Refusal::rule("NOT_ENOUGH_STORAGE", "There is no room for the document."));
        }
        let file = File {
            id: ids::fresh(),
            subject: self.subject.clone(),
            file_type: self.file_type(),
            size,
            needs: Needs::Password,
            read: true,
            ..File::default()
        };
        let contents = [(file.id.clone(), self.bytes.to_vec())];
        let letter = Letter {
            subject: self.subject,
            creator: mailbox.name.clone(),
            origin: "UPLOADED".to_owned(),
            kind: "LETTER".to_owned(),
            files: vec![file],
            ..Letter::default()
        };
        let created_ms = documents::moment(db, &mailbox.id, now_ms)?;
        let document = Document { id: ids::fresh(), mailbox: mailbox.id.clone(), folder, created_ms, letter };
        documents::add(db, &document, &contents, real_ms())?;
        Ok(document)
    }
}

fn too_large() -> Refusal {
    Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "FILE_TOO_LARGE", "A document is no larger than 100 MB.")
}

/// POST a document to the inbox.
pub async fn to_inbox(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(mailbox): Path<String>,
    body: Result<Multipart, MultipartRejection>,
) -> Result<Resource, Refusal> {
    put(sandbox, reader, body, move |db, reader| Ok((reader.own(db, &mailbox)?, None))).await
}

/// POST a document to a folder.
pub async fn to_folder(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(folder): Path<String>,
    body: Result<Multipart, MultipartRejection>,
) -> Result<Resource, Refusal> {
    let place = move |db: &Connection, reader: &Reader| {
        let (mailbox, folder) = reader.own_folder(db, &folder)?;
        Ok((mailbox, Some(folder.number)))
    };
    put(sandbox, reader, body, place).await
}

async fn put(
    sandbox: Shared,
    reader: Reader,
    body: Result<Multipart, MultipartRejection>,
    place: impl Fn(&Connection, &Reader) -> Result<(Mailbox, Option<i64>), Refusal> + Send + 'static,
) -> Result<Resource, Refusal> {
    let sent = Sent::read(body).await?;
    let now_ms = sandbox.clock.now().as_millisecond();
    let shared = sandbox.clone();
    let made = sandbox.store.run(move |db| {
        let (mailbox, folder) = place(db, &reader)?;
        let transaction = db.transaction()?;
        let document = sent.put(&transaction, &mailbox, folder, now_ms)?;
        transaction.commit()?;
        Ok::<Value, Refusal>(shapes::document(&Links::of(&shared), &reader, true, &document))
    });
    made.await.map(Resource::made)
}

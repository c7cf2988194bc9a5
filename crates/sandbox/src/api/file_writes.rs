//! Files of a draft's document: described first, then filled with bytes, changed and taken out.
//!
//! The bytes come as the description has it: multipart, in one part named `file`. A change of a file
//! raises its own version and the draft's, not that of the document that it belongs to.

use super::caller::{Asked, Caller, with};
use super::document_writes::{of, save};
use super::errors::Refusal;
use super::fields::Fields;
use super::{drafts, parts, versions};
use crate::server::Shared;
use crate::store::messages::{Message, drafts as written};
use crate::store::{StoreError, times::stamp};
use axum::Json;
use axum::body::Bytes;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

/// What a letter as MeMo may weigh at most, whoever gets it: 99.5 MB.
pub const LARGEST_LETTER: usize = 99_500_000;

/// The draft's documents, and the document and file among them that are meant.
struct Place {
    documents: Vec<Value>,
    document: usize,
    file: usize,
}

impl Place {
    fn of(message: &Message, document: &str, file: &str) -> Result<Self, Refusal> {
        let documents = of(message);
        let at = |list: &[Value], id: &str| list.iter().position(|one| one.get("id") == Some(&id.into()));
        let document = at(&documents, document).ok_or_else(|| Refusal::not_found("document"))?;
        let files = documents.get(document).map(|one| parts::items(one, "files")).unwrap_or_default();
        let file = at(&files, file).ok_or_else(|| Refusal::not_found("file"))?;
        Ok(Place { documents, document, file })
    }

    fn files(&mut self) -> Option<&mut Vec<Value>> {
        self.documents.get_mut(self.document)?.get_mut("files")?.as_array_mut()
    }

    /// The file, when its version is the one last seen.
    fn file(&mut self, seen: i64) -> Result<Value, Refusal> {
        let at = self.file;
        let file = self.files().and_then(|files| files.get(at)).cloned().unwrap_or_default();
        versions::expect(seen, parts::version(&file))?;
        Ok(file)
    }

    /// Puts another in its place, or none.
    fn set(&mut self, new: Option<Value>) {
        let at = self.file;
        let Some(files) = self.files() else { return };
        match (new, files.get_mut(at)) {
            (Some(new), Some(place)) => *place = new,
            (None, Some(_)) => drop(files.remove(at)),
            (_, None) => {}
        }
    }
}

/// POST `…/files/`.
pub async fn add(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, id, document)): Path<(String, String, String)>,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let fields = Fields::parse("file", &body)?;
    let now = stamp(sandbox.clock.now());
    let added = with(&sandbox.store, move |db| {
        let message = drafts::editable(db, &caller, &mailbox, &id, Asked::Deed)?;
        let file = parts::file(&fields, None)?;
        let mut documents = of(&message);
        let is_it = |one: &&mut Value| one.get("id") == Some(&document.as_str().into());
        let found = documents.iter_mut().find(is_it).and_then(|one| one.get_mut("files")?.as_array_mut());
        let Some(files) = found else {
            let text = "There is no such document.";
            return Err(Refusal::rule("document", "id", "document.not.found", text, &document.into()));
        };
        files.push(file.clone());
        save(db, &message, documents, &now)?;
        Ok((StatusCode::CREATED, Json(file)))
    });
    added.await.map_err(Refusal::quiet)
}

/// PUT `…/files/{id}`.
pub async fn replace(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, id, document, file)): Path<(String, String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Refusal> {
    let version = versions::if_match(&headers)?;
    let fields = Fields::parse("file", &body)?;
    let now = stamp(sandbox.clock.now());
    let replaced = with(&sandbox.store, move |db| {
        let message = drafts::editable(db, &caller, &mailbox, &id, Asked::Item)?;
        let mut place = Place::of(&message, &document, &file)?;
        let new = parts::file(&fields, Some(&place.file(version)?))?;
        place.set(Some(new.clone()));
        save(db, &message, place.documents, &now)?;
        Ok(Json(new))
    });
    replaced.await.map_err(Refusal::quiet)
}

/// DELETE `…/files/{id}`.
pub async fn remove(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, id, document, file)): Path<(String, String, String, String)>,
    headers: HeaderMap,
) -> Result<StatusCode, Refusal> {
    let version = versions::if_match(&headers)?;
    let now = stamp(sandbox.clock.now());
    let removed = with(&sandbox.store, move |db| {
        let message = drafts::editable(db, &caller, &mailbox, &id, Asked::Item)?;
        let mut place = Place::of(&message, &document, &file)?;
        place.file(version)?;
        place.set(None);
        save(db, &message, place.documents, &now)?;
        Ok(StatusCode::NO_CONTENT)
    });
    removed.await.map_err(Refusal::quiet)
}

/// PUT `…/files/{id}/content`.
pub async fn upload(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, id, document, file)): Path<(String, String, String, String)>,
    headers: HeaderMap,
    body: Result<Multipart, MultipartRejection>,
) -> Result<Json<Value>, Refusal> {
    let version = versions::if_match(&headers)?;
    let bytes = part(body).await?;
    let now = stamp(sandbox.clock.now());
    let uploaded = with(&sandbox.store, move |db| {
        let message = drafts::editable(db, &caller, &mailbox, &id, Asked::Item)?;
        let mut place = Place::of(&message, &document, &file)?;
        let mut new = place.file(version)?;
        let rule = |code, text| Err(Refusal::rule("file", "file", code, text, &bytes.len().into()));
        if bytes.is_empty() {
            return rule("file.empty", "A file has content.");
        }
        if bytes.len() > LARGEST_LETTER {
            return rule("file.too.large", "The file is larger than any letter may be.");
        }
        if let Some(fields) = new.as_object_mut() {
            fields.insert("fileSize".to_owned(), bytes.len().into());
            fields.insert("version".to_owned(), (version + 1).into());
        }
        place.set(Some(new));
        let mut draft = written::Draft::of(&message);
        draft.doc.insert("documents".to_owned(), place.documents.into());
        let transaction = db.transaction().map_err(StoreError::from)?;
        written::put_content(&transaction, &file, &bytes)?;
        drafts::save(&transaction, &message, &draft, &now)?;
        transaction.commit().map_err(StoreError::from)?;
        let message = drafts::there(db, &mailbox, &id)?.shape;
        Ok(Json(json!({"id": file, "version": version + 1, "fileSize": bytes.len(), "message": message})))
    });
    uploaded.await.map_err(Refusal::quiet)
}

/// The bytes of the part named `file`.
async fn part(body: Result<Multipart, MultipartRejection>) -> Result<Bytes, Refusal> {
    let wrong =
        |why: String| Refusal::field(StatusCode::BAD_REQUEST, "file", "file", "multipart.invalid", &why, &Value::Null);
    let mut body = body.map_err(|error| wrong(error.body_text()))?;
    while let Some(field) = body.next_field().await.map_err(|error| wrong(error.body_text()))? {
        if field.name() == Some("file") {
            return field.bytes().await.map_err(|error| wrong(error.body_text()));
        }
    }
    Err(wrong("The upload has no part named file.".to_owned()))
}

//! Letters: lists by `lastseen` and `limit`, one by itself, its name and place, and its end. No list marks anything as read.

use super::answer::{Resource, read};
use super::caller::Reader;
use super::links::Links;
use super::refusal::Refusal;
use super::shapes;
use super::store::documents::{self, Wanted};
use super::store::folders;
use crate::server::{Sandbox, Shared};
use crate::services::Service;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::Value;

/// So many when nobody says how many, and never more.
const USUAL_LIMIT: i64 = 100;
const MOST: i64 = 500;
/// No subject is longer.
const LONGEST_SUBJECT: usize = 150;

/// Which part of a list, as texts: what is no number is refused in words.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Part {
    lastseen: Option<String>,
    limit: Option<String>,
}

fn number(name: &str, text: Option<&str>, usual: i64) -> Result<i64, Refusal> {
    let read = text.map_or(Ok(usual), str::parse);
    let read = read.ok().filter(|number| *number >= 0);
    read.ok_or_else(|| Refusal::rule("INVALID_PARAMETER", format!("The parameter {name} is not valid.")))
}

impl Part {
    /// What of a folder, or of the inbox, it asks for.
    ///
    /// # Errors
    /// 400 when it asks for nonsense.
    pub fn of(&self, folder: Option<i64>, sandbox: &Sandbox) -> Result<Wanted, Refusal> {
        Ok(Wanted {
            folder,
            before_ms: number("lastseen", self.lastseen.as_deref(), i64::MAX)?,
            limit: number("limit", self.limit.as_deref(), USUAL_LIMIT)?.min(MOST),
            seen_ms: sandbox.faults.seen_ms_of(Service::Digipost),
        })
    }
}

/// GET the inbox.
pub async fn inbox(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(mailbox): Path<String>,
    Query(part): Query<Part>,
) -> Result<Resource, Refusal> {
    let wanted = part.of(None, &sandbox)?;
    let shared = sandbox.clone();
    let found = sandbox.store.run(move |db| {
        let mailbox = reader.reach(db, &mailbox)?;
        let all = documents::list(db, &mailbox.id, wanted)?;
        Ok::<_, Refusal>(shapes::documents(&Links::of(&shared), &reader, reader.owns(&mailbox), &all))
    });
    found.await.map(Resource::ok)
}

/// GET a letter.
pub async fn one(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(document): Path<String>,
) -> Result<Resource, Refusal> {
    let shared = sandbox.clone();
    let found = sandbox.store.run(move |db| {
        let (mailbox, document) = reader.document(db, &document)?;
        Ok::<_, Refusal>(shapes::document(&Links::of(&shared), &reader, reader.owns(&mailbox), &document))
    });
    found.await.map(Resource::ok)
}

/// What becomes of a letter. Programs send the whole letter back; of that only this counts.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Update {
    location: String,
    subject: String,
    folder_id: Option<Value>,
}

impl Update {
    /// The folder's number, which some write as a text.
    fn folder(&self) -> Option<i64> {
        match self.folder_id.as_ref()? {
            Value::String(text) => text.parse().ok(),
            other => other.as_i64(),
        }
    }
}

/// POST a letter's new name and place.
pub async fn update(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(document): Path<String>,
    body: Bytes,
) -> Result<Resource, Refusal> {
    let update: Update = read(&body)?;
    let subject = update.subject.trim().to_owned();
    if subject.is_empty() || subject.chars().count() > LONGEST_SUBJECT {
        return Err(Refusal::rule("INVALID_SUBJECT", "A subject has between 1 and 150 signs."));
    }
    let shared = sandbox.clone();
    let changed = sandbox.store.run(move |db| {
        let (_, mut document) = reader.own_document(db, &document)?;
        document.folder = match update.location.as_str() {
            "INBOX" => None,
            "FOLDER" => {
                let own = folders::of(db, &document.mailbox)?;
                let found = update.folder().filter(|number| own.iter().any(|folder| folder.number == *number));
                Some(found.ok_or_else(|| Refusal::rule("FOLDER_NOT_FOUND", "There is no such folder."))?)
            }
            _ => return Err(Refusal::rule("INVALID_LOCATION", "A location is INBOX or FOLDER.")),
        };
        // Whoever may not know what it is about cannot name it, and sends back what stood in its place.
        if !shapes::is_locked(&reader, &document.letter) {
            document.letter.subject.clone_from(&subject);
            if let Some(main) = document.letter.files.first_mut() {
                main.subject = subject;
            }
        }
        documents::save(db, &document)?;
        Ok(shapes::document(&Links::of(&shared), &reader, true, &document))
    });
    changed.await.map(Resource::ok)
}

/// DELETE a letter, for good.
pub async fn remove(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(document): Path<String>,
) -> Result<StatusCode, Refusal> {
    let removed = sandbox.store.run(move |db| {
        let (_, document) = reader.own_document(db, &document)?;
        Ok::<_, Refusal>(documents::remove(db, &document.id)?)
    });
    removed.await.map(|()| StatusCode::NO_CONTENT)
}

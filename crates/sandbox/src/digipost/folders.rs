//! Folders: what lies in one, making, changing, putting in order and taking away.

use super::answer::{Resource, read};
use super::caller::Reader;
use super::documents::Part;
use super::links::Links;
use super::refusal::Refusal;
use super::shapes;
use super::store::{documents, folders};
use crate::ids;
use crate::server::Shared;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::Value;

/// The icons that there are.
const ICONS: [&str; 15] = [
    "BOX", "FOLDER", "ENVELOPE", "LETTER", "PAPER", "TAGS", "HEART", "TROPHY", "HOME", "STAR", "SUITCASE", "CAMERA",
    "MONEY", "BONUS", "RECEIPT",
];
/// So many folders and no more.
const MOST: usize = 100;

/// GET the folders of a mailbox.
pub async fn list(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(mailbox): Path<String>,
) -> Result<Resource, Refusal> {
    let shared = sandbox.clone();
    let found = sandbox.store.run(move |db| {
        let mailbox = reader.reach(db, &mailbox)?;
        Ok::<_, Refusal>(shapes::folders_of(db, &Links::of(&shared), reader.owns(&mailbox), &mailbox.id)?)
    });
    found.await.map(Resource::ok)
}

/// GET a folder with what lies in it.
pub async fn one(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(folder): Path<String>,
    Query(part): Query<Part>,
) -> Result<Resource, Refusal> {
    let shared = sandbox.clone();
    let found = sandbox.store.run(move |db| {
        let (mailbox, folder) = reader.folder(db, &folder)?;
        let all = documents::list(db, &mailbox.id, part.of(Some(folder.number), &shared)?)?;
        let (links, owner) = (Links::of(&shared), reader.owns(&mailbox));
        let mut shape = shapes::folder(&links, owner, &folder);
        shape.insert("documents".to_owned(), shapes::documents(&links, &reader, owner, &all));
        Ok::<_, Refusal>(Value::Object(shape))
    });
    found.await.map(Resource::ok)
}

#[derive(Deserialize)]
struct Wanted {
    name: String,
    icon: Option<String>,
}

impl Wanted {
    /// Name and icon, when there can be such a folder.
    fn checked(self, usual: &str) -> Result<(String, String), Refusal> {
        let name = self.name.trim().to_owned();
        let fits = |c: char| c.is_ascii_alphanumeric() || c.is_whitespace() || "æøåÆØÅ.-(),+".contains(c);
        if !(1..=30).contains(&name.chars().count()) || !name.chars().all(fits) {
            return Err(Refusal::rule("INVALID_FOLDER_NAME", "A folder cannot have this name."));
        }
        let icon = self.icon.unwrap_or_else(|| usual.to_owned());
        if !ICONS.contains(&icon.as_str()) {
            return Err(Refusal::rule("INVALID_FOLDER_ICON", "There is no such icon."));
        }
        Ok((name, icon))
    }
}

/// POST a new folder.
pub async fn create(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(mailbox): Path<String>,
    body: Bytes,
) -> Result<Resource, Refusal> {
    let (name, icon) = read::<Wanted>(&body)?.checked("FOLDER")?;
    let shared = sandbox.clone();
    let made = sandbox.store.run(move |db| {
        let mailbox = reader.own(db, &mailbox)?;
        if folders::of(db, &mailbox.id)?.len() >= MOST {
            return Err(Refusal::rule("TOO_MANY_FOLDERS", "There are 100 folders already."));
        }
        let id = ids::fresh();
        folders::add(db, &id, &mailbox.id, &name, &icon)?;
        let made = folders::of_id(db, &id)?.ok_or_else(Refusal::not_found)?;
        Ok(Value::Object(shapes::folder(&Links::of(&shared), true, &made)))
    });
    made.await.map(Resource::made)
}

/// PUT a folder's new name and icon.
pub async fn change(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(folder): Path<String>,
    body: Bytes,
) -> Result<Resource, Refusal> {
    let wanted: Wanted = read(&body)?;
    let shared = sandbox.clone();
    let changed = sandbox.store.run(move |db| {
        let (_, mut folder) = reader.own_folder(db, &folder)?;
        (folder.name, folder.icon) = wanted.checked(&folder.icon)?;
        folders::change(db, folder.number, &folder.name, &folder.icon)?;
        Ok::<_, Refusal>(Value::Object(shapes::folder(&Links::of(&shared), true, &folder)))
    });
    changed.await.map(Resource::ok)
}

#[derive(Deserialize)]
struct Order {
    folder: Vec<Placed>,
}

#[derive(Deserialize)]
struct Placed {
    id: i64,
}

/// PUT the folders in another order. Whoever names one that is not there has seen an older list, and changes nothing.
pub async fn reorder(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(mailbox): Path<String>,
    body: Bytes,
) -> Result<Resource, Refusal> {
    let order: Order = read(&body)?;
    let shared = sandbox.clone();
    let placed = sandbox.store.run(move |db| {
        let mailbox = reader.own(db, &mailbox)?;
        let known = folders::of(db, &mailbox.id)?;
        let all = order.folder.len() == known.len();
        if !all || known.iter().any(|one| !order.folder.iter().any(|placed| placed.id == one.number)) {
            return Err(Refusal::rule("FOLDERS_HAVE_CHANGED", "These are not the folders of the mailbox."));
        }
        let transaction = db.transaction()?;
        for (placed, position) in order.folder.iter().zip(1..) {
            folders::place(&transaction, placed.id, position)?;
        }
        transaction.commit()?;
        Ok(shapes::folders_of(db, &Links::of(&shared), true, &mailbox.id)?)
    });
    placed.await.map(Resource::ok)
}

/// DELETE an empty folder.
pub async fn remove(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(folder): Path<String>,
) -> Result<StatusCode, Refusal> {
    let removed = sandbox.store.run(move |db| {
        let (_, folder) = reader.own_folder(db, &folder)?;
        if documents::any_in(db, folder.number)? {
            return Err(Refusal::rule("FOLDER_NOT_EMPTY", "There are documents in the folder."));
        }
        Ok(folders::remove(db, folder.number)?)
    });
    removed.await.map(|()| StatusCode::NO_CONTENT)
}

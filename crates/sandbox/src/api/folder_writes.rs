//! `/mailboxes/{mailbox}/folders/`: folders of a person's own, made, changed and removed.
//!
//! Where the public description is silent this service does as follows. A folder lies at the top, in
//! the inbox or in another folder of the person's own, never in itself or what lies in it. Its name
//! is not blank, at most 256 characters, without control characters, and in one place no two folders
//! have the same, whatever the case. The four built-in ones stay as they are. Whoever may sort may
//! do all this, since nothing is thrown away: when a folder is removed, what lies in it moves up to
//! where it lay (from the top: letters to the inbox, sent ones to the folder of sent letters).

use super::caller::{Asked, Caller, reach, with};
use super::errors::Refusal;
use super::fields::{Fields, LONGEST};
use super::noted::Deed;
use super::rights::Rights;
use super::versions;
use crate::server::Shared;
use crate::store::folder_changes::{self, Wanted};
use crate::store::mailboxes::Reached;
use crate::store::{StoreError, folders, times::stamp};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use rusqlite::Connection;
use serde_json::Value;

/// POST `…/folders/`.
pub async fn make(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path(mailbox): Path<String>,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let fields = Fields::parse("folder", &body)?;
    let now = stamp(sandbox.clock.now());
    with(&sandbox.store, move |db| {
        let reached = reach(db, &caller, &mailbox, Asked::List)?;
        Rights::of(&reached).sort().map_err(Refusal::bare)?;
        let wanted = read(db, &mailbox, None, &fields)?;
        let id = folder_changes::make(db, &mailbox, &wanted, &now)?;
        let deed = Deed { caller: &caller, reached: &reached, now: &now };
        deed.note(db, "FOLDER_CREATED", &id, Some(&wanted.name))?;
        Ok((StatusCode::CREATED, Json(there(db, &mailbox, &id)?)))
    })
    .await
}

/// PUT `…/folders/{id}`.
pub async fn replace(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, id)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Refusal> {
    let version = versions::if_match(&headers)?;
    let fields = Fields::parse("folder", &body)?;
    let now = stamp(sandbox.clock.now());
    with(&sandbox.store, move |db| {
        let (reached, before) = own(db, &caller, &mailbox, &id, version)?;
        let wanted = read(db, &mailbox, Some(&id), &fields)?;
        folder_changes::replace(db, &id, &wanted, &now)?;
        let moved = text(&before, "parentFolderId") != wanted.parent.as_deref();
        let tag = if moved { "FOLDER_MOVED" } else { "FOLDER_UPDATED" };
        Deed { caller: &caller, reached: &reached, now: &now }.note(db, tag, &id, Some(&wanted.name))?;
        Ok(Json(there(db, &mailbox, &id)?))
    })
    .await
}

/// DELETE `…/folders/{id}`.
pub async fn remove(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path((mailbox, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<StatusCode, Refusal> {
    let version = versions::if_match(&headers)?;
    let now = stamp(sandbox.clock.now());
    with(&sandbox.store, move |db| {
        let (reached, folder) = own(db, &caller, &mailbox, &id, version)?;
        let parent = folder.get("parentFolderId").and_then(Value::as_str);
        moves_up(&folders::of(db, &mailbox)?, &id, parent)?;
        let transaction = db.transaction().map_err(StoreError::from)?;
        folder_changes::remove(&transaction, &mailbox, &id, parent, &now)?;
        let deed = Deed { caller: &caller, reached: &reached, now: &now };
        deed.note(&transaction, "FOLDER_DELETED", &id, text(&folder, "name"))?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

fn there(db: &Connection, mailbox: &str, id: &str) -> Result<Value, Refusal> {
    folders::one(db, mailbox, id)?.ok_or_else(|| Refusal::not_found("folder"))
}

/// The folder, when it is the person's own and the caller may change it.
fn own(db: &Connection, caller: &Caller, mailbox: &str, id: &str, version: i64) -> Result<(Reached, Value), Refusal> {
    let reached = reach(db, caller, mailbox, Asked::Item)?;
    let folder = there(db, mailbox, id)?;
    Rights::of(&reached).sort().map_err(Refusal::bare)?;
    let kind = folder.get("folderType").unwrap_or(&Value::Null);
    if kind != "USER_DEFINED" {
        let text = "The built-in folders cannot be changed.";
        return Err(Refusal::rule("folder", "folderType", "folder.built.in", text, kind));
    }
    versions::expect(version, folder.get("version").and_then(Value::as_i64).unwrap_or_default())?;
    Ok((reached, folder))
}

/// What the body says, when the rules allow it for this folder, or for a new one.
fn read(db: &Connection, mailbox: &str, id: Option<&str>, fields: &Fields) -> Result<Wanted, Refusal> {
    let kind = fields.needed("folderType", LONGEST)?;
    if kind != "USER_DEFINED" {
        return Err(fields.rule("folderType", "folder.built.in", "Only folders of one's own can be made."));
    }
    let name = fields.needed("name", usize::MAX)?.trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST || name.chars().any(char::is_control) {
        return Err(fields.rule("name", "name.invalid", "A folder's name is not blank, and at most 256 characters."));
    }
    let parent = fields.text("parentFolderId", LONGEST)?;
    let all = folders::of(db, mailbox)?;
    if let Some(parent) = &parent {
        check_parent(&all, id, parent).map_err(|(code, message)| fields.rule("parentFolderId", code, message))?;
    }
    let others = all.iter().filter(|one| text(one, "id") != id);
    if siblings(others, parent.as_deref()).any(|taken| taken == name.to_lowercase()) {
        return Err(fields.rule("name", "name.taken", "There is a folder of that name already."));
    }
    Ok(Wanted { name, parent, transaction: fields.text("transactionId", LONGEST)? })
}

fn text<'a>(folder: &'a Value, field: &str) -> Option<&'a str> {
    folder.get(field).and_then(Value::as_str)
}

/// The names, in lower case, of those that lie in one place.
fn siblings<'a>(all: impl Iterator<Item = &'a Value>, parent: Option<&str>) -> impl Iterator<Item = String> {
    all.filter(move |one| text(one, "parentFolderId") == parent)
        .filter_map(|one| text(one, "name").map(str::to_lowercase))
}

/// Whether a folder may lie there: code and message when not.
fn check_parent(all: &[Value], id: Option<&str>, parent: &str) -> Result<(), (&'static str, &'static str)> {
    let find = |id: &str| all.iter().find(|one| text(one, "id") == Some(id));
    let found = find(parent).ok_or(("folder.unknown", "The folder does not exist."))?;
    if !matches!(text(found, "folderType"), Some("INBOX" | "USER_DEFINED")) {
        return Err(("folder.not.allowed", "A folder cannot lie there."));
    }
    // No more steps up than there are folders.
    let up = |at: &&Value| text(at, "parentFolderId").and_then(find);
    let mut way = std::iter::successors(Some(found), up).take(all.len());
    if way.any(|one| id.is_some() && text(one, "id") == id) {
        return Err(("folder.cycle", "A folder cannot lie in itself."));
    }
    Ok(())
}

/// Whether the folders in it find their names free where they move to.
fn moves_up(all: &[Value], id: &str, parent: Option<&str>) -> Result<(), Refusal> {
    let others: Vec<String> = siblings(all.iter().filter(|one| text(one, "id") != Some(id)), parent).collect();
    match siblings(all.iter(), Some(id)).find(|name| others.contains(name)) {
        None => Ok(()),
        Some(name) => {
            let text = "A folder in it has the same name as one where it would move to.";
            Err(Refusal::rule("folder", "name", "name.taken", text, &name.into()))
        }
    }
}

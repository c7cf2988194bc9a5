//! Dialogs, each kept whole with what can be searched by beside it.

use crate::altinn::dialog::{Dialog, Label, Texts};
use crate::store::StoreError;
use crate::store::times::real_ms;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value};

/// How long an earlier state is kept for stale lists.
const PAST_MS: i64 = 3_600_000;

/// Writes it as it is from now on.
///
/// # Errors
/// When the store fails.
pub fn put(db: &Connection, dialog: &Dialog) -> Result<(), StoreError> {
    let now = real_ms();
    db.prepare_cached("INSERT INTO altinn_dialogs_past SELECT *, ?1 FROM altinn_dialogs WHERE id = ?2")?
        .execute(params![now, dialog.id])?;
    db.prepare_cached("DELETE FROM altinn_dialogs_past WHERE until_ms < ?1")?.execute([now.saturating_sub(PAST_MS)])?;
    write(db, dialog, now)
}

/// Writes one that is new. `changed_ms` is the computer's own time at which it came, 0 for one that was always there.
///
/// # Errors
/// When the store fails.
pub fn add(db: &Connection, dialog: &Dialog, changed_ms: i64) -> Result<(), StoreError> {
    write(db, dialog, changed_ms)
}

fn write(db: &Connection, dialog: &Dialog, changed_ms: i64) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO altinn_dialogs (id, party, org, resource, status, extended_status,
               external_reference, process, instance, created, updated, content_updated, due, visible_from, expires, deleted,
               api_only, seen, labels, words, doc, changed_ms)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)";
    db.prepare_cached(sql)?.execute(params![
        dialog.id,
        dialog.party,
        dialog.org,
        dialog.resource,
        dialog.status,
        dialog.extended_status,
        dialog.external_reference,
        dialog.process,
        dialog.instance,
        dialog.created,
        dialog.updated,
        dialog.content_updated,
        dialog.due,
        dialog.visible_from,
        dialog.expires,
        dialog.deleted,
        dialog.api_only,
        dialog.seen,
        listed(&dialog.labels),
        words(dialog).to_string(),
        serde_json::to_string(dialog)?,
        changed_ms,
    ])?;
    Ok(())
}

/// Labels as the column has them: each between commas.
#[must_use]
pub fn listed(labels: &[Label]) -> String {
    labels.iter().fold(",".to_owned(), |list, label| format!("{list}{},", label.as_str()))
}

/// Everything that it is found by, in lower case: by language, and under `all`.
fn words(dialog: &Dialog) -> Value {
    let content = &dialog.content;
    let own =
        [&content.title, &content.summary, &content.sender_name, &content.additional_info, &content.extended_status];
    let others = dialog.transmissions.iter().flat_map(|one| [&one.title, &one.summary]);
    let others = others.chain(dialog.activities.iter().map(|one| &one.description));
    let mut found: Map<String, Value> = Map::new();
    let mut note = |key: &str, text: &str| {
        let known = found.get(key).and_then(Value::as_str).unwrap_or_default();
        let longer = format!("{known}{}\n", text.to_lowercase());
        found.insert(key.to_owned(), longer.into());
    };
    for (language, text) in own.into_iter().chain(others).flat_map(Texts::iter) {
        note(language, text);
        note("all", text);
    }
    dialog.tags.iter().for_each(|tag| note("all", tag));
    Value::Object(found)
}

/// The dialog of that id, deleted or not.
///
/// # Errors
/// When the store fails.
pub fn one(db: &Connection, id: &str) -> Result<Option<Dialog>, StoreError> {
    let mut query = db.prepare_cached("SELECT doc FROM altinn_dialogs WHERE id = ?1")?;
    let doc: Option<String> = query.query_row([id], |row| row.get(0)).optional()?;
    Ok(doc.map(|doc| serde_json::from_str(&doc)).transpose()?)
}

/// The dialog that goes by another name, unless it was deleted.
///
/// # Errors
/// When the store fails.
pub fn by_instance(db: &Connection, instance: &str) -> Result<Option<Dialog>, StoreError> {
    let sql = "SELECT doc FROM altinn_dialogs WHERE instance = ?1 AND deleted IS NULL LIMIT 1";
    let doc: Option<String> = db.prepare_cached(sql)?.query_row([instance], |row| row.get(0)).optional()?;
    Ok(doc.map(|doc| serde_json::from_str(&doc)).transpose()?)
}

/// Every dialog of a party that was not deleted, the oldest first.
///
/// # Errors
/// When the store fails.
pub fn of_party(db: &Connection, party: &str) -> Result<Vec<Dialog>, StoreError> {
    let sql = "SELECT doc FROM altinn_dialogs WHERE party = ?1 AND deleted IS NULL ORDER BY id";
    let mut query = db.prepare_cached(sql)?;
    let docs = query.query_map([party], |row| row.get::<_, String>(0))?;
    docs.map(|doc| Ok(serde_json::from_str(&doc?)?)).collect()
}

/// The services that a party has dialogs of.
///
/// # Errors
/// When the store fails.
pub fn resources(db: &Connection, party: &str) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT DISTINCT resource FROM altinn_dialogs WHERE party = ?1 AND deleted IS NULL";
    let mut query = db.prepare_cached(sql)?;
    let found = query.query_map([party], |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Forgets it with everything that belongs to it.
///
/// # Errors
/// When the store fails.
pub fn purge(db: &Connection, id: &str) -> Result<(), StoreError> {
    for table in ["altinn_dialogs", "altinn_dialogs_past"] {
        db.execute(&format!("DELETE FROM {table} WHERE id = ?1"), [id])?;
    }
    for table in ["altinn_seen", "altinn_label_log", "altinn_files"] {
        db.execute(&format!("DELETE FROM {table} WHERE dialog = ?1"), [id])?;
    }
    Ok(())
}

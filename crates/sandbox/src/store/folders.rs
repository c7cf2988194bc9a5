//! Folders of a mailbox, and how many letters lie in them.

use super::{StoreError, messages};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Value, json};

/// The built-in folders with the names that the service gives them.
const BUILT_IN: [(&str, &str); 4] =
    [("INBOX", "Indbakke"), ("DRAFTS", "Kladder"), ("SENT", "Sendt"), ("DELETED", "Slettet")];

fn read(row: &Row<'_>) -> rusqlite::Result<Value> {
    let mut folder = json!({
        "id": row.get::<_, String>(0)?, "version": row.get::<_, i64>(1)?, "mailboxId": row.get::<_, String>(2)?,
        "folderType": row.get::<_, String>(4)?, "name": row.get::<_, String>(5)?,
        "createdDateTime": row.get::<_, String>(6)?, "lastUpdated": row.get::<_, String>(7)?,
    });
    for (name, at) in [("parentFolderId", 3), ("transactionId", 8)] {
        if let (Some(text), Some(fields)) = (row.get::<_, Option<String>>(at)?, folder.as_object_mut()) {
            fields.insert(name.to_owned(), Value::String(text));
        }
    }
    Ok(folder)
}

const COLUMNS: &str = "id, version, mailbox, parent, type, name, created, updated, transaction_id";

/// Where to select folders from: now, or as they were at `seen_ms`. They stay in their order.
fn source(seen_ms: Option<i64>) -> String {
    match seen_ms {
        None => format!("(SELECT {COLUMNS}, rowid AS position FROM folders)"),
        Some(ms) => format!(
            "(SELECT {COLUMNS}, rowid AS position FROM folders WHERE changed_ms <= {ms} UNION ALL \
             SELECT {COLUMNS}, position FROM folders_past WHERE changed_ms <= {ms} AND until_ms > {ms})"
        ),
    }
}

/// The folders of a mailbox, in the interface's shape.
///
/// # Errors
/// When SQLite refuses.
pub fn of(db: &Connection, mailbox: &str) -> Result<Vec<Value>, StoreError> {
    as_of(db, mailbox, None)
}

/// The same as they were at `seen_ms`, when an older state is asked for.
///
/// # Errors
/// When SQLite refuses.
pub fn as_of(db: &Connection, mailbox: &str, seen_ms: Option<i64>) -> Result<Vec<Value>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM {} WHERE mailbox = ?1 ORDER BY position", source(seen_ms));
    let mut query = db.prepare_cached(&sql)?;
    Ok(query.query_map([mailbox], read)?.collect::<Result<_, _>>()?)
}

/// One folder.
///
/// # Errors
/// When SQLite refuses.
pub fn one(db: &Connection, mailbox: &str, id: &str) -> Result<Option<Value>, StoreError> {
    let mut query = db.prepare_cached(&format!("SELECT {COLUMNS} FROM folders WHERE mailbox = ?1 AND id = ?2"))?;
    Ok(query.query_row(params![mailbox, id], read).optional()?)
}

/// What a folder of this mailbox is for (`INBOX` …), if it is one.
///
/// # Errors
/// When SQLite refuses.
pub fn kind(db: &Connection, mailbox: &str, id: &str) -> Result<Option<String>, StoreError> {
    let mut query = db.prepare_cached("SELECT type FROM folders WHERE mailbox = ?1 AND id = ?2")?;
    Ok(query.query_row(params![mailbox, id], |row| row.get(0)).optional()?)
}

/// The id of a built-in folder.
///
/// # Errors
/// When there is none or SQLite refuses.
pub fn built_in(db: &Connection, mailbox: &str, kind: &str) -> Result<String, StoreError> {
    let mut query = db.prepare_cached("SELECT id FROM folders WHERE mailbox = ?1 AND type = ?2")?;
    Ok(query.query_row(params![mailbox, kind], |row| row.get(0))?)
}

/// Makes the four built-in folders.
///
/// # Errors
/// When SQLite refuses.
pub fn add_built_in(db: &Connection, mailbox: &str, created: &str) -> Result<(), StoreError> {
    let mut insert =
        db.prepare_cached(&format!("INSERT INTO folders ({COLUMNS}) VALUES (?1, 0, ?2, NULL, ?3, ?4, ?5, ?5, NULL)"))?;
    for (kind, name) in BUILT_IN {
        insert.execute(params![crate::ids::stable(&[mailbox, kind]), mailbox, kind, name, created])?;
    }
    Ok(())
}

/// Makes a folder of the person's own in the inbox, as the demo has one.
///
/// # Errors
/// When SQLite refuses.
pub fn add_own(db: &Connection, mailbox: &str, name: &str, created: &str) -> Result<String, StoreError> {
    let id = crate::ids::stable(&[mailbox, "USER_DEFINED", name]);
    let parent = built_in(db, mailbox, "INBOX")?;
    db.execute(
        &format!("INSERT INTO folders ({COLUMNS}) VALUES (?1, 0, ?2, ?3, 'USER_DEFINED', ?4, ?5, ?5, NULL)"),
        params![id, mailbox, parent, name, created],
    )?;
    Ok(id)
}

/// Each folder with its counts, as they were at `seen_ms` when an older state is asked for.
///
/// # Errors
/// When SQLite refuses.
pub fn summary(db: &Connection, mailbox: &str, seen_ms: Option<i64>) -> Result<Vec<Value>, StoreError> {
    let sql = format!(
        "SELECT count(*), coalesce(sum(read = 0), 0), max(received) FROM {} \
         WHERE mailbox = ?1 AND folder = ?2 AND deliver_at IS NULL",
        messages::source(seen_ms)
    );
    let mut query = db.prepare_cached(&sql)?;
    let mut summaries = Vec::new();
    for folder in as_of(db, mailbox, seen_ms)? {
        let id = folder.get("id").and_then(Value::as_str).unwrap_or_default();
        let count = query.query_row(params![mailbox, id], |row| {
            let mut count = json!({
                "label": folder.get("name"), "unreadMessages": row.get::<_, i64>(1)?, "totalMessages": row.get::<_, i64>(0)?,
            });
            if let (Some(latest), Some(fields)) = (row.get::<_, Option<String>>(2)?, count.as_object_mut()) {
                fields.insert("latestMessageFrom".to_owned(), Value::String(latest));
            }
            Ok(count)
        })?;
        summaries.push(json!({"folder": folder, "messageCount": count}));
    }
    Ok(summaries)
}

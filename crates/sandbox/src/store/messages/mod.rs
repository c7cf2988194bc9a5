//! Messages: a row for what changes, a document for what never does, and earlier states of both,
//! so that a list can answer as of some time ago.

mod change;
pub mod drafts;
mod insert;
mod list;
mod senders;

pub use change::{Change, KEEP_PAST_MS, apply, deliver_due, move_all, serve};
pub use insert::{NewMessage, insert};
pub use list::{Condition, Query, column, count, list};
pub use senders::senders;

use super::StoreError;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Map, Value};

/// The columns of a message that its JSON is made of, in the order that [`read`] takes them.
const COLUMNS: &str = "id, mailbox, folder, version, created, updated, received, type, state, label, code, \
    read, flag, notified_at, note, level, doc, recipe";

/// A message as stored.
#[derive(Debug, Clone)]
pub struct Message {
    /// Its id.
    pub id: String,
    /// For `If-Match`.
    pub version: i64,
    /// `REGULAR`, `MANDATORY` or `LEGAL_NOTIFICATION`.
    pub message_type: String,
    /// `DRAFT`, `SENT` or `RECEIVED`.
    pub state: String,
    /// Already served.
    pub notified: bool,
    /// The level of assurance that its content takes, if more than usual.
    pub level: Option<String>,
    /// How its content is made, when it is not stored.
    pub recipe: Option<String>,
    /// The interface's `Message`.
    pub shape: Value,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Message> {
    let id: String = row.get(0)?;
    let version: i64 = row.get(3)?;
    let message_type: String = row.get(7)?;
    let state: String = row.get(8)?;
    let notified_at: Option<String> = row.get(13)?;
    let level: Option<String> = row.get(15)?;
    let received: String = row.get(6)?;
    let mut fields = serde_json::from_str::<Map<String, Value>>(&row.get::<_, String>(16)?).unwrap_or_default();
    let mut put = |name: &str, value: Value| drop(fields.insert(name.to_owned(), value));
    put("id", id.clone().into());
    put("version", version.into());
    put("mailboxId", row.get::<_, String>(1)?.into());
    put("folderId", row.get::<_, String>(2)?.into());
    put("createdDateTime", row.get::<_, String>(4)?.into());
    put("lastUpdated", row.get::<_, String>(5)?.into());
    put("messageDateTime", received.clone().into());
    if state == "RECEIVED" {
        put("receivedDateTime", received.into());
    }
    put("messageType", message_type.clone().into());
    put("messageState", state.clone().into());
    put("label", row.get::<_, String>(9)?.into());
    put("read", row.get::<_, bool>(11)?.into());
    put("flag", row.get::<_, bool>(12)?.into());
    put("legallyNotified", notified_at.is_some().into());
    let level_uri = level.as_deref().map(level_claim);
    let optional = [
        ("messageCode", row.get(10)?),
        ("legallyNotifiedDateTime", notified_at.clone()),
        ("note", row.get(14)?),
        // Not in the description, which lets every object have further members: the level of
        // assurance that the content takes.
        ("requiredLevel", level_uri),
    ];
    for (name, value) in optional {
        if let Some(text) = value {
            put(name, text.into());
        }
    }
    let recipe = row.get(17)?;
    let shape = Value::Object(fields);
    Ok(Message { id, version, message_type, state, notified: notified_at.is_some(), level, recipe, shape })
}

/// NSIS' address of a level (`substantial`, `high`).
fn level_claim(level: &str) -> String {
    let word = if level == "high" { "High" } else { "Substantial" };
    format!("https://data.gov.dk/concept/core/nsis/{word}")
}

/// Where to select messages from: now, or as they were at `seen_ms`.
#[must_use]
pub fn source(seen_ms: Option<i64>) -> String {
    match seen_ms {
        None => "messages".to_owned(),
        Some(ms) => format!(
            "(SELECT {COLUMNS}, deliver_at FROM messages WHERE changed_ms <= {ms} \
             UNION ALL SELECT {COLUMNS}, deliver_at FROM messages_past WHERE changed_ms <= {ms} AND until_ms > {ms})"
        ),
    }
}

/// One message, as it is now.
///
/// # Errors
/// When SQLite refuses.
pub fn one(db: &Connection, mailbox: &str, id: &str) -> Result<Option<Message>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM messages WHERE id = ?1 AND mailbox = ?2 AND deliver_at IS NULL");
    Ok(db.prepare_cached(&sql)?.query_row(params![id, mailbox], read).optional()?)
}

/// When the oldest unread ordinary letter came, if there is one: the cheap unread check.
///
/// # Errors
/// When SQLite refuses.
pub fn oldest_unread(db: &Connection, mailbox: &str, seen_ms: Option<i64>) -> Result<Option<String>, StoreError> {
    let sql = format!(
        "SELECT min(received) FROM {} WHERE mailbox = ?1 AND read = 0 AND type = 'REGULAR' AND deliver_at IS NULL",
        source(seen_ms)
    );
    Ok(db.prepare_cached(&sql)?.query_row([mailbox], |row| row.get(0))?)
}

/// What the service itself knows about the letters of a mailbox, for the administrator.
///
/// # Errors
/// When SQLite refuses.
pub fn records(db: &Connection, mailbox: &str) -> Result<Vec<Value>, StoreError> {
    let sql = "SELECT m.id, CASE f.type WHEN 'USER_DEFINED' THEN f.name ELSE lower(f.type) END, m.read, m.flag, \
               m.version, m.opened, m.served, m.receipt FROM messages m LEFT JOIN folders f ON f.id = m.folder \
               WHERE m.mailbox = ?1 AND m.deliver_at IS NULL ORDER BY m.received DESC, m.id";
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map([mailbox], |row| {
        Ok(serde_json::json!({
            "id": row.get::<_, String>(0)?, "folder": row.get::<_, Option<String>>(1)?,
            "read": row.get::<_, bool>(2)?, "flag": row.get::<_, bool>(3)?, "version": row.get::<_, i64>(4)?,
            "opened": row.get::<_, bool>(5)?, "served": row.get::<_, bool>(6)?, "receipt": row.get::<_, bool>(7)?,
        }))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

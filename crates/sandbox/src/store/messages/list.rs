//! Lists of messages: conditions, order and a page, as SQL with everything from outside bound.

use super::{COLUMNS, Message, read, source};
use crate::store::StoreError;
use rusqlite::{Connection, ToSql, params_from_iter, types::Value};

/// A condition: SQL with `?` for each of its values.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The SQL.
    pub sql: String,
    /// Its values, in order.
    pub values: Vec<Value>,
}

/// What is asked of a mailbox's messages.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// All must hold.
    pub conditions: Vec<Condition>,
    /// `ORDER BY` terms, made of [`column`]s only.
    pub order: Vec<String>,
    /// At most so many.
    pub limit: i64,
    /// After so many.
    pub offset: i64,
    /// As it was then, by the computer's own clock.
    pub seen_ms: Option<i64>,
}

/// The SQL of a field of the interface's `Message` that has a column; it gives text, as filters
/// compare text.
#[must_use]
pub fn column(field: &str) -> Option<&'static str> {
    Some(match field {
        "id" => "id",
        "version" => "version",
        "mailboxId" => "mailbox",
        "folderId" => "folder",
        "createdDateTime" => "created",
        "lastUpdated" => "updated",
        "receivedDateTime" | "messageDateTime" => "received",
        "messageType" => "type",
        "messageState" => "state",
        "label" => "label",
        "messageCode" => "code",
        "note" => "note",
        "read" => "iif(read, 'true', 'false')",
        "flag" => "iif(flag, 'true', 'false')",
        "legallyNotified" => "iif(notified_at IS NULL, 'false', 'true')",
        "legallyNotifiedDateTime" => "notified_at",
        _ => return None,
    })
}

fn clauses(mailbox: &str, query: &Query) -> (String, Vec<Value>) {
    let mut sql = format!(" FROM {} WHERE mailbox = ? AND deliver_at IS NULL", source(query.seen_ms));
    let mut values = vec![Value::Text(mailbox.to_owned())];
    for condition in &query.conditions {
        sql.push_str(" AND (");
        sql.push_str(&condition.sql);
        sql.push(')');
        values.extend(condition.values.iter().cloned());
    }
    (sql, values)
}

/// How many there are in all.
///
/// # Errors
/// When SQLite refuses.
pub fn count(db: &Connection, mailbox: &str, query: &Query) -> Result<i64, StoreError> {
    let (clauses, values) = clauses(mailbox, query);
    let sql = format!("SELECT count(*){clauses}");
    Ok(db.prepare_cached(&sql)?.query_row(params_from_iter(bound(&values)), |row| row.get(0))?)
}

/// One page of them. The id is the last term of every order, so that pages neither overlap nor
/// leave gaps.
///
/// # Errors
/// When SQLite refuses.
pub fn list(db: &Connection, mailbox: &str, query: &Query) -> Result<Vec<Message>, StoreError> {
    let (clauses, mut values) = clauses(mailbox, query);
    let mut order = query.order.clone();
    order.push("id".to_owned());
    let sql = format!("SELECT {COLUMNS}{clauses} ORDER BY {} LIMIT ? OFFSET ?", order.join(", "));
    values.extend([Value::Integer(query.limit), Value::Integer(query.offset)]);
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(bound(&values)), read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn bound(values: &[Value]) -> impl Iterator<Item = &dyn ToSql> {
    values.iter().map(|value| value as &dyn ToSql)
}

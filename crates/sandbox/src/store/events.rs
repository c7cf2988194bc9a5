//! The activity log: what was done in whose mailbox, by whom, and when.

use super::{StoreError, owners};
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Row, params, params_from_iter};
use serde_json::{Map, Value, json};

/// Something that happened.
#[derive(Debug, Clone, Default)]
pub struct Event<'a> {
    /// The interface's tag.
    pub tag: &'a str,
    /// When, by the service's clock.
    pub at: &'a str,
    /// The mailbox in which it happened.
    pub mailbox: &'a str,
    /// The identity that did it; none is the service itself.
    pub actor: Option<&'a str>,
    /// The id of the letter, folder or request that it is about.
    pub about: Option<&'a str>,
    /// What that is called.
    pub label: Option<&'a str>,
    /// More of it.
    pub properties: &'a [(&'a str, &'a str)],
}

/// Which events are asked for. Times are as the interface writes them.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Those in the mailboxes of these identities,
    pub owners: Vec<String>,
    /// and those that this one did, wherever it was.
    pub actor: String,
    /// Only what this identity owns or did.
    pub narrowed_to: Option<String>,
    /// At or after.
    pub from: Option<String>,
    /// At or before.
    pub to: Option<String>,
    /// Of this tag.
    pub tag: Option<String>,
}

/// Writes it down.
///
/// # Errors
/// When SQLite refuses.
pub fn note(db: &Connection, event: &Event<'_>) -> Result<(), StoreError> {
    let Some(owner) = owners::of_mailbox(db, event.mailbox)? else { return Ok(()) };
    let properties: Map<String, Value> =
        event.properties.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
    let sql = "INSERT INTO events (id, at, tag, owner, actor, about, label, properties) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    db.prepare_cached(sql)?.execute(params![
        crate::ids::fresh(),
        event.at,
        event.tag,
        owner.identity,
        event.actor,
        event.about,
        event.label,
        Value::Object(properties).to_string()
    ])?;
    Ok(())
}

/// Writes it down unless the same was written down on the same day: looking into a mailbox again and again is
/// one line a day.
///
/// # Errors
/// When SQLite refuses.
pub fn note_once_a_day(db: &Connection, event: &Event<'_>) -> Result<(), StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM events e JOIN mailboxes m ON m.owner_identity = e.owner \
               WHERE m.id = ?1 AND e.tag = ?2 AND e.actor IS ?3 AND e.at >= substr(?4, 1, 10))";
    let noted = db
        .prepare_cached(sql)?
        .query_row(params![event.mailbox, event.tag, event.actor, event.at], |row| row.get::<_, bool>(0))?;
    if noted { Ok(()) } else { note(db, event) }
}

/// The interface's `EventLog` of each that is asked for, newest first.
///
/// # Errors
/// When SQLite refuses.
pub fn list(db: &Connection, query: &Query) -> Result<Vec<Value>, StoreError> {
    let places = vec!["?"; query.owners.len()].join(", ");
    let mut sql = format!(
        "SELECT id, at, tag, owner, actor, about, label, properties FROM events WHERE (owner IN ({places}) OR actor = ?)"
    );
    let mut values: Vec<Sql> = query.owners.iter().cloned().map(Sql::Text).collect();
    values.push(Sql::Text(query.actor.clone()));
    let mut also = |condition: &str, value: &Option<String>, times: usize| {
        if let Some(value) = value {
            sql.push_str(condition);
            values.extend(std::iter::repeat_n(Sql::Text(value.clone()), times));
        }
    };
    also(" AND (owner = ? OR actor = ?)", &query.narrowed_to, 2);
    also(" AND at >= ?", &query.from, 1);
    also(" AND at <= ?", &query.to, 1);
    also(" AND tag = ?", &query.tag, 1);
    sql.push_str(" ORDER BY at DESC, n DESC");
    let rows = db.prepare_cached(&sql)?.query_map(params_from_iter(values), read)?.collect::<Result<Vec<_>, _>>()?;
    rows.into_iter().map(|row| shape(db, row)).collect()
}

struct Noted {
    id: String,
    at: String,
    tag: String,
    owner: String,
    actor: Option<String>,
    about: Option<String>,
    label: Option<String>,
    properties: String,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Noted> {
    Ok(Noted {
        id: row.get(0)?,
        at: row.get(1)?,
        tag: row.get(2)?,
        owner: row.get(3)?,
        actor: row.get(4)?,
        about: row.get(5)?,
        label: row.get(6)?,
        properties: row.get(7)?,
    })
}

fn shape(db: &Connection, noted: Noted) -> Result<Value, StoreError> {
    let event = crate::ids::stable(&["event", &noted.id]);
    let (subject, kind) = noted.tag.rsplit_once('_').unwrap_or(("", noted.tag.as_str()));
    let mut shape = json!({
        "id": noted.id, "eventId": event, "rootId": event, "version": 0, "subject": subject.to_lowercase(),
        "type": kind.to_lowercase(), "eventTime": noted.at, "created": noted.at, "ownerIdentityId": noted.owner,
        "eventProperties": serde_json::from_str::<Value>(&noted.properties)?, "eventTag": noted.tag,
    });
    let number = |identity: &str| Ok::<_, StoreError>(owners::by_identity(db, identity)?.map(|owner| owner.number));
    let mut more = vec![("owner", number(&noted.owner)?), ("message", noted.about.clone())];
    if let Some(actor) = noted.actor {
        more.extend([("actor", number(&actor)?), ("actorIdentityId", Some(actor))]);
    }
    if let Some(fields) = shape.as_object_mut() {
        for (name, value) in more {
            if let Some(value) = value {
                fields.insert(name.to_owned(), value.into());
            }
        }
        if let (Some(label), Some(about)) = (noted.label, noted.about) {
            let letter = json!({"label": label, "messageId": about});
            fields.insert("metaProperties".to_owned(), letter);
        }
    }
    Ok(shape)
}

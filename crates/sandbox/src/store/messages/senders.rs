//! Who wrote to a mailbox, and how much: counts for each sender, by each name that it used.

use super::source;
use crate::store::StoreError;
use rusqlite::Connection;
use serde_json::{Value, json};

/// The interface's `SenderInformation` of a mailbox, as it was at `seen_ms` when an older state is
/// asked for. Letters that were thrown away do not count.
///
/// # Errors
/// When SQLite refuses.
pub fn senders(db: &Connection, mailbox: &str, seen_ms: Option<i64>) -> Result<Vec<Value>, StoreError> {
    let sql = format!(
        "SELECT json_extract(doc, '$.sender.senderId') AS number, json_extract(doc, '$.sender.senderIdType'), \
         json_extract(doc, '$.sender.label') AS name, max(json_extract(doc, '$.sender.organisationId')), \
         sum(read = 0), count(*), max(received) FROM {} \
         WHERE mailbox = ?1 AND state = 'RECEIVED' AND deliver_at IS NULL AND number IS NOT NULL \
         AND folder NOT IN (SELECT id FROM folders WHERE mailbox = ?1 AND type = 'DELETED') \
         GROUP BY number, name ORDER BY number, name",
        source(seen_ms)
    );
    let mut query = db.prepare_cached(&sql)?;
    let mut rows = query.query([mailbox])?;
    let mut senders: Vec<Value> = Vec::new();
    while let Some(row) = rows.next()? {
        let number: String = row.get(0)?;
        let count = json!({"label": row.get::<_, Option<String>>(2)?, "unreadMessages": row.get::<_, i64>(4)?,
            "totalMessages": row.get::<_, i64>(5)?, "latestMessageFrom": row.get::<_, String>(6)?});
        let known = senders.last_mut().filter(|last| last.get("senderId") == Some(&number.as_str().into()));
        if let Some(Value::Array(counts)) = known.and_then(|last| last.get_mut("messageCountList")) {
            counts.push(count);
            continue;
        }
        let mut sender = json!({"senderId": number, "senderIdType": row.get::<_, Option<String>>(1)?,
            "messageCountList": [count]});
        if let (Some(id), Some(fields)) = (row.get::<_, Option<String>>(3)?, sender.as_object_mut()) {
            fields.insert("organisationId".to_owned(), id.into());
        }
        senders.push(sender);
    }
    Ok(senders)
}

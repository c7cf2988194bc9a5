//! Reading lists: in an order, page by page, filtered.

use super::{Cache, ListOrder, ListPlace, read_message};
use crate::{MessageHead, StoreError};
use model::{Folder, FolderId, FolderRole, Level, Message, MessageId};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params, params_from_iter};
use std::collections::HashMap;

/// Which messages of a mailbox.
#[derive(Debug, Clone, Default)]
pub struct ListQuery {
    /// In this folder.
    pub folder: Option<FolderId>,
    /// In folders of this kind.
    pub role: Option<FolderRole>,
    /// Unread only.
    pub unread: bool,
    /// Only those with a date to answer by.
    pub with_deadline: bool,
    /// Only those with attachments.
    pub with_attachments: bool,
    /// Flagged only.
    pub flagged: bool,
    /// In this order.
    pub order: ListOrder,
    /// At most so many.
    pub limit: usize,
    /// What follows this one in the order.
    pub before: Option<ListPlace>,
}

/// How many there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// In every folder.
    pub total: u64,
    /// Unread, in every folder but Deleted.
    pub unread: u64,
}

/// How many there are in one folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderCount {
    /// The folder.
    pub folder: Folder,
    /// All in it.
    pub total: u64,
    /// Unread in it.
    pub unread: u64,
}

impl ListQuery {
    /// Its statement and values; of a role, the folders that have it.
    fn statement(&self, of_role: Option<Vec<Value>>) -> (String, Vec<Value>) {
        let mut sql = "SELECT description FROM message WHERE 1 = 1".to_owned();
        let mut values: Vec<Value> = Vec::new();
        if let Some(folder) = &self.folder {
            sql.push_str(" AND folder = ?");
            values.push(folder.as_str().to_owned().into());
        }
        match of_role.as_deref() {
            None => {}
            // The order of an index holds for one folder and not for several.
            Some([_]) => sql.push_str(" AND folder = ?"),
            Some(ids) => sql.push_str(&format!(" AND folder IN ({})", vec!["?"; ids.len()].join(","))),
        }
        values.extend(of_role.unwrap_or_default());
        for (asked, condition) in [
            (self.unread, " AND read = 0"),
            (self.with_deadline, " AND reply_by IS NOT NULL"),
            (self.with_attachments, " AND attachments > 0"),
            (self.flagged, " AND json_extract(description, '$.flag')"),
        ] {
            if asked {
                sql.push_str(condition);
            }
        }
        if let Some(place) = &self.before {
            let (after, of_place) = self.order.after(place);
            sql.push_str(&after);
            values.extend(of_place);
        }
        sql.push_str(&format!(" ORDER BY {} LIMIT ?", self.order.by()));
        values.push(i64::try_from(self.limit).unwrap_or(i64::MAX).into());
        (sql, values)
    }
}

impl Cache {
    /// The headers asked for, in the order asked for.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn list(&self, wanted: &ListQuery, level: Level) -> Result<Vec<MessageHead>, StoreError> {
        let of_role = match wanted.role {
            None => None,
            Some(role) => {
                let folders = self.folders()?.into_iter().filter(|folder| folder.role == role);
                Some(folders.map(|folder| folder.id.as_str().to_owned().into()).collect())
            }
        };
        let (sql, values) = wanted.statement(of_role);
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached(&sql)?;
        let rows = query.query_map(params_from_iter(values), |row| row.get::<_, String>(0))?;
        rows.map(|row| MessageHead::read(&row?, level)).collect()
    }

    /// One message.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn message(&self, id: &MessageId) -> Result<Option<Message>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached("SELECT description FROM message WHERE id = ?1")?;
        let found: Option<String> = query.query_row(params![id.as_str()], |row| row.get(0)).optional()?;
        found.as_deref().map(read_message).transpose()
    }

    /// The folders, built-in ones first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn folders(&self) -> Result<Vec<Folder>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached("SELECT description FROM folder")?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        let mut folders = Vec::new();
        for row in rows {
            folders.push(serde_json::from_str::<Folder>(&row?)?);
        }
        folders.sort_by(|a, b| (a.role, &a.name).cmp(&(b.role, &b.name)));
        Ok(folders)
    }

    /// How many there are.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let by_folder = self.folder_counts()?;
        let unread = by_folder.iter().filter(|count| count.folder.role != FolderRole::Deleted);
        let unread = unread.map(|count| count.unread).sum();
        let mut held = self.database.hold();
        let total: i64 = held.db()?.query_row("SELECT count(*) FROM message", [], |row| row.get(0))?;
        Ok(Counts { total: total.unsigned_abs(), unread })
    }

    /// How many there are in each folder.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn folder_counts(&self) -> Result<Vec<FolderCount>, StoreError> {
        let folders = self.folders()?;
        let mut held = self.database.hold();
        let sql = "SELECT folder, count(*), coalesce(sum(read = 0), 0) FROM message GROUP BY folder";
        let mut query = held.db()?.prepare_cached(sql)?;
        let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, (row.get(1)?, row.get(2)?)));
        let counted: HashMap<String, (i64, i64)> = query.query_map([], row)?.collect::<Result<_, _>>()?;
        let with_count = |folder: Folder| {
            let (total, unread) = counted.get(folder.id.as_str()).copied().unwrap_or_default();
            FolderCount { folder, total: total.unsigned_abs(), unread: unread.unsigned_abs() }
        };
        Ok(folders.into_iter().map(with_count).collect())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;
    use crate::cache::SCHEMA;
    use jiff::Timestamp;
    use model::MailboxId;
    use rusqlite::Connection;

    fn place() -> ListPlace {
        ListPlace {
            sender: "Prøvebyen".into(),
            received: Timestamp::UNIX_EPOCH,
            id: MessageId::derive(&MailboxId::parse("pbu2xcdafizbzucq").unwrap(), &"m1".into()),
        }
    }

    /// How the database goes about a list.
    fn plan(wanted: &ListQuery, of_role: Option<Vec<Value>>) -> String {
        let db = Connection::open_in_memory().unwrap();
        SCHEMA.iter().for_each(|sql| db.execute_batch(sql).unwrap());
        let (sql, values) = wanted.statement(of_role);
        let mut query = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let steps = query.query_map(params_from_iter(values), |row| row.get::<_, String>(3)).unwrap();
        steps.map(Result::unwrap).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn no_list_of_any_order_puts_letters_in_order_by_itself() {
        for order in [ListOrder::Newest, ListOrder::Oldest, ListOrder::Sender] {
            for before in [None, Some(place())] {
                for of_role in [None, Some(vec![Value::from("inbox".to_owned())])] {
                    let wanted = ListQuery { order, before: before.clone(), limit: 50, ..ListQuery::default() };
                    let plan = plan(&wanted, of_role);
                    assert!(plan.contains("USING INDEX") && !plan.contains("TEMP B-TREE"), "{order:?}: {plan}");
                }
            }
        }
    }

    #[test]
    fn each_filter_reads_the_letters_that_pass_it_and_no_others() {
        let all = ListQuery { limit: 50, before: Some(place()), ..ListQuery::default() };
        for (wanted, index) in [
            (ListQuery { unread: true, ..all.clone() }, "message_unread"),
            (ListQuery { with_deadline: true, ..all.clone() }, "message_answer"),
            (ListQuery { with_attachments: true, ..all.clone() }, "message_attached"),
            (ListQuery { flagged: true, ..all.clone() }, "message_flagged"),
        ] {
            let plan = plan(&wanted, None);
            assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{index}: {plan}");
        }
    }
}

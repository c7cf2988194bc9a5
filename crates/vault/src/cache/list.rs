//! Reading lists: newest first, page by page, filtered.

use super::{Cache, read_message};
use crate::{MessageHead, StoreError};
use jiff::Timestamp;
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
    /// At most so many.
    pub limit: usize,
    /// Older than this one.
    pub before: Option<(Timestamp, MessageId)>,
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

impl Cache {
    /// The headers asked for, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn list(&self, wanted: &ListQuery, level: Level) -> Result<Vec<MessageHead>, StoreError> {
        let mut sql = "SELECT description FROM message WHERE 1 = 1".to_owned();
        let mut values: Vec<Value> = Vec::new();
        if let Some(folder) = &wanted.folder {
            sql.push_str(" AND folder = ?");
            values.push(folder.as_str().to_owned().into());
        }
        if let Some(role) = wanted.role {
            let folders = self.folders()?.into_iter().filter(|folder| folder.role == role);
            let ids: Vec<Value> = folders.map(|folder| folder.id.as_str().to_owned().into()).collect();
            let marks = vec!["?"; ids.len()].join(",");
            sql.push_str(&format!(" AND folder IN ({marks})"));
            values.extend(ids);
        }
        for (asked, condition) in [
            (wanted.unread, " AND read = 0"),
            (wanted.with_deadline, " AND reply_by IS NOT NULL"),
            (wanted.with_attachments, " AND attachments > 0"),
        ] {
            if asked {
                sql.push_str(condition);
            }
        }
        if let Some((received, id)) = &wanted.before {
            sql.push_str(" AND (received, id) < (?, ?)");
            values.push(received.as_microsecond().into());
            values.push(id.as_str().to_owned().into());
        }
        sql.push_str(" ORDER BY received DESC, id DESC LIMIT ?");
        values.push(i64::try_from(wanted.limit).unwrap_or(i64::MAX).into());

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

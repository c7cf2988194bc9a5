//! How much a cache holds.

use super::Cache;
use crate::StoreError;
use jiff::Timestamp;

/// What a mailbox's cache holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Held {
    /// Letters.
    pub letters: u64,
    /// Files of letters that are here.
    pub documents: u64,
    /// When the oldest letter came.
    pub since: Option<Timestamp>,
}

impl Cache {
    /// Counts what it holds.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn held(&self) -> Result<Held, StoreError> {
        let mut held = self.database.hold();
        let sql = "SELECT count(*), min(received), (SELECT count(*) FROM file WHERE blob IS NOT NULL) FROM message";
        let (letters, since, documents): (i64, Option<i64>, i64) =
            held.db()?.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let since = since.map(Timestamp::from_microsecond).transpose().map_err(|_| StoreError::Damaged)?;
        Ok(Held { letters: letters.unsigned_abs(), documents: documents.unsigned_abs(), since })
    }
}

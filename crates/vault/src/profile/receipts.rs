//! What services call the messages that they took: a later run can ask what became of them.

use super::Profile;
use crate::StoreError;
use rusqlite::{OptionalExtension, params};

impl Profile {
    /// Keeps the service's own name of a sending.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn keep_receipt(&self, reference: &str, receipt: &str) -> Result<(), StoreError> {
        let sql = "UPDATE sending SET receipt = ?2 WHERE reference = ?1";
        self.database.hold().db()?.execute(sql, params![reference, receipt])?;
        Ok(())
    }

    /// The service's own name of a sending, if it gave one.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn receipt(&self, reference: &str) -> Result<Option<String>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached("SELECT receipt FROM sending WHERE reference = ?1")?;
        let found: Option<Option<String>> = query.query_row([reference], |row| row.get(0)).optional()?;
        Ok(found.flatten())
    }
}

//! Settings: small JSON values by name.

use super::Profile;
use crate::StoreError;
use rusqlite::{OptionalExtension, params};

impl Profile {
    /// A setting's value, if it was ever set.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        let mut held = self.database.hold();
        let sql = "SELECT value FROM setting WHERE key = ?1";
        Ok(held.db()?.query_row(sql, params![key], |row| row.get(0)).optional()?)
    }

    /// Sets it.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_setting(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO setting (key, value) VALUES (?1, ?2)";
        self.database.hold().db()?.execute(sql, params![key, value])?;
        Ok(())
    }
}

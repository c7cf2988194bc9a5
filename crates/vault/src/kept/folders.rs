//! The folders of such a mailbox: the built-in ones that make sense in it, and the person's own.

use super::Kept;
use crate::StoreError;
use model::{Folder, FolderId};
use rusqlite::params;

impl Kept {
    /// All of them.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn folders(&self) -> Result<Vec<Folder>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached("SELECT description FROM folder")?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        rows.map(|row| Ok(serde_json::from_str(&row?)?)).collect()
    }

    /// Adds a folder, or takes this for what was known of it.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub(crate) fn set_folder(&self, folder: &Folder) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO folder (id, description) VALUES (?1, ?2)";
        let description = serde_json::to_string(folder)?;
        self.database.hold().db()?.execute(sql, params![folder.id.as_str(), description])?;
        Ok(())
    }

    /// Removes a folder.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub(crate) fn remove_folder(&self, folder: &FolderId) -> Result<(), StoreError> {
        self.database.hold().db()?.execute("DELETE FROM folder WHERE id = ?1", params![folder.as_str()])?;
        Ok(())
    }
}

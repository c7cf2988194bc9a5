//! The level of the login decides what waits; a login at another level decides anew, of letters that are here
//! already and that no list will bring again.

use super::{Cache, read_message};
use crate::StoreError;
use model::Level;
use rusqlite::{OptionalExtension, params};

impl Cache {
    /// The account is logged in at this level; how many letters wait now that did not, or the other way round.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read or written.
    pub fn logged_in_at(&self, level: Level) -> Result<u64, StoreError> {
        let mut held = self.database.hold();
        let db = held.db()?;
        let sql = "SELECT value FROM meta WHERE key = 'level'";
        let before: Option<String> = db.query_row(sql, [], |row| row.get(0)).optional()?;
        if before.as_deref() == Some(level.as_str()) {
            return Ok(0);
        }
        let transaction = db.transaction()?;
        let mut changed = Vec::new();
        {
            let mut query = transaction.prepare("SELECT n, waits, description FROM message")?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let (number, waited): (i64, bool) = (row.get(0)?, row.get(1)?);
                let waits = read_message(&row.get::<_, String>(2)?)?.waits(level).is_some();
                if waits != waited {
                    changed.push((number, waits));
                }
            }
        }
        for (number, waits) in &changed {
            transaction.execute("UPDATE message SET waits = ?2 WHERE n = ?1", params![number, waits])?;
        }
        transaction.execute("INSERT OR REPLACE INTO meta VALUES ('level', ?1)", params![level.as_str()])?;
        transaction.commit()?;
        Ok(changed.len() as u64)
    }
}

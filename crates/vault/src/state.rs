//! `state.db` of a mailbox: what cannot be fetched again. Today the outbox.

use crate::StoreError;
use crate::database::Database;
use jiff::Timestamp;
use model::{Change, Code, MessageId, Wish, WishId, WishState};
use rusqlite::{Row, params};

pub(crate) const SCHEMA: &[&str] = &[include_str!("../migrations/state/001_start.sql")];

/// The open state of a mailbox.
pub struct State(pub(crate) Database);

fn read_wish(row: &Row<'_>) -> rusqlite::Result<Result<Wish, StoreError>> {
    let (message, change, made): (String, String, String) = (row.get("message")?, row.get("change")?, row.get("made")?);
    let (number, seen_version, tries) = (row.get("n")?, row.get("seen_version")?, row.get("tries")?);
    let refused: Option<String> = row.get("refused")?;
    let wish = || -> Result<Wish, StoreError> {
        let state = match &refused {
            Some(code) => WishState::Refused { code: serde_json::from_str(code)? },
            None => WishState::Waiting,
        };
        Ok(Wish {
            id: WishId(number),
            message: MessageId::parse(&message).map_err(|_| StoreError::Damaged)?,
            change: serde_json::from_str(&change)?,
            seen_version,
            made: made.parse().map_err(|_| StoreError::Damaged)?,
            tries,
            state,
        })
    };
    Ok(wish())
}

impl State {
    /// Adds a wish. One that says the opposite about the same thing and was not sent yet is replaced.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn add_wish(
        &self,
        message: &MessageId,
        change: &Change,
        seen_version: i64,
        now: Timestamp,
    ) -> Result<WishId, StoreError> {
        let mut held = self.0.hold();
        let transaction = held.db()?.transaction()?;
        let same: Vec<i64> = {
            let mut query = transaction.prepare("SELECT * FROM outbox WHERE message = ?1")?;
            let wishes = query.query_map(params![message.as_str()], read_wish)?;
            let mut same = Vec::new();
            for wish in wishes {
                let wish = wish??;
                if std::mem::discriminant(&wish.change) == std::mem::discriminant(change) {
                    same.push(wish.id.0);
                }
            }
            same
        };
        for number in same {
            transaction.execute("DELETE FROM outbox WHERE n = ?1", params![number])?;
        }
        transaction.execute(
            "INSERT INTO outbox (message, change, seen_version, made) VALUES (?1, ?2, ?3, ?4)",
            params![message.as_str(), serde_json::to_string(change)?, seen_version, now.to_string()],
        )?;
        let id = WishId(transaction.last_insert_rowid());
        transaction.commit()?;
        Ok(id)
    }

    /// All wishes, oldest first, the refused ones too.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn wishes(&self) -> Result<Vec<Wish>, StoreError> {
        let mut held = self.0.hold();
        let mut query = held.db()?.prepare_cached("SELECT * FROM outbox ORDER BY n")?;
        let rows = query.query_map([], read_wish)?;
        rows.map(|row| row?).collect()
    }

    /// It was carried out, or the person has seen that it was refused.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn wish_done(&self, id: WishId) -> Result<(), StoreError> {
        self.0.hold().db()?.execute("DELETE FROM outbox WHERE n = ?1", params![id.0])?;
        Ok(())
    }

    /// The service refused it for good.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn wish_refused(&self, id: WishId, code: Code) -> Result<(), StoreError> {
        let code = serde_json::to_string(&code)?;
        self.0.hold().db()?.execute("UPDATE outbox SET refused = ?2 WHERE n = ?1", params![id.0, code])?;
        Ok(())
    }

    /// It will be tried again with the version that the service has now.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn wish_again(&self, id: WishId, version: i64) -> Result<(), StoreError> {
        let sql = "UPDATE outbox SET seen_version = ?2, tries = tries + 1 WHERE n = ?1";
        self.0.hold().db()?.execute(sql, params![id.0, version])?;
        Ok(())
    }
}

//! Letters in the making. Each change is one transaction, so that a cut loses at most the last of them; what
//! waits to be sent is not changed under the hands of whoever sends it.

use super::{State, all};
use crate::StoreError;
use jiff::Timestamp;
use model::{Attachment, AttachmentId, Change, Draft, DraftId, Progress, RemoteId, Wish, WishId, WishState};
use rusqlite::{Connection, OptionalExtension, params};

fn read(db: &Connection, description: &str) -> Result<Draft, StoreError> {
    let mut draft: Draft = serde_json::from_str(description)?;
    let sql = "SELECT id, filename, mime, size FROM attachment WHERE draft = ?1 ORDER BY n";
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map(params![draft.id.as_str()], |row| {
        Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?, row.get::<_, i64>(3)?))
    })?;
    for row in rows {
        let (id, filename, mime, size) = row?;
        let id = AttachmentId::parse(&id).map_err(|_| StoreError::Damaged)?;
        draft.attachments.push(Attachment { id, filename, mime, size: size.unsigned_abs() });
    }
    Ok(draft)
}

pub(super) fn one(db: &Connection, id: &DraftId) -> Result<Option<Draft>, StoreError> {
    let sql = "SELECT description FROM draft WHERE id = ?1";
    let found: Option<String> = db.query_row(sql, params![id.as_str()], |row| row.get(0)).optional()?;
    found.map(|description| read(db, &description)).transpose()
}

pub(super) fn write(db: &Connection, draft: &Draft) -> Result<(), StoreError> {
    let sql = "UPDATE draft SET changed = ?2, description = ?3 WHERE id = ?1";
    db.execute(sql, params![draft.id.as_str(), draft.changed.to_string(), serde_json::to_string(draft)?])?;
    Ok(())
}

fn wishes_about(db: &Connection, id: &DraftId) -> Result<Vec<Wish>, StoreError> {
    let mut wishes = all(db)?;
    wishes.retain(|wish| wish.draft() == Some(id));
    Ok(wishes)
}

/// Whether it waits to be sent, or to be thrown away.
pub(super) fn is_on_its_way(db: &Connection, id: &DraftId) -> Result<bool, StoreError> {
    Ok(wishes_about(db, id)?.iter().any(|wish| wish.state == WishState::Waiting))
}

fn progress(db: &Connection, id: &DraftId) -> Result<Progress, StoreError> {
    let sql = "SELECT progress FROM draft WHERE id = ?1";
    let text: String = db.query_row(sql, params![id.as_str()], |row| row.get(0))?;
    Ok(serde_json::from_str(&text)?)
}

fn keep(db: &Connection, id: &DraftId, progress: &Progress) -> Result<(), StoreError> {
    let sql = "UPDATE draft SET progress = ?2 WHERE id = ?1";
    db.execute(sql, params![id.as_str(), serde_json::to_string(progress)?])?;
    Ok(())
}

impl State {
    /// Begins a draft.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn add_draft(&self, draft: &Draft) -> Result<(), StoreError> {
        let sql = "INSERT INTO draft (id, changed, description, progress) VALUES (?1, ?2, ?3, '{}')";
        let description = serde_json::to_string(draft)?;
        self.database.hold().db()?.execute(sql, params![draft.id.as_str(), draft.changed.to_string(), description])?;
        Ok(())
    }

    /// Changes a draft as `change` does, unless it is on its way: then nothing, and false.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such draft.
    pub fn change_draft(&self, id: &DraftId, change: impl FnOnce(&mut Draft)) -> Result<bool, StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let mut draft = one(&transaction, id)?.ok_or(StoreError::NotFound)?;
        if is_on_its_way(&transaction, id)? {
            return Ok(false);
        }
        change(&mut draft);
        draft.revision += 1;
        write(&transaction, &draft)?;
        transaction.commit()?;
        Ok(true)
    }

    /// All drafts, the one changed last first. Those that wait to be thrown away are none any more.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        let mut held = self.database.hold();
        let db = held.db()?;
        let descriptions: Vec<String> = {
            let mut query = db.prepare_cached("SELECT description FROM draft ORDER BY changed DESC, id")?;
            let rows = query.query_map([], |row| row.get(0))?;
            rows.collect::<Result<_, _>>()?
        };
        let wishes = all(db)?;
        let discarded =
            |id: &DraftId| wishes.iter().any(|wish| wish.draft() == Some(id) && matches!(wish.change, Change::Discard));
        let mut drafts = descriptions.iter().map(|one| read(db, one)).collect::<Result<Vec<_>, StoreError>>()?;
        drafts.retain(|draft| !discarded(&draft.id));
        Ok(drafts)
    }

    /// One draft.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn draft(&self, id: &DraftId) -> Result<Option<Draft>, StoreError> {
        one(self.database.hold().db()?, id)
    }

    /// Wishes a draft sent, in this revision, instead of whatever was wished about it and refused. None, and
    /// nothing, when it changed meanwhile or is on its way already.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such draft.
    pub fn send_draft(
        &self,
        id: &DraftId,
        change: &Change,
        revision: u64,
        now: Timestamp,
    ) -> Result<Option<WishId>, StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let draft = one(&transaction, id)?.ok_or(StoreError::NotFound)?;
        if draft.revision != revision || is_on_its_way(&transaction, id)? {
            return Ok(None);
        }
        let wish = super::add(&transaction, &id.into(), change, 0.into(), now)?;
        transaction.commit()?;
        Ok(Some(wish))
    }

    /// What the service has of drafts whose sending was begun.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn begun(&self) -> Result<Vec<RemoteId>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached("SELECT progress FROM draft")?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        let mut begun = Vec::new();
        for row in rows {
            begun.extend(serde_json::from_str::<Progress>(&row?)?.remote);
        }
        Ok(begun)
    }

    /// How far its sending got.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such draft.
    pub fn progress(&self, id: &DraftId) -> Result<Progress, StoreError> {
        progress(self.database.hold().db()?, id)
    }

    /// Its sending got so far.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_progress(&self, id: &DraftId, progress: &Progress) -> Result<(), StoreError> {
        keep(self.database.hold().db()?, id, progress)
    }

    /// It is about to leave, unless the person took it back meanwhile: then nothing, and false.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written; then it must not leave.
    pub fn leaves(&self, id: &DraftId, progress: &Progress) -> Result<bool, StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        if !is_on_its_way(&transaction, id)? {
            return Ok(false);
        }
        keep(&transaction, id, progress)?;
        transaction.commit()?;
        Ok(true)
    }

    /// The person wants to go on writing: the wish to send it is gone, unless it may have left already.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such draft.
    pub fn take_back(&self, id: &DraftId) -> Result<bool, StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        if progress(&transaction, id)?.leaving.is_some() {
            return Ok(false);
        }
        for wish in wishes_about(&transaction, id)? {
            transaction.execute("DELETE FROM outbox WHERE n = ?1", params![wish.id.0])?;
        }
        transaction.commit()?;
        Ok(true)
    }

    /// It was sent or thrown away: it goes with its files and every wish about it.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn draft_done(&self, id: &DraftId) -> Result<(), StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let blobs: Vec<String> = {
            let mut query = transaction.prepare_cached("SELECT blob FROM attachment WHERE draft = ?1")?;
            let rows = query.query_map(params![id.as_str()], |row| row.get(0))?;
            rows.collect::<Result<_, _>>()?
        };
        for wish in wishes_about(&transaction, id)? {
            transaction.execute("DELETE FROM outbox WHERE n = ?1", params![wish.id.0])?;
        }
        transaction.execute("DELETE FROM draft WHERE id = ?1", params![id.as_str()])?;
        transaction.commit()?;
        drop(held);
        for blob in blobs {
            // Its key is gone; what is left on disk is noise.
            let _ = std::fs::remove_file(self.drafts.join(blob));
        }
        Ok(())
    }
}

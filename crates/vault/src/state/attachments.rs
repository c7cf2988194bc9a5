//! The files that go along with a letter in the making: sealed like every other, each with a key of its own, in a
//! folder that no rebuilding of the cache touches.

use super::{State, drafts};
use crate::StoreError;
use crate::home::{make_private, sync_names};
use crate::secret::Key;
use crate::stream::{BlobReader, BlobWriter, SealedBlob};
use jiff::Timestamp;
use model::{Attachment, AttachmentId, DraftId};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;
use std::io::Read;
use std::time::Duration;

/// No file takes longer than this from its first byte to its row.
const UNDER_WAY: Duration = Duration::from_secs(3600);

impl State {
    fn about(&self, attachment: &AttachmentId) -> String {
        format!("attachment {} {attachment}", self.mailbox)
    }

    /// Begins to store the bytes of an attachment.
    ///
    /// # Errors
    /// [`StoreError`] when nothing can be written.
    pub fn attachment_writer(&self) -> Result<(AttachmentId, BlobWriter), StoreError> {
        make_private(&self.drafts)?;
        let mut random = [0; 10];
        getrandom::fill(&mut random).map_err(|_| StoreError::NoRandomness)?;
        let id = AttachmentId::from_random(random);
        let writer = BlobWriter::create(self.drafts.join(id.as_str()), self.about(&id))?;
        Ok((id, writer))
    }

    /// The bytes are all there: the attachment belongs to its draft, unless that is on its way: then nothing of it
    /// stays, and the answer is false.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such draft; then nothing of it stays.
    pub fn attach(
        &self,
        draft: &DraftId,
        attachment: &Attachment,
        blob: SealedBlob,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let mut found = drafts::one(&transaction, draft)?.ok_or(StoreError::NotFound)?;
        if drafts::is_on_its_way(&transaction, draft)? {
            return Ok(false);
        }
        (found.revision, found.changed) = (found.revision + 1, now);
        drafts::write(&transaction, &found)?;
        let (key, named) = blob.keep()?;
        transaction.execute(
            "INSERT INTO attachment (id, draft, filename, mime, size, blob, key) VALUES (?1, ?2, ?3, ?4, ?5, ?1, ?6)",
            params![
                attachment.id.as_str(),
                draft.as_str(),
                attachment.filename,
                attachment.mime,
                i64::try_from(attachment.size).unwrap_or(i64::MAX),
                key.expose().as_slice(),
            ],
        )?;
        sync_names(&self.drafts)?;
        transaction.commit()?;
        named.stays();
        Ok(true)
    }

    /// Takes an attachment out of its draft, unless that is on its way: then nothing, and false.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the draft has no such attachment.
    pub fn detach(&self, draft: &DraftId, attachment: &AttachmentId, now: Timestamp) -> Result<bool, StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let mut found = drafts::one(&transaction, draft)?.ok_or(StoreError::NotFound)?;
        if drafts::is_on_its_way(&transaction, draft)? {
            return Ok(false);
        }
        let sql = "DELETE FROM attachment WHERE id = ?1 AND draft = ?2 RETURNING blob";
        let values = params![attachment.as_str(), draft.as_str()];
        let blob: Option<String> = transaction.query_row(sql, values, |row| row.get(0)).optional()?;
        let blob = blob.ok_or(StoreError::NotFound)?;
        (found.revision, found.changed) = (found.revision + 1, now);
        drafts::write(&transaction, &found)?;
        transaction.commit()?;
        // Its key is gone; what is left on disk is noise.
        let _ = std::fs::remove_file(self.drafts.join(blob));
        Ok(true)
    }

    /// The bytes of an attachment.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none, [`StoreError::Damaged`] when it does not open.
    pub fn open_attachment(&self, attachment: &AttachmentId) -> Result<BlobReader, StoreError> {
        let mut held = self.database.hold();
        let sql = "SELECT blob, key, size FROM attachment WHERE id = ?1";
        let (blob, key, size): (String, Vec<u8>, i64) =
            held.db()?
                .query_row(sql, params![attachment.as_str()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let key = Key::from_slice(&zeroize::Zeroizing::new(key)).ok_or(StoreError::Damaged)?;
        match BlobReader::open(&self.drafts.join(blob), &key, self.about(attachment), size.unsigned_abs()) {
            // By its row it is here.
            Err(StoreError::NotFound) => Err(StoreError::Damaged),
            other => other,
        }
    }

    /// Every attachment, read from its first byte to its last; how many there are, or damage.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when one does not open, others when the disk refuses.
    pub(crate) fn read_attachments(&self) -> Result<u64, StoreError> {
        let ids: Vec<AttachmentId> =
            self.drafts()?.into_iter().flat_map(|draft| draft.attachments).map(|one| one.id).collect();
        let mut piece = vec![0; 64 << 10];
        for id in &ids {
            let mut reader = match self.open_attachment(id) {
                // It was taken out meanwhile.
                Err(StoreError::NotFound) => continue,
                reader => reader?,
            };
            while reader.read(&mut piece)? > 0 {}
        }
        Ok(ids.len() as u64)
    }

    /// Removes sealed files without a row, which a cut leaves behind. The newest stay: somebody may be storing
    /// them just now.
    ///
    /// # Errors
    /// [`StoreError`] when the rows cannot be read.
    pub fn remove_leftovers(&self) -> Result<u64, StoreError> {
        let rows: BTreeSet<String> = {
            let mut held = self.database.hold();
            let mut query = held.db()?.prepare_cached("SELECT blob FROM attachment")?;
            let names = query.query_map([], |row| row.get(0))?;
            names.collect::<Result<_, _>>()?
        };
        let mut removed = 0;
        for entry in std::fs::read_dir(&self.drafts).into_iter().flatten().flatten() {
            let known = entry.file_name().to_str().is_some_and(|name| rows.contains(name));
            let age = entry.metadata().and_then(|found| found.modified()).ok().and_then(|at| at.elapsed().ok());
            if !known && age.is_some_and(|age| age > UNDER_WAY) && std::fs::remove_file(entry.path()).is_ok() {
                removed += 1;
            }
        }
        Ok(removed)
    }
}

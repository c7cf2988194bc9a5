//! Letters that come, change and go. Several come in one transaction, after their files are safe on the disk.

use super::Kept;
use crate::StoreError;
use crate::cache::{Placed, PlacedFile};
use crate::home::sync_names;
use crate::stream::{self, Named, SealedBlob};
use model::{FileId, Message, MessageId, RemoteId};
use rusqlite::{OptionalExtension, Transaction, params};

/// A letter that has come.
pub struct NewKept {
    /// What tells it from every other letter: a hash over everything in it.
    pub fingerprint: [u8; 32],
    /// The letter under our ids.
    pub message: Message,
    /// As it came, without the bytes of its files; none when it was no MeMo letter.
    pub memo: Option<Vec<u8>>,
    /// Everything that it contains.
    pub contents: Vec<NewContent>,
}

/// A content of a letter that has come.
pub struct NewContent {
    /// Which.
    pub number: u32,
    /// The file that it is; none when it stands in no document.
    pub file: Option<FileId>,
    /// Its bytes.
    pub blob: SealedBlob,
    /// What it really is.
    pub kind: &'static str,
    /// Pages, if it has some.
    pub pages: Option<u32>,
    /// What can be read in it.
    pub text: Option<String>,
}

impl Kept {
    /// The letter with this fingerprint.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn find(&self, fingerprint: &[u8; 32]) -> Result<Option<MessageId>, StoreError> {
        self.id_where("fingerprint = ?1", &fingerprint.as_slice())
    }

    /// The letter with this id of the service's or the sender's.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn find_remote(&self, remote: &RemoteId) -> Result<Option<MessageId>, StoreError> {
        self.id_where("remote_id = ?1", &remote.as_str())
    }

    fn id_where(&self, condition: &str, value: &dyn rusqlite::ToSql) -> Result<Option<MessageId>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached(&format!("SELECT id FROM letter WHERE {condition}"))?;
        let id: Option<String> = query.query_row([value], |row| row.get(0)).optional()?;
        id.map(|id| MessageId::parse(&id).map_err(|_| StoreError::Damaged)).transpose()
    }

    /// A letter as it is now.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn message(&self, message: &MessageId) -> Result<Option<Message>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached("SELECT description FROM letter WHERE id = ?1")?;
        let found: Option<String> = query.query_row(params![message.as_str()], |row| row.get(0)).optional()?;
        found.map(|description| Ok(serde_json::from_str(&description)?)).transpose()
    }

    /// How many there are.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn count(&self) -> Result<u64, StoreError> {
        let count: i64 = self.database.hold().db()?.query_row("SELECT count(*) FROM letter", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// Keeps letters, all or none; as the cache is to have them.
    pub(crate) fn add(&self, mut letters: Vec<NewKept>) -> Result<Vec<Placed>, StoreError> {
        let contents = letters.iter_mut().flat_map(|letter| &mut letter.contents);
        stream::sync(contents.map(|content| &mut content.blob).collect())?;
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let (mut placed, mut stay) = (Vec::new(), Vec::new());
        for letter in letters {
            placed.push(insert(&transaction, letter, &mut stay)?);
        }
        // Their names are on the disk, too.
        sync_names(&self.contents)?;
        transaction.commit()?;
        stay.into_iter().for_each(Named::stays);
        Ok(placed)
    }

    /// Takes this for what was known of a letter; false when it is not kept here.
    pub(crate) fn update(&self, message: &Message) -> Result<bool, StoreError> {
        let sql = "UPDATE letter SET description = ?2 WHERE id = ?1";
        let description = serde_json::to_string(message)?;
        Ok(self.database.hold().db()?.execute(sql, params![message.id.as_str(), description])? > 0)
    }

    /// Deletes a letter, its contents and their keys.
    pub(crate) fn remove(&self, message: &MessageId) -> Result<(), StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let blobs: Vec<String> = {
            let sql = "SELECT c.blob FROM content c JOIN letter l ON l.n = c.letter WHERE l.id = ?1";
            let mut query = transaction.prepare(sql)?;
            let rows = query.query_map(params![message.as_str()], |row| row.get(0))?;
            rows.collect::<Result<_, _>>()?
        };
        transaction.execute("DELETE FROM letter WHERE id = ?1", params![message.as_str()])?;
        transaction.commit()?;
        for blob in blobs {
            // Its key is gone; what is left on disk is noise.
            let _ = std::fs::remove_file(self.contents.join(blob));
        }
        Ok(())
    }
}

fn insert(db: &Transaction<'_>, letter: NewKept, stay: &mut Vec<Named>) -> Result<Placed, StoreError> {
    let NewKept { fingerprint, message, memo, contents } = letter;
    db.prepare_cached(
        "INSERT INTO letter (id, remote_id, fingerprint, description, memo) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        message.id.as_str(),
        message.remote_id.as_str(),
        fingerprint.as_slice(),
        serde_json::to_string(&message)?,
        memo
    ])?;
    let number = db.last_insert_rowid();
    let mut files = Vec::new();
    for content in contents {
        let (name, size) = (content.blob.name().ok_or(StoreError::Damaged)?.to_owned(), content.blob.size());
        let (key, named) = content.blob.keep()?;
        stay.push(named);
        let text = content.text.filter(|text| !text.trim().is_empty());
        db.prepare_cached(
            "INSERT INTO content (letter, number, file, blob, key, size, kind, pages, text)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            number,
            content.number,
            content.file.as_ref().map(FileId::as_str),
            name,
            key.expose().as_slice(),
            i64::try_from(size).unwrap_or(i64::MAX),
            content.kind,
            content.pages,
            text
        ])?;
        if let Some(file) = content.file {
            let (kind, pages) = (content.kind.to_owned(), content.pages);
            files.push(PlacedFile { file, blob: name, key, size, kind, pages, text });
        }
    }
    Ok(Placed { message, files })
}

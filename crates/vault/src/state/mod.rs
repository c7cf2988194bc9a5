//! `state.db` of a mailbox: what cannot be fetched again. The outbox, letters in the making, what was answered
//! about opening letters, what was ticked as done, and what helpers looked at and hand over.

mod attachments;
mod drafts;
mod helping;
mod openings;
mod ticks;

use crate::StoreError;
use crate::database::Database;
use jiff::Timestamp;
use model::{Change, Code, DraftId, FolderId, MailboxId, MessageId, Subject, Wish, WishId, WishState};
use rusqlite::{Connection, Row, params};
use std::path::PathBuf;

pub use helping::Handover;
pub use ticks::Tick;

pub(crate) const SCHEMA: &[&str] = &[
    include_str!("../../migrations/state/001_start.sql"),
    include_str!("../../migrations/state/002_folders.sql"),
    include_str!("../../migrations/state/003_drafts.sql"),
    include_str!("../../migrations/state/004_openings.sql"),
    include_str!("../../migrations/state/005_restores.sql"),
    include_str!("../../migrations/state/006_ticks.sql"),
    include_str!("../../migrations/state/007_helping.sql"),
];

/// The open state of a mailbox.
pub struct State {
    pub(crate) database: Database,
    pub(crate) mailbox: MailboxId,
    /// Where the files of letters in the making lie; made when first needed.
    pub(crate) drafts: PathBuf,
}

/// What the person saw of a thing when she wished something of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Its version.
    pub version: i64,
    /// It is a letter that lay among the deleted ones.
    pub deleted: bool,
}

impl From<i64> for Seen {
    fn from(version: i64) -> Self {
        Seen { version, deleted: false }
    }
}

fn words(subject: &Subject) -> (&'static str, &str) {
    match subject {
        Subject::Message(message) => ("message", message.as_str()),
        Subject::Folder(folder) => ("folder", folder.as_str()),
        Subject::Draft(draft) => ("draft", draft.as_str()),
    }
}

fn read_wish(row: &Row<'_>) -> rusqlite::Result<Result<Wish, StoreError>> {
    let (kind, subject): (String, String) = (row.get("kind")?, row.get("subject")?);
    let (change, made): (String, String) = (row.get("change")?, row.get("made")?);
    let (number, seen_version, tries) = (row.get("n")?, row.get("seen_version")?, row.get("tries")?);
    let restores = row.get("restores")?;
    let (refused, reason): (Option<String>, Option<String>) = (row.get("refused")?, row.get("reason")?);
    let wish = || -> Result<Wish, StoreError> {
        let state = match &refused {
            Some(code) => WishState::Refused { code: serde_json::from_str(code)?, reason: reason.clone() },
            None => WishState::Waiting,
        };
        let subject = match kind.as_str() {
            "message" => MessageId::parse(&subject).map(Subject::Message),
            "draft" => DraftId::parse(&subject).map(Subject::Draft),
            _ => FolderId::parse(&subject).map(Subject::Folder),
        };
        Ok(Wish {
            id: WishId(number),
            subject: subject.map_err(|_| StoreError::Damaged)?,
            change: serde_json::from_str(&change)?,
            seen_version,
            made: made.parse().map_err(|_| StoreError::Damaged)?,
            tries,
            restores,
            state,
        })
    };
    Ok(wish())
}

fn all(db: &Connection) -> Result<Vec<Wish>, StoreError> {
    let mut query = db.prepare_cached("SELECT * FROM outbox ORDER BY n")?;
    let rows = query.query_map([], read_wish)?;
    rows.map(|row| row?).collect()
}

fn add(db: &Connection, subject: &Subject, change: &Change, seen: Seen, now: Timestamp) -> Result<WishId, StoreError> {
    let mut restores = seen.deleted;
    for wish in all(db)? {
        if wish.subject != *subject || wish.change.topic() != change.topic() || must_be_known_first(&wish, change) {
            continue;
        }
        if wish.state == WishState::Waiting {
            // It may have been carried out, whether or not the answer was heard.
            restores |= wish.restores || wish.change == Change::Delete;
        }
        db.execute("DELETE FROM outbox WHERE n = ?1", params![wish.id.0])?;
    }
    let (kind, name) = words(subject);
    db.execute(
        "INSERT INTO outbox (kind, subject, change, seen_version, made, restores) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![kind, name, serde_json::to_string(change)?, seen.version, now.to_string(), restores],
    )?;
    Ok(WishId(db.last_insert_rowid()))
}

/// A folder that was asked for, perhaps unheard, and is not wanted any more: what became of it is found out before
/// it is removed, or it would stay at the service under an id that nobody here knows.
fn must_be_known_first(wish: &Wish, change: &Change) -> bool {
    let asked_for = matches!(wish.change, Change::MakeFolder { .. }) && wish.tries > 0;
    asked_for && wish.state == WishState::Waiting && *change == Change::RemoveFolder
}

impl State {
    /// Adds a wish. An older one about the same topic of the same thing is replaced, whether it was refused
    /// or not sent yet.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn add_wish(
        &self,
        subject: impl Into<Subject>,
        change: &Change,
        seen: impl Into<Seen>,
        now: Timestamp,
    ) -> Result<WishId, StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let id = add(&transaction, &subject.into(), change, seen.into(), now)?;
        transaction.commit()?;
        Ok(id)
    }

    /// All wishes, oldest first, the refused ones too.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn wishes(&self) -> Result<Vec<Wish>, StoreError> {
        all(self.database.hold().db()?)
    }

    /// It was carried out, or the person has seen that it was refused.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn wish_done(&self, id: WishId) -> Result<(), StoreError> {
        self.database.hold().db()?.execute("DELETE FROM outbox WHERE n = ?1", params![id.0])?;
        Ok(())
    }

    /// The folder that was wished for is there: the wish is done, and every other one that names the folder by
    /// the id that it had until now names it by its own.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn folder_made(&self, id: WishId, until_now: &FolderId, made: &FolderId) -> Result<(), StoreError> {
        let named = |folder: &FolderId| if folder == until_now { made.clone() } else { folder.clone() };
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        transaction.execute("DELETE FROM outbox WHERE n = ?1", params![id.0])?;
        for wish in all(&transaction)? {
            let change = match &wish.change {
                Change::Move(folder) => Change::Move(named(folder)),
                Change::MakeFolder { name, parent, icon } => {
                    Change::MakeFolder { name: name.clone(), parent: parent.as_ref().map(named), icon: *icon }
                }
                other => other.clone(),
            };
            let subject = match &wish.subject {
                Subject::Folder(folder) => Subject::Folder(named(folder)),
                other @ (Subject::Message(_) | Subject::Draft(_)) => other.clone(),
            };
            let sql = "UPDATE outbox SET subject = ?2, change = ?3 WHERE n = ?1";
            transaction.execute(sql, params![wish.id.0, words(&subject).1, serde_json::to_string(&change)?])?;
        }
        Ok(transaction.commit()?)
    }

    /// The service refused it for good, for this reason if it gave one.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn wish_refused(&self, id: WishId, code: Code, reason: Option<&str>) -> Result<(), StoreError> {
        let code = serde_json::to_string(&code)?;
        let sql = "UPDATE outbox SET refused = ?2, reason = ?3 WHERE n = ?1";
        self.database.hold().db()?.execute(sql, params![id.0, code, reason])?;
        Ok(())
    }

    /// What was refused is to be tried once more, as often as if it were new, by a person who was told why not: a
    /// letter that was deleted meanwhile is to come back.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such wish.
    pub fn wish_anew(&self, id: WishId) -> Result<(), StoreError> {
        let sql = "UPDATE outbox SET refused = NULL, reason = NULL, tries = 0, restores = 1 WHERE n = ?1";
        match self.database.hold().db()?.execute(sql, params![id.0])? {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
    }

    /// It will be tried again with the version that the service has now.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn wish_again(&self, id: WishId, version: i64) -> Result<(), StoreError> {
        let sql = "UPDATE outbox SET seen_version = ?2, tries = tries + 1 WHERE n = ?1";
        self.database.hold().db()?.execute(sql, params![id.0, version])?;
        Ok(())
    }
}

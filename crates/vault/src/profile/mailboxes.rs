//! Mailboxes: whose they are, what one may do there, their counts and their own keys.

use super::Profile;
use crate::StoreError;
use crate::cache::Counts;
use crate::secret::Key;
use jiff::Timestamp;
use model::{AccountId, Mailbox, MailboxId, MailboxKind, MailboxState, ProviderId, RemoteId, Rights, Space};
use rusqlite::{OptionalExtension, Row, params};

/// A mailbox with its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailboxRecord {
    /// The mailbox.
    pub mailbox: Mailbox,
    /// Letters in every folder.
    pub total: u64,
    /// Unread in every folder but Deleted.
    pub unread: u64,
    /// When it was last brought up to date.
    pub synced: Option<Timestamp>,
}

/// A mailbox as the service lists it.
#[derive(Debug, Clone)]
pub struct NewMailbox {
    /// The service's id.
    pub remote_id: RemoteId,
    /// The service.
    pub provider: ProviderId,
    /// What to call it.
    pub name: String,
    /// Whose it is.
    pub owner: String,
    /// The service's id of the owner.
    pub owner_ref: Option<RemoteId>,
    /// Whose it is to the person.
    pub kind: MailboxKind,
    /// What one may do.
    pub rights: Rights,
    /// When the access ends.
    pub ends: Option<Timestamp>,
    /// Whether it can be reached.
    pub state: MailboxState,
    /// The name of the unit that it is a part of.
    pub part_of: Option<String>,
    /// Marked at the service as one that the person uses often.
    pub favourite: bool,
    /// How much room there is.
    pub space: Option<Space>,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Result<MailboxRecord, StoreError>> {
    let (description, synced): (String, Option<String>) = (row.get("description")?, row.get("synced")?);
    let (total, unread): (i64, i64) = (row.get("total")?, row.get("unread")?);
    Ok(serde_json::from_str(&description).map_err(StoreError::from).map(|mailbox| MailboxRecord {
        mailbox,
        total: total.unsigned_abs(),
        unread: unread.unsigned_abs(),
        synced: synced.and_then(|synced| synced.parse().ok()),
    }))
}

impl Profile {
    /// All mailboxes, in the order in which the services listed them.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn mailboxes(&self) -> Result<Vec<MailboxRecord>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached("SELECT * FROM mailbox ORDER BY position")?;
        let rows = query.query_map([], read)?;
        rows.map(|row| row?).collect()
    }

    /// One mailbox.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none of this id.
    pub fn mailbox(&self, id: &MailboxId) -> Result<MailboxRecord, StoreError> {
        let mut held = self.database.hold();
        let sql = "SELECT * FROM mailbox WHERE id = ?1";
        held.db()?.query_row(sql, params![id.as_str()], read)?
    }

    /// Adds a mailbox with a key of its own, or brings a known one up to date; its id stays.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn upsert_mailbox(&self, account: &AccountId, new: NewMailbox) -> Result<Mailbox, StoreError> {
        let wrapping = self.wrapping_key()?;
        let mut random = [0; 10];
        getrandom::fill(&mut random).map_err(|_| StoreError::NoRandomness)?;
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let sql = "SELECT description, wrapped_key IS NOT NULL FROM mailbox WHERE account = ?1 AND remote_id = ?2";
        let known: Option<(String, bool)> = transaction
            .query_row(sql, params![account.as_str(), new.remote_id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let has_key = known.as_ref().is_some_and(|(_, has_key)| *has_key);
        let known = known.map(|(description, _)| serde_json::from_str::<Mailbox>(&description)).transpose()?;
        // What the person chose here stays, whatever the service lists.
        let (id, fetch_ahead) = match known {
            Some(known) => (known.id, known.fetch_ahead),
            None => (MailboxId::from_random(random), false),
        };
        let mailbox = Mailbox {
            id,
            remote_id: new.remote_id,
            account: account.clone(),
            provider: new.provider,
            name: new.name,
            owner: new.owner,
            owner_ref: new.owner_ref,
            kind: new.kind,
            rights: new.rights,
            ends: new.ends,
            state: new.state,
            part_of: new.part_of,
            favourite: new.favourite,
            space: new.space,
            fetch_ahead,
        };
        transaction.execute(
            "INSERT INTO mailbox (id, account, remote_id, description) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (id) DO UPDATE SET description = ?4",
            params![
                mailbox.id.as_str(),
                account.as_str(),
                mailbox.remote_id.as_str(),
                serde_json::to_string(&mailbox)?
            ],
        )?;
        if !has_key {
            let wrapped = wrapping.wrap(mailbox.id.as_str(), &Key::make()?)?;
            let sql = "UPDATE mailbox SET wrapped_key = ?2 WHERE id = ?1";
            transaction.execute(sql, params![mailbox.id.as_str(), wrapped])?;
        }
        transaction.commit()?;
        Ok(mailbox)
    }

    /// Whether letters of a mailbox are fetched although that counts as having seen them.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none of this id.
    pub fn set_fetch_ahead(&self, id: &MailboxId, fetch_ahead: bool) -> Result<(), StoreError> {
        let mailbox = Mailbox { fetch_ahead, ..self.mailbox(id)?.mailbox };
        let sql = "UPDATE mailbox SET description = ?2 WHERE id = ?1";
        self.database.hold().db()?.execute(sql, params![id.as_str(), serde_json::to_string(&mailbox)?])?;
        Ok(())
    }

    /// The mailbox that the service knows by this id, reached by this account.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn mailbox_by_remote(
        &self,
        account: &AccountId,
        remote: &RemoteId,
    ) -> Result<Option<MailboxRecord>, StoreError> {
        let mut held = self.database.hold();
        let sql = "SELECT * FROM mailbox WHERE account = ?1 AND remote_id = ?2";
        held.db()?.query_row(sql, params![account.as_str(), remote.as_str()], read).optional()?.transpose()
    }

    /// The counts and the moment of the last sync.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be written.
    pub fn set_counts(&self, id: &MailboxId, counts: &Counts, synced: Option<Timestamp>) -> Result<(), StoreError> {
        let sql = "UPDATE mailbox SET total = ?2, unread = ?3, synced = coalesce(?4, synced) WHERE id = ?1";
        let (total, unread) = (i64::try_from(counts.total).unwrap_or(i64::MAX), i64::try_from(counts.unread));
        let unread = unread.unwrap_or(i64::MAX);
        let synced = synced.map(|synced| synced.to_string());
        self.database.hold().db()?.execute(sql, params![id.as_str(), total, unread, synced])?;
        Ok(())
    }
}

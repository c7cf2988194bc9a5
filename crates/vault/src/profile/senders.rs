//! What the services' registers say of those who write, and their logos. A cache: it may be lost at any time, and is
//! when a mailbox is forgotten, since it tells who wrote to whom.

use super::Profile;
use crate::StoreError;
use crate::secret::Key;
use jiff::{SignedDuration, Timestamp};
use model::{AccountId, OrganisationFacts, RemoteId, SenderId};
use rusqlite::{OptionalExtension, params};

/// Nothing waits longer than this: a moment further away was written by a clock that was wrong. And whom nobody asked
/// about for so long after the time had come has no letter here any more.
const FURTHEST: SignedDuration = SignedDuration::from_hours(9 * 7 * 24);

/// What is known of a sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownSender {
    /// Ours.
    pub id: SenderId,
    /// What the register says; none where it has no such organisation, or has not been asked yet.
    pub facts: Option<OrganisationFacts>,
    /// There is a logo.
    pub logo: bool,
}

/// What a register answered about a logo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogoAnswer {
    /// There is none, or none that can be shown.
    None,
    /// This one, a PNG made here.
    Png(Vec<u8>),
    /// Nothing: the one that is here stays.
    Unheard,
}

/// The names and contents of senders, as long as no mailbox is forgotten.
struct Sealing(Key);

impl Sealing {
    fn id(&self, account: &AccountId, organisation: &RemoteId) -> SenderId {
        let named = self.0.derive(&format!("name {account} {organisation}"));
        let mut secret = [0; 20];
        secret.iter_mut().zip(named.expose()).for_each(|(to, from)| *to = *from);
        SenderId::of_secret(secret)
    }

    fn seal(&self, id: &SenderId, what: &str, text: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.0.seal(&format!("{what} {id}"), text)
    }

    fn open(&self, id: &SenderId, what: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        Ok(self.0.open(&format!("{what} {id}"), sealed)?.to_vec())
    }
}

impl Profile {
    fn sealing(&self) -> Result<Sealing, StoreError> {
        Ok(Sealing(self.wrapping_key()?.derive("senders")))
    }

    /// Those of these organisations that are to be asked for now.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn senders_due(
        &self,
        account: &AccountId,
        organisations: Vec<RemoteId>,
        now: Timestamp,
    ) -> Result<Vec<RemoteId>, StoreError> {
        let sealing = self.sealing()?;
        let now = now.as_second();
        let (longest, furthest) = (now.saturating_sub(FURTHEST.as_secs()), now.saturating_add(FURTHEST.as_secs()));
        let mut held = self.database.hold();
        held.db()?.prepare_cached("DELETE FROM sender WHERE due < ?1")?.execute([longest])?;
        let mut query = held.db()?.prepare_cached("SELECT due FROM sender WHERE id = ?1")?;
        let mut due = Vec::new();
        for organisation in organisations {
            let id = sealing.id(account, &organisation);
            let at: Option<i64> = query.query_row([id.as_str()], |row| row.get(0)).optional()?;
            if at.is_none_or(|at| at <= now || at > furthest) {
                due.push(organisation);
            }
        }
        Ok(due)
    }

    /// Keeps what a register answered, not to be asked again before `due`.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn keep_sender(
        &self,
        account: &AccountId,
        organisation: &RemoteId,
        facts: Option<&OrganisationFacts>,
        logo: &LogoAnswer,
        due: Timestamp,
    ) -> Result<(), StoreError> {
        let sealing = self.sealing()?;
        let id = sealing.id(account, organisation);
        let facts = facts.map(serde_json::to_vec).transpose()?;
        let facts = facts.map(|facts| sealing.seal(&id, "facts", &facts)).transpose()?;
        let (logo, stays) = match logo {
            LogoAnswer::None => (None, false),
            LogoAnswer::Png(png) => (Some(sealing.seal(&id, "logo", png)?), false),
            LogoAnswer::Unheard => (None, true),
        };
        let sql = "INSERT INTO sender (id, due, facts, logo) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (id) DO UPDATE SET due = ?2, facts = ?3, logo = CASE WHEN ?5 THEN logo ELSE ?4 END";
        self.database.hold().db()?.execute(sql, params![id.as_str(), due.as_second(), facts, logo, stays])?;
        Ok(())
    }

    /// The register gave no answer: what is known stays, and it is not asked again before `due`.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn put_off_sender(
        &self,
        account: &AccountId,
        organisation: &RemoteId,
        due: Timestamp,
    ) -> Result<(), StoreError> {
        let id = self.sealing()?.id(account, organisation);
        let sql = "INSERT INTO sender (id, due) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET due = ?2";
        self.database.hold().db()?.execute(sql, params![id.as_str(), due.as_second()])?;
        Ok(())
    }

    /// What is known of a sender. What cannot be opened is not known, and comes again in its time.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn sender(&self, account: &AccountId, organisation: &RemoteId) -> Result<Option<KnownSender>, StoreError> {
        let sealing = self.sealing()?;
        let id = sealing.id(account, organisation);
        let sql = "SELECT facts, logo IS NOT NULL FROM sender WHERE id = ?1";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, Option<Vec<u8>>>(0)?, row.get(1)?));
        let found = self.database.hold().db()?.prepare_cached(sql)?.query_row([id.as_str()], read).optional()?;
        Ok(found.map(|(sealed, logo)| {
            let opened = sealed.and_then(|sealed| sealing.open(&id, "facts", &sealed).ok());
            KnownSender { facts: opened.and_then(|facts| serde_json::from_slice(&facts).ok()), id, logo }
        }))
    }

    /// A sender's logo, a PNG.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is none.
    pub fn sender_logo(&self, id: &SenderId) -> Result<Vec<u8>, StoreError> {
        let sealing = self.sealing()?;
        let sql = "SELECT logo FROM sender WHERE id = ?1 AND logo IS NOT NULL";
        let found: Option<Vec<u8>> =
            self.database.hold().db()?.query_row(sql, [id.as_str()], |row| row.get(0)).optional()?;
        sealing.open(id, "logo", &found.ok_or(StoreError::NotFound)?)
    }
}

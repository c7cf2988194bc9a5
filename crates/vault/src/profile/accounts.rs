//! Accounts: logins at services.

use super::Profile;
use crate::StoreError;
use model::{AccountId, Level, ProviderId, Tokens};
use rusqlite::{OptionalExtension, Row, Transaction, params};
use secrecy::{ExposeSecret, SecretString};

/// A login.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Ours.
    pub id: AccountId,
    /// The service.
    pub provider: ProviderId,
    /// Its address.
    pub server: String,
    /// The eID's address.
    pub issuer: String,
    /// As which program the login was made.
    pub client_id: String,
    /// Who logged in, by name.
    pub person: String,
    /// Who logged in, in the eID's words.
    pub subject: String,
    /// At which level.
    pub level: Level,
    /// Tokens are kept.
    pub signed_in: bool,
}

/// A login that was just made.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The service.
    pub provider: ProviderId,
    /// Its address.
    pub server: String,
    /// The eID's address.
    pub issuer: String,
    /// As which program.
    pub client_id: String,
    /// Who, by name.
    pub person: String,
    /// Who, in the eID's words.
    pub subject: String,
    /// At which level.
    pub level: Level,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Option<Account>> {
    let (id, provider, level): (String, String, String) = (row.get("id")?, row.get("provider")?, row.get("level")?);
    let (Ok(id), Some(provider), Some(level)) =
        (AccountId::parse(&id), ProviderId::parse(&provider), Level::from_claim(&level))
    else {
        return Ok(None);
    };
    Ok(Some(Account {
        id,
        provider,
        level,
        server: row.get("server")?,
        issuer: row.get("issuer")?,
        client_id: row.get("client_id")?,
        person: row.get("person")?,
        subject: row.get("subject")?,
        // A receiver system is let in by its certificate.
        signed_in: provider == ProviderId::Receiver || row.get::<_, Option<String>>("tokens")?.is_some(),
    }))
}

/// Writes an account; the same person at the same service keeps the account's id.
pub(super) fn upsert(transaction: &Transaction<'_>, new: &NewAccount) -> Result<AccountId, StoreError> {
    let sql = "SELECT id FROM account WHERE provider = ?1 AND server = ?2 AND issuer = ?3 AND subject = ?4";
    let known: Option<String> = transaction
        .query_row(sql, params![new.provider.as_str(), new.server, new.issuer, new.subject], |row| row.get(0))
        .optional()?;
    let id = match known {
        Some(id) => AccountId::parse(&id).map_err(|_| StoreError::Damaged)?,
        None => {
            let mut random = [0; 10];
            getrandom::fill(&mut random).map_err(|_| StoreError::NoRandomness)?;
            AccountId::from_random(random)
        }
    };
    transaction.execute(
        "INSERT INTO account (id, provider, server, issuer, client_id, person, subject, level)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET client_id = ?5, person = ?6, level = ?8",
        params![
            id.as_str(),
            new.provider.as_str(),
            new.server,
            new.issuer,
            new.client_id,
            new.person,
            new.subject,
            new.level.as_str()
        ],
    )?;
    Ok(id)
}

impl Profile {
    /// All accounts behind which there is a service.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let mut held = self.database.hold();
        let sql = "SELECT * FROM account WHERE provider <> 'archive' ORDER BY rowid";
        let mut query = held.db()?.prepare_cached(sql)?;
        let rows = query.query_map([], read)?;
        rows.map(|row| row?.ok_or(StoreError::Damaged)).collect()
    }

    /// One account.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none of this id.
    pub fn account(&self, id: &AccountId) -> Result<Account, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached("SELECT * FROM account WHERE id = ?1")?;
        let found = query.query_row(params![id.as_str()], read).optional()?;
        found.ok_or(StoreError::NotFound)?.ok_or(StoreError::Damaged)
    }

    /// Adds a login; the same person at the same service keeps the account's id.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn add_account(&self, new: &NewAccount) -> Result<AccountId, StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let id = upsert(&transaction, new)?;
        transaction.commit()?;
        Ok(id)
    }

    /// The same, with its tokens and the program's secret, in one step: there is never an account of a login
    /// that was not finished.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn add_login(
        &self,
        new: &NewAccount,
        client_secret: Option<&SecretString>,
        tokens: &Tokens,
    ) -> Result<AccountId, StoreError> {
        let sealed = super::tokens::seal(tokens)?;
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let id = upsert(&transaction, new)?;
        let sql = "UPDATE account SET tokens = ?2, client_secret = ?3 WHERE id = ?1";
        let secret = client_secret.map(ExposeSecret::expose_secret);
        transaction.execute(sql, params![id.as_str(), sealed.as_str(), secret])?;
        transaction.commit()?;
        Ok(id)
    }

    /// The secret by which this program proves itself to the account's eID, while somebody is signed in.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn client_secret(&self, id: &AccountId) -> Result<Option<SecretString>, StoreError> {
        let sql = "SELECT client_secret FROM account WHERE id = ?1";
        let found: Option<Option<String>> =
            self.database.hold().db()?.query_row(sql, params![id.as_str()], |row| row.get(0)).optional()?;
        Ok(found.flatten().map(SecretString::from))
    }

    /// What the service last said of its list of mailboxes.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn account_cursor(&self, id: &AccountId) -> Result<Option<String>, StoreError> {
        let sql = "SELECT cursor FROM account WHERE id = ?1";
        Ok(self.database.hold().db()?.query_row(sql, params![id.as_str()], |row| row.get(0))?)
    }

    /// Remembers it.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_account_cursor(&self, id: &AccountId, cursor: Option<&str>) -> Result<(), StoreError> {
        let sql = "UPDATE account SET cursor = ?2 WHERE id = ?1";
        self.database.hold().db()?.execute(sql, params![id.as_str(), cursor])?;
        Ok(())
    }
}

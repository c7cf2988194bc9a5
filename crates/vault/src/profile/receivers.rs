//! What a company's receiver system proves itself by. It lies in the encrypted database and nowhere else, and goes with
//! its account.

use super::Profile;
use super::accounts::{NewAccount, upsert};
use crate::StoreError;
use model::AccountId;
use rusqlite::params;
use secrecy::{ExposeSecret, SecretString};

/// The secrets of a receiver system.
pub struct ReceiverSecrets {
    /// The certificate with its key, as PEM.
    pub certificate: SecretString,
    /// The system's key.
    pub api_key: SecretString,
    /// Whose certificate the service may have, as PEM.
    pub authority: Option<String>,
}

impl Profile {
    /// Adds a receiver system, or gives a known one new secrets; in one step.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn add_receiver(&self, new: &NewAccount, secrets: &ReceiverSecrets) -> Result<AccountId, StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let id = upsert(&transaction, new)?;
        let sql = "INSERT OR REPLACE INTO receiver (account, certificate, api_key, authority) VALUES (?1, ?2, ?3, ?4)";
        let (certificate, api_key) = (secrets.certificate.expose_secret(), secrets.api_key.expose_secret());
        transaction.execute(sql, params![id.as_str(), certificate, api_key, secrets.authority])?;
        transaction.commit()?;
        Ok(id)
    }

    /// The secrets of a receiver system.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the account is none.
    pub fn receiver(&self, id: &AccountId) -> Result<ReceiverSecrets, StoreError> {
        let sql = "SELECT certificate, api_key, authority FROM receiver WHERE account = ?1";
        let mut held = self.database.hold();
        let found: (String, String, Option<String>) =
            held.db()?.query_row(sql, params![id.as_str()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let (certificate, api_key, authority) = found;
        Ok(ReceiverSecrets { certificate: certificate.into(), api_key: api_key.into(), authority })
    }
}

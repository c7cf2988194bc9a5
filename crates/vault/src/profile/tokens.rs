//! Tokens lie in the encrypted database and nowhere else.

use super::Profile;
use crate::StoreError;
use jiff::Timestamp;
use model::{AccountId, Level, TokenError, TokenStore, Tokens};
use rusqlite::{OptionalExtension, params};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

#[derive(Serialize, Deserialize)]
struct Sealed {
    access: String,
    access_expires: Timestamp,
    refresh: Option<String>,
    id_token: String,
    subject: String,
    level: Level,
}

fn token_error(error: StoreError) -> TokenError {
    match error {
        StoreError::Locked => TokenError::Locked,
        _ => TokenError::Storage,
    }
}

impl Profile {
    fn read_tokens(&self, account: &AccountId) -> Result<Option<Tokens>, StoreError> {
        let mut held = self.database.hold();
        let sql = "SELECT tokens FROM account WHERE id = ?1";
        let stored: Option<Option<String>> =
            held.db()?.query_row(sql, params![account.as_str()], |row| row.get(0)).optional()?;
        let Some(json) = stored.flatten().map(Zeroizing::new) else { return Ok(None) };
        let sealed: Sealed = serde_json::from_str(&json)?;
        Ok(Some(Tokens {
            access: SecretString::from(sealed.access),
            access_expires: sealed.access_expires,
            refresh: sealed.refresh.map(SecretString::from),
            id_token: SecretString::from(sealed.id_token),
            subject: sealed.subject,
            level: sealed.level,
        }))
    }

    fn write_tokens(&self, account: &AccountId, tokens: Option<&Tokens>) -> Result<(), StoreError> {
        let json = tokens
            .map(|tokens| {
                serde_json::to_string(&Sealed {
                    access: tokens.access.expose_secret().to_owned(),
                    access_expires: tokens.access_expires,
                    refresh: tokens.refresh.as_ref().map(|refresh| refresh.expose_secret().to_owned()),
                    id_token: tokens.id_token.expose_secret().to_owned(),
                    subject: tokens.subject.clone(),
                    level: tokens.level,
                })
                .map(Zeroizing::new)
            })
            .transpose()?;
        let json = json.as_ref().map(|json| json.as_str());
        let sql = "UPDATE account SET tokens = ?2 WHERE id = ?1";
        match self.database.hold().db()?.execute(sql, params![account.as_str(), json])? {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
    }
}

impl TokenStore for Profile {
    fn load(&self, account: &AccountId) -> Result<Option<Tokens>, TokenError> {
        self.read_tokens(account).map_err(token_error)
    }

    fn save(&self, account: &AccountId, tokens: &Tokens) -> Result<(), TokenError> {
        self.write_tokens(account, Some(tokens)).map_err(token_error)
    }

    fn clear(&self, account: &AccountId) -> Result<(), TokenError> {
        self.write_tokens(account, None).map_err(token_error)
    }
}

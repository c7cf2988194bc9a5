//! Tokens lie in the encrypted database and nowhere else.

use super::Profile;
use crate::StoreError;
use jiff::Timestamp;
use model::{AccountId, Level, RenewalRight, TokenError, TokenStore, Tokens};
use rusqlite::{Connection, OptionalExtension, params};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::fs::{File, TryLockError};
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

/// Tokens as they are stored.
pub(super) fn seal(tokens: &Tokens) -> Result<Zeroizing<String>, StoreError> {
    let sealed = Sealed {
        access: tokens.access.expose_secret().to_owned(),
        access_expires: tokens.access_expires,
        refresh: tokens.refresh.as_ref().map(|refresh| refresh.expose_secret().to_owned()),
        id_token: tokens.id_token.expose_secret().to_owned(),
        subject: tokens.subject.clone(),
        level: tokens.level,
    };
    Ok(Zeroizing::new(serde_json::to_string(&sealed)?))
}

fn read(db: &Connection, account: &AccountId) -> Result<Option<Tokens>, StoreError> {
    let sql = "SELECT tokens FROM account WHERE id = ?1";
    let stored: Option<Option<String>> = db.query_row(sql, params![account.as_str()], |row| row.get(0)).optional()?;
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

fn write(db: &Connection, account: &AccountId, tokens: Option<&Tokens>) -> Result<(), StoreError> {
    let changed = match tokens {
        Some(tokens) => {
            let sql = "UPDATE account SET tokens = ?2 WHERE id = ?1";
            db.execute(sql, params![account.as_str(), seal(tokens)?.as_str()])?
        }
        // The program's secret serves renewals only, and goes with what could be renewed.
        None => {
            let sql = "UPDATE account SET tokens = NULL, client_secret = NULL WHERE id = ?1";
            db.execute(sql, params![account.as_str()])?
        }
    };
    if changed == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// The same tokens: what opens doors and what renews are both the same.
fn same(one: &Tokens, other: &Tokens) -> bool {
    let refresh = |tokens: &Tokens| tokens.refresh.as_ref().map(|refresh| refresh.expose_secret().to_owned());
    one.access.expose_secret() == other.access.expose_secret() && refresh(one) == refresh(other)
}

impl Profile {
    fn replace_tokens(&self, account: &AccountId, seen: &Tokens, new: Option<&Tokens>) -> Result<bool, StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        if !read(&transaction, account)?.is_some_and(|there| same(&there, seen)) {
            return Ok(false);
        }
        write(&transaction, account, new)?;
        transaction.commit()?;
        Ok(true)
    }

    fn renewal_lock(&self) -> Result<Option<RenewalRight>, StoreError> {
        let path = self.folder().join("renewal.lock");
        let file = File::options().create(true).truncate(false).write(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(RenewalRight::new(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

impl TokenStore for Profile {
    fn load(&self, account: &AccountId) -> Result<Option<Tokens>, TokenError> {
        let mut held = self.database.hold();
        held.db().and_then(|db| read(db, account)).map_err(token_error)
    }

    fn save(&self, account: &AccountId, tokens: &Tokens) -> Result<(), TokenError> {
        let mut held = self.database.hold();
        held.db().and_then(|db| write(db, account, Some(tokens))).map_err(token_error)
    }

    fn replace(&self, account: &AccountId, seen: &Tokens, new: Option<&Tokens>) -> Result<bool, TokenError> {
        self.replace_tokens(account, seen, new).map_err(token_error)
    }

    fn try_renewal(&self, _account: &AccountId) -> Result<Option<RenewalRight>, TokenError> {
        // One right for the whole profile: renewals are rare and short.
        self.renewal_lock().map_err(token_error)
    }

    fn clear(&self, account: &AccountId) -> Result<(), TokenError> {
        let mut held = self.database.hold();
        held.db().and_then(|db| write(db, account, None)).map_err(token_error)
    }
}

//! A token store in memory.

use jiff::{SignedDuration, Timestamp};
use model::{AccountId, RenewalRight, TokenError, TokenStore, Tokens};
use secrecy::ExposeSecret;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

#[derive(Default)]
pub struct Store {
    tokens: Mutex<Option<Tokens>>,
    renewing: Arc<AtomicBool>,
}

struct Renewing(Arc<AtomicBool>);

impl Drop for Renewing {
    fn drop(&mut self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

pub fn copy(tokens: &Tokens) -> Tokens {
    Tokens {
        access: tokens.access.clone(),
        access_expires: tokens.access_expires,
        refresh: tokens.refresh.clone(),
        id_token: tokens.id_token.clone(),
        subject: tokens.subject.clone(),
        level: tokens.level,
    }
}

/// Access and refresh token, in clear.
pub fn words(tokens: &Tokens) -> (String, Option<String>) {
    let refresh = tokens.refresh.as_ref().map(|refresh| refresh.expose_secret().to_owned());
    (tokens.access.expose_secret().to_owned(), refresh)
}

impl Store {
    pub fn now(&self) -> Option<Tokens> {
        self.tokens.lock().unwrap().as_ref().map(copy)
    }

    pub fn put(&self, tokens: Option<Tokens>) {
        *self.tokens.lock().unwrap() = tokens;
    }

    /// The access token lasts so many seconds from now.
    pub fn lasts(&self, seconds: i64) {
        if let Some(tokens) = self.tokens.lock().unwrap().as_mut() {
            tokens.access_expires = Timestamp::now() + SignedDuration::from_secs(seconds);
        }
    }

    /// Access and refresh token, in clear.
    pub fn words(&self) -> Option<(String, Option<String>)> {
        self.now().as_ref().map(words)
    }
}

impl TokenStore for Store {
    fn load(&self, _: &AccountId) -> Result<Option<Tokens>, TokenError> {
        Ok(self.now())
    }

    fn save(&self, _: &AccountId, tokens: &Tokens) -> Result<(), TokenError> {
        self.put(Some(copy(tokens)));
        Ok(())
    }

    fn replace(&self, _: &AccountId, seen: &Tokens, new: Option<&Tokens>) -> Result<bool, TokenError> {
        let mut held = self.tokens.lock().unwrap();
        let same = held.as_ref().is_some_and(|there| words(there) == words(seen));
        if same {
            *held = new.map(copy);
        }
        Ok(same)
    }

    fn try_renewal(&self, _: &AccountId) -> Result<Option<RenewalRight>, TokenError> {
        let free = self.renewing.compare_exchange(false, true, Ordering::SeqCst, Ordering::SeqCst).is_ok();
        Ok(free.then(|| RenewalRight::new(Renewing(self.renewing.clone()))))
    }

    fn clear(&self, _: &AccountId) -> Result<(), TokenError> {
        self.put(None);
        Ok(())
    }
}

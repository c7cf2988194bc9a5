//! Choosing, changing and removing the person's own lock, and what can be said of it while it is on.

use super::Profile;
use crate::device_key::{self, NAME, RECIPE};
use crate::home::{Home, alone};
use crate::secret::Key;
use crate::tries::{Tries, one_more};
use crate::{KeySource, LockKind, OpenError, PassphraseCost, own_lock};
use secrecy::SecretString;
use std::path::Path;
use std::sync::PoisonError;
use std::time::{Duration, SystemTime};

/// How a profile is locked, as its folder says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockFacts {
    /// What the person has to answer; nothing where the keyring alone opens it, or where it lives only as long as the program.
    pub kind: Option<LockKind>,
    /// The keyring has a part of it: then every kind of lock can be chosen, and none.
    pub keyring: bool,
    /// Wrong tries since the last right one.
    pub wrong: u32,
    /// How long the next try has to wait.
    pub wait: Duration,
}

/// How the profile of this name is locked.
///
/// # Errors
/// [`OpenError`] when its folder cannot be read.
pub fn lock_facts(home: &Home, name: &str) -> Result<LockFacts, OpenError> {
    facts(&home.profile(name)?)
}

fn facts(folder: &Path) -> Result<LockFacts, OpenError> {
    let by_recipe = || folder.join(RECIPE).exists().then_some(LockKind::Passphrase);
    let kind = own_lock::kind(folder)?.or_else(by_recipe);
    let keyring = if own_lock::is_set(folder) { own_lock::needs_keyring(folder) } else { folder.join(NAME).exists() };
    let tries = Tries::of(folder);
    Ok(LockFacts { kind, keyring, wrong: tries.wrong, wait: tries.left(SystemTime::now()) })
}

impl Profile {
    /// How this profile is locked.
    ///
    /// # Errors
    /// [`OpenError`] when its folder cannot be read.
    pub fn lock_facts(&self) -> Result<LockFacts, OpenError> {
        facts(&self.folder)
    }

    /// Gives the profile this lock, or none of its own; `present` are the words of the one that there is, if they are typed
    /// here. Wherever it is cut, either the old way opens the profile or the new one.
    ///
    /// # Errors
    /// [`OpenError`]: the present words are wrong or come too soon, such a lock cannot be had here, or keyring or disk
    /// refuse. Then everything is as before.
    pub fn set_lock(
        &self,
        present: Option<&SecretString>,
        new: Option<(LockKind, Option<&SecretString>)>,
        cost: PassphraseCost,
    ) -> Result<(), OpenError> {
        let _alone = alone(&self.folder, "key.lock")?;
        if let Some(kind) = self.lock_facts()?.kind {
            let source = match (kind, present) {
                (LockKind::Keyring, _) => KeySource::Asking,
                (_, Some(words)) => KeySource::Passphrase(words.clone(), cost),
                (_, None) => return Err(kind.asked_for()),
            };
            let attempt = || {
                let key = device_key::device_key(&self.folder, &source, false)?;
                if self.is_key(&key)? { Ok(()) } else { Err(OpenError::WrongPassphrase) }
            };
            match kind {
                // Its wrong tries are the keyring's to count.
                LockKind::Keyring => attempt()?,
                LockKind::Pin | LockKind::Passphrase => one_more(&self.folder, SystemTime::now(), attempt)?,
            }
        }
        let profile = || self.key();
        match new {
            Some((kind, words)) => own_lock::put_on(&self.folder, kind, words, cost, profile),
            None => own_lock::take_off(&self.folder, profile),
        }
    }

    /// The key with which the profile is open. Nobody is kept from locking it meanwhile.
    fn key(&self) -> Result<Key, OpenError> {
        let device = self.device.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Key::from_bytes(device.as_ref().ok_or(OpenError::Locked)?.expose()))
    }

    /// Whether this is the key with which the profile is open.
    fn is_key(&self, key: &Key) -> Result<bool, OpenError> {
        Ok(self.key()?.expose() == key.expose())
    }
}

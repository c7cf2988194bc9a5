//! The person's own lock: a PIN or a passphrase without which the profile does not open, or the keyring's own question.
//! The profile's key is then stored wrapped, by a key that only the words and, where there is one, the key in the keyring
//! give together: no file in the folder can be changed so that one of them is enough. The entry of the keyring that
//! opened the profile alone is deleted, and another one takes its place. With the keyring's question the words are those
//! that it asks for itself before it gives that entry.

use crate::device_key::{NAME, RECIPE, random_name};
use crate::home::{alone, alone_at_once, sync_names, write_whole};
#[cfg(not(test))]
use crate::keyring;
#[cfg(test)]
use crate::keyring_of_tests as keyring;
use crate::passphrase::{PassphraseCost, Recipe};
use crate::secret::Key;
use crate::{OpenError, StoreError};
use data_encoding::HEXLOWER;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

const FILE: &str = "lock.json";
const ABOUT: &str = "postkasse own lock 1";
const CHECK: &str = "postkasse own lock, the keyring's part 1";

/// What the person answers to take the lock off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LockKind {
    /// Six digits or more. Only beside a key in the keyring: alone it would be guessed in no time.
    Pin,
    /// Words.
    Passphrase,
    /// Nothing here: the keyring asks for a password of its own. Only where it can ([`LockKind::can_be_asked_for`]).
    Keyring,
}

impl LockKind {
    /// Whether the keyring of this system can be told to ask the person.
    #[must_use]
    pub fn can_be_asked_for() -> bool {
        keyring::CAN_ASK
    }
}

/// What lies beside the vault. Nothing in it is secret.
#[derive(Serialize, Deserialize)]
struct Lock {
    kind: LockKind,
    /// How the words make a key, where words are typed here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recipe: Option<Recipe>,
    /// The other half, if the keyring has one.
    keyring: Option<Entry>,
    /// The profile's key.
    wrapped: String,
    /// An entry of the keyring that opens the profile alone: one from before this lock, or one for after it. While the
    /// lock is there it is to go.
    spare: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    name: String,
    /// Tells its key from another, so that another keyring is not taken for wrong words.
    check: String,
}

fn check_value(key: &Key) -> String {
    HEXLOWER.encode(key.derive(CHECK).expose())
}

fn read(folder: &Path) -> Result<Option<Lock>, OpenError> {
    match fs::read(folder.join(FILE)) {
        Ok(text) => serde_json::from_slice(&text).map(Some).map_err(|_| OpenError::KeyLost),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn write(folder: &Path, lock: &Lock) -> Result<(), OpenError> {
    Ok(write_whole(&folder.join(FILE), &serde_json::to_vec(lock).map_err(StoreError::from)?)?)
}

fn gone(removed: io::Result<()>) -> io::Result<()> {
    removed.or_else(|error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// Whether there is one.
pub(crate) fn is_set(folder: &Path) -> bool {
    folder.join(FILE).exists()
}

/// Of which kind it is.
pub(crate) fn kind(folder: &Path) -> Result<Option<LockKind>, OpenError> {
    Ok(read(folder)?.map(|lock| lock.kind))
}

/// Whether it opens only together with the keyring.
pub(crate) fn needs_keyring(folder: &Path) -> bool {
    read(folder).ok().flatten().is_some_and(|lock| lock.keyring.is_some())
}

/// What is missing when the keyring alone is tried.
pub(crate) fn asked_for(folder: &Path) -> Result<OpenError, OpenError> {
    let Some(lock) = read(folder)? else { return Ok(OpenError::NeedsPassphrase) };
    // Not while somebody is answering.
    if let (LockKind::Keyring, Some(entry), Some(alone)) = (lock.kind, lock.keyring, alone_at_once(folder, ASKING)) {
        keyring::lock(entry.name, alone);
    }
    Ok(lock.kind.asked_for())
}

/// Takes the lock away where there is nothing behind it.
pub(crate) fn remove(folder: &Path) -> Result<(), OpenError> {
    Ok(gone(fs::remove_file(folder.join(FILE)))?)
}

/// Deletes what the keyring has for it.
pub(crate) fn forget(folder: &Path) -> Result<(), OpenError> {
    // One that cannot be read names nothing that could be deleted.
    let Ok(Some(lock)) = read(folder) else { return Ok(()) };
    lock.keyring.map(|entry| entry.name).into_iter().chain(lock.spare).try_for_each(keyring::delete)
}

/// Whoever has the keyring ask is alone: one answer must not open for two.
const ASKING: &str = "asking.lock";

/// The profile's key, given these words, or none where the keyring asks. The caller counts the tries ([`crate::tries`]).
pub(crate) fn open(folder: &Path, words: Option<&SecretString>) -> Result<Key, OpenError> {
    let _alone = if words.is_none() { Some(alone(folder, ASKING)?) } else { None };
    let lock = read(folder)?.ok_or(OpenError::KeyLost)?;
    let key = lock.unwrap(words)?;
    if let Err(error) = finish(folder, lock) {
        // The keyring or the disk does not let it; the next time.
        tracing::info!(%error, "what a change of the lock left is still to go");
    }
    Ok(key)
}

impl LockKind {
    /// What is missing when nothing was given.
    pub(crate) fn asked_for(self) -> OpenError {
        match self {
            LockKind::Pin => OpenError::NeedsPin,
            LockKind::Passphrase => OpenError::NeedsPassphrase,
            LockKind::Keyring => OpenError::NeedsAnswer,
        }
    }
}

impl Lock {
    /// Of these words, and of the entry with its key if there is one.
    fn of(
        kind: LockKind,
        words: Option<&SecretString>,
        cost: PassphraseCost,
        entry: Option<(&str, &Key)>,
        profile: &Key,
    ) -> Result<Self, OpenError> {
        let recipe = words.map(|_| Recipe::new(cost)).transpose()?;
        let wrapping = wrapping(typed(kind, recipe.as_ref(), words)?, entry.map(|(_, key)| key))?;
        let wrapped = HEXLOWER.encode(&wrapping.wrap(ABOUT, profile)?);
        let keyring = entry.map(|(name, key)| Entry { name: name.to_owned(), check: check_value(key) });
        Ok(Lock { kind, recipe, keyring, wrapped, spare: None })
    }

    fn unwrap(&self, words: Option<&SecretString>) -> Result<Key, OpenError> {
        // Before anything is asked of the keyring: it may ask the person.
        if words.is_some() == (self.kind == LockKind::Keyring) {
            return Err(self.kind.asked_for());
        }
        let other = match &self.keyring {
            Some(entry) => Some(entry.key()?),
            None => None,
        };
        let wrapped = HEXLOWER.decode(self.wrapped.as_bytes()).map_err(|_| OpenError::KeyLost)?;
        let typed = typed(self.kind, self.recipe.as_ref(), words)?;
        wrapping(typed, other.as_ref())?.unwrap_key(ABOUT, &wrapped).map_err(|_| match self.kind {
            LockKind::Pin => OpenError::WrongPin,
            LockKind::Passphrase => OpenError::WrongPassphrase,
            LockKind::Keyring => OpenError::KeyLost,
        })
    }
}

impl Entry {
    fn key(&self) -> Result<Key, OpenError> {
        let found = keyring::load(self.name.clone()).map_err(|error| match error {
            OpenError::NoKeyring => OpenError::KeyringAway,
            other => other,
        })?;
        let fitting = found.into_iter().flatten().find(|key| check_value(key) == self.check);
        fitting.ok_or(OpenError::KeyLost)
    }
}

/// The key that the words make, where words are typed here. A lock for which they are always has its recipe: one that was
/// taken out of the file is not one that asks for nothing.
fn typed(kind: LockKind, recipe: Option<&Recipe>, words: Option<&SecretString>) -> Result<Option<Key>, OpenError> {
    match (kind, recipe, words) {
        (LockKind::Keyring, None, None) => Ok(None),
        (LockKind::Pin | LockKind::Passphrase, Some(recipe), Some(words)) => Ok(Some(recipe.key(words)?)),
        _ => Err(OpenError::KeyLost),
    }
}

/// What wraps the profile's key.
fn wrapping(words: Option<Key>, other: Option<&Key>) -> Result<Key, OpenError> {
    match (words, other) {
        (Some(words), Some(other)) => Ok(other.derive_with(&words, ABOUT)),
        (Some(words), None) => Ok(words.derive(ABOUT)),
        (None, Some(other)) => Ok(other.derive(ABOUT)),
        (None, None) => Err(OpenError::KeyLost),
    }
}

/// Puts this lock on a profile with this key, in the place of what there was. The caller knows that whoever asks may.
/// Until the new file is there the old way opens the profile, and from then on only the new one. The keyring may ask the
/// person meanwhile, who may lock the profile instead: `profile` is its key once all that is done.
///
/// # Errors
/// [`OpenError::NoSuchLock`] for all but a passphrase without a keyring, where the keyring cannot ask, and where the key
/// lives only in memory; others when keyring or disk refuse.
pub(crate) fn put_on(
    folder: &Path,
    kind: LockKind,
    words: Option<&SecretString>,
    cost: PassphraseCost,
    profile: impl FnOnce() -> Result<Key, OpenError>,
) -> Result<(), OpenError> {
    if kind == LockKind::Keyring && !keyring::CAN_ASK {
        return Err(OpenError::NoSuchLock);
    }
    let old = read(folder)?;
    let old = old.and_then(|lock| lock.keyring).map(|entry| entry.name).or_else(|| name_alone(folder));
    let lock = match old {
        None if kind != LockKind::Passphrase || !(is_set(folder) || folder.join(RECIPE).exists()) => {
            return Err(OpenError::NoSuchLock);
        }
        None => Lock::of(kind, words, cost, None, &profile()?)?,
        Some(old) => {
            let (name, key) = (random_name()?, Key::make()?);
            let name = if kind == LockKind::Keyring { keyring::asking(&name) } else { name };
            keyring::save(name.clone(), &key)?;
            let made = profile().and_then(|profile| Lock::of(kind, words, cost, Some((&name, &key)), &profile));
            let made = made.inspect_err(|_| {
                let _ = keyring::delete(name.clone());
            });
            Lock { spare: Some(old), ..made? }
        }
    };
    write(folder, &lock)?;
    // From here on it is changed; what is left over can go the next time, too.
    if let Err(error) = finish(folder, lock) {
        tracing::info!(%error, "what a change of the lock left is still to go");
    }
    Ok(())
}

/// The name of the entry that opens a profile without a lock.
fn name_alone(folder: &Path) -> Option<String> {
    fs::read_to_string(folder.join(NAME)).ok().filter(|name| !name.is_empty())
}

/// Takes the lock off for good: the keyring alone opens the profile again.
///
/// # Errors
/// [`OpenError::NoSuchLock`] where there is no keyring; others when keyring or disk refuse.
pub(crate) fn take_off(folder: &Path, profile: impl FnOnce() -> Result<Key, OpenError>) -> Result<(), OpenError> {
    let Some(mut lock) = read(folder)? else {
        return if name_alone(folder).is_some() { Ok(()) } else { Err(OpenError::NoSuchLock) };
    };
    let Some(old) = lock.keyring.as_ref().map(|entry| entry.name.clone()) else { return Err(OpenError::NoSuchLock) };
    // Named before it is there: if this is cut, the next who opens the lock deletes it.
    let name = random_name()?;
    lock.spare = Some(name.clone());
    write(folder, &lock)?;
    keyring::save(name.clone(), &profile()?)?;
    write_whole(&folder.join(NAME), name.as_bytes())?;
    remove(folder)?;
    sync_names(folder)?;
    // It opens nothing any more.
    let _ = keyring::delete(old);
    Ok(())
}

/// Nothing but the lock opens the profile.
fn finish(folder: &Path, lock: Lock) -> Result<(), OpenError> {
    if lock.spare.is_none() && !folder.join(NAME).exists() && !folder.join(RECIPE).exists() {
        return Ok(());
    }
    if let Some(spare) = lock.spare.clone() {
        keyring::delete(spare)?;
    }
    for file in [NAME, RECIPE] {
        gone(fs::remove_file(folder.join(file)))?;
    }
    write(folder, &Lock { spare: None, ..lock })
}

#[cfg(test)]
#[path = "own_lock_tests.rs"]
mod tests;

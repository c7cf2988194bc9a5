//! The device key of a profile: from the OS keyring, from a passphrase, or for this session only. Never
//! in clear on disk, and never from one source when another was asked for.

use crate::home::write_whole;
#[cfg(not(test))]
use crate::keyring;
#[cfg(test)]
use crate::keyring_of_tests as keyring;
use crate::passphrase::{PassphraseCost, Recipe};
use crate::secret::Key;
use crate::{OpenError, StoreError, own_lock};
use data_encoding::{BASE32_NOPAD, HEXLOWER};
use secrecy::SecretString;
use std::fs;
use std::path::Path;

/// Where the device key comes from.
#[derive(Clone)]
pub enum KeySource {
    /// The keyring of the operating system.
    Os,
    /// Made now and lost at the end: nothing can be read later.
    Memory,
    /// The keyring, which asks the person for this profile ([`crate::LockKind::Keyring`]).
    Asking,
    /// What the person types. On a profile with a lock of her own it takes that off, which may need the keyring, too;
    /// on one without a keyring the key is made from it, by Argon2id.
    Passphrase(SecretString, PassphraseCost),
}

/// How a profile without a keyring begins: its key is made from the passphrase itself. With the first change of the
/// passphrase it gets a lock of the other kind ([`own_lock`]).
pub(crate) const RECIPE: &str = "passphrase.json";
/// Under which name the keyring has the key of a profile without a lock of its own.
pub(crate) const NAME: &str = "keyring-name";
const CHECK: &str = "key-check";
const CHECK_LABEL: &str = "postkasse key check 1";

/// The device key of the profile in `folder`; `fresh` when nothing is stored there yet.
pub(crate) fn device_key(folder: &Path, source: &KeySource, fresh: bool) -> Result<Key, OpenError> {
    if fresh {
        // What it locked is gone.
        own_lock::remove(folder)?;
    }
    match source {
        KeySource::Passphrase(words, _) if own_lock::is_set(folder) => own_lock::open(folder, Some(words)),
        KeySource::Asking => own_lock::open(folder, None),
        KeySource::Memory => Ok(Key::make()?),
        KeySource::Os => from_keyring(folder, fresh),
        KeySource::Passphrase(passphrase, cost) => from_passphrase(folder, passphrase, *cost, fresh),
    }
}

/// What tells this key from another without telling the key: beside the vault, so that a wrong key is not
/// taken for damage, nor damage for a wrong key.
fn check_value(key: &Key) -> String {
    HEXLOWER.encode(key.derive(CHECK_LABEL).expose())
}

/// Whether this is the key with which the profile in `folder` was opened last.
pub(crate) fn fits(folder: &Path, key: &Key) -> bool {
    fs::read_to_string(folder.join(CHECK)).is_ok_and(|kept| kept == check_value(key))
}

/// The profile was opened with this key.
pub(crate) fn remember(folder: &Path, key: &Key) -> Result<(), OpenError> {
    if fits(folder, key) { Ok(()) } else { Ok(write_whole(&folder.join(CHECK), check_value(key).as_bytes())?) }
}

/// Whether what is stored in `folder` was ever locked in this way; if not, in which way it is.
pub(crate) fn is_known(folder: &Path, source: &KeySource) -> Result<(), OpenError> {
    let (by_name, by_recipe) = (folder.join(NAME).exists(), folder.join(RECIPE).exists());
    match source {
        KeySource::Memory => Ok(()),
        // It comes before everything else: a name that is put beside it opens nothing.
        KeySource::Os if own_lock::is_set(folder) => Err(own_lock::asked_for(folder)?),
        KeySource::Passphrase(..) | KeySource::Asking if own_lock::is_set(folder) => Ok(()),
        KeySource::Os if by_name => Ok(()),
        KeySource::Passphrase(..) if by_recipe => Ok(()),
        KeySource::Os if by_recipe => Err(OpenError::NeedsPassphrase),
        KeySource::Passphrase(..) if by_name => Err(OpenError::NeedsKeyring),
        KeySource::Os | KeySource::Passphrase(..) | KeySource::Asking => Err(OpenError::KeyLost),
    }
}

/// Whether beginning anew in this way has to set aside what is here. With the keyring, also what its key opens only
/// together with something that the person no longer knows; with a passphrase, what needs a keyring.
pub(crate) fn is_in_the_way(folder: &Path, source: &KeySource) -> bool {
    let needs_keyring = matches!(source, KeySource::Passphrase(..)) && own_lock::needs_keyring(folder);
    needs_keyring || is_known(folder, source).is_err()
}

/// Deletes what the keyring has for this folder.
pub(crate) fn forget(folder: &Path) -> Result<(), OpenError> {
    own_lock::forget(folder)?;
    match fs::read_to_string(folder.join(NAME)) {
        Ok(name) if !name.is_empty() => keyring::delete(name),
        _ => Ok(()),
    }
}

pub(crate) fn random_name() -> Result<String, StoreError> {
    let mut random = [0; 20];
    getrandom::fill(&mut random).map_err(|_| StoreError::NoRandomness)?;
    Ok(BASE32_NOPAD.encode(&random).to_ascii_lowercase())
}

/// The entry has a random name, so that two homes with profiles of the same name do not share a key. The
/// name is there before the entry: nothing in the keyring is without its name here.
fn from_keyring(folder: &Path, fresh: bool) -> Result<Key, OpenError> {
    let name_file = folder.join(NAME);
    let name = match fs::read_to_string(&name_file) {
        Ok(name) if !name.is_empty() => name,
        _ if fresh => {
            // An attempt in another way that came to nothing must not be taken for the way.
            let _ = fs::remove_file(folder.join(RECIPE));
            let name = random_name()?;
            write_whole(&name_file, name.as_bytes())?;
            name
        }
        _ => return Err(OpenError::KeyLost),
    };
    let found = keyring::load(name.clone()).map_err(|error| match error {
        // Whoever has letters here had a keyring: it is away, and another way would not open them.
        OpenError::NoKeyring if !fresh => OpenError::KeyringAway,
        other => other,
    })?;
    match found {
        Some(keys) => choose(folder, keys).ok_or(OpenError::KeyLost),
        None if fresh => make(name),
        None => Err(OpenError::KeyLost),
    }
}

/// Of several the one that was used last; what opens nothing is found out by opening.
fn choose(folder: &Path, keys: Vec<Key>) -> Option<Key> {
    let (mut fitting, others): (Vec<Key>, Vec<Key>) = keys.into_iter().partition(|key| fits(folder, key));
    fitting.pop().or_else(|| others.into_iter().next())
}

fn make(name: String) -> Result<Key, OpenError> {
    let key = Key::make()?;
    keyring::save(name, &key)?;
    Ok(key)
}

fn from_passphrase(
    folder: &Path,
    passphrase: &SecretString,
    cost: PassphraseCost,
    fresh: bool,
) -> Result<Key, OpenError> {
    let file = folder.join(RECIPE);
    let recipe = match fs::read(&file) {
        Ok(bytes) if !fresh => serde_json::from_slice(&bytes).map_err(|_| OpenError::KeyLost)?,
        _ if fresh => {
            let _ = fs::remove_file(folder.join(NAME));
            let recipe = Recipe::new(cost)?;
            write_whole(&file, &serde_json::to_vec(&recipe).map_err(StoreError::from)?)?;
            recipe
        }
        _ => return Err(OpenError::KeyLost),
    };
    recipe.key(passphrase)
}

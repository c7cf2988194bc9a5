//! The OS keyring. It may hang for ever (a Secret Service that is stuck, a question that nobody answers), so
//! every call runs on a thread of its own and is given up after a while. Each call reaches the keyring anew:
//! one that was away at the start, or was started again meanwhile, is found the next time.

#![cfg_attr(test, allow(dead_code, reason = "the unit tests have a keyring of their own"))]

use crate::OpenError;
use crate::secret::Key;
use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};
use std::fs::File;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;
use zeroize::Zeroizing;

#[cfg(target_os = "macos")]
use apple_native_keyring_store::keychain::Store;
#[cfg(windows)]
use windows_native_keyring_store::Store;
#[cfg(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))))]
use {
    crate::own_collection::Keyring,
    std::collections::HashMap,
    std::sync::Arc,
    std::sync::atomic::{AtomicBool, Ordering},
    zbus_secret_service_keyring_store::Store,
};

const SERVICE: &str = "dk.postkasse";

/// How long the keyring is waited for.
#[derive(Clone, Copy)]
struct Patience {
    /// Until it answers at all; the system may have to start it first.
    first_word: Duration,
    /// From then on: long enough for a person to answer the keyring's own question.
    answer: Duration,
    /// What it is when none comes.
    late: fn() -> OpenError,
}

const PATIENCE: Patience = Patience {
    first_word: Duration::from_secs(15),
    answer: Duration::from_secs(60),
    late: || OpenError::KeyringSilent,
};
/// Where the person was told to answer: she looks for a password, or makes one up and writes it down. A question that
/// she left alone is one that she did not answer, and says nothing of the keyring.
#[cfg(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))))]
const UNHURRIED: Patience = Patience { answer: Duration::from_secs(600), late: || OpenError::Dismissed, ..PATIENCE };

/// Whether the keyring can be told to ask the person each time.
pub(crate) const CAN_ASK: bool =
    cfg!(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))));
/// A name that begins so is that of a key for which it asks ([`crate::own_collection`]).
const ASKING: &str = "asking-";

/// This name, for a key for which the keyring is to ask the person each time.
pub(crate) fn asking(name: &str) -> String {
    format!("{ASKING}{name}")
}

/// By what the keyring's store finds an entry.
#[cfg(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))))]
fn attributes(account: &str) -> HashMap<&str, &str> {
    HashMap::from([("service", SERVICE), ("username", account)])
}

enum Said<T> {
    /// The keyring is there.
    Here,
    Done(Result<T, OpenError>),
}

/// Runs `reach`, which finds the keyring, and then `call` on a thread of their own. One that takes too long
/// is left behind.
fn on_own_thread<S, T: Send + 'static>(
    patience: Patience,
    reach: impl FnOnce() -> Result<S, OpenError> + Send + 'static,
    call: impl FnOnce(S) -> Result<T, OpenError> + Send + 'static,
) -> Result<T, OpenError> {
    let (send, receive) = mpsc::channel();
    let work = move || {
        let done = reach().and_then(|keyring| {
            // Whoever waited may have given up.
            let _ = send.send(Said::Here);
            call(keyring)
        });
        let _ = send.send(Said::Done(done));
    };
    std::thread::Builder::new().name("keyring".to_owned()).spawn(work).map_err(OpenError::Disk)?;
    match receive.recv_timeout(patience.first_word) {
        Ok(Said::Here) => {}
        Ok(Said::Done(done)) => return done,
        Err(_) => return Err(OpenError::KeyringSilent),
    }
    match receive.recv_timeout(patience.answer) {
        Ok(Said::Done(done)) => done,
        Err(RecvTimeoutError::Timeout) => Err((patience.late)()),
        Ok(Said::Here) | Err(RecvTimeoutError::Disconnected) => Err(OpenError::KeyringSilent),
    }
}

/// The entry of this name in the keyring of this computer.
fn entry(account: &str) -> Result<Entry, OpenError> {
    let store = Store::new().map_err(trouble)?;
    store.build(SERVICE, account, None).map_err(trouble)
}

fn trouble(error: Error) -> OpenError {
    match error {
        Error::NoStorageAccess(_) => OpenError::KeyringLocked,
        Error::NoEntry | Error::BadEncoding(_) => OpenError::KeyLost,
        other => {
            tracing::warn!(kind = error_kind(&other), "the keyring failed");
            OpenError::NoKeyring
        }
    }
}

/// The kind alone: an error's own text may hold what was stored.
fn error_kind(error: &Error) -> &'static str {
    match error {
        Error::PlatformFailure(_) => "platform failure",
        Error::NoDefaultStore => "no store",
        _ => "other",
    }
}

/// What is stored under this name; nothing when there is no entry. Two collections of one keyring may each have
/// an entry of it (one was copied): which is the right one is for the caller to tell.
pub(crate) fn load(account: String) -> Result<Option<Vec<Key>>, OpenError> {
    #[cfg(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))))]
    if account.starts_with(ASKING) {
        return on_own_thread(UNHURRIED, Keyring::reach, move |keyring| keyring.load(&attributes(&account)));
    }
    let call = |entry: Entry| match entry.get_secret() {
        Ok(bytes) => Ok(Some(keys([bytes]))),
        Err(Error::NoEntry) => Ok(None),
        Err(Error::Ambiguous(entries)) => {
            let all: Result<Vec<_>, _> = entries.iter().map(Entry::get_secret).collect();
            Ok(Some(keys(all.map_err(trouble)?)))
        }
        Err(error) => Err(trouble(error)),
    };
    on_own_thread(PATIENCE, move || entry(&account), call)
}

/// Those that can be keys.
fn keys(found: impl IntoIterator<Item = Vec<u8>>) -> Vec<Key> {
    found.into_iter().map(Zeroizing::new).filter_map(|bytes| Key::from_slice(&bytes)).collect()
}

/// Stores the key.
pub(crate) fn save(account: String, key: &Key) -> Result<(), OpenError> {
    let bytes = Zeroizing::new(*key.expose());
    #[cfg(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))))]
    if account.starts_with(ASKING) {
        let awaited = Arc::new(AtomicBool::new(true));
        let still = awaited.clone();
        let save = move |keyring: Keyring| {
            keyring.save(&attributes(&account), bytes.as_ref())?;
            // Nobody would know of what was answered too late.
            if still.load(Ordering::Acquire) { Ok(()) } else { keyring.delete(&attributes(&account)) }
        };
        let saved = on_own_thread(UNHURRIED, Keyring::reach, save);
        awaited.store(saved.is_ok(), Ordering::Release);
        return saved;
    }
    let call = move |entry: Entry| entry.set_secret(bytes.as_ref()).map_err(trouble);
    on_own_thread(PATIENCE, move || entry(&account), call)
}

/// Locks what a program that was cut may have left open, if this is the name of a key for which the keyring asks. Nobody
/// waits for that; `alone` is held until it is done.
pub(crate) fn lock(account: String, alone: File) {
    #[cfg(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))))]
    if account.starts_with(ASKING) {
        let lock = move || {
            if let Err(error) = Keyring::reach().and_then(|keyring| keyring.lock(&attributes(&account))) {
                tracing::warn!(%error, "it is not known whether the keyring has the key locked");
            }
            drop(alone);
        };
        let _ = std::thread::Builder::new().name("keyring".to_owned()).spawn(lock);
    }
    #[cfg(not(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android")))))]
    drop((account, alone));
}

/// Deletes the key, wherever it lies; that there is none is fine too.
pub(crate) fn delete(account: String) -> Result<(), OpenError> {
    #[cfg(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))))]
    if account.starts_with(ASKING) {
        return on_own_thread(PATIENCE, Keyring::reach, move |keyring| keyring.delete(&attributes(&account)));
    }
    let call = |entry: Entry| match entry.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(Error::Ambiguous(entries)) => entries.iter().try_for_each(Entry::delete_credential).map_err(trouble),
        Err(error) => Err(trouble(error)),
    };
    on_own_thread(PATIENCE, move || entry(&account), call)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(20);
    const LONG: Duration = Duration::from_secs(600);

    fn unanswered() -> OpenError {
        OpenError::Dismissed
    }

    fn for_ever() -> Result<(), OpenError> {
        loop {
            std::thread::park();
        }
    }

    #[test]
    fn a_keyring_that_says_nothing_and_one_that_stops_answering_are_given_up() {
        let silent = on_own_thread(Patience { first_word: SHORT, answer: LONG, late: unanswered }, for_ever, Ok);
        assert!(matches!(silent, Err(OpenError::KeyringSilent)));
        let stuck =
            on_own_thread(Patience { first_word: LONG, answer: SHORT, late: unanswered }, || Ok(()), |()| for_ever());
        assert!(matches!(stuck, Err(OpenError::Dismissed)), "what was said to be so when no answer comes");
    }

    #[test]
    fn a_keyring_that_dies_is_none_and_one_that_answers_is_heard() {
        let dead = on_own_thread(PATIENCE, || -> Result<(), _> { panic!("as a library might") }, Ok);
        assert!(matches!(dead, Err(OpenError::KeyringSilent)));
        assert_eq!(on_own_thread(PATIENCE, || Ok(6), |n| Ok(n * 7)).unwrap(), 42);
        let none = on_own_thread(PATIENCE, || Err(OpenError::NoKeyring), |()| Ok(()));
        assert!(matches!(none, Err(OpenError::NoKeyring)));
    }
}

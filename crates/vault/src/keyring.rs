//! The OS keyring. It may hang for ever (a locked Secret Service that nobody answers), so every call
//! runs on a thread of its own and is given up after a while.

use crate::OpenError;
use crate::secret::Key;
use keyring::v1::{Entry, Error};
use std::sync::mpsc;
use std::time::Duration;

const SERVICE: &str = "dk.postkasse";
/// Long enough for a person to answer the keyring's own question.
const PATIENCE: Duration = Duration::from_secs(60);

fn on_own_thread<T: Send + 'static>(
    call: impl FnOnce() -> Result<T, OpenError> + Send + 'static,
) -> Result<T, OpenError> {
    let (send, receive) = mpsc::channel();
    std::thread::Builder::new().name("keyring".to_owned()).spawn(move || send.send(call())).map_err(OpenError::Disk)?;
    receive.recv_timeout(PATIENCE).unwrap_or(Err(OpenError::KeyringSilent))
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

/// The stored key, if there is one.
pub(crate) fn load(account: String) -> Result<Option<Key>, OpenError> {
    on_own_thread(move || {
        let entry = Entry::new(SERVICE, &account).map_err(trouble)?;
        match entry.get_secret() {
            Ok(bytes) => Key::from_slice(&zeroize::Zeroizing::new(bytes)).map(Some).ok_or(OpenError::KeyLost),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(trouble(error)),
        }
    })
}

/// Stores the key.
pub(crate) fn save(account: String, key: &Key) -> Result<(), OpenError> {
    let bytes = zeroize::Zeroizing::new(*key.expose());
    on_own_thread(move || {
        let entry = Entry::new(SERVICE, &account).map_err(trouble)?;
        entry.set_secret(bytes.as_ref()).map_err(trouble)
    })
}

/// Deletes the key; that there is none is fine too.
pub(crate) fn delete(account: String) -> Result<(), OpenError> {
    on_own_thread(move || {
        let entry = Entry::new(SERVICE, &account).map_err(trouble)?;
        match entry.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(trouble(error)),
        }
    })
}

//! A collection of the keyring's own for one key, under a password that only the keyring knows (Secret Service API 0.2:
//! collections, prompts). It is locked whenever nobody is reading it, so the keyring asks the person each time: that is
//! the system's own question, and it gives a key, not only leave. The keyring's store cannot do that: it neither locks a
//! collection nor deletes one that is locked.
//!
//! What cannot be made sure of is refused: a lock that asks nobody would be worse than none, since it says that it asks.

use crate::secret::Key;
use crate::{OpenError, remembered};
use secret_service::blocking::{Collection, Item, SecretService};
use secret_service::{EncryptionType, Error};
use std::collections::HashMap;
use zbus::blocking::Connection;
use zbus::zvariant::{ObjectPath, OwnedObjectPath};
use zeroize::Zeroizing;

/// What the keyring's question calls it.
const LABEL: &str = "Postkasse";
const CONTENT: &str = "application/octet-stream";
const KEYRING: Option<&str> = Some("org.freedesktop.secrets");
const SERVICE: &str = "/org/freedesktop/secrets";
/// The path of no object.
const NOTHING: &str = "/";
const IS_LOCKED: &str = "org.freedesktop.Secret.Error.IsLocked";

/// The keyring, reached anew.
pub(crate) struct Keyring {
    service: SecretService<'static>,
    /// For what the library does not do.
    bus: Connection,
}

impl Keyring {
    pub(crate) fn reach() -> Result<Self, OpenError> {
        let bus = Connection::session().map_err(|error| trouble(error.into()))?;
        Ok(Keyring { service: SecretService::connect(EncryptionType::Dh).map_err(trouble)?, bus })
    }

    /// Makes a collection for this key; the keyring asks the person for a password for it. Nothing is left of one that
    /// would not be a lock.
    pub(crate) fn save(&self, attributes: &HashMap<&str, &str>, bytes: &[u8]) -> Result<(), OpenError> {
        let collection = self.service.create_collection(LABEL, "").map_err(trouble)?;
        self.keep(&collection, attributes, bytes).inspect_err(|_| {
            let _ = self.delete_unasked(&collection.collection_path, "org.freedesktop.Secret.Collection");
        })
    }

    fn keep(&self, made: &Collection<'_>, attributes: &HashMap<&str, &str>, bytes: &[u8]) -> Result<(), OpenError> {
        let path = made.collection_path.as_str();
        made.create_item(LABEL, attributes.clone(), bytes, true, CONTENT).and_then(|_| made.lock()).map_err(trouble)?;
        self.ask_again(path)?;
        // Some keyrings find only what is unlocked: they would have lost the key.
        let found = self.service.search_items(attributes.clone()).map_err(trouble)?;
        if !found.unlocked.is_empty() || !found.locked.iter().any(|item| parent(&item.item_path).ok() == Some(path)) {
            return Err(OpenError::NoSuchLock);
        }
        // An empty password is one for which nobody is asked.
        if self.opens_unasked(path)? { Err(OpenError::NoPassword) } else { Ok(()) }
    }

    /// The key, after the keyring asked the person. One that somebody else left open is locked first.
    pub(crate) fn load(&self, attributes: &HashMap<&str, &str>) -> Result<Option<Vec<Key>>, OpenError> {
        let items = self.items(attributes)?;
        let mut keys = Vec::with_capacity(items.len());
        for item in &items {
            self.shut(item)?;
            item.unlock().map_err(trouble)?;
            let secret = item.get_secret().map(Zeroizing::new);
            self.shut(item)?;
            keys.extend(Key::from_slice(&secret.map_err(trouble)?));
        }
        Ok((!items.is_empty()).then_some(keys))
    }

    /// Locks it where something left it open, without a question.
    pub(crate) fn lock(&self, attributes: &HashMap<&str, &str>) -> Result<(), OpenError> {
        self.items(attributes)?.iter().try_for_each(|item| self.shut(item))
    }

    /// Deletes the key and its collection, without a question. Of a collection into which somebody put something else,
    /// only the key.
    pub(crate) fn delete(&self, attributes: &HashMap<&str, &str>) -> Result<(), OpenError> {
        for item in self.items(attributes)? {
            let path = parent(&item.item_path)?;
            let collection = self.service.get_collection_by_path(owned(path)?).map_err(trouble)?;
            if collection.get_all_items().map_err(trouble)?.len() > 1 {
                self.delete_unasked(&item.item_path, "org.freedesktop.Secret.Item")?;
                continue;
            }
            self.ask_again(path)?;
            self.delete_unasked(&collection.collection_path, "org.freedesktop.Secret.Collection")?;
        }
        Ok(())
    }

    /// Nobody reads it without being asked from here on.
    fn shut(&self, item: &Item<'_>) -> Result<(), OpenError> {
        item.lock().map_err(trouble)?;
        self.ask_again(parent(&item.item_path)?)
    }

    /// The keyring goes on asking for the collection at this path.
    fn ask_again(&self, path: &str) -> Result<(), OpenError> {
        remembered::take_out(&self.service, path).map_err(|error| {
            tracing::warn!(%error, "the keyring goes on remembering a password");
            OpenError::KeyringLocked
        })
    }

    fn items(&self, attributes: &HashMap<&str, &str>) -> Result<Vec<Item<'_>>, OpenError> {
        let found = self.service.search_items(attributes.clone()).map_err(trouble)?;
        Ok(found.unlocked.into_iter().chain(found.locked).collect())
    }

    /// Whether what is locked at this path opens without a question. A question that would come is not shown.
    fn opens_unasked(&self, path: &str) -> Result<bool, OpenError> {
        let ask = || -> zbus::Result<bool> {
            let object = [ObjectPath::try_from(path)?];
            let interface = Some("org.freedesktop.Secret.Service");
            let answer = self.bus.call_method(KEYRING, SERVICE, interface, "Unlock", &(object.as_slice(),))?;
            let (open, prompt): (Vec<OwnedObjectPath>, OwnedObjectPath) = answer.body().deserialize()?;
            if prompt.as_str() != NOTHING {
                self.bus.call_method(KEYRING, &prompt, Some("org.freedesktop.Secret.Prompt"), "Dismiss", &())?;
            }
            Ok(!open.is_empty())
        };
        ask().map_err(|error| trouble(error.into()))
    }

    /// Deletes an object. Said to the keyring itself: the library deletes nothing that is locked, and unlocking it would
    /// ask the person.
    fn delete_unasked(&self, path: &ObjectPath<'_>, interface: &str) -> Result<(), OpenError> {
        let ask = || -> zbus::Result<bool> {
            let answer = self.bus.call_method(KEYRING, path, Some(interface), "Delete", &())?;
            Ok(answer.body().deserialize::<ObjectPath<'_>>()?.as_str() == NOTHING)
        };
        match ask() {
            Ok(true) => Ok(()),
            Ok(false) => Err(OpenError::KeyringLocked),
            Err(error) => Err(trouble(error.into())),
        }
    }
}

/// The path of the collection in which the item at this path is.
fn parent(item: &str) -> Result<&str, OpenError> {
    item.rsplit_once('/').map(|(collection, _)| collection).ok_or(OpenError::NoKeyring)
}

fn owned(path: &str) -> Result<OwnedObjectPath, OpenError> {
    OwnedObjectPath::try_from(path.to_owned()).map_err(|_| OpenError::NoKeyring)
}

fn trouble(error: Error) -> OpenError {
    match error {
        Error::Prompt => OpenError::Dismissed,
        Error::Locked => OpenError::KeyringLocked,
        Error::Zbus(zbus::Error::MethodError(name, ..)) if name.as_str() == IS_LOCKED => OpenError::KeyringLocked,
        Error::NoResult => OpenError::KeyLost,
        other => {
            // An error of the bus may name what was asked, never what was stored.
            tracing::warn!(error = %other, "the keyring failed");
            OpenError::NoKeyring
        }
    }
}

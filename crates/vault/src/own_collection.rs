//! A collection of the keyring's own for one key, under a password that only the keyring knows (Secret Service API 0.2:
//! collections, prompts). It is locked whenever nobody is reading it, so the keyring asks the person each time: that is
//! the system's own question, and it gives a key, not only leave. The keyring's store cannot do that: it neither locks a
//! collection nor deletes one that is locked.

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
/// What is no object stands for nothing there.
const NOTHING: &str = "/";

/// The keyring, reached anew.
pub(crate) struct Keyring {
    service: SecretService<'static>,
}

impl Keyring {
    pub(crate) fn reach() -> Result<Self, OpenError> {
        Ok(Keyring { service: SecretService::connect(EncryptionType::Dh).map_err(trouble)? })
    }

    /// Makes a collection for this key; the keyring asks the person for a password for it.
    pub(crate) fn save(&self, attributes: HashMap<&str, &str>, bytes: &[u8]) -> Result<(), OpenError> {
        let collection = self.service.create_collection(LABEL, "").map_err(trouble)?;
        let kept = collection.create_item(LABEL, attributes, bytes, true, CONTENT).and_then(|_| collection.lock());
        self.ask_again(&collection.collection_path);
        kept.map_err(|error| {
            // Nothing is left of one that keeps nothing.
            let _ = delete_collection(&collection.collection_path);
            trouble(error)
        })
    }

    /// The key, after the keyring asked the person. One that somebody else left open is locked first.
    pub(crate) fn load(&self, attributes: HashMap<&str, &str>) -> Result<Option<Vec<Key>>, OpenError> {
        let items = self.items(attributes)?;
        let mut keys = Vec::with_capacity(items.len());
        for item in &items {
            // Also what was remembered when this was cut the last time.
            self.ask_again(parent(&item.item_path)?);
            item.lock().and_then(|()| item.unlock()).map_err(trouble)?;
            let secret = item.get_secret().map(Zeroizing::new);
            if let Err(error) = item.lock() {
                tracing::warn!(%error, "the keyring did not lock the key again");
            }
            self.ask_again(parent(&item.item_path)?);
            keys.extend(Key::from_slice(&secret.map_err(trouble)?));
        }
        Ok((!items.is_empty()).then_some(keys))
    }

    /// Deletes the key and its collection, without a question.
    pub(crate) fn delete(&self, attributes: HashMap<&str, &str>) -> Result<(), OpenError> {
        for item in self.items(attributes)? {
            let path = parent(&item.item_path)?;
            self.ask_again(path);
            let found = self.service.get_collection_by_path(owned(path)?).map_err(trouble)?;
            // Somebody may have moved it to one that holds other things, too.
            if is_ours(&found).map_err(trouble)? {
                delete_collection(&found.collection_path)?;
            } else {
                item.delete().map_err(trouble)?;
            }
        }
        Ok(())
    }

    /// The keyring goes on asking for the collection at this path.
    fn ask_again(&self, path: &str) {
        let taken = owned(path).and_then(|path| remembered::take_out(&self.service, &path).map_err(trouble));
        match taken {
            Ok(true) => tracing::info!("the keyring had remembered a password, and has forgotten it again"),
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "it is not known whether the keyring remembers a password"),
        }
    }

    fn items(&self, attributes: HashMap<&str, &str>) -> Result<Vec<Item<'_>>, OpenError> {
        let found = self.service.search_items(attributes).map_err(trouble)?;
        Ok(found.unlocked.into_iter().chain(found.locked).collect())
    }
}

/// The path of the collection in which the item at this path is.
fn parent(item: &str) -> Result<&str, OpenError> {
    item.rsplit_once('/').map(|(collection, _)| collection).ok_or(OpenError::NoKeyring)
}

fn owned(path: &str) -> Result<OwnedObjectPath, OpenError> {
    OwnedObjectPath::try_from(path.to_owned()).map_err(|_| OpenError::NoKeyring)
}

fn is_ours(collection: &Collection<'_>) -> Result<bool, Error> {
    Ok(collection.get_label()? == LABEL && collection.get_all_items()?.len() == 1)
}

/// Said to the keyring itself: the library deletes none that is locked, and unlocking it would ask the person.
fn delete_collection(path: &ObjectPath<'_>) -> Result<(), OpenError> {
    let reach = || -> zbus::Result<ObjectPath<'static>> {
        let bus = Connection::session()?;
        let interface = Some("org.freedesktop.Secret.Collection");
        let answer = bus.call_method(Some("org.freedesktop.secrets"), path, interface, "Delete", &())?;
        Ok(answer.body().deserialize::<ObjectPath<'_>>()?.into_owned())
    };
    match reach() {
        Ok(prompt) if prompt.as_str() == NOTHING => Ok(()),
        Ok(_) => Err(OpenError::KeyringLocked),
        Err(error) => {
            tracing::warn!(%error, "the keyring did not delete a collection");
            Err(OpenError::NoKeyring)
        }
    }
}

fn trouble(error: Error) -> OpenError {
    match error {
        Error::Prompt => OpenError::Dismissed,
        Error::Locked => OpenError::KeyringLocked,
        Error::NoResult => OpenError::KeyLost,
        other => {
            // An error of the bus may name what was asked, never what was stored.
            tracing::warn!(error = %other, "the keyring failed");
            OpenError::NoKeyring
        }
    }
}

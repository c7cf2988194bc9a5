//! A key made from what a person types (Argon2id, RFC 9106), and how: salt and cost, stored beside what it locks.

use crate::device_key::random_name;
use crate::secret::Key;
use crate::{OpenError, StoreError};
use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// What making a key from a passphrase costs; stored beside the vault, so that it can grow later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassphraseCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Default for PassphraseCost {
    /// RFC 9106's second recommended setting: 64 MiB, three passes.
    fn default() -> Self {
        PassphraseCost { memory_kib: 64 << 10, passes: 3 }
    }
}

/// How the same words give the same key. Nothing in it is secret.
#[derive(Serialize, Deserialize)]
pub(crate) struct Recipe {
    salt: String,
    cost: PassphraseCost,
    lanes: u32,
}

impl Recipe {
    /// A new one.
    pub(crate) fn new(cost: PassphraseCost) -> Result<Self, StoreError> {
        Ok(Recipe { salt: random_name()?, cost, lanes: 1 })
    }

    /// The key that these words give.
    pub(crate) fn key(&self, words: &SecretString) -> Result<Key, OpenError> {
        // A recipe from outside must not be able to take all memory.
        if self.cost.memory_kib > 4 << 20 || self.cost.passes > 64 || self.lanes > 16 {
            return Err(OpenError::KeyLost);
        }
        let params = Params::new(self.cost.memory_kib, self.cost.passes, self.lanes, Some(32));
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.map_err(|_| OpenError::KeyLost)?);
        let mut key = Zeroizing::new([0; 32]);
        argon
            .hash_password_into(words.expose_secret().as_bytes(), self.salt.as_bytes(), key.as_mut())
            .map_err(|_| OpenError::KeyLost)?;
        Ok(Key::from_bytes(&key))
    }
}

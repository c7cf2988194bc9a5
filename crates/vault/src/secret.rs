//! Keys: 256 bits, zeroised when dropped, never cloned, printed or serialised.

use crate::StoreError;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use hkdf::Hkdf;
use secrecy::{ExposeSecret, SecretBox};
use sha2::Sha256;
use zeroize::Zeroizing;

/// A key.
pub(crate) struct Key(SecretBox<[u8; 32]>);

const NONCE: usize = 12;

impl Key {
    /// A new random key.
    pub(crate) fn make() -> Result<Self, StoreError> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(bytes.as_mut()).map_err(|_| StoreError::NoRandomness)?;
        Ok(Self::from_bytes(&bytes))
    }

    pub(crate) fn from_bytes(bytes: &[u8; 32]) -> Self {
        Key(SecretBox::init_with_mut(|key: &mut [u8; 32]| *key = *bytes))
    }

    /// Reads a key back from stored bytes.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        <&[u8; 32]>::try_from(bytes).ok().map(Self::from_bytes)
    }

    pub(crate) fn expose(&self) -> &[u8; 32] {
        self.0.expose_secret()
    }

    /// The key for one purpose (HKDF-SHA256, RFC 5869; the label is its `info`).
    pub(crate) fn derive(&self, label: &str) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        // 32 bytes are always within what HKDF-SHA256 can give (255 × 32).
        let _ = Hkdf::<Sha256>::new(None, self.expose()).expand(label.as_bytes(), bytes.as_mut());
        Self::from_bytes(&bytes)
    }

    /// The key for one purpose that only both give (HKDF-SHA256; this is its salt, the other one its input).
    pub(crate) fn derive_with(&self, other: &Key, label: &str) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        // As above.
        let _ = Hkdf::<Sha256>::new(Some(self.expose()), other.expose()).expand(label.as_bytes(), bytes.as_mut());
        Self::from_bytes(&bytes)
    }

    /// Seals a small text: a random nonce, then AES-256-GCM. `about` says what it is for and must be the
    /// same when it is opened.
    pub(crate) fn seal(&self, about: &str, text: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|_| StoreError::NoRandomness)?;
        let payload = Payload { msg: text, aad: about.as_bytes() };
        let sealed = self.cipher().encrypt(&Nonce::from(nonce), payload).map_err(|_| StoreError::Damaged)?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// Opens what [`Key::seal`] sealed.
    pub(crate) fn open(&self, about: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let (nonce, rest) = sealed.split_at_checked(NONCE).ok_or(StoreError::Damaged)?;
        let nonce = <[u8; NONCE]>::try_from(nonce).map_err(|_| StoreError::Damaged)?;
        let payload = Payload { msg: rest, aad: about.as_bytes() };
        let text = self.cipher().decrypt(&Nonce::from(nonce), payload).map_err(|_| StoreError::Damaged)?;
        Ok(Zeroizing::new(text))
    }

    /// Wraps another key.
    pub(crate) fn wrap(&self, about: &str, key: &Key) -> Result<Vec<u8>, StoreError> {
        self.seal(about, key.expose())
    }

    /// Unwraps another key.
    pub(crate) fn unwrap_key(&self, about: &str, wrapped: &[u8]) -> Result<Key, StoreError> {
        Key::from_slice(&self.open(about, wrapped)?).ok_or(StoreError::Damaged)
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new(self.expose().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_text_opens_only_with_its_key_and_for_its_purpose() {
        let (key, other) = (Key::make().unwrap(), Key::make().unwrap());
        let sealed = key.seal("a", b"text").unwrap();
        assert_eq!(key.open("a", &sealed).unwrap().as_slice(), b"text");
        assert!(key.open("b", &sealed).is_err());
        assert!(other.open("a", &sealed).is_err());
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(key.open("a", &changed).is_err(), "byte {at}");
        }
        assert!(key.open("a", &sealed[..5]).is_err());
    }

    #[test]
    fn keys_for_different_purposes_differ_and_the_same_is_the_same() {
        let key = Key::from_bytes(&[7; 32]);
        assert_eq!(key.derive("x").expose(), key.derive("x").expose());
        assert_ne!(key.derive("x").expose(), key.derive("y").expose());
        let (one, two) = (Key::from_bytes(&[1; 32]), Key::from_bytes(&[2; 32]));
        let of_both = key.derive_with(&one, "x");
        assert_eq!(of_both.expose(), key.derive_with(&one, "x").expose());
        for other in
            [key.derive_with(&two, "x"), two.derive_with(&one, "x"), key.derive_with(&one, "y"), key.derive("x")]
        {
            assert_ne!(of_both.expose(), other.expose());
        }
    }
}

//! Signing keys: ES256, rotated, the ones before still published.

use super::grants::Grants;
use super::{OidcError, random_text};
use data_encoding::BASE64URL_NOPAD;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, UnparsedPublicKey,
};
use serde_json::{Value, json};

/// The keys, newest last; the last one signs.
pub struct Keys(Vec<Key>);

struct Key {
    id: String,
    pair: EcdsaKeyPair,
}

impl Keys {
    /// The stored keys, or a first one.
    pub fn load(grants: &Grants) -> Result<Self, OidcError> {
        let mut keys = Keys(Vec::new());
        for (id, pkcs8) in grants.keys()? {
            keys.0.push(Key { id, pair: pair(&pkcs8)? });
        }
        if keys.0.is_empty() {
            keys.rotate(grants)?;
        }
        Ok(keys)
    }

    /// Makes a new signing key.
    pub fn rotate(&mut self, grants: &Grants) -> Result<(), OidcError> {
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
            .map_err(|_| OidcError::Key)?;
        let id: String = random_text()?.chars().take(16).collect();
        grants.add_key(&id, pkcs8.as_ref())?;
        self.0.push(Key { id, pair: pair(pkcs8.as_ref())? });
        Ok(())
    }

    /// A signed token (RFC 7515, compact form).
    pub fn sign(&self, claims: &Value) -> Result<String, OidcError> {
        let key = self.0.last().ok_or(OidcError::Key)?;
        let header = json!({"alg": "ES256", "typ": "JWT", "kid": key.id});
        let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        let signed = format!("{}.{}", part(&header), part(claims));
        let signature = key.pair.sign(&SystemRandom::new(), signed.as_bytes()).map_err(|_| OidcError::Key)?;
        Ok(format!("{signed}.{}", BASE64URL_NOPAD.encode(signature.as_ref())))
    }

    /// The claims of a token that one of the keys signed, however old it is.
    pub fn verified(&self, token: &str) -> Option<Value> {
        let (signed, signature) = token.rsplit_once('.')?;
        let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).ok()?;
        let good = |key: &Key| {
            let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key.pair.public_key().as_ref());
            public.verify(signed.as_bytes(), &signature).is_ok()
        };
        let (_, claims) = signed.split_once('.')?;
        let claims = BASE64URL_NOPAD.decode(claims.as_bytes()).ok()?;
        if self.0.iter().any(good) { serde_json::from_slice(&claims).ok() } else { None }
    }

    /// The public keys (RFC 7517).
    pub fn jwks(&self) -> Value {
        let keys: Vec<Value> = self.0.iter().filter_map(Key::public).collect();
        json!({"keys": keys})
    }
}

impl Key {
    fn public(&self) -> Option<Value> {
        // An uncompressed point: 4, then 32 bytes x, then 32 bytes y.
        let point = self.pair.public_key().as_ref();
        let (x, y) = (point.get(1..33)?, point.get(33..65)?);
        Some(json!({"kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.id,
            "x": BASE64URL_NOPAD.encode(x), "y": BASE64URL_NOPAD.encode(y)}))
    }
}

fn pair(pkcs8: &[u8]) -> Result<EcdsaKeyPair, OidcError> {
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8, &SystemRandom::new()).map_err(|_| OidcError::Key)
}

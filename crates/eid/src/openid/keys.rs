//! The provider's published keys, and whether one of them signed. ES256 and RS256 are allowed, nothing else.

use crate::http::json;
use crate::{EidError, Inner};
use data_encoding::BASE64URL_NOPAD;
use ring::signature::{ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey};
use serde_json::Value;

/// The ways of signing that are allowed, each with its own kind of key: a token cannot choose another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Algorithm {
    Es256,
    Rs256,
}

impl Algorithm {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        match name {
            "ES256" => Some(Algorithm::Es256),
            "RS256" => Some(Algorithm::Rs256),
            _ => None,
        }
    }

    fn fits(self, key: &Value) -> bool {
        let text = |name: &str| key.get(name).and_then(Value::as_str);
        let (kind, name) = match self {
            Algorithm::Es256 => (text("kty") == Some("EC") && text("crv") == Some("P-256"), "ES256"),
            Algorithm::Rs256 => (text("kty") == Some("RSA"), "RS256"),
        };
        kind && text("use").is_none_or(|used| used == "sig") && text("alg").is_none_or(|one| one == name)
    }
}

/// The key of this id. The keys are fetched anew for each check: keys rotate, and a check is rare.
pub(crate) async fn find(inner: &Inner, id: Option<&str>, algorithm: Algorithm) -> Result<Value, EidError> {
    let published = inner.endpoints.keys.as_ref().ok_or(EidError::UnknownKey)?;
    let (status, set) = json(inner.http.get(published)).await?;
    let keys = set.get("keys").and_then(Value::as_array).filter(|_| status.is_success());
    let keys = keys.ok_or(EidError::BadAnswer("keys that are none"))?;
    let named = |key: &Value| id.is_none_or(|id| key.get("kid").and_then(Value::as_str) == Some(id));
    let mut fitting = keys.iter().filter(|key| algorithm.fits(key) && named(key));
    match (fitting.next(), fitting.next()) {
        (Some(key), None) => Ok(key.clone()),
        // None, or several and no way to tell which.
        _ => Err(EidError::UnknownKey),
    }
}

/// Whether this key made this signature.
pub(crate) fn verify(key: &Value, algorithm: Algorithm, signed: &[u8], signature: &[u8]) -> Result<(), EidError> {
    let bytes = |name: &str| {
        let text = key.get(name).and_then(Value::as_str).ok_or(EidError::UnknownKey)?;
        BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| EidError::UnknownKey)
    };
    let checked = match algorithm {
        Algorithm::Es256 => {
            let point = [vec![4], bytes("x")?, bytes("y")?].concat();
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(signed, signature)
        }
        Algorithm::Rs256 => {
            let (n, e) = (bytes("n")?, bytes("e")?);
            RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature)
        }
    };
    checked.map_err(|_| EidError::WrongSignature)
}

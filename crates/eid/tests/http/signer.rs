//! Keys of a provider, and id tokens signed with them, rightly and wrongly.

use data_encoding::BASE64URL_NOPAD;
use ring::hmac;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use rsa::pkcs8::EncodePrivateKey;
use rsa::traits::PublicKeyParts;
use serde_json::{Value, json};
use std::sync::OnceLock;

/// How a token is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signing {
    Es256,
    Rs256,
    /// With a key that is not published, under the name of one that is.
    Stranger,
    /// Not at all, and honest about it.
    None,
    /// As a shared secret, with the public key, which everybody knows.
    Hs256WithPublicKey,
}

fn new_pair() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &random).unwrap()
}

/// The RSA key of this test process: dear to make.
fn rsa_pair() -> &'static (RsaKeyPair, rsa::RsaPrivateKey) {
    static PAIR: OnceLock<(RsaKeyPair, rsa::RsaPrivateKey)> = OnceLock::new();
    PAIR.get_or_init(|| {
        let key = rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 2048).unwrap();
        let pkcs8 = key.to_pkcs8_der().unwrap();
        (RsaKeyPair::from_pkcs8(pkcs8.as_bytes()).unwrap(), key)
    })
}

/// A provider's keys.
pub struct Signer {
    ours: EcdsaKeyPair,
    strange: EcdsaKeyPair,
}

pub fn base64(bytes: impl AsRef<[u8]>) -> String {
    BASE64URL_NOPAD.encode(bytes.as_ref())
}

impl Signer {
    pub fn new() -> Self {
        Signer { ours: new_pair(), strange: new_pair() }
    }

    fn ec_key(&self) -> Value {
        let point = self.ours.public_key().as_ref();
        json!({"kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": "es",
            "x": base64(&point[1..33]), "y": base64(&point[33..])})
    }

    /// What is published: the RSA key only where it signs.
    pub fn published(&self, signing: Signing) -> Value {
        let mut keys = vec![self.ec_key()];
        if matches!(signing, Signing::Rs256 | Signing::Hs256WithPublicKey) {
            let key = &rsa_pair().1;
            keys.push(json!({"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "rs",
                "n": base64(key.n().to_bytes_be()), "e": base64(key.e().to_bytes_be())}));
        }
        json!({ "keys": keys })
    }

    /// The usual header of a token that is signed so.
    pub fn header(signing: Signing) -> Value {
        match signing {
            Signing::Es256 | Signing::Stranger => json!({"alg": "ES256", "typ": "JWT", "kid": "es"}),
            Signing::Rs256 => json!({"alg": "RS256", "kid": "rs"}),
            Signing::None => json!({"alg": "none"}),
            Signing::Hs256WithPublicKey => json!({"alg": "HS256", "kid": "rs"}),
        }
    }

    pub fn token(&self, signing: Signing, header: &Value, claims: &Value) -> String {
        let signed = format!("{}.{}", base64(header.to_string()), base64(claims.to_string()));
        let bytes = signed.as_bytes();
        let random = SystemRandom::new();
        let signature = match signing {
            Signing::Es256 => self.ours.sign(&random, bytes).unwrap().as_ref().to_vec(),
            Signing::Stranger => self.strange.sign(&random, bytes).unwrap().as_ref().to_vec(),
            Signing::Rs256 => {
                let pair = &rsa_pair().0;
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, bytes, &mut signature).unwrap();
                signature
            }
            Signing::None => Vec::new(),
            Signing::Hs256WithPublicKey => {
                let public = rsa_pair().0.public_key().as_ref().to_vec();
                hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &public), bytes).as_ref().to_vec()
            }
        };
        format!("{signed}.{}", base64(signature))
    }
}

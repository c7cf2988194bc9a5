//! A company's certificate with its key, as it is handed out: PEM in one file or two, or PKCS#12 with a password.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use secrecy::{ExposeSecret, SecretString};
use x509_parser::prelude::{FromDer, X509Certificate};
use zeroize::Zeroizing;

/// Characters of a line of PEM.
const LINE: usize = 64;
/// No certificate is larger than this with its key and those above it.
const LARGEST: usize = 1 << 20;

/// It cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// Neither PEM nor PKCS#12.
    #[error("this is neither PEM nor PKCS#12")]
    Unreadable,
    /// There is no certificate in it.
    #[error("there is no certificate in the file")]
    NoCertificate,
    /// There is no key in it.
    #[error("there is no key in the file")]
    NoKey,
    /// A PEM key that is locked with a password.
    #[error("the key is locked with a password")]
    LockedKey,
    /// The password does not open it, or is missing.
    #[error("the password does not fit")]
    Password,
    /// It has run out.
    #[error("the certificate has run out")]
    Expired,
}

impl CertificateError {
    /// The text in the catalogue.
    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            CertificateError::Unreadable => "error.receiver.unreadable",
            CertificateError::NoCertificate => "error.receiver.noCertificate",
            CertificateError::NoKey => "error.receiver.noKey",
            CertificateError::LockedKey => "error.receiver.lockedKey",
            CertificateError::Password => "error.receiver.password",
            CertificateError::Expired => "error.receiver.expired",
        }
    }
}

/// A certificate with its key. Tells nothing when it is printed.
pub struct Certificate {
    chain: String,
    key: SecretString,
    /// The company that it was made out to, in the certificate's words.
    pub company: String,
    /// When it runs out.
    pub expires: Timestamp,
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Certificate").field("expires", &self.expires).finish_non_exhaustive()
    }
}

impl Certificate {
    /// Reads a certificate. Its key stands in the same file, or in another one (PEM only).
    ///
    /// # Errors
    /// [`CertificateError`].
    pub fn read(file: &[u8], key: Option<&[u8]>, password: Option<&SecretString>) -> Result<Self, CertificateError> {
        if file.len() > LARGEST || key.is_some_and(|key| key.len() > LARGEST) {
            return Err(CertificateError::Unreadable);
        }
        if contains(file, b"-----BEGIN ") {
            Self::from_pem(file, key.unwrap_or(file))
        } else {
            Self::from_p12(file, password)
        }
    }

    fn from_pem(file: &[u8], key: &[u8]) -> Result<Self, CertificateError> {
        let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(file).collect();
        let chain = chain.map_err(|_| CertificateError::Unreadable)?;
        if contains(key, b"ENCRYPTED") {
            return Err(CertificateError::LockedKey);
        }
        let found = PrivateKeyDer::from_pem_slice(key).map_err(|_| CertificateError::NoKey)?;
        let word = match &found {
            PrivateKeyDer::Pkcs1(_) => "RSA PRIVATE KEY",
            PrivateKeyDer::Sec1(_) => "EC PRIVATE KEY",
            _ => "PRIVATE KEY",
        };
        let chain: Vec<&[u8]> = chain.iter().map(AsRef::as_ref).collect();
        Self::of(&chain, word, found.secret_der())
    }

    fn from_p12(file: &[u8], password: Option<&SecretString>) -> Result<Self, CertificateError> {
        // A SEQUENCE, as everything in this format is.
        if file.first() != Some(&0x30) {
            return Err(CertificateError::Unreadable);
        }
        let words = password.map_or("", |password| password.expose_secret());
        let store = KeyStore::from_pkcs12(file, words, Pkcs12ImportPolicy::Relaxed);
        let store = store.map_err(|_| CertificateError::Password)?;
        let (_, chain) = store.private_key_chain().ok_or(CertificateError::NoKey)?;
        let certificates: Vec<&[u8]> = chain.certs().iter().map(p12_keystore::Certificate::as_der).collect();
        Self::of(&certificates, "PRIVATE KEY", chain.key().as_der())
    }

    fn of(chain: &[&[u8]], word: &str, key: &[u8]) -> Result<Self, CertificateError> {
        let own = chain.first().ok_or(CertificateError::NoCertificate)?;
        let (_, parsed) = X509Certificate::from_der(own).map_err(|_| CertificateError::Unreadable)?;
        let name = parsed.subject().iter_organization().chain(parsed.subject().iter_common_name());
        let company = name.filter_map(|name| name.as_str().ok()).find(|name| !name.trim().is_empty());
        let expires = Timestamp::from_second(parsed.validity().not_after.timestamp());
        Ok(Certificate {
            chain: chain.iter().map(|one| pem("CERTIFICATE", one).to_string()).collect(),
            key: SecretString::from(pem(word, key).to_string()),
            company: company.unwrap_or_default().chars().filter(|c| !c.is_control()).take(200).collect(),
            expires: expires.map_err(|_| CertificateError::Unreadable)?,
        })
    }

    /// Refuses one that has run out.
    ///
    /// # Errors
    /// [`CertificateError::Expired`].
    pub fn valid_at(self, now: Timestamp) -> Result<Self, CertificateError> {
        if self.expires < now { Err(CertificateError::Expired) } else { Ok(self) }
    }

    /// Certificate and key in one PEM text, as it is kept and read back.
    #[must_use]
    pub fn pem(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new([self.chain.as_bytes(), self.key.expose_secret().as_bytes()].concat())
    }
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn pem(word: &str, der: &[u8]) -> Zeroizing<String> {
    let base64 = Zeroizing::new(STANDARD.encode(der));
    let mut text = Zeroizing::new(format!("-----BEGIN {word}-----\n"));
    for line in base64.as_bytes().chunks(LINE) {
        text.push_str(&String::from_utf8_lossy(line));
        text.push('\n');
    }
    text.push_str(&format!("-----END {word}-----\n"));
    text
}

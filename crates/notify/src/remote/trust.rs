//! Whom a channel trusts: the system's authorities, or only the one that the person named. Nothing is ever said to
//! somebody who cannot prove to be the service; there is no "continue anyway".

use crate::Trouble;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;
use std::error::Error;
use std::sync::Arc;

/// A company's own authority and a few more.
const MOST: usize = 16;
const LONGEST: usize = 64 << 10;

/// What is needed to begin an encrypted line.
pub fn tls(ca: Option<&str>) -> Result<Arc<ClientConfig>, Trouble> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.map_err(|_| Trouble::NoTls)?;
    let builder = match ca {
        Some(pem) => {
            let mut roots = RootCertStore::empty();
            for certificate in authorities(pem)? {
                roots.add(certificate).map_err(|_| Trouble::Certificate)?;
            }
            builder.with_root_certificates(roots)
        }
        None => builder.with_platform_verifier().map_err(|_| Trouble::Certificate)?,
    };
    Ok(Arc::new(builder.with_no_client_auth()))
}

/// The certificates in a text; at least one.
pub fn authorities(pem: &str) -> Result<Vec<CertificateDer<'static>>, Trouble> {
    if pem.len() > LONGEST {
        return Err(Trouble::Certificate);
    }
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).take(MOST).collect();
    found.ok().filter(|found| !found.is_empty()).ok_or(Trouble::Certificate)
}

/// What failed in a handshake, wherever in the error it stands; none when it was something else.
pub fn in_handshake(error: &(dyn Error + 'static)) -> Option<Trouble> {
    if let Some(tls) = error.downcast_ref::<rustls::Error>() {
        return Some(match tls {
            rustls::Error::InvalidCertificate(_)
            | rustls::Error::InvalidCertRevocationList(_)
            | rustls::Error::NoCertificatesPresented => Trouble::Certificate,
            // It speaks something else, or only what is no longer safe.
            _ => Trouble::NoTls,
        });
    }
    // An error of the input names what is in it as its source only when asked otherwise.
    let within = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    let within = within.map(|within| within as &(dyn Error + 'static));
    within.and_then(in_handshake).or_else(|| in_handshake(error.source()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_certificate_is_said_before_anything_is_sent() {
        for pem in ["", "no PEM", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", &"x".repeat(70_000)]
        {
            assert_eq!(tls(Some(pem)).err(), Some(Trouble::Certificate));
        }
        assert!(tls(None).is_ok());
    }
}

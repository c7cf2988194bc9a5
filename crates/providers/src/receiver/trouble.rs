//! What can be wrong with a connection that is made by certificates, found in what TLS says.

use crate::ProviderError;
use rustls::{AlertDescription, CertificateError};
use std::error::Error;
use std::io;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The company's certificate has run out.
    Expired,
    /// The service does not take the company's certificate.
    NotTaken,
    /// The certificate, its key or the authority cannot be used as they are.
    Unusable,
    /// The service's own certificate is none that is trusted.
    Service,
    /// The service knows no such system, or another key of it.
    System,
}

impl Trouble {
    /// The text in the catalogue.
    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            Trouble::Expired => "error.receiver.expired",
            Trouble::NotTaken => "error.receiver.notTaken",
            Trouble::Unusable => "error.receiver.unusable",
            Trouble::Service => "error.receiver.service",
            Trouble::System => "error.receiver.system",
        }
    }
}

/// Why a request got no answer.
pub(super) fn why(error: &reqwest::Error) -> ProviderError {
    let mut next: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = next {
        if let Some(trouble) = tls(error).and_then(of) {
            return ProviderError::Certificate(trouble);
        }
        next = error.source();
    }
    ProviderError::Offline
}

/// What TLS said, which may stand inside an error of input and output.
fn tls<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e rustls::Error> {
    let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    error.downcast_ref().or_else(|| {
        let inner: &(dyn Error + 'static) = inner?;
        tls(inner)
    })
}

fn of(error: &rustls::Error) -> Option<Trouble> {
    use AlertDescription::{
        AccessDenied, BadCertificate, CertificateExpired, CertificateRequired, CertificateRevoked, CertificateUnknown,
        HandshakeFailure, UnknownCA, UnsupportedCertificate,
    };
    match error {
        rustls::Error::AlertReceived(CertificateExpired) => Some(Trouble::Expired),
        rustls::Error::AlertReceived(
            AccessDenied
            | BadCertificate
            | CertificateRequired
            | CertificateRevoked
            | CertificateUnknown
            | HandshakeFailure
            | UnknownCA
            | UnsupportedCertificate,
        ) => Some(Trouble::NotTaken),
        rustls::Error::InvalidCertificate(CertificateError::BadEncoding) => Some(Trouble::Unusable),
        rustls::Error::InvalidCertificate(_) => Some(Trouble::Service),
        _ => None,
    }
}

//! The client: TLS with the company's certificate, to the service that was named and nowhere else.

use super::{Credentials, Trouble};
use crate::ProviderError;
use crate::wire::Timeouts;
use reqwest::{Client, Identity, redirect};
use url::Url;

/// A client that shows the certificate.
pub(super) fn client(base: &Url, credentials: &Credentials, timeouts: Timeouts) -> Result<Client, ProviderError> {
    // Without TLS there is no certificate.
    if base.scheme() != "https" {
        return Err(ProviderError::Refused { code: "address".to_owned() });
    }
    let _ = rustls::crypto::ring::default_provider().install_default();
    let unusable = |_| ProviderError::Certificate(Trouble::Unusable);
    let identity = Identity::from_pem(&credentials.certificate.pem()).map_err(unusable)?;
    let mut builder = Client::builder()
        .identity(identity)
        .https_only(true)
        .redirect(redirect::Policy::none())
        .no_gzip()
        .no_brotli()
        .no_zstd()
        .no_deflate()
        .connect_timeout(timeouts.connect)
        .read_timeout(timeouts.idle)
        .user_agent(concat!("Postkasse/", env!("CARGO_PKG_VERSION")));
    if let Some(authority) = &credentials.authority {
        let authorities = reqwest::Certificate::from_pem_bundle(authority.as_bytes()).map_err(unusable)?;
        // This one and no other.
        builder = builder.tls_certs_only(authorities);
    }
    builder.build().map_err(unusable)
}

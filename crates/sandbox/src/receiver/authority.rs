//! The certificates: an authority, the service's own, the company's, and those that must not be let in: one that has
//! run out and one of another authority. None of them is anybody's.

use crate::StartError;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose, date_time_ymd,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use serde::Serialize;
use std::sync::Arc;

/// The company whose system it is.
const COMPANY: &str = "Hansen VVS ApS";

/// A certificate and its key, as PEM.
#[derive(Debug, Clone, Serialize)]
pub struct Pair {
    /// The certificate.
    pub certificate: String,
    /// The key.
    pub key: String,
}

/// What the ready line hands out.
#[derive(Debug, Clone, Serialize)]
pub struct Papers {
    /// The authority's certificate, by which the service is known.
    pub ca: String,
    /// The company's.
    #[serde(flatten)]
    pub company: Pair,
    /// The company's, run out.
    pub expired: Pair,
    /// One that another authority made.
    pub stranger: Pair,
}

type Issuer = CertifiedIssuer<'static, KeyPair>;

/// Makes them all; and how the service proves itself and asks for a certificate.
pub(super) fn papers() -> Result<(Papers, ServerConfig), StartError> {
    let (ours, other) = (authority("Postkasse Sandbox CA")?, authority("Another CA")?);
    let server = signed(&ours, "Postkasse Sandbox", ExtendedKeyUsagePurpose::ServerAuth, false)?;
    let papers = Papers {
        ca: ours.pem(),
        company: signed(&ours, COMPANY, ExtendedKeyUsagePurpose::ClientAuth, false)?,
        expired: signed(&ours, COMPANY, ExtendedKeyUsagePurpose::ClientAuth, true)?,
        stranger: signed(&other, COMPANY, ExtendedKeyUsagePurpose::ClientAuth, false)?,
    };
    let config = config(&papers.ca, &server)?;
    Ok((papers, config))
}

fn authority(name: &str) -> Result<Issuer, StartError> {
    let mut params = CertificateParams::default();
    params.distinguished_name = named(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    Ok(CertifiedIssuer::self_signed(params, KeyPair::generate()?)?)
}

fn named(name: &str) -> DistinguishedName {
    let mut named = DistinguishedName::new();
    named.push(DnType::OrganizationName, name);
    named.push(DnType::CommonName, name);
    named
}

fn signed(by: &Issuer, name: &str, usage: ExtendedKeyUsagePurpose, expired: bool) -> Result<Pair, StartError> {
    let mut params = CertificateParams::new(vec!["localhost".to_owned(), "127.0.0.1".to_owned()])?;
    params.distinguished_name = named(name);
    params.extended_key_usages = vec![usage];
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = if expired { date_time_ymd(2021, 1, 1) } else { date_time_ymd(2090, 1, 1) };
    let key = KeyPair::generate()?;
    let certificate = params.signed_by(&key, by)?;
    Ok(Pair { certificate: certificate.pem(), key: key.serialize_pem() })
}

fn config(ca: &str, server: &Pair) -> Result<ServerConfig, StartError> {
    let mut roots = RootCertStore::empty();
    for one in CertificateDer::pem_slice_iter(ca.as_bytes()) {
        roots.add(one.map_err(|_| StartError::Papers)?).map_err(|_| StartError::Papers)?;
    }
    let verifier = WebPkiClientVerifier::builder(Arc::new(roots)).build().map_err(|_| StartError::Papers)?;
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(server.certificate.as_bytes()).collect();
    let key = PrivateKeyDer::from_pem_slice(server.key.as_bytes()).map_err(|_| StartError::Papers)?;
    let builder = ServerConfig::builder().with_client_cert_verifier(verifier);
    builder.with_single_cert(chain.map_err(|_| StartError::Papers)?, key).map_err(|_| StartError::Papers)
}

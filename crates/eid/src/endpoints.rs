//! Where a provider is spoken to, and what it can do. Each dialect finds that out in its own way.

use crate::EidError;
use url::Url;

/// The parts of it that a login needs.
pub(crate) struct Endpoints {
    pub(crate) issuer: String,
    pub(crate) authorize: Url,
    pub(crate) push: Option<Url>,
    pub(crate) token: Url,
    /// The keys that it signs with, where it does.
    pub(crate) keys: Option<Url>,
    pub(crate) revoke: Option<Url>,
    /// The answer to the browser must name the issuer (RFC 9207).
    pub(crate) names_issuer: bool,
    /// The levels of assurance that it knows, by its names.
    pub(crate) levels: Vec<String>,
}

/// An address that may be spoken to: encrypted, or on this computer.
pub(crate) fn safe(address: &str) -> Result<Url, EidError> {
    let url = Url::parse(address).map_err(|_| EidError::BadAnswer("an address that is none"))?;
    let here = matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
    if url.scheme() != "https" && !(url.scheme() == "http" && here) {
        return Err(EidError::Unencrypted);
    }
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err(EidError::BadAnswer("an address with more than an address in it"));
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_encrypted_or_on_this_computer_and_nothing_but_an_address() {
        for good in ["https://eid.example/a", "http://127.0.0.1:1/a", "http://[::1]/", "http://localhost:8/"] {
            assert!(safe(good).is_ok(), "{good}");
        }
        for open in ["http://eid.example", "http://127.0.0.1.eid.example", "ftp://127.0.0.1", "file:///etc/passwd"] {
            assert_eq!(safe(open), Err(EidError::Unencrypted), "{open}");
        }
        for odd in ["", "eid", "https://a@eid.example", "https://:b@eid.example", "https://eid.example/#f"] {
            assert!(matches!(safe(odd), Err(EidError::BadAnswer(_))), "{odd}");
        }
    }
}

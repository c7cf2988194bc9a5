//! The programs that may ask for a login, and where they may be called back.

use axum::http::{HeaderMap, header};
use base64::Engine;
use url::Url;

/// A registered client.
pub struct Client {
    /// Its id.
    pub id: &'static str,
    /// Its secret, sent by Basic; none means a public client.
    pub secret: Option<&'static str>,
    /// Its name, for the list of consents.
    pub name: &'static str,
}

/// Sample registrations; the secret is a sample as well and opens nothing but the sandbox.
const CLIENTS: [Client; 2] = [
    Client { id: "postkasse-sandbox-native", secret: None, name: "Postkasse" },
    Client { id: "postkasse-sandbox-confidential", secret: Some("sandbox-secret"), name: "Postkasse (confidential)" },
];

/// The client of this id.
pub fn client(id: &str) -> Option<&'static Client> {
    CLIENTS.iter().find(|client| client.id == id)
}

/// Native clients return to the loopback address, any port, exactly /callback (RFC 8252, section 7.3).
pub fn may_return_to(uri: &str) -> bool {
    let Ok(url) = Url::parse(uri) else { return false };
    url.scheme() == "http"
        && matches!(url.host_str(), Some("127.0.0.1" | "[::1]"))
        && url.path() == "/callback"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none()
}

/// Who calls an endpoint of the provider itself: by Basic, or by `client_id` alone for a public client.
pub fn authenticate(headers: &HeaderMap, client_id: Option<&str>) -> Option<&'static Client> {
    let basic = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if let Some(encoded) = basic.and_then(|value| value.strip_prefix("Basic ")) {
        let bytes = base64::engine::general_purpose::STANDARD.decode(encoded).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let (id, secret) = text.split_once(':')?;
        return client(id).filter(|client| client.secret == Some(secret));
    }
    client(client_id?).filter(|client| client.secret.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_loopback_address_and_the_right_path_are_returned_to() {
        for good in ["http://127.0.0.1:1/callback", "http://127.0.0.1/callback", "http://[::1]:80/callback"] {
            assert!(may_return_to(good), "{good}");
        }
        for bad in [
            "http://localhost:1/callback",
            "http://127.0.0.1:1/other",
            "https://127.0.0.1:1/callback",
            "http://127.0.0.1.evil.example/callback",
            "http://a@127.0.0.1/callback",
            "http://127.0.0.1/callback?x",
            "javascript:alert(1)",
        ] {
            assert!(!may_return_to(bad), "{bad}");
        }
    }
}

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

/// Sample registrations; the secrets are samples as well and open nothing but the sandbox.
const NATIVE: Client = Client { id: "postkasse-sandbox-native", secret: None, name: "Postkasse" };
const CONFIDENTIAL: Client =
    Client { id: "postkasse-sandbox-confidential", secret: Some("sandbox-secret"), name: "Postkasse (confidential)" };

/// Those that are registered at MitID.
pub const MITID: &[Client] = &[
    NATIVE,
    CONFIDENTIAL,
    // Somebody else's program, for the list of those that were let in.
    Client { id: "example-phone-app", secret: None, name: "Eksempelappen på telefonen" },
];
/// Those that are registered at ID-porten.
pub const IDPORTEN: &[Client] = &[NATIVE, CONFIDENTIAL];
/// Those that are registered at Digipost, which has its own way of logging in.
pub const DIGIPOST: &[Client] =
    &[Client { id: "postkasse-sandbox-digipost", secret: Some("sandbox-secret"), name: "Postkasse" }];

/// The client of this id.
pub fn client(registered: &'static [Client], id: &str) -> Option<&'static Client> {
    registered.iter().find(|client| client.id == id)
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

/// Both parts of Basic are form-encoded before they are joined (RFC 6749, section 2.3.1).
fn decoded(text: &str) -> String {
    // `&` and `=` in clear come from no encoder; whatever this is, it is no secret of ours.
    let plain = !text.contains(['&', '=']);
    let mut pairs = url::form_urlencoded::parse(text.as_bytes()).filter(|_| plain);
    pairs.next().map(|(name, _)| name.into_owned()).unwrap_or_default()
}

/// Who calls an endpoint of the provider itself: by Basic, or by `client_id` alone for a public client.
pub fn authenticate(
    registered: &'static [Client],
    headers: &HeaderMap,
    client_id: Option<&str>,
) -> Option<&'static Client> {
    let basic = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if let Some(encoded) = basic.and_then(|value| value.strip_prefix("Basic ")) {
        let bytes = base64::engine::general_purpose::STANDARD.decode(encoded).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let (id, secret) = text.split_once(':')?;
        let (id, secret) = (decoded(id), decoded(secret));
        return client(registered, &id).filter(|client| client.secret == Some(secret.as_str()));
    }
    client(registered, client_id?).filter(|client| client.secret.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn basic(pair: &str) -> Option<&'static str> {
        let encoded = base64::engine::general_purpose::STANDARD.encode(pair);
        let headers = HeaderMap::from_iter([(header::AUTHORIZATION, format!("Basic {encoded}").parse().unwrap())]);
        authenticate(MITID, &headers, None).map(|client| client.id)
    }

    #[test]
    fn a_client_with_a_secret_is_known_by_it_alone_however_it_is_encoded() {
        let known = Some("postkasse-sandbox-confidential");
        assert_eq!(basic("postkasse-sandbox-confidential:sandbox-secret"), known);
        assert_eq!(basic("postkasse%2Dsandbox%2Dconfidential:sandbox%2Dsecret"), known);
        for wrong in [
            "postkasse-sandbox-confidential:",
            "postkasse-sandbox-confidential:other",
            "postkasse-sandbox-confidential:sandbox-secret=x",
            "postkasse-sandbox-confidential:sandbox-secret&x",
            "postkasse-sandbox-native:",
            ":",
            "",
        ] {
            assert_eq!(basic(wrong), None, "{wrong}");
        }
        assert!(authenticate(MITID, &HeaderMap::new(), Some("postkasse-sandbox-confidential")).is_none());
        assert!(authenticate(MITID, &HeaderMap::new(), Some("postkasse-sandbox-native")).is_some());
    }

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

//! How this program proves itself to the provider: by its id alone, or by its secret (RFC 6749, section 2.3.1).

use crate::Inner;
use reqwest::RequestBuilder;
use secrecy::ExposeSecret;
use url::Url;
use url::form_urlencoded::byte_serialize;

/// Both are form-encoded before they are joined by a colon.
fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}

impl Inner {
    /// A form that this program sends as itself.
    pub(crate) fn post(&self, url: &Url, fields: &[(&str, &str)]) -> RequestBuilder {
        let id = self.registration.client_id.as_str();
        let Some(secret) = &self.registration.client_secret else {
            let mut all = fields.to_vec();
            all.push(("client_id", id));
            return self.http.post(url, &all);
        };
        let secret = encoded(secret.expose_secret());
        self.http.post(url, fields).basic_auth(encoded(id), Some(secret))
    }
}

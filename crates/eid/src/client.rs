//! How this program proves itself to the provider: by its id alone, or by its secret (RFC 6749, section 2.3.1).

use crate::Inner;
use crate::dialect::Fields;
use reqwest::RequestBuilder;
use secrecy::ExposeSecret;
use url::Url;

impl Inner {
    /// A form that this program sends as itself.
    pub(crate) fn post(&self, url: &Url, fields: &Fields) -> RequestBuilder {
        let (id, dialect) = (self.registration.client_id.as_str(), self.registration.dialect);
        let Some(secret) = &self.registration.client_secret else {
            let mut all = fields.clone();
            all.push(("client_id", id.to_owned()));
            return self.http.post(url, &all);
        };
        // The standard has both form-encoded before they are joined by a colon.
        let secret = dialect.in_basic(secret.expose_secret());
        self.http.post(url, fields).basic_auth(dialect.in_basic(id), Some(secret))
    }
}

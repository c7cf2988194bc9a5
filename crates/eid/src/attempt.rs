//! One attempt to log in: what binds its answer to it, and the way from the answer to tokens.

use crate::http::{error_word, json};
use crate::loopback::{Answer, Loopback};
use crate::{EidError, Inner, tokens};
use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use jiff::Timestamp;
use model::{Level, Tokens};
use secrecy::ExposeSecret;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use url::Url;

/// An attempt. Dropping it ends it: the loopback address closes.
pub struct Attempt {
    inner: Arc<Inner>,
    loopback: Loopback,
    url: Url,
    state: String,
    nonce: String,
    verifier: String,
}

/// A login that succeeded.
pub struct LoggedIn {
    /// Its tokens.
    pub tokens: Tokens,
    /// Who, in the eID's words.
    pub subject: String,
    /// Who, by name, if the eID says.
    pub name: Option<String>,
    /// How sure.
    pub level: Level,
}

/// 160 random bits in letters and digits.
fn random_word() -> Result<String, EidError> {
    let mut random = [0; 20];
    getrandom::fill(&mut random).map_err(|_| EidError::Storage)?;
    Ok(BASE32_NOPAD.encode(&random).to_ascii_lowercase())
}

fn acr(level: Level) -> &'static str {
    match level {
        Level::Low => "https://data.gov.dk/concept/core/nsis/Low",
        Level::Substantial => "https://data.gov.dk/concept/core/nsis/Substantial",
        Level::High => "https://data.gov.dk/concept/core/nsis/High",
    }
}

impl Attempt {
    pub(crate) async fn begin(inner: Arc<Inner>) -> Result<Self, EidError> {
        let loopback = Loopback::bind().await?;
        let (state, nonce) = (random_word()?, random_word()?);
        let verifier = format!("{}{}", random_word()?, random_word()?);
        let challenge = BASE64URL_NOPAD.encode(&Sha256::digest(verifier.as_bytes()));
        let registration = &inner.registration;
        let (scope, redirect) = (registration.scopes.join(" "), loopback.address());
        let mut fields = vec![
            ("response_type", "code"),
            ("client_id", &registration.client_id),
            ("redirect_uri", &redirect),
            ("scope", &scope),
            ("state", &state),
            ("nonce", &nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
            ("acr_values", acr(registration.level)),
        ];
        if !registration.ui_locales.is_empty() {
            fields.push(("ui_locales", &registration.ui_locales));
        }
        let mut url = inner.discovered.authorize.clone();
        match &inner.discovered.push {
            Some(push) => {
                let pushed = pushed(&inner, push, &fields).await?;
                let pairs = [("client_id", &registration.client_id), ("request_uri", &pushed)];
                url.query_pairs_mut().extend_pairs(pairs);
            }
            None => {
                url.query_pairs_mut().extend_pairs(&fields);
            }
        }
        Ok(Attempt { inner: inner.clone(), loopback, url, state, nonce, verifier })
    }

    /// The address to open in the system's browser.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Waits for the answer and turns it into tokens. `language` is the language of the page that the
    /// person sees at the end.
    ///
    /// # Errors
    /// [`EidError`] says which check failed.
    pub async fn finish(self, language: &str) -> Result<LoggedIn, EidError> {
        let redirect = self.loopback.address();
        let answer = self.loopback.wait(&self.state, language).await?;
        let code = self.code(answer)?;
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
            ("redirect_uri", redirect.as_str()),
            ("code_verifier", self.verifier.as_str()),
        ];
        let (tokens, claims) = tokens::fetch(&self.inner, &fields, Some(&self.nonce), Timestamp::now()).await?;
        Ok(LoggedIn { tokens, subject: claims.subject, name: claims.name, level: claims.level })
    }

    /// The code of an answer, if it is an answer from the right issuer (RFC 9207) and no error.
    fn code(&self, answer: Answer) -> Result<String, EidError> {
        let issuer = self.inner.discovered.issuer.as_str();
        let wrong = answer.issuer.as_ref().is_some_and(|named| named != issuer);
        if wrong || (self.inner.discovered.names_issuer && answer.issuer.is_none()) {
            return Err(EidError::WrongIssuer);
        }
        match answer.error.as_deref() {
            Some("access_denied") => Err(EidError::Cancelled),
            Some(word) => Err(EidError::Refused(error_word(&serde_json::json!({"error": word})))),
            None => answer.code.ok_or(EidError::BadAnswer("an answer without a code")),
        }
    }
}

/// Pushes the request ahead (RFC 9126). Where it is announced and does not work, there is no login.
async fn pushed(inner: &Inner, push: &Url, fields: &[(&str, &str)]) -> Result<String, EidError> {
    let mut request = inner.http.post(push.clone(), fields);
    if let Some(secret) = &inner.registration.client_secret {
        request = request.basic_auth(&inner.registration.client_id, Some(secret.expose_secret()));
    }
    let (status, value) = json(request).await?;
    if !status.is_success() {
        return Err(EidError::Refused(error_word(&value)));
    }
    let address = value.get("request_uri").and_then(Value::as_str);
    address.map(str::to_owned).ok_or(EidError::BadAnswer("a pushed request without an address"))
}

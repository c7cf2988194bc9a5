//! One attempt to log in: what binds its answer to it, and the way from the answer to tokens.

use crate::dialect::Fields;
use crate::http::{json, refusal, refused};
use crate::loopback::{Answer, Loopback};
use crate::{EidError, Inner, LoginBrowser, tokens};
use data_encoding::BASE32_NOPAD;
use jiff::Timestamp;
use model::{Level, Tokens};
use serde_json::Value;
use std::sync::Arc;
use url::Url;

/// An attempt. Dropping it, or what waits for it, ends it: the loopback address closes.
pub struct Attempt {
    inner: Arc<Inner>,
    loopback: Loopback,
    url: Url,
    bound: Bound,
}

/// What binds an answer to its attempt: words that nobody else knows, and the address to which it comes.
pub(crate) struct Bound {
    pub(crate) state: String,
    pub(crate) nonce: String,
    pub(crate) verifier: String,
    pub(crate) redirect: String,
}

/// A login that succeeded.
#[derive(Debug)]
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

impl Attempt {
    pub(crate) async fn begin(inner: Arc<Inner>) -> Result<Self, EidError> {
        let loopback = Loopback::bind().await?;
        let verifier = format!("{}{}", random_word()?, random_word()?);
        let bound = Bound { state: random_word()?, nonce: random_word()?, verifier, redirect: loopback.address() };
        let fields = inner.registration.dialect.request(&inner, &bound);
        let mut url = inner.endpoints.authorize.clone();
        url.query_pairs_mut().append_pair("client_id", &inner.registration.client_id);
        match &inner.endpoints.push {
            Some(push) => {
                let pushed = pushed(&inner, push, fields).await?;
                url.query_pairs_mut().append_pair("request_uri", &pushed);
            }
            None => {
                url.query_pairs_mut().extend_pairs(&fields);
            }
        }
        Ok(Attempt { inner: inner.clone(), loopback, url, bound })
    }

    /// The address that the browser is to open.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Opens the browser, waits for the answer and turns it into tokens. `language` is the language of the
    /// page that the person sees at the end, which says how it ended.
    ///
    /// # Errors
    /// [`EidError`] says which check failed.
    pub async fn finish(self, browser: Arc<dyn LoginBrowser>, language: &str) -> Result<LoggedIn, EidError> {
        let mut listening = self.loopback.listen(&self.bound.state, language, self.inner.patience.browser);
        let answer = tokio::select! {
            biased;
            answer = listening.answer() => answer,
            Err(error) = browser.open(&self.url) => return Err(error),
            () = tokio::time::sleep(self.inner.patience.person) => return Err(EidError::TimedOut),
        }?;
        let done = self.redeem(&answer).await;
        answer.tell(language, done.is_ok()).await;
        done
    }

    async fn redeem(&self, answer: &Answer) -> Result<LoggedIn, EidError> {
        let (code, now, dialect) = (self.code(answer)?, Timestamp::now(), self.inner.registration.dialect);
        let fields = dialect.redemption(&self.bound, code);
        let mut fresh = tokens::ask(&self.inner, &fields, EidError::CodeRefused, now).await?;
        let id_token = fresh.id_token.take().ok_or(EidError::Incomplete("id_token"))?;
        let claims = dialect.check(&self.inner, &id_token, &fresh, now).await?;
        if claims.nonce.as_ref() != Some(&self.bound.nonce) {
            return Err(EidError::WrongNonce);
        }
        let level = dialect.level(claims.level, self.inner.registration.level)?;
        let tokens = Tokens {
            access: fresh.access,
            access_expires: fresh.access_expires,
            refresh: fresh.refresh,
            id_token,
            subject: claims.subject.clone(),
            level,
        };
        Ok(LoggedIn { tokens, subject: claims.subject, name: claims.name, level })
    }

    /// The code of an answer, if it is an answer from the right issuer (RFC 9207) and no error.
    fn code<'a>(&self, answer: &'a Answer) -> Result<&'a str, EidError> {
        let issuer = self.inner.endpoints.issuer.as_str();
        let wrong = answer.issuer.as_ref().is_some_and(|named| named != issuer);
        if wrong || (self.inner.endpoints.names_issuer && answer.issuer.is_none()) {
            return Err(EidError::WrongIssuer);
        }
        match answer.error.as_deref() {
            Some("access_denied") => Err(EidError::Cancelled),
            Some(word) => Err(refusal(word)),
            None => answer.code.as_deref().filter(|code| !code.is_empty()).ok_or(EidError::Incomplete("code")),
        }
    }
}

/// Pushes the request ahead (RFC 9126). Where it is announced and does not work, there is no login.
async fn pushed(inner: &Inner, push: &Url, mut fields: Fields) -> Result<String, EidError> {
    if inner.registration.client_secret.is_some() {
        // Part of the request itself, however the program proves that it is this client.
        fields.push(("client_id", inner.registration.client_id.clone()));
    }
    let (status, value) = json(inner.post(push, &fields)).await?;
    if !status.is_success() {
        return Err(refused(&value));
    }
    let address = value.get("request_uri").and_then(Value::as_str).filter(|address| !address.is_empty());
    address.map(str::to_owned).ok_or(EidError::Incomplete("request_uri"))
}

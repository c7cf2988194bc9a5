//! SMS by GatewayAPI (Denmark), over its REST interface.
//!
//! Source: the operator's own documentation, `onlinecity/gatewayapi-docs`, `docs/rest.rst` and `docs/errors.rst`
//! (gatewayapi.com/docs). `POST /rest/mtsms` sends, `GET /rest/mtsms/{id}` says what became of it; the id comes with the
//! answer, and there is no asking by `userref`. An answer that got lost is therefore never settled. Status 500 is
//! documented as "the request can't be processed": with one of their codes for an error it is taken for that.

use super::alphabet::{Alphabet, one_message};
use super::answer::{Answer, Unheard};
use super::gateway_api_answers::{became, is_id, taken};
use super::http;
use super::mail::is_token;
use super::number::Number;
use super::patience::Patience;
use super::plain;
use crate::{Fate, Remote, SendError, SmsChannel, Telling, Trouble};
use async_trait::async_trait;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Client, RequestBuilder, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use url::Url;

/// Who writes: at most eleven letters.
pub const SENDER: &str = "Postkasse";

/// `GatewayAPI`.
pub struct GatewayApi {
    url: Url,
    client: Client,
    token: SecretString,
    to: Number,
    /// The service's ids of what it took, by our references.
    ids: Mutex<BTreeMap<String, String>>,
}

impl GatewayApi {
    /// At this address. It is not asked yet.
    ///
    /// # Errors
    /// [`Trouble`] when the address, the number or the certificate is none.
    pub fn new(config: &SmsChannel, token: &SecretString, patience: Patience) -> Result<Self, Trouble> {
        let url = http::address(&config.url, &["rest", "mtsms"])?;
        let to = Number::parse(&config.to)?;
        if token.expose_secret().chars().any(|c| !c.is_ascii_graphic()) {
            return Err(Trouble::Login);
        }
        let client = http::client(&url, config.ca.as_deref(), &patience)?;
        Ok(GatewayApi { url, client, token: token.clone(), to, ids: Mutex::default() })
    }

    /// Asks with the token: as a name without a password, as the documentation has it; to a service that does not take
    /// it so, once more by the scheme that its other clients use. Who says 401 has done nothing.
    async fn ask(&self, request: impl Fn() -> RequestBuilder) -> Result<Answer, Unheard> {
        let token = self.token.expose_secret();
        let first = http::ask(request().basic_auth(token, Some(""))).await?;
        if first.status != StatusCode::UNAUTHORIZED {
            return Ok(first);
        }
        let Ok(mut value) = HeaderValue::from_str(&format!("Token {token}")) else { return Ok(first) };
        value.set_sensitive(true);
        http::ask(request().header(AUTHORIZATION, value)).await
    }

    fn id(&self, reference: &str) -> Option<String> {
        self.ids.lock().unwrap_or_else(PoisonError::into_inner).get(reference).cloned()
    }

    fn keep(&self, reference: &str, id: String) {
        self.ids.lock().unwrap_or_else(PoisonError::into_inner).insert(reference.to_owned(), id);
    }
}

#[async_trait]
impl Remote for GatewayApi {
    fn name(&self) -> &'static str {
        "sms"
    }

    async fn send(&self, what: &Telling) -> Result<Fate, SendError> {
        if !is_token(&what.reference) {
            return Err(SendError::Refused(Trouble::Rejected));
        }
        let text = one_message(&plain::lines(&what.text));
        let encoding = match Alphabet::of(&text) {
            // Their word for GSM 03.38.
            Alphabet::Basic => "UTF8",
            Alphabet::Ucs2 => "UCS2",
        };
        // Some of their tools read it as a number; it has at most fifteen digits.
        let msisdn: u64 = self.to.digits().parse().map_err(|_| SendError::Refused(Trouble::Address))?;
        let body = json!({
            "sender": SENDER,
            "message": text,
            "encoding": encoding,
            "userref": what.reference,
            "recipients": [{ "msisdn": msisdn }],
        });
        let body = body.to_string();
        let request = || {
            let request = self.client.post(self.url.clone()).header(ACCEPT, "application/json");
            request.header(CONTENT_TYPE, "application/json").body(body.clone())
        };
        let answer = self.ask(request).await.map_err(Unheard::of_sending)?;
        let id = taken(&answer)?;
        self.keep(&what.reference, id);
        Ok(Fate::Accepted)
    }

    async fn fate(&self, reference: &str) -> Result<Option<Fate>, SendError> {
        let Some(id) = self.id(reference) else { return Ok(None) };
        let mut url = self.url.clone();
        url.path_segments_mut().map_err(|()| SendError::Refused(Trouble::Address))?.push(&id);
        let request = || self.client.get(url.clone()).header(ACCEPT, "application/json");
        let answer = self.ask(request).await.map_err(Unheard::of_question)?;
        match answer.status {
            StatusCode::OK => became(&answer, reference),
            // Or not yet known there.
            StatusCode::NOT_FOUND => Ok(None),
            _ => Err(match answer.common() {
                Some(SendError::Doubtful(trouble)) => SendError::NotYet(trouble, answer.after),
                Some(error) => error,
                None => SendError::NotYet(Trouble::Garbage, None),
            }),
        }
    }

    fn receipt(&self, reference: &str) -> Option<String> {
        self.id(reference)
    }

    fn recall(&self, reference: &str, receipt: &str) {
        if is_id(receipt) {
            self.keep(reference, receipt.to_owned());
        }
    }
}

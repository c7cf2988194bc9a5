//! SMS by a Kannel gateway's `sendsms`, as a company or an association runs it itself.
//!
//! Source: Kannel 1.4.5, user's guide, "Using the HTTP interface to send SMS messages" (the form by POST, with
//! `X-Kannel-*` headers), and the program itself. The form by GET would put the password into an address, and so into
//! logs. Reports of delivery are calls to an address of ours, which a desktop program has not: what became of a
//! message is not known.

use super::alphabet::{Alphabet, one_message};
use super::answer::{Answer, Unheard};
use super::gateway_api::SENDER;
use super::http;
use super::number::Number;
use super::patience::Patience;
use super::plain;
use crate::{Fate, Remote, SendError, SmsChannel, Telling, Trouble};
use async_trait::async_trait;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Client, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

/// Kannel.
pub struct Kannel {
    url: Url,
    client: Client,
    user: HeaderValue,
    password: HeaderValue,
    to: Number,
}

impl Kannel {
    /// At this address. It is not asked yet.
    ///
    /// # Errors
    /// [`Trouble`] when the address, the number, the login or the certificate is none.
    pub fn new(config: &SmsChannel, password: &SecretString, patience: Patience) -> Result<Self, Trouble> {
        let url = http::address(&config.url, &["cgi-bin", "sendsms"])?;
        let to = Number::parse(&config.to)?;
        let user = config.user.as_deref().filter(|user| !user.is_empty()).ok_or(Trouble::Login)?;
        let header = |text: &str| {
            let mut value = HeaderValue::from_bytes(text.as_bytes()).map_err(|_| Trouble::Login)?;
            value.set_sensitive(true);
            Ok(value)
        };
        let (user, password) = (header(user)?, header(password.expose_secret())?);
        let client = http::client(&url, config.ca.as_deref(), &patience)?;
        Ok(Kannel { url, client, user, password, to })
    }
}

#[async_trait]
impl Remote for Kannel {
    fn name(&self) -> &'static str {
        "sms"
    }

    async fn send(&self, what: &Telling) -> Result<Fate, SendError> {
        let text = one_message(&plain::lines(&what.text));
        let coding = match Alphabet::of(&text) {
            Alphabet::Basic => "0",
            Alphabet::Ucs2 => "2",
        };
        let request = self.client.post(self.url.clone());
        let request = request
            .header("X-Kannel-Username", self.user.clone())
            .header("X-Kannel-Password", self.password.clone())
            .header("X-Kannel-From", SENDER)
            .header("X-Kannel-To", self.to.to_string())
            .header("X-Kannel-Coding", coding)
            // Without the name of the encoding it sends UCS-2 that nobody can read.
            .header(CONTENT_TYPE, "text/plain; charset=UTF-8")
            .body(text);
        taken(&http::ask(request).await.map_err(Unheard::of_sending)?)
    }

    /// Kannel calls back or says nothing.
    async fn fate(&self, _reference: &str) -> Result<Option<Fate>, SendError> {
        Ok(None)
    }
}

/// `0: Accepted for delivery` or `3: Queued for later delivery`.
fn taken(answer: &Answer) -> Result<Fate, SendError> {
    let text = answer.text();
    match answer.status {
        StatusCode::ACCEPTED | StatusCode::OK => {
            if let Err(trouble) = answer.body {
                return Err(SendError::Doubtful(trouble));
            }
            let yes = ["0:", "3:"].iter().any(|code| text.trim_start().starts_with(code));
            // It said yes, if it was Kannel that said it; whatever else it says, it is not sent again.
            if yes { Ok(Fate::Accepted) } else { Err(SendError::Doubtful(Trouble::Garbage)) }
        }
        StatusCode::BAD_REQUEST => {
            // Its words for a number that it does not send to.
            let number = text.contains("receiver") || text.contains("Number");
            Err(SendError::Refused(if number { Trouble::Recipient } else { Trouble::Rejected }))
        }
        _ => Err(answer.common().unwrap_or(SendError::Doubtful(Trouble::Garbage))),
    }
}

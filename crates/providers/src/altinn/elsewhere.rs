//! A letter's text and files lie at their senders', each on pages of its own. They are asked with the letter's token, which
//! says what it is for and for how long, and never with that of the login.
//!
//! The rules for a text (front channel embed) are those of Dialogporten's reference: no cookies, the type that was
//! announced, 100 KB and ten seconds at most, nothing at all is a text without words. Redirects are followed five times
//! and stay where they were. Whatever goes wrong there says nothing about Altinn or the line, so it is said in words that
//! concern this one text or file.

use crate::ProviderError;
use crate::wire::{Timeouts, client, is_safe};
use futures::StreamExt;
use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HeaderValue, LOCATION};
use reqwest::{Client, Response, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use url::Url;

const LONGEST_EMBED: usize = 100 << 10;
const LONGEST_WAIT: Duration = Duration::from_secs(10);
const MOST_REDIRECTS: usize = 5;
/// Moments in a text are written for a reader in this zone (RFC 7240).
const PREFER: (&str, &str) = ("prefer", "timezone=\"Europe/Oslo\"");

const OTHER_HOST: ProviderError = ProviderError::Said("error.embed.elsewhere");
const OTHER_TYPE: ProviderError = ProviderError::Said("error.embed.type");
const TOO_LONG: ProviderError = ProviderError::Said("error.embed.tooLong");
const SLOW: ProviderError = ProviderError::Said("error.embed.slow");
const FAILED: ProviderError = ProviderError::Said("error.embed.failed");

/// What is to become of a redirect to another host.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Away {
    /// It is not followed.
    Refused,
    /// It is, without the token: files often lie in a store that has addresses of its own.
    WithoutToken,
}

/// The senders' pages.
pub struct Elsewhere {
    client: Client,
    /// The service itself is on this computer, so its senders may be as well.
    here: bool,
    embed_within: Duration,
    file_within: Duration,
    languages: String,
    bytes: Arc<AtomicU64>,
}

impl Elsewhere {
    pub fn new(
        service: &Url,
        timeouts: &Timeouts,
        languages: String,
        bytes: Arc<AtomicU64>,
    ) -> Result<Self, ProviderError> {
        Ok(Elsewhere {
            client: client(service, timeouts, Some(timeouts.idle))?,
            here: matches!(service.host_str(), Some("127.0.0.1" | "[::1]" | "localhost")),
            embed_within: LONGEST_WAIT.min(timeouts.answer),
            file_within: timeouts.file,
            languages,
            bytes,
        })
    }

    /// Encrypted, or on this computer when the service is, too; and nothing in front of the host.
    fn may(&self, url: &Url) -> bool {
        let plain = url.username().is_empty() && url.password().is_none();
        plain && is_safe(url) && (url.scheme() == "https" || self.here)
    }

    /// A text of this type.
    pub async fn embed(&self, address: &str, mime: &str, token: &SecretString) -> Result<Vec<u8>, ProviderError> {
        let asked = tokio::time::timeout(self.embed_within, async {
            let answer = self.follow(address, mime, token, self.embed_within, Away::Refused).await?;
            if !answer.status().is_success() {
                return Err(FAILED);
            }
            self.text(answer, mime).await
        });
        asked.await.unwrap_or(Err(SLOW))
    }

    async fn text(&self, answer: Response, mime: &str) -> Result<Vec<u8>, ProviderError> {
        let fits = is(&answer, mime) && is_plain(&answer);
        if answer.content_length().is_some_and(|length| length > LONGEST_EMBED as u64) {
            return Err(TOO_LONG);
        }
        let (mut text, mut pieces) = (Vec::new(), answer.bytes_stream());
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(|error| if error.is_timeout() { SLOW } else { FAILED })?;
            self.bytes.fetch_add(piece.len() as u64, Ordering::Relaxed);
            if text.len() + piece.len() > LONGEST_EMBED {
                return Err(TOO_LONG);
            }
            text.extend_from_slice(&piece);
        }
        if fits || text.is_empty() { Ok(text) } else { Err(OTHER_TYPE) }
    }

    /// A file, as it comes.
    pub async fn file(&self, address: &str, token: &SecretString) -> Result<Response, ProviderError> {
        let answer = self.follow(address, "*/*", token, self.file_within, Away::WithoutToken).await?;
        match answer.status() {
            status if status.is_success() => Ok(answer),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Err(ProviderError::NotAllowed),
            StatusCode::NOT_FOUND | StatusCode::GONE => Err(ProviderError::NotFound),
            _ => Err(FAILED),
        }
    }

    /// The answer at the end of the redirects.
    async fn follow(
        &self,
        address: &str,
        accept: &str,
        token: &SecretString,
        within: Duration,
        away: Away,
    ) -> Result<Response, ProviderError> {
        let start = Url::parse(address).map_err(|_| FAILED)?;
        let (mut url, mut token) = (start.clone(), Some(token));
        for _ in 0..=MOST_REDIRECTS {
            if !self.may(&url) {
                return Err(if url == start { FAILED } else { OTHER_HOST });
            }
            let mut request = self.client.get(url.clone()).timeout(within).header(ACCEPT, accept);
            request = request.header(ACCEPT_LANGUAGE, &self.languages).header(PREFER.0, PREFER.1);
            if let Some(token) = token {
                let bearer = format!("Bearer {}", token.expose_secret());
                let mut bearer = HeaderValue::from_str(&bearer).map_err(|_| FAILED)?;
                bearer.set_sensitive(true);
                request = request.header(AUTHORIZATION, bearer);
            }
            let answer = request.send().await.map_err(|error| if error.is_timeout() { SLOW } else { FAILED })?;
            let Some(next) = redirect(&answer, &url) else { return Ok(answer) };
            let next = next?;
            if next.origin() != start.origin() {
                match away {
                    Away::Refused => return Err(OTHER_HOST),
                    Away::WithoutToken => token = None,
                }
            }
            url = next;
        }
        Err(FAILED)
    }
}

/// Where an answer leads on to, if it does.
fn redirect(answer: &Response, from: &Url) -> Option<Result<Url, ProviderError>> {
    let leads = matches!(answer.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let to = || {
        let location = answer.headers().get(LOCATION)?.to_str().ok()?;
        from.join(location).ok()
    };
    leads.then(|| to().ok_or(FAILED))
}

/// Whether an answer is of this type.
pub fn is(answer: &Response, mime: &str) -> bool {
    let said = answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    said.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(mime)
}

/// A page in the place of a file comes from somebody who wants a login, or other words.
pub fn is_a_page_instead(answer: &Response, announced: &str) -> bool {
    let page = |mime: &str| mime.contains("html");
    (is(answer, "text/html") || is(answer, "application/xhtml+xml")) && !page(&announced.to_ascii_lowercase())
}

/// Nothing that is asked for is packed.
pub fn is_plain(answer: &Response) -> bool {
    answer.headers().get(CONTENT_ENCODING).is_none_or(|encoding| encoding.as_bytes() == b"identity")
}

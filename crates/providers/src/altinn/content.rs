//! The bytes of a file of an opened letter.

use super::Altinn;
use super::elsewhere::{is_a_page_instead, is_plain};
use super::opened::Target;
use crate::{Content, ProviderError};
use model::RemoteId;
use reqwest::Response;
use secrecy::SecretString;
use url::Url;

/// The letter has to be opened again, by the person.
const OPEN_AGAIN: ProviderError = ProviderError::Said("error.altinn.openAgain");

impl Altinn {
    pub(super) async fn bytes(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
        file: (&RemoteId, &RemoteId),
    ) -> Result<Content, ProviderError> {
        let target = self.opened().target(mailbox, message, file, self.clock.now());
        let (target, token) = target.ok_or(OPEN_AGAIN)?;
        match target {
            Target::Text(text, mime) => Ok(whole(text.into_bytes(), mime)),
            Target::Embed(address, mime) => {
                self.http.wire().note_request();
                Ok(whole(self.elsewhere.embed(&address, mime, &token).await?, mime.to_owned()))
            }
            Target::File(address, mime) => {
                let answer = self.file(&address, &token).await?;
                if is_a_page_instead(&answer, &mime) || !is_plain(&answer) {
                    return Err(ProviderError::Said("error.embed.type"));
                }
                self.http.content(answer)
            }
        }
    }

    /// Files are asked for with the letter's token; only what lies at the service itself may want the login's.
    async fn file(&self, address: &str, token: &SecretString) -> Result<Response, ProviderError> {
        self.http.wire().note_request();
        match self.elsewhere.file(address, token).await {
            Err(ProviderError::NotAllowed) => match Url::parse(address) {
                Ok(url) if self.http.wire().is_own(&url) => self.http.file(url).await,
                _ => Err(ProviderError::NotAllowed),
            },
            answer => answer,
        }
    }
}

fn whole(bytes: Vec<u8>, mime: String) -> Content {
    // Nothing is no piece.
    let pieces = (!bytes.is_empty()).then(|| Ok(bytes::Bytes::from(bytes)));
    Content { mime, bytes: Box::pin(futures::stream::iter(pieces)) }
}

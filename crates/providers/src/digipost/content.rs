//! The bytes of a document, by the link that a list had, or by a new one.

use super::letter::Known;
use super::part::parts;
use super::{Digipost, link};
use crate::{Content, ProviderError};
use model::RemoteId;

/// What is said of a document that is locked with a key of the person's own.
const LOCKED: ProviderError = ProviderError::Said("error.digipost.locked");

impl Digipost {
    pub(super) async fn bytes_of(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
        document: &RemoteId,
    ) -> Result<Content, ProviderError> {
        if let Some(known) = self.held.known(mailbox, message) {
            match self.by_link(&known, document).await {
                // The link is from before: the letter has another one now, or is gone itself.
                None | Some(Err(ProviderError::NotFound)) => {}
                Some(answer) => return answer,
            }
        }
        let (value, letter) = self.now(mailbox, message).await?;
        if let Some(answer) = self.by_link(&letter.known, document).await {
            return answer;
        }
        let all = parts(&value);
        let part = all.iter().find(|part| part.id == *document).ok_or(ProviderError::NotFound)?;
        Err(if part.is_locked() {
            LOCKED
        } else if letter.known.needs_level.is_some() {
            ProviderError::HigherLevelNeeded
        } else {
            // Also where a receipt is asked for: that is not sent by the way.
            link::NO_LINK
        })
    }

    async fn by_link(&self, known: &Known, document: &RemoteId) -> Option<Result<Content, ProviderError>> {
        let source = known.contents.iter().find(|source| source.document == *document)?;
        Some(match self.web.content(&source.uri).await {
            // It says no more than that; the letter says whether a higher level would do.
            Err(ProviderError::NotAllowed) if known.needs_level.is_some() => Err(ProviderError::HigherLevelNeeded),
            Ok(content) if content.mime.starts_with("text/html") && !source.page => {
                Err(ProviderError::Garbage { what: "a page where a file belongs" })
            }
            answer => answer,
        })
    }
}

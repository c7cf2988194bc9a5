//! Questions that need an answer now: the one way past the vault, straight to the service. One file a subject. What
//! may not be done here is refused before anybody is asked.

mod devices;
mod notifications;
pub(crate) mod recipients;
mod registration;
mod typed;

use crate::App;
use crate::views::ApiError;
use model::{Code, MailboxId, MailboxState, RemoteId, Right};
use providers::{Provider, ProviderError};
use std::sync::Arc;

/// The service behind a mailbox.
pub(crate) struct Asked {
    /// The service as the mailbox's account reaches it.
    pub provider: Arc<dyn Provider>,
    /// The mailbox, in the service's words.
    pub mailbox: RemoteId,
    /// Whose it is.
    pub owner: String,
}

impl App {
    /// The service behind a mailbox, for something that this right allows.
    pub(crate) async fn ask(&self, mailbox: &MailboxId, right: Right) -> Result<Asked, ApiError> {
        let id = mailbox.clone();
        let mailbox = self.vault(move |profile| profile.mailbox(&id)).await?.mailbox;
        if matches!(mailbox.state, MailboxState::Ended { .. }) {
            return Err(ApiError::plain(Code::AccessEnded));
        }
        if !mailbox.rights.has(right) {
            return Err(ApiError::plain(Code::NotAllowed));
        }
        let context = self.connect(&mailbox.account, Arc::new(|_| ())).await?;
        Ok(Asked { provider: context.provider, mailbox: mailbox.remote_id, owner: mailbox.owner })
    }
}

/// An error of the service's; a refusal in this text's words, since the service's own are not for people.
fn refused(error: ProviderError, text: &str) -> ApiError {
    let is_refusal = matches!(error, ProviderError::Refused { .. });
    let answer = ApiError::from(error);
    if is_refusal { ApiError { text: Some(text.to_owned()), ..answer } } else { answer }
}

//! Questions that need an answer now: the one way past the vault, straight to the service. One file a subject. What
//! may not be done here is refused before anybody is asked.

mod accesses;
mod activity;
mod contact_register;
mod devices;
mod notifications;
pub(crate) mod recipients;
mod registration;
mod somebody;
mod typed;

pub use accesses::Gift;
pub use activity::ActivityAsked;
pub use somebody::Somebody;

use crate::App;
use crate::views::ApiError;
use model::{AccountId, Code, Mailbox, MailboxId, MailboxState, RemoteId, Right};
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
        let mailbox = self.reached(mailbox.clone()).await?;
        if !mailbox.rights.has(right) {
            return Err(ApiError::plain(Code::NotAllowed));
        }
        let provider = self.service_of(&mailbox.account).await?;
        Ok(Asked { provider, mailbox: mailbox.remote_id, owner: mailbox.owner })
    }

    /// The service, as this account reaches it.
    async fn service_of(&self, account: &AccountId) -> Result<Arc<dyn Provider>, ApiError> {
        Ok(self.connect(account, Arc::new(|_| ())).await?.provider)
    }

    /// A mailbox that can still be reached.
    async fn reached(&self, id: MailboxId) -> Result<Mailbox, ApiError> {
        let mailbox = self.vault(move |profile| profile.mailbox(&id)).await?.mailbox;
        match mailbox.state {
            MailboxState::Ended(_) => Err(ApiError::plain(Code::AccessEnded)),
            _ => Ok(mailbox),
        }
    }
}

/// An error of the service's; a refusal in this text's words, since the service's own are not for people.
pub(crate) fn refused(error: ProviderError, text: &str) -> ApiError {
    let is_refusal = matches!(error, ProviderError::Refused { .. });
    let answer = ApiError::from(error);
    if is_refusal { ApiError { text: Some(text.to_owned()), ..answer } } else { answer }
}

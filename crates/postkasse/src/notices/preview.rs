//! The words that would be sent, before anything is.

use super::channel;
use crate::App;
use crate::views::{ApiError, PreviewView};
use model::MailboxId;
use notify::preview;

impl App {
    /// How a message by this channel would read: about this mailbox, or about any that has no rule of its own.
    ///
    /// # Errors
    /// [`ApiError`]: `notFound` for a channel or a mailbox that is none.
    pub async fn notify_preview(&self, name: &str, mailbox: Option<MailboxId>) -> Result<PreviewView, ApiError> {
        let name = channel(name)?;
        let key = match mailbox {
            Some(mailbox) => Some(self.mailbox_key(mailbox).await?),
            None => None,
        };
        let preview = preview(name, &self.book().await?.holds(name, key.as_ref()));
        Ok(PreviewView { subject: preview.subject, text: preview.text, reminder: preview.reminder })
    }
}

//! The mailboxes, and the folders in one.

use crate::App;
use crate::views::{ApiError, FolderView, MailboxView};
use model::{MailboxId, MailboxState};
use vault::MailboxRecord;

fn view(record: MailboxRecord) -> MailboxView {
    let mailbox = record.mailbox;
    MailboxView {
        id: mailbox.id,
        remote_id: mailbox.remote_id,
        account: mailbox.account,
        name: mailbox.name,
        owner: mailbox.owner,
        kind: mailbox.kind,
        provider: mailbox.provider,
        rights: mailbox.rights,
        unread: record.unread,
        total: record.total,
        ends: mailbox.ends,
        ended: match mailbox.state {
            MailboxState::Ended { at } => Some(at),
            _ => None,
        },
        synced: record.synced,
    }
}

impl App {
    /// All mailboxes, in the services' order.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read.
    pub async fn mailboxes(&self) -> Result<Vec<MailboxView>, ApiError> {
        let records = self.vault(vault::Profile::mailboxes).await?;
        Ok(records.into_iter().map(view).collect())
    }

    /// The folders of a mailbox, with counts.
    ///
    /// # Errors
    /// [`ApiError`] when there is no such mailbox, or its access has ended.
    pub async fn folders(&self, mailbox: MailboxId) -> Result<Vec<FolderView>, ApiError> {
        let id = mailbox.clone();
        let counts = self.vault(move |profile| profile.cache(&id)?.folder_counts()).await?;
        let view = |count: vault::FolderCount| FolderView {
            id: count.folder.id,
            mailbox: mailbox.clone(),
            role: count.folder.role,
            name: count.folder.name,
            unread: count.unread,
            total: count.total,
        };
        Ok(counts.into_iter().map(view).collect())
    }
}

//! The mailboxes.

use crate::App;
use crate::views::{ApiError, MailboxView};
use model::MailboxState;
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
}

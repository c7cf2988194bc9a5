//! The mailboxes.

use crate::App;
use crate::recent::recent;
use crate::views::{ApiError, MailboxView};
use model::{MailboxId, MailboxState};
use vault::{MailboxRecord, Profile};

fn view(record: MailboxRecord, recent: &[MailboxId]) -> MailboxView {
    let mailbox = record.mailbox;
    let place = recent.iter().position(|one| *one == mailbox.id);
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
        recent: place.and_then(|place| u32::try_from(place + 1).ok()),
    }
}

impl App {
    /// All mailboxes, in the services' order.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read.
    pub async fn mailboxes(&self) -> Result<Vec<MailboxView>, ApiError> {
        let read = |profile: &Profile| Ok((profile.mailboxes()?, recent(profile)?));
        let (records, recent) = self.vault(read).await?;
        Ok(records.into_iter().map(|record| view(record, &recent)).collect())
    }
}

//! The mailboxes.

use crate::App;
use crate::views::{ApiError, EndView, MailboxView};
use model::{AccessLevel, MailboxState, Rights};
use vault::MailboxRecord;

fn view(record: MailboxRecord) -> MailboxView {
    let mailbox = record.mailbox;
    let ending = match &mailbox.state {
        MailboxState::Ended(ending) => Some(ending.clone()),
        _ => None,
    };
    MailboxView {
        id: mailbox.id,
        remote_id: mailbox.remote_id,
        account: mailbox.account,
        name: mailbox.name,
        owner: mailbox.owner,
        kind: mailbox.kind,
        provider: mailbox.provider,
        rights: if ending.is_some() { Rights::NONE } else { mailbox.rights },
        unread: record.unread,
        total: record.total,
        ends: mailbox.ends,
        closed: mailbox.state == MailboxState::Closed,
        gives: match mailbox.state {
            MailboxState::Active => AccessLevel::given_in(mailbox.kind, mailbox.rights),
            _ => Vec::new(),
        },
        ended: ending.as_ref().map(|ending| ending.at),
        end: ending.map(|ending| EndView { why: ending.why, since: ending.since, said: ending.said }),
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

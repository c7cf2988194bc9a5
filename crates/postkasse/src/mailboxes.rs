//! The mailboxes.

use crate::App;
use crate::recent::recent;
use crate::views::{ApiError, EndView, MailboxView};
use model::{AccessLevel, MailboxId, MailboxState, Rights};
use vault::{MailboxRecord, Profile};

fn view(record: MailboxRecord, recent: &[MailboxId]) -> MailboxView {
    let mailbox = record.mailbox;
    let ending = match &mailbox.state {
        MailboxState::Ended(ending) => Some(ending.clone()),
        _ => None,
    };
    let place = recent.iter().position(|one| *one == mailbox.id);
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

//! The mailboxes.

use crate::App;
use crate::offers::{gives, offers};
use crate::recent::recent;
use crate::views::{ApiError, AppEvent, EndView, MailboxView, SpaceView};
use model::{AccountId, Code, Mailbox, MailboxId, MailboxKind, MailboxState, Rights};
use vault::{MailboxRecord, Profile};

fn view(record: MailboxRecord, recent: &[MailboxId]) -> MailboxView {
    let mailbox = record.mailbox;
    let ending = match &mailbox.state {
        MailboxState::Ended(ending) => Some(ending.clone()),
        _ => None,
    };
    let place = recent.iter().position(|one| *one == mailbox.id);
    let gives = gives(&mailbox);
    MailboxView {
        id: mailbox.id,
        remote_id: mailbox.remote_id,
        account: mailbox.account,
        name: mailbox.name,
        owner: mailbox.owner,
        kind: mailbox.kind,
        provider: mailbox.provider,
        offers: offers(mailbox.provider).to_vec(),
        rights: if ending.is_some() { Rights::NONE } else { mailbox.rights },
        unread: record.unread,
        total: record.total,
        ends: mailbox.ends,
        closed: mailbox.state == MailboxState::Closed,
        gives,
        ended: ending.as_ref().map(|ending| ending.at),
        end: ending.map(|ending| EndView { why: ending.why, since: ending.since, said: ending.said }),
        synced: record.synced,
        recent: place.and_then(|place| u32::try_from(place + 1).ok()),
        part_of: mailbox.part_of,
        favourite: mailbox.favourite,
        space: mailbox.space.map(|space| SpaceView { used: space.used, total: space.total }),
        erases: !mailbox.provider.has_bin(),
        fetch_ahead: mailbox.provider.notes_who_read().then_some(mailbox.fetch_ahead),
    }
}

impl App {
    /// All mailboxes, in the services' order; but what the person marked there as used often stands first of its login,
    /// after her own.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read.
    pub async fn mailboxes(&self) -> Result<Vec<MailboxView>, ApiError> {
        let read = |profile: &Profile| Ok((profile.mailboxes()?, recent(profile)?));
        let (mut records, recent) = self.vault(read).await?;
        let mut logins: Vec<AccountId> = Vec::new();
        for record in &records {
            if !logins.contains(&record.mailbox.account) {
                logins.push(record.mailbox.account.clone());
            }
        }
        let place = |mailbox: &Mailbox| {
            let rank = if mailbox.kind == MailboxKind::Own { 0 } else { 2 - u8::from(mailbox.favourite) };
            (logins.iter().position(|login| *login == mailbox.account), rank)
        };
        if records.iter().any(|record| record.mailbox.favourite) {
            records.sort_by_key(|record| place(&record.mailbox));
        }
        Ok(records.into_iter().map(|record| view(record, &recent)).collect())
    }

    /// The person wants letters of this mailbox fetched although that counts as having seen them, or no longer.
    ///
    /// # Errors
    /// [`ApiError`]: `refused` where a service does not note who has seen a letter, `notFound` when there is no such
    /// mailbox.
    pub async fn set_fetch_ahead(&self, mailbox: MailboxId, on: bool) -> Result<(), ApiError> {
        let id = mailbox.clone();
        let notes = self.vault(move |profile| Ok(profile.mailbox(&id)?.mailbox.provider.notes_who_read())).await?;
        if !notes {
            return Err(ApiError::plain(Code::Refused));
        }
        self.vault(move |profile| profile.set_fetch_ahead(&mailbox, on)).await?;
        self.pulse.tell(AppEvent::Mailboxes);
        if on {
            self.sync_now();
        }
        Ok(())
    }
}

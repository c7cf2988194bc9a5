//! Mailboxes whose letters are kept here alone: what a person wishes there is done at once, and a damaged cache is made
//! anew from what is kept, without asking anybody.

use crate::App;
use crate::views::ApiError;
use model::{MailboxId, ProviderId};
use sync::Report;
use vault::{Damage, Mended, Profile, StoreError};

impl App {
    /// A wish was made in this mailbox: where no service is concerned it is carried out now, otherwise sent soon.
    pub(crate) async fn wished(&self, mailbox: MailboxId) -> Result<(), ApiError> {
        let id = mailbox.clone();
        let here = self.vault(move |profile| Ok(profile.mailbox(&id)?.mailbox.provider.keeps_here())).await?;
        let id = mailbox.clone();
        // What cannot be carried out now waits in the outbox, and the next round mends what is in its way.
        if !here || self.vault(move |profile| profile.carry_out(&id)).await.is_err() {
            self.pulse.wished(mailbox);
        }
        Ok(())
    }

    /// Puts such mailboxes right, all or the one asked for; reports of those that were asked for by name or cannot be
    /// put right.
    pub(crate) async fn mend_kept(&self, only: Option<&MailboxId>) -> Result<Vec<Report>, ApiError> {
        let only = only.cloned();
        self.vault(move |profile| {
            let records = profile.mailboxes()?.into_iter().map(|record| record.mailbox);
            let archives = records.filter(|mailbox| mailbox.provider == ProviderId::Archive);
            let wanted = archives.filter(|mailbox| only.as_ref().is_none_or(|only| *only == mailbox.id));
            let mut reports = Vec::new();
            for mailbox in wanted {
                let mut report = Report::new(mailbox.id);
                match mend(profile, &report.mailbox) {
                    Err(error @ StoreError::Locked) => return Err(error),
                    Err(error) => (report.error, report.text) = (Some(error.code()), error.text_key()),
                    Ok(_) if only.is_none() => continue,
                    Ok(_) => {}
                }
                reports.push(report);
            }
            Ok(reports)
        })
        .await
    }
}

/// Where letters are just being put in, whoever does that has mended first.
fn mend(profile: &Profile, mailbox: &MailboxId) -> Result<Mended, StoreError> {
    profile.try_kept_lock(mailbox)?.map_or(Ok(Mended::Sound), |lock| profile.mend_kept(&lock))
}

/// The same after a look at every page; whether the cache was made anew. When what is kept is damaged itself, nothing
/// is done.
pub(crate) fn look_and_mend(profile: &Profile, mailbox: &MailboxId) -> Result<bool, StoreError> {
    let whole = match profile.cache(mailbox) {
        Err(StoreError::Damaged) => false,
        cache => !cache?.check()?.damaged.contains(&Damage::Cache),
    };
    if !whole {
        profile.suspect(mailbox);
    }
    match mend(profile, mailbox) {
        Err(StoreError::Damaged) => Ok(false),
        mended => Ok(mended? == Mended::Cache),
    }
}

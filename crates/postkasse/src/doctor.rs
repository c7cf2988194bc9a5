//! The doctor: looks at every page and every file, removes what a cut left behind, and names the letters that
//! are odd. What is damaged is fetched again with the next sync, or made anew from what is kept here alone.

use crate::App;
use crate::kept::look_and_mend;
use crate::views::{ApiError, DoctorView, OddView};
use model::{Mailbox, MailboxId};
use vault::{Damage, Profile, StoreError};

impl App {
    /// Looks at everything that is stored.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read at all.
    pub async fn doctor(&self) -> Result<DoctorView, ApiError> {
        self.vault(|profile| {
            let records = profile.mailboxes()?.into_iter().map(|record| record.mailbox);
            let kept = records.filter(Mailbox::is_readable);
            let mailboxes: Vec<MailboxId> = kept.map(|mailbox| mailbox.id).collect();
            let (files, own) = profile.check_own(&mailboxes)?;
            let damaged = own.iter().map(|path| path.to_string_lossy().into_owned()).collect();
            let mut found = DoctorView { files, damaged, odd: Vec::new(), mended: Vec::new() };
            for mailbox in &mailboxes {
                if profile.mailbox(mailbox)?.mailbox.provider.keeps_here() && look_and_mend(profile, mailbox)? {
                    found.mended.push(format!("mailboxes/{mailbox}/cache.db"));
                }
                look_at(profile, mailbox, &mut found)?;
            }
            Ok(found)
        })
        .await
    }
}

fn look_at(profile: &Profile, mailbox: &MailboxId, found: &mut DoctorView) -> Result<(), StoreError> {
    let folder = format!("mailboxes/{mailbox}");
    if let Ok(Some(state)) = profile.state_if_any(mailbox) {
        let leftovers = state.remove_leftovers()?;
        found.mended.extend((leftovers > 0).then(|| format!("{folder}/drafts: {leftovers}")));
    }
    let cache = match profile.cache(mailbox) {
        Err(StoreError::Damaged) => {
            found.files += 1;
            found.damaged.push(format!("{folder}/cache.db"));
            return Ok(());
        }
        cache => cache?,
    };
    let checked = cache.check()?;
    found.files += checked.files;
    if !checked.damaged.is_empty() {
        profile.suspect(mailbox);
    }
    let whole = !checked.damaged.contains(&Damage::Cache);
    found.damaged.extend(checked.damaged.into_iter().map(|damage| match damage {
        Damage::Cache => format!("{folder}/cache.db"),
        Damage::File(file) => format!("{folder}/file {file}"),
    }));
    if whole {
        let odd = cache.odd()?.into_iter();
        found.odd.extend(odd.map(|odd| OddView { remote_id: odd.remote_id, why: odd.why }));
        let leftovers = cache.remove_leftovers()?;
        found.mended.extend((leftovers > 0).then(|| format!("{folder}/blobs: {leftovers}")));
    }
    Ok(())
}

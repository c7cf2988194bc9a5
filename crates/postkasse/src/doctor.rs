//! The doctor: looks at every page and every file, and names the letters that are odd.

use crate::App;
use crate::views::{ApiError, DoctorView, OddView};
use model::MailboxState;

impl App {
    /// Looks at everything that is stored.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read at all.
    pub async fn doctor(&self) -> Result<DoctorView, ApiError> {
        self.vault(|profile| {
            let mut found = DoctorView { files: 1, damaged: Vec::new(), odd: Vec::new(), mended: Vec::new() };
            for record in profile.mailboxes()? {
                let mailbox = record.mailbox;
                if matches!(mailbox.state, MailboxState::Ended { .. }) {
                    continue;
                }
                let Ok(cache) = profile.cache(&mailbox.id) else {
                    found.damaged.push(format!("mailboxes/{}/cache.db", mailbox.id));
                    continue;
                };
                let (files, damaged) = cache.check()?;
                found.files += files;
                found.damaged.extend(damaged.into_iter().map(|one| format!("mailboxes/{}/{}", mailbox.id, one.file)));
                let odd = cache.odd()?.into_iter();
                found.odd.extend(odd.map(|odd| OddView { remote_id: odd.remote_id, why: odd.why }));
            }
            Ok(found)
        })
        .await
    }
}

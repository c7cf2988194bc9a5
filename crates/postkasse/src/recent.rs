//! The mailboxes that the person went to last: with hundreds of them these stand first.

use crate::App;
use crate::views::ApiError;
use model::MailboxId;
use vault::{Profile, StoreError};

const NAME: &str = "recent";
/// As many as are remembered.
const MOST: usize = 5;

/// The last used first; those that are forgotten meanwhile stay in the list until others come.
pub(crate) fn recent(profile: &Profile) -> Result<Vec<MailboxId>, StoreError> {
    let stored = profile.setting(NAME)?;
    Ok(stored.and_then(|stored| serde_json::from_str(&stored).ok()).unwrap_or_default())
}

impl App {
    /// The person goes to this mailbox.
    ///
    /// # Errors
    /// [`ApiError`]: `notFound` when there is no such mailbox.
    pub async fn mailbox_used(&self, mailbox: MailboxId) -> Result<(), ApiError> {
        self.vault(move |profile| {
            let mailbox = profile.mailbox(&mailbox)?.mailbox.id;
            let before = recent(profile)?;
            if before.first() == Some(&mailbox) {
                return Ok(());
            }
            let mut now = vec![mailbox];
            let others = before.into_iter().filter(|one| now.first() != Some(one)).take(MOST - 1).collect::<Vec<_>>();
            now.extend(others);
            profile.set_setting(NAME, &serde_json::to_string(&now)?)
        })
        .await
    }
}

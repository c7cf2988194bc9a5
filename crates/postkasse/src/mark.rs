//! Marking letters: a wish in the outbox, if the person may.

use crate::App;
use crate::letter::find;
use crate::views::{ApiError, AppEvent};
use model::{Change, Code, MessageId, WishId};

impl App {
    /// Wishes a change; sync sends it.
    ///
    /// # Errors
    /// [`ApiError`]: `notAllowed` when this person may not do it in this mailbox.
    pub async fn wish(&self, message: MessageId, change: Change) -> Result<WishId, ApiError> {
        let id = message.clone();
        let (mailbox, found, _) = self.vault(move |profile| find(profile, &id)).await?;
        if !mailbox.rights.has(change.needs()) {
            return Err(ApiError::plain(Code::NotAllowed));
        }
        let now = self.clock.now();
        let (box_id, id) = (mailbox.id.clone(), message.clone());
        let add =
            move |profile: &vault::Profile| profile.state(&mailbox.id)?.add_wish(&message, &change, found.version, now);
        let wish = self.vault(add).await?;
        self.pulse.wished(box_id);
        self.pulse.tell(AppEvent::Letter { id });
        Ok(wish)
    }

    /// Every wish that was not carried out yet.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read.
    pub async fn outbox(&self) -> Result<Vec<model::Wish>, ApiError> {
        self.vault(|profile| {
            let mut wishes = Vec::new();
            for record in profile.mailboxes()? {
                match profile.state_if_any(&record.mailbox.id) {
                    Ok(Some(state)) => wishes.extend(state.wishes()?),
                    Ok(None) | Err(vault::StoreError::Ended) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(wishes)
        })
        .await
    }
}

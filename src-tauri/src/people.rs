//! Several people at one computer: whose vault this window opens, and letting somebody else at it.

use crate::shell::Shell;
use postkasse::views::{ApiError, StartState};
use std::sync::Arc;

impl Shell {
    /// Lets somebody else at it: what is open is locked, nothing of it stays on the screen, and hers is opened as usual,
    /// which asks for her PIN or passphrase.
    ///
    /// # Errors
    /// [`ApiError`] when there is nobody of this profile; then nothing has changed.
    pub async fn change_person(self: &Arc<Self>, profile: &str) -> Result<(), ApiError> {
        if self.profile() == profile {
            return Ok(());
        }
        self.people.be(profile)?;
        // Where nothing is kept yet there is nothing to lock, and it would only be in the way later.
        if self.start_view().await.state == StartState::Ready
            && let Err(error) = self.lock().await
        {
            // Here it is closed all the same.
            tracing::warn!(code = ?error.code, "that it is locked could not be written down");
        }
        self.become_person(profile).await;
        Ok(())
    }

    /// Everything of whoever is here was forgotten: she is one of the people no longer. If there are others, one of
    /// them is asked for her key.
    ///
    /// # Errors
    /// [`ApiError`] when the disk refuses.
    pub async fn person_has_gone(self: &Arc<Self>) -> Result<(), ApiError> {
        let gone = self.profile();
        self.people.forget(&gone)?;
        let other = self.people.all(&gone).into_iter().find(|person| !person.here);
        match other {
            Some(other) => {
                self.people.be(&other.id)?;
                self.become_person(&other.id).await;
            }
            None => self.open_usual().await,
        }
        Ok(())
    }

    async fn become_person(self: &Arc<Self>, profile: &str) {
        self.told.forget();
        self.sandbox.lock().await.take();
        self.be(profile);
        self.open_usual().await;
    }
}

//! Telling what is due, by who has the right to sync.

use super::ways::ways;
use crate::App;
use crate::views::ApiError;
use notify::{Channel, DESKTOP, How, Told, Way, tell};
use std::sync::Arc;
use vault::SyncLock;

impl App {
    /// Tells what is due by every way there is. On the terminal's screen only when the person turned that on there: by
    /// itself it is the window's.
    pub(crate) async fn tell_what_is_due(
        &self,
        right: Arc<SyncLock>,
        screen: Option<Arc<dyn Channel>>,
        eager: bool,
    ) -> Result<Told, ApiError> {
        let (book, clock) = (self.book().await?, self.clock.clone());
        let own_screen = self.outlets.screen.clone().filter(|_| book.was_turned_on(DESKTOP));
        let ways = ways(self, screen.or(own_screen)).await?;
        self.vault(move |profile| {
            let ways: Vec<&dyn Way> = ways.iter().map(AsRef::as_ref).collect();
            tell(profile, &right, &ways, &How { book: &book, clock: clock.as_ref(), eager })
        })
        .await
    }

    /// The same at the end of a sync, which did its work whatever becomes of this.
    pub(crate) async fn tell_after_sync(&self, right: Arc<SyncLock>, eager: bool) {
        if let Err(error) = self.tell_what_is_due(right, None, eager).await {
            tracing::warn!(code = ?error.code, "what is due cannot be told");
        }
    }
}

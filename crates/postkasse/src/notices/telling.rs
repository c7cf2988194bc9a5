//! Telling what is due: by every way by who has the right to sync, on the screen alone by who has the screen.

use super::ways::ways;
use crate::App;
use crate::views::ApiError;
use notify::{Channel, DESKTOP, How, OnScreen, Told, Way, tell, tell_on_screen};
use std::sync::Arc;
use vault::{Profile, ScreenLock, SyncLock};

/// A screen, and the right to tell on it.
#[derive(Clone)]
pub(crate) struct Seat {
    channel: Arc<dyn Channel>,
    lock: Arc<ScreenLock>,
}

impl App {
    /// This screen, unless another process has it.
    pub(crate) async fn seat(&self, channel: Arc<dyn Channel>) -> Option<Seat> {
        let lock = self.vault(Profile::screen_lock).await.ok()?;
        Some(Seat { channel, lock: Arc::new(lock) })
    }

    /// Tells what is due by every way there is. On the terminal's screen only when the person turned that on there, and
    /// no window has it: by itself it is the window's.
    pub(crate) async fn tell_what_is_due(
        &self,
        right: Arc<SyncLock>,
        seat: Option<Seat>,
        eager: bool,
    ) -> Result<Told, ApiError> {
        let (book, clock) = (self.book().await?, self.clock.clone());
        let seat = match (seat, self.outlets.screen.clone()) {
            (None, Some(own)) if book.was_turned_on(DESKTOP) => self.seat(own).await,
            (seat, _) => seat,
        };
        let ways = ways(self, seat.as_ref().map(|seat| seat.channel.clone())).await?;
        self.vault(move |profile| {
            // It is held until all is told.
            let _seat = seat;
            let ways: Vec<&dyn Way> = ways.iter().map(AsRef::as_ref).collect();
            tell(profile, &right, &ways, &How { book: &book, clock: clock.as_ref(), eager })
        })
        .await
    }

    /// Tells on the screen what another process took in, which syncs.
    pub(crate) async fn tell_on_screen(&self, seat: Seat) -> Result<Told, ApiError> {
        let (book, clock) = (self.book().await?, self.clock.clone());
        self.vault(move |profile| {
            let (screen, how) = (OnScreen(seat.channel), How { book: &book, clock: clock.as_ref(), eager: false });
            tell_on_screen(profile, &seat.lock, &screen, &how)
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

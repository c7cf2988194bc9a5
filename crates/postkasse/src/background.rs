//! Syncing while the window is open: now and again as the schedule says, at once when asked, and soon after
//! a wish; then telling of what arrived. The right to sync is held for a round only, so that another copy
//! of this program gets its turn.

use crate::App;
use crate::notices::Seat;
use crate::pace::{Pace, went};
use crate::sync::Round;
use crate::views::{ApiError, AppEvent, SyncState};
use model::{Code, MailboxId};
use notify::Channel;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use sync::{Look, Progress};
use tokio::sync::broadcast;

/// Wishes are sent this long after they were made, several at once.
const SOON: Duration = Duration::from_secs(2);
/// Whether something ended, or another copy locked, is looked at this long after the last time, or when the next access
/// ends: the clock may be set, and another copy may know of another end.
const ENDS: Duration = Duration::from_secs(60);
/// A clock that an end's own time has come by and that cannot be obeyed yet is not asked at once again.
const AGAIN: Duration = Duration::from_secs(1);
/// The first look begins this long after the start: until then the window reads and draws what is here already.
const DRAWN: Duration = Duration::from_secs(1);
/// When another copy syncs, it is asked again after this.
const OTHER_COPY: Duration = Duration::from_secs(60);

impl App {
    /// What changes, from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<AppEvent> {
        self.pulse.listen()
    }

    /// How syncing stands.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read.
    pub async fn sync_state(&self) -> Result<SyncState, ApiError> {
        let queued = self.outbox().await?.iter().filter(|(_, wish)| wish.state == model::WishState::Waiting).count();
        let mut state = self.pulse.state();
        state.queued = queued as u64;
        if state.synced.is_none() {
            // Not yet since the start: the mailbox that was looked at longest ago tells.
            let records = self.vault(vault::Profile::mailboxes).await?;
            let reachable = records.iter().filter(|one| one.mailbox.is_readable());
            state.synced = reachable.map(|one| one.synced).min().flatten();
        }
        Ok(state)
    }

    /// Whether this copy only reads, because another copy of this program syncs this profile.
    #[must_use]
    pub fn only_reads(&self) -> bool {
        self.pulse.other_copy.load(Ordering::Relaxed)
    }

    /// Looks at the services as soon as the background gets to it.
    pub fn sync_now(&self) {
        self.pulse.wake.notify_one();
    }

    /// Syncs and tells until the vault is locked. Somebody is waiting for the first look, or the program began by itself
    /// with the computer, as those of a whole town may. Dropping the future stops it; nothing is lost.
    pub async fn run_in_background(&self, channel: Arc<dyn Channel>, awaited: bool) {
        let mut pace = if awaited { Pace::new(DRAWN) } else { Pace::unhurried() };
        // The screen is this window's for as long as it is there.
        let mut seat = None;
        loop {
            let only = self.next_round(&mut pace).await;
            let all = only.is_none();
            pace.begins();
            if seat.is_none() {
                seat = self.seat(channel.clone()).await;
            }
            let (look, trouble, round) = self.round(only, seat.clone()).await;
            let accounts = self.vault(vault::Profile::accounts).await.unwrap_or_default();
            let accounts = accounts.into_iter().map(|account| account.id).collect();
            self.pulse.ends(trouble, &round, &accounts, self.clock.now());
            match trouble {
                Some(Code::Locked) => {
                    self.pulse.tell(AppEvent::Locked);
                    return;
                }
                _ if self.only_reads() => pace.put_off(OTHER_COPY, all),
                _ => pace.ended(look, all),
            }
        }
    }

    /// Waits for the next round; which mailboxes it is about, if not all.
    async fn next_round(&self, pace: &mut Pace) -> Option<BTreeSet<MailboxId>> {
        tokio::select! {
            () = self.wait_until(pace) => None,
            () = self.pulse.wake.notified() => {
                pace.by_hand();
                None
            }
            () = self.pulse.nudge.notified() => {
                tokio::time::sleep(SOON).await;
                Some(self.pulse.take_nudged())
            }
        }
    }

    /// Waits for the next look, and ends meanwhile what ends by itself: that needs no service.
    async fn wait_until(&self, pace: &mut Pace) {
        loop {
            let end = self.next_end().await;
            tokio::select! {
                () = pace.wait() => return,
                () = tokio::time::sleep(end) => {}
            }
        }
    }

    /// Ends what is over; how long until that is to be looked at again.
    async fn next_end(&self) -> Duration {
        let now = self.clock.now();
        // Locked meanwhile: the next round tells.
        let next = self.vault(vault::Profile::next_end).await.ok().flatten();
        let left = next.and_then(|end| Duration::try_from(end.duration_since(now)).ok());
        left.map_or(ENDS, |left| left.clamp(AGAIN, ENDS))
    }

    /// One round over all mailboxes, or those few; how it went, what went wrong with all of it, and what it did.
    async fn round(&self, only: Option<BTreeSet<MailboxId>>, seat: Option<Seat>) -> (Look, Option<Code>, Round) {
        let lock = self.vault(vault::Profile::sync_lock).await;
        let other_copy = lock.as_ref().is_err_and(|error| error.code == Code::Busy);
        self.pulse.other_copy.store(other_copy, Ordering::Relaxed);
        let lock = match lock {
            Ok(lock) => Arc::new(lock),
            Err(error) => {
                if let Some(seat) = seat.filter(|_| other_copy) {
                    // What the other copy takes in is told here all the same.
                    if let Err(error) = self.tell_on_screen(seat).await {
                        tracing::warn!(code = ?error.code, "the screen cannot be told");
                    }
                }
                return (Look::Trouble, Some(error.code), Round::default());
            }
        };
        self.pulse.begins();
        let pulse = self.pulse.clone();
        let progress: Arc<dyn Fn(Progress) + Send + Sync> = Arc::new(move |one| pulse.goes(one));
        let (mut done, mut trouble) = (Round::default(), None);
        let rounds = only.map_or_else(|| vec![None], |few| few.into_iter().map(Some).collect());
        for mailbox in rounds {
            match self.sync_under_lock(mailbox, progress.clone()).await {
                Ok(more) => done.and(more),
                Err(error) => trouble = trouble.or(Some(error.code)),
            }
        }
        if done.reports.iter().any(|report| report.error == Some(Code::Locked)) {
            trouble = Some(Code::Locked);
        }
        let look = went(&done.reports, trouble.or(done.unknown.values().next().map(|error| error.code)));
        match self.tell_what_is_due(lock, seat, false).await {
            Ok(_) => (look, trouble, done),
            Err(error) => (look, trouble.or(Some(error.code)), done),
        }
    }
}

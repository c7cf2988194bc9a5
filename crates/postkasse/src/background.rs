//! Syncing while the window is open: now and again as the schedule says, at once when asked, and soon after
//! a wish; then telling of what arrived. The right to sync is held for a round only, so that another copy
//! of this program gets its turn.

use crate::App;
use crate::views::{ApiError, AppEvent, SyncState};
use model::{Code, MailboxId};
use notify::Channel;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use sync::{Progress, Rhythm};
use tokio::sync::broadcast;
use tokio::time::Instant;

/// Wishes are sent this long after they were made, several at once.
const SOON: Duration = Duration::from_secs(2);
/// How long an access that ends by itself can be over before that is noticed.
const ENDS: Duration = Duration::from_secs(30);
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

    /// Tells the shells of something that happened outside the use cases.
    pub fn announce(&self, event: AppEvent) {
        self.pulse.tell(event);
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

    /// Syncs and tells until the vault is locked. Dropping the future stops it; nothing is lost.
    pub async fn run_in_background(&self, channel: Arc<dyn Channel>) {
        let mut rhythm = Rhythm::default();
        // When all mailboxes are looked at next. Sending wishes in between does not put it off.
        let mut due = Instant::now() + DRAWN;
        loop {
            let only = self.next_round(due).await;
            let all = only.is_none();
            let trouble = self.round(only, &channel).await;
            self.pulse.ends(trouble, self.clock.now());
            let wait = match trouble {
                Some(Code::Locked) => {
                    self.pulse.tell(AppEvent::Locked);
                    return;
                }
                _ if self.only_reads() => OTHER_COPY,
                _ => rhythm.after(trouble.is_some(), &mut rand::rng()),
            };
            let next = Instant::now() + wait;
            // What could not be sent is sent with the next look, which a failure brings nearer.
            due = match (all, trouble) {
                (true, _) => next,
                (false, Some(_)) => due.min(next),
                (false, None) => due,
            };
        }
    }

    /// Waits for the next round; which mailboxes it is about, if not all.
    async fn next_round(&self, due: Instant) -> Option<BTreeSet<MailboxId>> {
        tokio::select! {
            () = self.wait_until(due) => None,
            () = self.pulse.wake.notified() => None,
            () = self.pulse.nudge.notified() => {
                tokio::time::sleep(SOON).await;
                Some(self.pulse.take_nudged())
            }
        }
    }

    /// Waits, and ends meanwhile what ends by itself: that needs no service.
    async fn wait_until(&self, due: Instant) {
        while Instant::now() < due {
            tokio::time::sleep_until(due.min(Instant::now() + ENDS)).await;
            // Locked meanwhile: the next round tells.
            let _ = self.vault(|_| Ok(())).await;
        }
    }

    /// One round over all mailboxes, or those few; what went wrong.
    async fn round(&self, only: Option<BTreeSet<MailboxId>>, channel: &Arc<dyn Channel>) -> Option<Code> {
        let lock = self.vault(vault::Profile::sync_lock).await;
        let other_copy = lock.as_ref().is_err_and(|error| error.code == Code::Busy);
        self.pulse.other_copy.store(other_copy, Ordering::Relaxed);
        let lock = match lock {
            Ok(lock) => Arc::new(lock),
            Err(error) => return Some(error.code),
        };
        self.pulse.begins();
        let pulse = self.pulse.clone();
        let progress: Arc<dyn Fn(Progress) + Send + Sync> = Arc::new(move |one| pulse.goes(one));
        let mut trouble = None;
        match only {
            None => trouble = self.look(None, &progress).await,
            Some(mailboxes) => {
                for mailbox in mailboxes {
                    trouble = trouble.or(self.look(Some(mailbox), &progress).await);
                }
            }
        }
        if let Err(error) = self.tell_what_is_due(lock, Some(channel.clone()), false).await {
            trouble = trouble.or(Some(error.code));
        }
        trouble
    }

    async fn look(&self, only: Option<MailboxId>, progress: &Arc<dyn Fn(Progress) + Send + Sync>) -> Option<Code> {
        match self.sync_under_lock(only, progress.clone()).await {
            Ok(reports) => reports.into_iter().find_map(|report| report.error),
            Err(error) => Some(error.code),
        }
    }
}

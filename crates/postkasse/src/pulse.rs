//! How syncing stands, and telling the shells when something changed. Events carry ids; a shell reads again.

use crate::views::{AppEvent, SyncPhase, SyncState};
use jiff::Timestamp;
use model::{Code, MailboxId};
use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, MutexGuard, PoisonError};
use sync::Progress;
use tokio::sync::{Notify, broadcast};

/// Events that a slow listener may lag behind; it then reads everything again.
const LAG: usize = 256;

/// What the use cases share beside the vault.
pub(crate) struct Pulse {
    events: broadcast::Sender<AppEvent>,
    state: Mutex<SyncState>,
    /// Another copy of this program had the right to sync when this one last wanted it.
    pub(crate) other_copy: AtomicBool,
    /// Look now.
    pub(crate) wake: Notify,
    /// Mailboxes with wishes that want to be sent soon.
    pub(crate) nudged: Mutex<BTreeSet<MailboxId>>,
    /// Some were added.
    pub(crate) nudge: Notify,
}

impl Pulse {
    pub(crate) fn new() -> Self {
        let state =
            SyncState { phase: SyncPhase::Idle, done: 0, of: 0, first: false, synced: None, trouble: None, queued: 0 };
        Pulse {
            events: broadcast::channel(LAG).0,
            state: Mutex::new(state),
            other_copy: AtomicBool::new(false),
            wake: Notify::new(),
            nudged: Mutex::default(),
            nudge: Notify::new(),
        }
    }

    pub(crate) fn listen(&self) -> broadcast::Receiver<AppEvent> {
        self.events.subscribe()
    }

    /// Tells all listeners; that there are none is no trouble.
    pub(crate) fn tell(&self, event: AppEvent) {
        let _ = self.events.send(event);
    }

    fn hold(&self) -> MutexGuard<'_, SyncState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn state(&self) -> SyncState {
        self.hold().clone()
    }

    /// A round begins.
    pub(crate) fn begins(&self) {
        self.hold().phase = SyncPhase::Letters;
        self.tell(AppEvent::Sync);
    }

    /// It goes on.
    pub(crate) fn goes(&self, progress: Progress) {
        match progress {
            Progress::Letters { mailbox, done, of, first } => {
                let mut state = self.hold();
                (state.phase, state.done, state.of, state.first) = (SyncPhase::Letters, done, of, first);
                drop(state);
                self.tell(AppEvent::Letters { mailbox });
            }
            Progress::Documents { mailbox, done } => {
                let mut state = self.hold();
                (state.phase, state.done, state.of, state.first) = (SyncPhase::Documents, done, 0, false);
                drop(state);
                self.tell(AppEvent::Letters { mailbox });
            }
            Progress::Mailboxes => self.tell(AppEvent::Mailboxes),
        }
        self.tell(AppEvent::Sync);
    }

    /// It is over, well or with this trouble.
    pub(crate) fn ends(&self, trouble: Option<Code>, now: Timestamp) {
        let mut state = self.hold();
        (state.phase, state.done, state.of, state.first) = (SyncPhase::Idle, 0, 0, false);
        state.trouble = trouble;
        if trouble.is_none() {
            state.synced = Some(now);
        }
        drop(state);
        self.tell(AppEvent::Mailboxes);
        self.tell(AppEvent::Sync);
    }

    /// A wish was made in this mailbox.
    pub(crate) fn wished(&self, mailbox: MailboxId) {
        self.nudged.lock().unwrap_or_else(PoisonError::into_inner).insert(mailbox);
        self.nudge.notify_one();
    }

    /// The mailboxes whose wishes wait, which then wait no more.
    pub(crate) fn take_nudged(&self) -> BTreeSet<MailboxId> {
        std::mem::take(&mut *self.nudged.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

//! How syncing stands, and telling the shells when something changed. Events carry ids; a shell reads again.

use crate::sync::Round;
use crate::views::{AccountTrouble, AppEvent, SyncPhase, SyncState};
use jiff::Timestamp;
use model::{AccountId, Code, MailboxId};
use std::collections::{BTreeMap, BTreeSet};
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
    /// The accounts of which nothing got through when they were last asked about.
    failing: Mutex<BTreeMap<AccountId, Code>>,
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
        let state = SyncState {
            phase: SyncPhase::Idle,
            done: 0,
            of: 0,
            first: false,
            synced: None,
            trouble: None,
            failing: Vec::new(),
            queued: 0,
        };
        Pulse {
            events: broadcast::channel(LAG).0,
            state: Mutex::new(state),
            failing: Mutex::default(),
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

    /// It is over, well or with this trouble. What is the matter with every account is the trouble of all; a login that
    /// has ended while others go on does not make their letters old.
    pub(crate) fn ends(&self, trouble: Option<Code>, round: &Round, all: &BTreeSet<AccountId>, now: Timestamp) {
        let mut failing = self.failing.lock().unwrap_or_else(PoisonError::into_inner);
        failing.retain(|account, _| all.contains(account) && !round.tried.contains(account));
        failing.extend(round.failed.iter().map(|(account, code)| (account.clone(), *code)));
        let none_left = !all.is_empty() && all.iter().all(|account| failing.contains_key(account));
        // That a login has ended is said of the account itself; of several reasons the others come first.
        let of_all = failing.values().copied().min_by_key(|code| *code == Code::SignInAgain).filter(|_| none_left);
        let trouble = trouble.or(of_all).or(round.partly);
        let waits_for_nobody = failing.values().all(|code| *code == Code::SignInAgain);
        let told =
            |(account, trouble): (&AccountId, &Code)| AccountTrouble { account: account.clone(), trouble: *trouble };
        let told = failing.iter().map(told).collect();
        drop(failing);
        let mut state = self.hold();
        (state.phase, state.done, state.of, state.first) = (SyncPhase::Idle, 0, 0, false);
        (state.trouble, state.failing) = (trouble, told);
        if trouble.is_none() && waits_for_nobody {
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

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a test may fail loudly")]

    use super::*;

    fn account(number: u8) -> AccountId {
        AccountId::from_random([number; 10])
    }

    /// How it stands with two accounts after a round in which these were asked about and these failed.
    fn after(pulse: &Pulse, tried: &[u8], failed: &[(u8, Code)]) -> SyncState {
        let round = Round {
            tried: tried.iter().map(|number| account(*number)).collect(),
            failed: failed.iter().map(|(number, code)| (account(*number), *code)).collect(),
            ..Round::default()
        };
        pulse.ends(None, &round, &[account(1), account(2)].into(), Timestamp::UNIX_EPOCH);
        pulse.state()
    }

    #[test]
    fn one_login_that_has_ended_is_told_of_itself_and_makes_nothing_of_the_others_old() {
        let state = after(&Pulse::new(), &[1, 2], &[(2, Code::SignInAgain)]);
        assert_eq!((state.trouble, state.synced), (None, Some(Timestamp::UNIX_EPOCH)));
        let failing = [AccountTrouble { account: account(2), trouble: Code::SignInAgain }];
        assert_eq!(state.failing, failing);
    }

    #[test]
    fn what_is_the_matter_with_one_service_is_not_said_of_all_but_not_everything_is_up_to_date() {
        let state = after(&Pulse::new(), &[1, 2], &[(1, Code::Busy)]);
        assert_eq!((state.trouble, state.synced, state.failing.len()), (None, None, 1));
    }

    #[test]
    fn what_is_the_matter_with_every_login_is_the_trouble() {
        let pulse = Pulse::new();
        let state = after(&pulse, &[1, 2], &[(1, Code::SignInAgain), (2, Code::Offline)]);
        assert_eq!(state.trouble, Some(Code::Offline));
        let state = after(&pulse, &[1, 2], &[]);
        assert_eq!((state.trouble, state.failing.len(), state.synced), (None, 0, Some(Timestamp::UNIX_EPOCH)));
    }

    #[test]
    fn a_round_about_another_login_leaves_what_is_known_of_the_first() {
        let pulse = Pulse::new();
        after(&pulse, &[1, 2], &[(1, Code::Busy)]);
        let state = after(&pulse, &[2], &[]);
        assert_eq!(state.failing.len(), 1);
        let state = after(&pulse, &[2], &[(2, Code::Busy)]);
        assert_eq!(state.trouble, Some(Code::Busy), "now both of them");
        // One that was forgotten fails no longer.
        pulse.ends(None, &Round::default(), &[account(1)].into(), Timestamp::UNIX_EPOCH);
        assert_eq!(pulse.state().failing[0].account, account(1));
    }
}

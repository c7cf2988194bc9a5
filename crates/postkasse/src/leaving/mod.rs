//! Locking by itself: when the person has not used the program for a while, when the computer goes to sleep, when its
//! screen is locked. Only where she has a lock of her own: whatever anybody can open need not be closed.

#[cfg(target_os = "linux")]
mod linux;

use crate::views::{LockView, OwnLock, Settings};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// While nothing is chosen.
const USUAL: Duration = Duration::from_secs(15 * 60);
/// So often it is looked whether the time is over: while the computer sleeps, a timer may stand still.
const LOOK: Duration = Duration::from_secs(20);

/// When it is to be locked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rules {
    after: Option<Duration>,
    with_sleep: bool,
    with_screen: bool,
}

impl Rules {
    /// As the person has it.
    #[must_use]
    pub fn of(lock: &LockView, settings: &Settings) -> Self {
        if lock.kind == OwnLock::None {
            return Rules::default();
        }
        let after = settings.lock_after.map_or(USUAL, |seconds| Duration::from_secs(seconds.into()));
        Rules {
            after: Some(after).filter(|after| !after.is_zero()),
            with_sleep: settings.lock_with_sleep.unwrap_or(true),
            with_screen: settings.lock_with_screen.unwrap_or(true),
        }
    }

    /// Waits for a sign by which it is to be locked.
    async fn told(self, signs: &mut Option<Signs>) -> &'static str {
        let Some(signs) = signs else { return std::future::pending().await };
        loop {
            match signs.next().await {
                Sign::Sleeps if self.with_sleep => return "the computer sleeps",
                Sign::ScreenLocked if self.with_screen => return "the screen is locked",
                _ => {}
            }
        }
    }
}

/// What the computer does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// It goes to sleep, or did.
    Sleeps,
    /// Its screen is locked.
    ScreenLocked,
}

type Tell = UnboundedSender<Sign>;

/// The person is gone. As long as this is held the computer waits a little before it sleeps.
#[must_use]
pub struct Left {
    _signs: Option<Signs>,
}

/// Listens to the computer until it is dropped, and has it wait before it sleeps.
struct Signs {
    told: UnboundedReceiver<Sign>,
    task: JoinHandle<()>,
}

impl Signs {
    fn told_by<F: Future<Output = ()> + Send + 'static>(teller: impl FnOnce(Tell) -> F) -> Self {
        let (tell, told) = unbounded_channel();
        Signs { told, task: tokio::spawn(teller(tell)) }
    }

    /// Listens to this computer; `waits` has it wait before it sleeps.
    fn listen(waits: bool) -> Self {
        #[cfg(target_os = "linux")]
        return Self::told_by(move |tell| linux::this_computer(tell, waits));
        #[cfg(not(target_os = "linux"))]
        let _ = waits;
        #[cfg(not(target_os = "linux"))]
        return Self::told_by(|tell| crate::computer::when_it_woke(move || tell.send(Sign::Sleeps).is_ok()));
    }

    async fn next(&mut self) -> Sign {
        match self.told.recv().await {
            Some(sign) => sign,
            None => std::future::pending().await,
        }
    }
}

impl Drop for Signs {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// When something happened, by both clocks: the one may be set, the other stands still in a computer that sleeps.
#[derive(Clone, Copy)]
struct Moment(SystemTime, Instant);

impl Moment {
    fn now() -> Self {
        Moment(SystemTime::now(), Instant::now())
    }

    fn ago(self) -> Duration {
        self.0.elapsed().unwrap_or_default().max(self.1.elapsed())
    }
}

/// Knows when the program was used last, and when it is to be locked.
pub struct SelfLock {
    used: Mutex<Moment>,
    rules: watch::Sender<Rules>,
}

impl Default for SelfLock {
    fn default() -> Self {
        SelfLock { used: Mutex::new(Moment::now()), rules: watch::channel(Rules::default()).0 }
    }
}

impl SelfLock {
    /// The person did something.
    pub fn used(&self) {
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) = Moment::now();
    }

    /// From now on it is so.
    pub fn rules_are(&self, rules: Rules) {
        self.rules.send_if_modified(|known| std::mem::replace(known, rules) != rules);
    }

    /// Waits until it is to be locked. Dropping the future stops it.
    pub async fn until_left(&self) -> Left {
        self.until_told(Signs::listen).await
    }

    async fn until_told(&self, listen: impl Fn(bool) -> Signs) -> Left {
        let mut changes = self.rules.subscribe();
        let (mut listens, mut signs) = (None, None);
        loop {
            let rules = *changes.borrow_and_update();
            let wanted = (rules.with_sleep || rules.with_screen).then_some(rules.with_sleep);
            // Listened to without a break as long as nothing else is to be heard: what is told meanwhile is not lost.
            if wanted != listens {
                (listens, signs) = (wanted, wanted.map(&listen));
            }
            let why = tokio::select! {
                () = self.unused(rules.after) => "nobody used it",
                why = rules.told(&mut signs) => why,
                // The sender lives as long as this.
                _ = changes.changed() => continue,
            };
            tracing::info!(why, "it locks itself");
            return Left { _signs: signs };
        }
    }

    /// Waits until nobody has used it for so long.
    async fn unused(&self, after: Option<Duration>) {
        let Some(after) = after else { return std::future::pending().await };
        loop {
            let ago = self.used.lock().unwrap_or_else(PoisonError::into_inner).ago();
            if ago >= after {
                return;
            }
            tokio::time::sleep((after - ago).min(LOOK)).await;
        }
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;

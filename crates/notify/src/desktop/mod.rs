//! The computer's own notifications. They may lie on a lock screen, so they say only that something came.
//!
//! One for each mailbox and purpose: a newer one takes the place of the older. What can be done with it (open, mark as
//! read) is offered only by a program that goes on to hear of it.

#[cfg(all(unix, not(target_os = "macos")))]
mod bus;
#[cfg(not(all(unix, not(target_os = "macos"))))]
#[path = "elsewhere.rs"]
mod bus;
mod shown;

use crate::{About, Act, Channel, ChannelError, Notice};
use model::MessageId;
use shown::Shown;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

/// So long the system's notification service is waited for; one that hangs must not keep letters away.
const PATIENCE: Duration = Duration::from_secs(10);
/// So many wait for it at once.
const MOST_ASKING: usize = 4;

/// Called, on a thread of its own, when the person does something with a notification.
pub(crate) type Acting = Arc<dyn Fn(Act) + Send + Sync>;

/// Notifications of the desktop.
pub struct Desktop {
    acting: Option<Acting>,
    patience: Duration,
    shown: Arc<Shown>,
    asking: Arc<AtomicUsize>,
}

/// A thread that waits for the service.
struct Asking(Arc<AtomicUsize>);

impl Asking {
    /// One more; none when too many wait already.
    fn begins(all: &Arc<AtomicUsize>) -> Option<Self> {
        let before = all.fetch_add(1, Ordering::Relaxed);
        let one = Asking(all.clone());
        (before < MOST_ASKING).then_some(one)
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Desktop {
    /// `acting` is called, on a thread of its own, when the person does something.
    #[must_use]
    pub fn new(acting: Acting) -> Self {
        Desktop { acting: Some(acting), patience: PATIENCE, shown: Arc::default(), asking: Arc::default() }
    }

    /// Nothing can be done with them: for a program that has ended before anybody could.
    #[must_use]
    pub fn only_shown() -> Self {
        Desktop { acting: None, patience: PATIENCE, shown: Arc::default(), asking: Arc::default() }
    }

    /// The same with another patience.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Desktop { patience, ..self }
    }

    /// Takes all of them away, and waits for that a moment: their buttons would do nothing when this program has ended.
    pub fn withdraw_all(&self) {
        self.shown.end_all(self.patience.min(Duration::from_secs(1)));
    }
}

impl Channel for Desktop {
    fn name(&self) -> &'static str {
        crate::DESKTOP
    }

    fn tell(&self, notice: &Notice) -> Result<(), ChannelError> {
        let (send, answer) = mpsc::channel();
        if let Some(notice) = self.shown.replaces(Box::new(notice.clone()), &send) {
            // A service that hangs keeps a thread each; when it answers again, all of them show theirs.
            let asking = Asking::begins(&self.asking).ok_or(ChannelError::NoService)?;
            let (acting, shown) = (self.acting.clone(), self.shown.clone());
            let thread = std::thread::Builder::new().name("notification".to_owned());
            let looking_after = thread.spawn(move || bus::show(&notice, acting.as_ref(), &shown, &send, asking));
            looking_after.map_err(|_| ChannelError::NoService)?;
        }
        answer.recv_timeout(self.patience).unwrap_or(Err(ChannelError::NoAnswer))
    }

    fn shown(&self) -> Vec<(About, Vec<MessageId>)> {
        self.shown.all()
    }

    fn withdraw(&self, about: &About) {
        self.shown.end(about);
    }
}

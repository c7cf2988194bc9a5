//! The computer's own notifications. They may lie on a lock screen, so they say only that something came.

use crate::{Channel, ChannelError, Notice};
use model::MessageId;
use notify_rust::{Notification, NotificationHandle};
use std::sync::{Arc, mpsc};
use std::time::Duration;

/// So long the system's notification service is waited for; one that hangs must not keep letters away.
const PATIENCE: Duration = Duration::from_secs(10);

type Open = Arc<dyn Fn(MessageId) + Send + Sync>;

/// Notifications of the desktop; a click opens the letter.
pub struct Desktop {
    open: Open,
    patience: Duration,
}

impl Desktop {
    /// `open` is called, on a thread of its own, when the person clicks.
    #[must_use]
    pub fn new(open: Open) -> Self {
        Desktop { open, patience: PATIENCE }
    }

    /// The same with another patience.
    #[must_use]
    pub fn with_patience(open: Open, patience: Duration) -> Self {
        Desktop { open, patience }
    }
}

impl Channel for Desktop {
    fn name(&self) -> &'static str {
        "desktop"
    }

    fn tell(&self, notice: &Notice) -> Result<(), ChannelError> {
        let (send, shown) = mpsc::channel();
        let (notice, open) = (notice.clone(), self.open.clone());
        let thread = std::thread::Builder::new().name("notification".to_owned());
        let waiting = thread.spawn(move || match notification(&notice).show() {
            Ok(shown) => {
                // Whoever waited may have given up.
                let _ = send.send(Ok(()));
                await_click(shown, &*open, notice.opens);
            }
            Err(error) => {
                tracing::info!(%error, "a notification could not be shown");
                let _ = send.send(Err(ChannelError::NoService));
            }
        });
        waiting.map_err(|_| ChannelError::NoService)?;
        shown.recv_timeout(self.patience).unwrap_or(Err(ChannelError::NoAnswer))
    }
}

fn notification(notice: &Notice) -> Notification {
    let mut notification = Notification::new();
    notification.appname("Postkasse").summary(&notice.title).body(&notice.body);
    #[cfg(all(unix, not(target_os = "macos")))]
    notification
        .icon("dk.postkasse.desktop")
        .hint(notify_rust::Hint::Category("email.arrived".to_owned()))
        .hint(notify_rust::Hint::DesktopEntry("dk.postkasse.desktop".to_owned()));
    notification.action("default", &notice.open_label);
    notification
}

/// Waits until the notification is taken up or goes away.
#[cfg(all(unix, not(target_os = "macos")))]
fn await_click(shown: NotificationHandle, open: &dyn Fn(MessageId), opens: Option<MessageId>) {
    shown.wait_for_action(|action| {
        if let ("default", Some(opens)) = (action, opens) {
            open(opens);
        }
    });
}

/// Elsewhere a click brings the program forward, and that is all it can tell.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn await_click(_: NotificationHandle, _: &dyn Fn(MessageId), _: Option<MessageId>) {}

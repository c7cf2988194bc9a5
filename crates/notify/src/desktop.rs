//! The computer's own notifications. They may lie on a lock screen, so they say only that something came.

use crate::{Channel, ChannelError, Notice};
use model::MessageId;
use std::sync::Arc;

/// Notifications of the desktop; a click opens the letter.
pub struct Desktop {
    open: Arc<dyn Fn(MessageId) + Send + Sync>,
}

impl Desktop {
    /// `open` is called, on a thread of its own, when the person clicks.
    #[must_use]
    pub fn new(open: Arc<dyn Fn(MessageId) + Send + Sync>) -> Self {
        Desktop { open }
    }
}

impl Channel for Desktop {
    fn name(&self) -> &'static str {
        "desktop"
    }

    fn tell(&self, notice: &Notice) -> Result<(), ChannelError> {
        let mut notification = notify_rust::Notification::new();
        notification.appname("Postkasse").summary(&notice.title).body(&notice.body);
        #[cfg(all(unix, not(target_os = "macos")))]
        notification
            .icon("dk.postkasse.desktop")
            .hint(notify_rust::Hint::Category("email.arrived".to_owned()))
            .hint(notify_rust::Hint::DesktopEntry("dk.postkasse.desktop".to_owned()));
        notification.action("default", &notice.open_label);
        let shown = notification.show().map_err(|error| {
            tracing::info!(%error, "a notification could not be shown");
            ChannelError::NoService
        })?;
        #[cfg(all(unix, not(target_os = "macos")))]
        {
            let (open, message) = (self.open.clone(), notice.opens.clone());
            // Waits until the notification is taken up or goes away; then the thread ends.
            let waiting = std::thread::Builder::new().name("notification".to_owned());
            let waiting = waiting.spawn(move || {
                shown.wait_for_action(|action| {
                    if action == "default" {
                        open(message.clone());
                    }
                });
            });
            if let Err(error) = waiting {
                tracing::info!(%error, "a click on the notification cannot be awaited");
            }
        }
        #[cfg(not(all(unix, not(target_os = "macos"))))]
        drop((shown, &self.open));
        Ok(())
    }
}

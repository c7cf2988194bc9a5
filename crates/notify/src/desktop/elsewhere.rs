//! Notifications of macOS and Windows: they are shown, and a click brings the program forward. What was done with one,
//! and whether it still stands there, the system tells nobody who shows them by this library.

use super::Acting;
use super::shown::Shown;
use crate::{ChannelError, Notice};
use notify_rust::Notification;
use std::sync::mpsc::Sender;

/// Shows it, and says whether that went well.
pub(super) fn show(notice: &Notice, _: Option<Acting>, _: &Shown, answer: &Sender<Result<(), ChannelError>>) {
    let mut notification = Notification::new();
    notification.appname("Postkasse").summary(&notice.title).body(&notice.body);
    let shown = notification.show().map(|_| ()).map_err(|error| {
        tracing::info!(%error, "a notification could not be shown");
        ChannelError::NoService
    });
    // Whoever waited may have given up.
    let _ = answer.send(shown);
}

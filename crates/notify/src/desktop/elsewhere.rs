//! Notifications of macOS and Windows: they are shown, and a click brings the program forward. What was done with one,
//! and whether it still stands there, the system tells nobody who shows them by this library.

use super::shown::{Answer, Shown};
use super::{Acting, Asking};
use crate::{ChannelError, Notice};
use notify_rust::Notification;

/// Shows it, and says whether that went well.
pub(super) fn show(notice: &Notice, _: Option<&Acting>, _: &Shown, answer: &Answer, _: Asking) {
    let mut notification = Notification::new();
    notification.appname("Postkasse").summary(&notice.title).body(&notice.body);
    let shown = notification.show().map(|_| ()).map_err(|error| {
        tracing::info!(%error, "a notification could not be shown");
        ChannelError::NoService
    });
    // Whoever waited may have given up.
    let _ = answer.send(shown);
}

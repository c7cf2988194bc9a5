//! Notifications by the desktop's own service on the D-Bus session bus (Desktop Notifications Specification 1.2).

use super::Acting;
use super::shown::{End, Shown};
use crate::{Act, ChannelError, Notice, Rank};
use futures::executor::block_on;
use futures::future::{Either, select};
use notify_rust::{Hint, Notification, NotificationHandle, NotificationResponse, Timeout, Urgency};
use std::sync::Mutex;
use std::sync::mpsc::Sender;

/// The desktop file, which is also the name of the icon.
const PROGRAM: &str = "dk.postkasse.desktop";
/// A click on the notification itself (specification, "Actions").
const OPEN: &str = "default";
/// Our own action.
const READ: &str = "read";
/// The service reads `<b>`, `&amp;` and the like in the second line.
const MARKUP: &str = "body-markup";

/// Shows it, says whether that went well, and waits until the person does something with it or it goes.
pub(super) fn show(notice: &Notice, acting: Option<Acting>, shown: &Shown, answer: &Sender<Result<(), ChannelError>>) {
    let replaces = notice.about.as_ref().and_then(|about| shown.id(about));
    // Whoever waited may have given up.
    match block_on(notification(notice, acting.is_some(), replaces).show_async()) {
        Ok(handle) => {
            let stands = notice.about.as_ref().map(|about| (about, shown.stands(about, handle.id(), &notice.letters)));
            let _ = answer.send(Ok(()));
            let Some((about, (serial, ends))) = stands else { return };
            match block_on(select(Box::pin(response(&handle)), ends)) {
                Either::Left((response, mut ends)) => {
                    let stood = shown.goes(about, serial);
                    if let Ok(Some(End::Withdrawn)) = ends.try_recv() {
                        shown.has_ended();
                    }
                    let act = response.and_then(|response| act(&response, notice)).filter(|_| stood);
                    if let (Some(act), Some(acting)) = (act, acting) {
                        acting(act);
                    }
                }
                Either::Right((Ok(End::Withdrawn), _)) => {
                    block_on(handle.close_async());
                    shown.has_ended();
                }
                Either::Right(_) => {}
            }
        }
        Err(error) => {
            tracing::info!(%error, "a notification could not be shown");
            let _ = answer.send(Err(ChannelError::NoService));
        }
    }
}

/// What became of it; none when the connection ended.
async fn response(handle: &NotificationHandle) -> Option<NotificationResponse> {
    let said = Mutex::new(None);
    handle
        .wait_for_action_async(|response| {
            if let Ok(mut said) = said.lock() {
                *said = Some(response.clone());
            }
        })
        .await;
    said.into_inner().ok().flatten()
}

fn act(response: &NotificationResponse, notice: &Notice) -> Option<Act> {
    match response {
        NotificationResponse::Default => notice.letters.first().cloned().map(Act::Open),
        NotificationResponse::Action(name) if name == READ => Some(Act::MarkRead(notice.letters.clone())),
        _ => None,
    }
}

fn notification(notice: &Notice, offers: bool, replaces: Option<u32>) -> Notification {
    let mut notification = Notification::new();
    let reads_markup = notify_rust::get_capabilities().is_ok_and(|all| all.iter().any(|one| one == MARKUP));
    let body = if reads_markup { escaped(&notice.body) } else { notice.body.clone() };
    notification.appname("Postkasse").summary(&notice.title).body(&body).icon(PROGRAM);
    notification.hint(Hint::Category("email.arrived".to_owned())).hint(Hint::DesktopEntry(PROGRAM.to_owned()));
    notification.urgency(if notice.rank == Rank::Low { Urgency::Low } else { Urgency::Normal });
    if notice.rank == Rank::Stays {
        notification.timeout(Timeout::Never);
    }
    if notice.silent {
        notification.hint(Hint::SuppressSound(true));
    }
    if offers && !notice.letters.is_empty() {
        notification.action(OPEN, &notice.open_label);
        notice.read_label.iter().for_each(|label| _ = notification.action(READ, label));
    }
    if let Some(id) = replaces {
        notification.id(id);
    }
    notification
}

/// A name with `&` or `<` in it is no markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

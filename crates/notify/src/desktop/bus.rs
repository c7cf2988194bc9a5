//! Notifications by the desktop's own service on the D-Bus session bus (Desktop Notifications Specification 1.2). Each has
//! a thread that shows it, shows what takes its place, and waits for what the person does with it.

use super::shown::{Answer, Order, Shown};
use super::{Acting, Asking};
use crate::{About, Act, ChannelError, Notice, Rank};
use futures::StreamExt;
use futures::channel::mpsc::UnboundedReceiver;
use futures::executor::block_on;
use futures::future::{Either, select};
use notify_rust::{Hint, Notification, NotificationHandle, NotificationResponse, Timeout, Urgency};
use std::sync::Mutex;

/// The desktop file, which is also the name of the icon.
const PROGRAM: &str = "dk.postkasse.desktop";
/// A click on the notification itself (specification, "Actions").
const OPEN: &str = "default";
/// Our own action.
const READ: &str = "read";
/// The service reads `<b>`, `&amp;` and the like in the second line.
const MARKUP: &str = "body-markup";
/// The library asks the bus for the service's signals each time that it waits, and a connection may ask only so often.
const MOST_WAITS: usize = 100;

/// Shows it, says whether that went well, and looks after it until it goes.
pub(super) fn show(notice: &Notice, acting: Option<&Acting>, shown: &Shown, answer: &Answer, asking: Asking) {
    let serial = shown.serial();
    let done = block_on(notification(notice, acting.is_some()).show_async());
    drop(asking);
    // Whoever waited may have given up.
    match done {
        Ok(handle) => match &notice.about {
            Some(about) => {
                let orders = shown.stands(about, serial, &notice.letters);
                let _ = answer.send(Ok(()));
                let one = One { handle, about, serial, waits: 0 };
                one.look_after(notice.clone(), acting, shown, orders);
            }
            None => {
                let _ = answer.send(Ok(()));
                shown.leaves(serial, Box::new(handle));
            }
        },
        Err(error) => _ = answer.send(Err(not_shown(&error))),
    }
}

fn not_shown(error: &notify_rust::error::Error) -> ChannelError {
    tracing::info!(%error, "a notification could not be shown");
    ChannelError::NoService
}

struct One<'a> {
    handle: NotificationHandle,
    about: &'a About,
    serial: u64,
    waits: usize,
}

impl One<'_> {
    fn look_after(
        mut self,
        mut notice: Notice,
        acting: Option<&Acting>,
        shown: &Shown,
        mut orders: UnboundedReceiver<Order>,
    ) {
        loop {
            self.waits += 1;
            let order = match block_on(select(Box::pin(response(&self.handle)), orders.next())) {
                Either::Left((response, _)) => {
                    let order = shown.goes(self.about, self.serial, &mut orders);
                    let act = response.and_then(|response| act(&response, &notice));
                    if let (Some(act), Some(acting)) = (act, acting) {
                        acting(act);
                    }
                    order
                }
                Either::Right((order, _)) => order,
            };
            match order {
                Some(Order::Show(new, answer)) => {
                    let done = self.becomes(&new, acting.is_some());
                    if done.is_ok() {
                        shown.speaks_of(self.about, self.serial, &new.letters);
                        notice = *new;
                    }
                    let _ = answer.send(done);
                }
                Some(Order::End) => {
                    block_on(self.handle.close_async());
                    shown.leaves(self.serial, Box::new(self.handle));
                    return shown.has_ended();
                }
                None => return shown.leaves(self.serial, Box::new(self.handle)),
            }
        }
    }

    /// Says something else in the same place, by the same connection.
    fn becomes(&mut self, notice: &Notice, offers: bool) -> Result<(), ChannelError> {
        let new = notification(notice, offers);
        if self.waits < MOST_WAITS {
            *self.handle = new;
            return self.handle.update().map_err(|error| not_shown(&error));
        }
        block_on(self.handle.close_async());
        self.handle = block_on(new.show_async()).map_err(|error| not_shown(&error))?;
        self.waits = 0;
        Ok(())
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

fn notification(notice: &Notice, offers: bool) -> Notification {
    let mut notification = Notification::new();
    let reads_markup = notify_rust::get_capabilities().is_ok_and(|all| all.iter().any(|one| one == MARKUP));
    let body = if reads_markup { escaped(&notice.body) } else { notice.body.clone() };
    notification.appname("Postkasse").summary(&notice.title).body(&body).icon(PROGRAM);
    notification.hint(Hint::Category("email.arrived".to_owned()));
    notification.urgency(if notice.rank == Rank::Low { Urgency::Low } else { Urgency::Normal });
    if notice.rank == Rank::Stays {
        notification.timeout(Timeout::Never);
    }
    if notice.silent {
        notification.hint(Hint::SuppressSound(true));
    }
    if offers {
        // Whoever ends at once is no program to the desktop: it would take the notification away with it.
        notification.hint(Hint::DesktopEntry(PROGRAM.to_owned()));
    }
    if offers && !notice.letters.is_empty() {
        notification.action(OPEN, &notice.open_label);
        notice.read_label.iter().for_each(|label| _ = notification.action(READ, label));
    }
    notification
}

/// A name with `&` or `<` in it is no markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

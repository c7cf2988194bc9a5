//! What stands on the screen: about what, of which letters, and how the thread that looks after it is spoken to.

use crate::{About, ChannelError, Notice};
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use model::MessageId;
use std::any::Any;
use std::collections::BTreeMap;
use std::sync::mpsc::Sender;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Each has a thread and a connection of its own. The oldest gives way to one more.
const MOST: usize = 60;

/// Says whether it was shown.
pub(super) type Answer = Sender<Result<(), ChannelError>>;

/// What the thread of a notification is told.
pub(super) enum Order {
    /// This takes its place.
    Show(Box<Notice>, Answer),
    /// It goes.
    End,
}

struct One {
    /// Which of all that were ever shown.
    serial: u64,
    letters: Vec<MessageId>,
    orders: UnboundedSender<Order>,
}

#[derive(Default)]
struct All {
    by: BTreeMap<About, One>,
    serial: u64,
    /// Threads that are taking one away just now.
    ending: usize,
    /// A connection that has no notification any more, and its serial number. Some desktops (GNOME) keep all of a
    /// program's notifications under the connection of the first, and take them all away with it: it is kept until
    /// none stands there.
    first: Option<(u64, Box<dyn Any + Send>)>,
}

/// All of them.
#[derive(Default)]
pub(super) struct Shown {
    all: Mutex<All>,
    ended: Condvar,
}

impl Shown {
    fn hold(&self) -> MutexGuard<'_, All> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands it to the thread of the one that stands there about the same. Given back when there is none.
    pub fn replaces(&self, notice: Box<Notice>, answer: &Answer) -> Option<Box<Notice>> {
        let all = self.hold();
        let Some(one) = notice.about.as_ref().and_then(|about| all.by.get(about)) else { return Some(notice) };
        match one.orders.unbounded_send(Order::Show(notice, answer.clone())) {
            Ok(()) => None,
            Err(refused) => match refused.into_inner() {
                Order::Show(notice, _) => Some(notice),
                Order::End => None,
            },
        }
    }

    /// The serial number of one more.
    pub fn serial(&self) -> u64 {
        let mut all = self.hold();
        all.serial += 1;
        all.serial
    }

    /// It stands there; what its thread is told from now on.
    pub fn stands(&self, about: &About, serial: u64, letters: &[MessageId]) -> UnboundedReceiver<Order> {
        let (orders, told) = unbounded();
        let mut all = self.hold();
        if let Some(other) = all.by.insert(about.clone(), One { serial, letters: letters.to_vec(), orders }) {
            // Two were begun at once.
            end(&mut all, &other);
        }
        if all.by.len() > MOST {
            let oldest = all.by.iter().min_by_key(|(_, one)| one.serial).map(|(about, _)| about.clone());
            if let Some(oldest) = oldest.and_then(|about| all.by.remove(&about)) {
                end(&mut all, &oldest);
            }
        }
        told
    }

    /// Others stand there in its place.
    pub fn speaks_of(&self, about: &About, serial: u64, letters: &[MessageId]) {
        if let Some(one) = self.hold().by.get_mut(about).filter(|one| one.serial == serial) {
            one.letters = letters.to_vec();
        }
    }

    /// It went by itself: the person did something with it. What it was told in the same moment still holds.
    pub fn goes(&self, about: &About, serial: u64, orders: &mut UnboundedReceiver<Order>) -> Option<Order> {
        let mut all = self.hold();
        if let Ok(order) = orders.try_recv() {
            return Some(order);
        }
        if all.by.get(about).is_some_and(|one| one.serial == serial) {
            all.by.remove(about);
        }
        None
    }

    /// A connection is not needed for its own notification any more.
    pub fn leaves(&self, serial: u64, connection: Box<dyn Any + Send>) {
        let mut all = self.hold();
        let earlier = all.by.values().any(|one| one.serial < serial);
        if !earlier && all.first.as_ref().is_none_or(|(first, _)| serial < *first) {
            all.first = Some((serial, connection));
        }
        // When none stands there, only what this one may still show needs it.
        if all.by.is_empty() {
            all.first = all.first.take().filter(|(first, _)| *first == serial);
        }
    }

    /// One has been taken away.
    pub fn has_ended(&self) {
        let mut all = self.hold();
        all.ending = all.ending.saturating_sub(1);
        self.ended.notify_all();
    }

    /// What stands there.
    pub fn all(&self) -> Vec<(About, Vec<MessageId>)> {
        self.hold().by.iter().map(|(about, one)| (about.clone(), one.letters.clone())).collect()
    }

    /// What is about this goes.
    pub fn end(&self, about: &About) {
        let mut all = self.hold();
        if let Some(one) = all.by.remove(about) {
            end(&mut all, &one);
        }
    }

    /// All of them go; waits for it, but no longer than this.
    pub fn end_all(&self, patience: Duration) {
        let mut all = self.hold();
        for (_, one) in std::mem::take(&mut all.by) {
            end(&mut all, &one);
        }
        // Whoever does not get it done in time leaves them there.
        drop(self.ended.wait_timeout_while(all, patience, |all| all.ending > 0));
    }
}

fn end(all: &mut All, one: &One) {
    // One whose thread has ended already needs nothing.
    if one.orders.unbounded_send(Order::End).is_ok() {
        all.ending += 1;
    }
}

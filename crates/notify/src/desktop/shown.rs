//! What stands on the screen: about what, of which letters, and how its waiting thread is told to take it away.

use crate::About;
use futures::channel::oneshot;
use model::MessageId;
use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Each has a thread and a connection that wait for what the person does. The oldest gives way to one more.
const MOST: usize = 20;

/// Why the waiting for it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// It goes.
    Withdrawn,
    /// Another has taken its place.
    Replaced,
}

struct One {
    /// The service's number of it.
    id: u32,
    /// Which of all that were ever shown.
    serial: u64,
    letters: Vec<MessageId>,
    end: oneshot::Sender<End>,
}

#[derive(Default)]
struct All {
    by: BTreeMap<About, One>,
    serial: u64,
    /// Threads that are taking one away just now.
    ending: usize,
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

    /// The service's number of what stands there about this.
    pub fn id(&self, about: &About) -> Option<u32> {
        self.hold().by.get(about).map(|one| one.id)
    }

    /// One more stands there; its serial number, and what tells when its time is over.
    pub fn stands(&self, about: &About, id: u32, letters: &[MessageId]) -> (u64, oneshot::Receiver<End>) {
        let (end, ends) = oneshot::channel();
        let mut all = self.hold();
        all.serial += 1;
        let serial = all.serial;
        let before = all.by.insert(about.clone(), One { id, serial, letters: letters.to_vec(), end });
        if let Some(before) = before {
            // With the same number there it has been replaced; with another it would stand beside the new one.
            let why = if before.id == id { End::Replaced } else { End::Withdrawn };
            finish(&mut all, before, why);
        }
        if all.by.len() > MOST {
            let oldest = all.by.iter().min_by_key(|(_, one)| one.serial).map(|(about, _)| about.clone());
            if let Some(oldest) = oldest.and_then(|about| all.by.remove(&about)) {
                finish(&mut all, oldest, End::Withdrawn);
            }
        }
        (serial, ends)
    }

    /// It went by itself: the person did something with it. False when another had taken its place by then, which hears
    /// of the same and speaks of more.
    pub fn goes(&self, about: &About, serial: u64) -> bool {
        let mut all = self.hold();
        let stands = all.by.get(about).is_some_and(|one| one.serial == serial);
        if stands {
            all.by.remove(about);
        }
        stands
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
            finish(&mut all, one, End::Withdrawn);
        }
    }

    /// All of them go; waits for it, but no longer than this.
    pub fn end_all(&self, patience: Duration) {
        let mut all = self.hold();
        for (_, one) in std::mem::take(&mut all.by) {
            finish(&mut all, one, End::Withdrawn);
        }
        // Whoever does not get it done in time leaves them there.
        drop(self.ended.wait_timeout_while(all, patience, |all| all.ending > 0));
    }
}

fn finish(all: &mut All, one: One, why: End) {
    // One whose thread has ended already needs nothing.
    if one.end.send(why).is_ok() && why == End::Withdrawn {
        all.ending += 1;
    }
}

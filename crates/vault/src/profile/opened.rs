//! The mailboxes that are held open: few at once, the one used last stands last. One that had to make room
//! may still be in somebody's hands; it is remembered until it is let go, so that locking reaches it too.

use crate::cache::Cache;
use crate::home::Identity;
use crate::state::State;
use model::MailboxId;
use std::sync::{Arc, Weak};

/// Mailboxes held open at once.
const MOST_OPEN: usize = 32;

/// A mailbox that is open.
pub(super) struct OpenMailbox {
    pub(super) cache: Arc<Cache>,
    pub(super) state: Option<Arc<State>>,
    /// Which file the cache is. Another process may have forgotten the mailbox, or set its cache aside.
    pub(super) identity: Identity,
}

#[derive(Default)]
pub(super) struct OpenMailboxes {
    open: Vec<OpenMailbox>,
    made_room: Vec<(MailboxId, Weak<Cache>, Weak<State>)>,
}

impl OpenMailboxes {
    /// The mailbox, if it is open; it counts as used.
    pub(super) fn find(&mut self, mailbox: &MailboxId) -> Option<&mut OpenMailbox> {
        let at = self.open.iter().position(|one| one.cache.mailbox == *mailbox)?;
        let used = self.open.remove(at);
        self.open.push(used);
        self.open.last_mut()
    }

    /// Holds one more open; the one not used for longest makes room.
    pub(super) fn add(&mut self, mailbox: OpenMailbox) {
        if self.open.len() >= MOST_OPEN {
            let oldest = self.open.remove(0);
            self.makes_room(oldest);
        }
        self.open.push(mailbox);
    }

    /// Somebody has this state, which belongs to no open mailbox.
    pub(super) fn handed_out(&mut self, mailbox: &MailboxId, state: &Arc<State>) {
        self.made_room.push((mailbox.clone(), Weak::new(), Arc::downgrade(state)));
    }

    fn makes_room(&mut self, mailbox: OpenMailbox) {
        self.made_room.retain(|(_, cache, state)| cache.strong_count() + state.strong_count() > 0);
        let state = mailbox.state.as_ref().map(Arc::downgrade).unwrap_or_default();
        self.made_room.push((mailbox.cache.mailbox.clone(), Arc::downgrade(&mailbox.cache), state));
    }

    /// The next who asks for this mailbox opens it anew; who has it keeps it.
    pub(super) fn let_go(&mut self, mailbox: &MailboxId) {
        if let Some(at) = self.open.iter().position(|one| one.cache.mailbox == *mailbox) {
            let gone = self.open.remove(at);
            self.makes_room(gone);
        }
    }

    /// Closes this mailbox, or all, for everybody.
    pub(super) fn close(&mut self, only: Option<&MailboxId>) {
        let wanted = |mailbox: &MailboxId| only.is_none_or(|only| only == mailbox);
        let (closed, open) = std::mem::take(&mut self.open).into_iter().partition(|one| wanted(&one.cache.mailbox));
        self.open = open;
        let closed: Vec<OpenMailbox> = closed;
        for one in closed {
            self.makes_room(one);
        }
        for (_, cache, state) in self.made_room.iter().filter(|(mailbox, ..)| wanted(mailbox)) {
            if let Some(cache) = cache.upgrade() {
                cache.database.close();
            }
            if let Some(state) = state.upgrade() {
                state.database.close();
            }
        }
    }
}

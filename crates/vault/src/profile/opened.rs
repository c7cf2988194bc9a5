//! The mailboxes that are held open: few at once, the one used last stands last. One that had to make room
//! may still be in somebody's hands; it is remembered until it is let go, so that locking reaches it too.

use crate::cache::Cache;
use crate::home::Identity;
use crate::kept::Kept;
use crate::state::State;
use model::MailboxId;
use std::sync::{Arc, Weak};

/// Mailboxes held open at once.
const MOST_OPEN: usize = 32;

/// A mailbox that is open.
pub(super) struct OpenMailbox {
    pub(super) cache: Arc<Cache>,
    pub(super) state: Option<Arc<State>>,
    pub(super) kept: Option<Arc<Kept>>,
    /// Which file the cache is. Another process may have forgotten the mailbox, or set its cache aside.
    pub(super) identity: Identity,
}

/// What may be in somebody's hands of a mailbox that is not held open.
struct Lent {
    mailbox: MailboxId,
    cache: Weak<Cache>,
    state: Weak<State>,
    kept: Weak<Kept>,
}

impl Lent {
    fn of(one: &OpenMailbox) -> Self {
        Lent {
            mailbox: one.cache.mailbox.clone(),
            cache: Arc::downgrade(&one.cache),
            state: one.state.as_ref().map(Arc::downgrade).unwrap_or_default(),
            kept: one.kept.as_ref().map(Arc::downgrade).unwrap_or_default(),
        }
    }

    fn is_held(&self) -> bool {
        self.cache.strong_count() + self.state.strong_count() + self.kept.strong_count() > 0
    }

    fn close(&self) {
        if let Some(cache) = self.cache.upgrade() {
            cache.database.close();
        }
        if let Some(state) = self.state.upgrade() {
            state.database.close();
        }
        if let Some(kept) = self.kept.upgrade() {
            kept.database.close();
        }
    }
}

#[derive(Default)]
pub(super) struct OpenMailboxes {
    open: Vec<OpenMailbox>,
    made_room: Vec<Lent>,
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
            self.makes_room(&oldest);
        }
        self.open.push(mailbox);
    }

    /// Somebody has this state or these letters, which belong to no open mailbox.
    pub(super) fn handed_out(&mut self, mailbox: &MailboxId, state: Weak<State>, kept: Weak<Kept>) {
        self.made_room.push(Lent { mailbox: mailbox.clone(), cache: Weak::new(), state, kept });
    }

    fn makes_room(&mut self, mailbox: &OpenMailbox) {
        self.made_room.retain(Lent::is_held);
        self.made_room.push(Lent::of(mailbox));
    }

    /// The next who asks for this mailbox opens it anew; who has it keeps it.
    pub(super) fn let_go(&mut self, mailbox: &MailboxId) {
        if let Some(at) = self.open.iter().position(|one| one.cache.mailbox == *mailbox) {
            let gone = self.open.remove(at);
            self.makes_room(&gone);
        }
    }

    /// Closes this mailbox, or all, for everybody.
    pub(super) fn close(&mut self, only: Option<&MailboxId>) {
        let wanted = |mailbox: &MailboxId| only.is_none_or(|only| only == mailbox);
        let (closed, open) = std::mem::take(&mut self.open).into_iter().partition(|one| wanted(&one.cache.mailbox));
        self.open = open;
        let closed: Vec<OpenMailbox> = closed;
        closed.iter().for_each(|one| self.makes_room(one));
        self.made_room.iter().filter(|lent| wanted(&lent.mailbox)).for_each(Lent::close);
    }
}

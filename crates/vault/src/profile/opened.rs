//! The mailboxes that are held open: as many as the system lets, the one used last stands last. One that had to make room
//! may still be in somebody's hands; it is remembered until it is let go, so that locking reaches it too.

use crate::cache::Cache;
use crate::home::Identity;
use crate::kept::Kept;
use crate::state::State;
use model::MailboxId;
use std::sync::{Arc, LazyLock, Weak};

/// Mailboxes held open at once, if there may be files enough. Opening one takes a hundred times as long as a look
/// into one that is open; what they hold in memory has one limit for all of them.
const MOST_OPEN: u64 = 400;
/// Files of an open mailbox: the cache with its journal and what processes share of it, and the state with its own.
const FILES: u64 = 5;
/// Files that are left for everything else.
const OTHERS: u64 = 512;
/// As many are open even where that leaves few.
const FEWEST_OPEN: u64 = 32;

/// How many may be open here: this process asks for as many files as it may have.
static MAY_BE_OPEN: LazyLock<usize> = LazyLock::new(|| {
    let files = rlimit::increase_nofile_limit(OTHERS + MOST_OPEN * FILES).unwrap_or(0);
    let open = (files.saturating_sub(OTHERS) / FILES).clamp(FEWEST_OPEN, MOST_OPEN);
    usize::try_from(open).unwrap_or(usize::MAX)
});

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
        if self.open.len() >= *MAY_BE_OPEN {
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

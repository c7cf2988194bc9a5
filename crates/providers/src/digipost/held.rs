//! What one instance remembers of mailboxes for a short while: by which links letters are asked for, what a whole walk
//! found, and the first page that the cheap question has looked at already. Nothing of it outlives the round.

use super::letter::Known;
use model::RemoteId;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// For so long a page or a walk speaks for what is there now.
const FRESH: Duration = Duration::from_secs(20);

#[derive(Default)]
struct Mailbox {
    /// Letters that were met since the last walk began.
    met: BTreeMap<RemoteId, Known>,
    /// A walk is under way that began here: one that began elsewhere is none of ours.
    walking: bool,
    /// When a walk got to its end, all of it here and every page whole.
    walked: Option<Instant>,
    /// When a walk was made for no other reason than to find what the one before had not.
    looked: Option<Instant>,
    first: Option<(Instant, Arc<Value>)>,
}

/// The memory of an instance.
#[derive(Default)]
pub struct Held(Mutex<HashMap<RemoteId, Mailbox>>);

impl Held {
    fn with<T>(&self, mailbox: &RemoteId, call: impl FnOnce(&mut Mailbox) -> T) -> T {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        call(all.entry(mailbox.clone()).or_default())
    }

    /// A walk begins.
    pub fn begin(&self, mailbox: &RemoteId) {
        self.with(mailbox, |held| {
            held.met.clear();
            (held.walking, held.walked, held.looked) = (true, None, None);
        });
    }

    /// These are on the next page of it.
    pub fn meet(&self, mailbox: &RemoteId, page: impl IntoIterator<Item = (RemoteId, Known)>) {
        self.with(mailbox, |held| held.met.extend(page));
    }

    /// It got to its end; whether it was whole, as far as pages could be read.
    pub fn end(&self, mailbox: &RemoteId, whole: bool) {
        self.with(mailbox, |held| {
            held.walked = (whole && held.walking).then(Instant::now);
            held.walking = false;
        });
    }

    /// A walk is not gone on with.
    pub fn lose(&self, mailbox: &RemoteId) {
        self.with(mailbox, |held| (held.walking, held.walked) = (false, None));
    }

    /// The walk that ended was made to find what another had not; whether it was whole.
    pub fn was_a_second_look(&self, mailbox: &RemoteId) -> bool {
        self.with(mailbox, |held| {
            held.looked = held.walked;
            held.looked.is_some()
        })
    }

    /// Whether what is not known is not there: two walks, one just now, have not found it.
    pub fn is_sure(&self, mailbox: &RemoteId) -> bool {
        self.with(mailbox, |held| held.looked.is_some_and(|at| at.elapsed() < FRESH))
    }

    /// How a letter is asked for.
    pub fn known(&self, mailbox: &RemoteId, letter: &RemoteId) -> Option<Known> {
        self.with(mailbox, |held| held.met.get(letter).cloned())
    }

    /// Every letter with its version, when a whole walk has just found them.
    pub fn all(&self, mailbox: &RemoteId) -> Option<Vec<(RemoteId, i64)>> {
        self.with(mailbox, |held| {
            held.walked.filter(|at| at.elapsed() < FRESH)?;
            Some(held.met.iter().map(|(id, known)| (id.clone(), known.version)).collect())
        })
    }

    /// The letter as it is now.
    pub fn update(&self, mailbox: &RemoteId, letter: &RemoteId, known: Known) {
        self.with(mailbox, |held| held.met.insert(letter.clone(), known));
    }

    /// It is gone.
    pub fn forget(&self, mailbox: &RemoteId, letter: &RemoteId) {
        self.with(mailbox, |held| held.met.remove(letter));
    }

    /// The first page was read.
    pub fn keep_first(&self, mailbox: &RemoteId, page: Arc<Value>) {
        self.with(mailbox, |held| held.first = Some((Instant::now(), page)));
    }

    /// The first page, once, if it was read a moment ago.
    pub fn take_first(&self, mailbox: &RemoteId) -> Option<Arc<Value>> {
        self.with(mailbox, |held| held.first.take()).filter(|(at, _)| at.elapsed() < FRESH).map(|(_, page)| page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(version: i64) -> Known {
        Known { version, own: "/d/1".to_owned(), contents: Vec::new(), needs_level: None }
    }

    #[test]
    fn only_a_whole_walk_that_began_here_speaks_for_all() {
        let (held, mailbox) = (Held::default(), RemoteId::from("m"));
        held.meet(&mailbox, [("a".into(), known(1))]);
        held.end(&mailbox, true);
        assert_eq!(held.all(&mailbox), None, "it began elsewhere");
        assert!(held.known(&mailbox, &"a".into()).is_some());
        held.begin(&mailbox);
        assert!(held.known(&mailbox, &"a".into()).is_none());
        held.meet(&mailbox, [("b".into(), known(2))]);
        held.end(&mailbox, true);
        assert_eq!(held.all(&mailbox), Some(vec![("b".into(), 2)]));
        assert_eq!(held.all(&"other".into()), None);
        assert!(!held.is_sure(&mailbox) && held.was_a_second_look(&mailbox) && held.is_sure(&mailbox));
        held.begin(&mailbox);
        held.end(&mailbox, false);
        assert_eq!(held.all(&mailbox), None, "a page was torn");
        assert!(!held.was_a_second_look(&mailbox) && !held.is_sure(&mailbox));
    }
}

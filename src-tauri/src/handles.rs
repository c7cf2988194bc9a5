//! Handles: the addresses by which the window shows a file or a logo. Each is random, means one file of one message
//! or one sender's logo, and runs out; so an address tells nothing, cannot be guessed, and is worth nothing later.

use data_encoding::HEXLOWER;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long an address can be used. Long enough for a person to leaf through a document.
const LIFETIME: Duration = Duration::from_secs(30 * 60);
/// No more at once; the one that runs out first gives way.
const MOST: usize = 256;

/// The system gave no randomness; nothing can be shown safely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoRandomness;

/// The addresses that are valid now, of one kind of thing: many of one kind push out none of another.
pub struct Handles<T>(Mutex<HashMap<String, Handle<T>>>);

struct Handle<T> {
    means: T,
    until: Instant,
}

impl<T> Default for Handles<T> {
    fn default() -> Self {
        Handles(Mutex::default())
    }
}

impl<T: Clone + PartialEq> Handles<T> {
    /// A handle for this: the one that there is, which then lasts anew, or a new one.
    ///
    /// # Errors
    /// [`NoRandomness`] when the system gives none.
    pub fn make(&self, means: T, now: Instant) -> Result<String, NoRandomness> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, handle| handle.until > now);
        if let Some((name, handle)) = all.iter_mut().find(|(_, handle)| handle.means == means) {
            handle.until = now + LIFETIME;
            return Ok(name.clone());
        }
        if all.len() >= MOST {
            let first = all.iter().min_by_key(|(_, handle)| handle.until).map(|(name, _)| name.clone());
            first.and_then(|name| all.remove(&name));
        }
        let mut random = [0; 16];
        getrandom::fill(&mut random).map_err(|_| NoRandomness)?;
        let name = HEXLOWER.encode(&random);
        all.insert(name.clone(), Handle { means, until: now + LIFETIME });
        Ok(name)
    }

    /// What the handle means, while it lasts.
    pub fn look_up(&self, name: &str, now: Instant) -> Option<T> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(name).filter(|handle| handle.until > now).map(|handle| handle.means.clone())
    }

    /// Forgets them all: the vault was locked.
    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{FileId, MessageId};

    fn a_file() -> (MessageId, FileId) {
        file(0)
    }

    fn file(n: usize) -> (MessageId, FileId) {
        (MessageId::parse("box-message").unwrap(), FileId::parse(&format!("file{n}")).unwrap())
    }

    #[test]
    fn a_handle_means_its_file_until_it_runs_out() {
        let (handles, now) = (Handles::default(), Instant::now());
        let file = a_file();
        let name = handles.make(file.clone(), now).unwrap();
        assert_eq!(handles.look_up(&name, now), Some(file));
        assert_eq!(handles.look_up(&name, now + LIFETIME), None);
        assert_eq!(handles.look_up("0000", now), None);
    }

    #[test]
    fn what_is_asked_for_again_keeps_its_handle_and_lasts_anew() {
        let (handles, now) = (Handles::default(), Instant::now());
        let name = handles.make(a_file(), now).unwrap();
        let later = now + LIFETIME / 2;
        assert_eq!(handles.make(a_file(), later).unwrap(), name);
        assert_ne!(handles.make(file(1), later).unwrap(), name);
        assert_eq!(handles.look_up(&name, now + LIFETIME), Some(a_file()));
        assert_ne!(handles.make(a_file(), later + LIFETIME).unwrap(), name, "a new one when it has run out");
    }

    #[test]
    fn there_are_never_more_than_a_few_hundred_and_locking_forgets_them() {
        let (handles, now) = (Handles::default(), Instant::now());
        let names: Vec<String> =
            (0..MOST + 10).map(|n| handles.make(file(n), now + Duration::from_millis(n as u64)).unwrap()).collect();
        assert_eq!(handles.0.lock().unwrap().len(), MOST);
        let last = names.last().unwrap();
        assert!(handles.look_up(last, now).is_some());
        handles.clear();
        assert!(handles.look_up(last, now).is_none());
    }
}

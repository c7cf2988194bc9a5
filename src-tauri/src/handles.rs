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

impl<T: Clone> Handles<T> {
    /// A new handle for this.
    ///
    /// # Errors
    /// [`NoRandomness`] when the system gives none.
    pub fn make(&self, means: T, now: Instant) -> Result<String, NoRandomness> {
        let mut random = [0; 16];
        getrandom::fill(&mut random).map_err(|_| NoRandomness)?;
        let name = HEXLOWER.encode(&random);
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, handle| handle.until > now);
        if all.len() >= MOST {
            let first = all.iter().min_by_key(|(_, handle)| handle.until).map(|(name, _)| name.clone());
            first.and_then(|name| all.remove(&name));
        }
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
        (MessageId::parse("box-message").unwrap(), FileId::parse("file").unwrap())
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
    fn there_are_never_more_than_a_few_hundred_and_locking_forgets_them() {
        let (handles, now) = (Handles::default(), Instant::now());
        let file = a_file();
        let names: Vec<String> = (0..MOST as u64 + 10)
            .map(|n| handles.make(file.clone(), now + Duration::from_millis(n)).unwrap())
            .collect();
        assert_eq!(handles.0.lock().unwrap().len(), MOST);
        let last = names.last().unwrap();
        assert!(handles.look_up(last, now).is_some());
        handles.clear();
        assert!(handles.look_up(last, now).is_none());
    }
}

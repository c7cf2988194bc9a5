//! Threads for libraries that read hostile files. One may panic, or go round in circles: a panic ends its thread
//! alone, and one that takes too long is left behind. While too many that were left behind still run, nothing
//! more is read: hostile files cannot take one core after the other.

use crate::TextError;
use std::sync::{Arc, Mutex, PoisonError, Weak, mpsc};
use std::time::Duration;

/// With so many left behind nothing more is read until one of them ends.
const MOST_LEFT_BEHIND: usize = 2;
/// Room for trees that are taken apart by recursion.
const STACK: usize = 16 << 20;

/// Threads, and those of them that were left behind: each holds its sign of life until it ends.
pub(crate) struct OwnThreads(Mutex<Vec<Weak<()>>>);

impl OwnThreads {
    pub(crate) const fn new() -> Self {
        OwnThreads(Mutex::new(Vec::new()))
    }

    /// Runs `read` on a thread of its own and waits for it so long.
    pub(crate) fn run<T: Send + 'static>(
        &self,
        wait: Duration,
        read: impl FnOnce() -> Result<T, TextError> + Send + 'static,
    ) -> Result<T, TextError> {
        let left_behind = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        left_behind().retain(|thread| thread.strong_count() > 0);
        if left_behind().len() >= MOST_LEFT_BEHIND {
            return Err(TextError::TimedOut);
        }
        let (send, receive) = mpsc::channel();
        let alive = Arc::new(());
        let sign = Arc::downgrade(&alive);
        let work = move || {
            let _alive = alive;
            // Nobody may be waiting any more.
            let _ = send.send(read());
        };
        let named = std::thread::Builder::new().name("read text".to_owned()).stack_size(STACK);
        named.spawn(work).map_err(|_| TextError::Unreadable)?;
        match receive.recv_timeout(wait) {
            Ok(read) => read,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                left_behind().push(sign);
                Err(TextError::TimedOut)
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(TextError::Unreadable),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(20);
    const LONG: Duration = Duration::from_secs(600);

    #[test]
    fn what_panics_is_unreadable_and_what_is_in_time_is_read() {
        let threads = OwnThreads::new();
        for _ in 0..5 {
            let panics = || -> Result<(), TextError> { std::panic::resume_unwind(Box::new("as a library might")) };
            assert_eq!(threads.run(LONG, panics), Err(TextError::Unreadable));
        }
        assert_eq!(threads.run(LONG, || Ok(7)), Ok(7));
        assert_eq!(threads.run(LONG, || Err::<(), _>(TextError::NoText)), Err(TextError::NoText));
    }

    #[test]
    fn few_are_left_behind_and_when_one_has_ended_reading_goes_on() {
        let threads = OwnThreads::new();
        let (release, wait) = mpsc::channel::<()>();
        let wait = Arc::new(Mutex::new(wait));
        for _ in 0..MOST_LEFT_BEHIND {
            let wait = wait.clone();
            let stuck = move || {
                let _ = wait.lock().unwrap().recv();
                Ok(())
            };
            assert_eq!(threads.run(SHORT, stuck), Err(TextError::TimedOut));
        }
        assert_eq!(threads.run(LONG, || Ok(7)), Err(TextError::TimedOut), "not even begun");
        release.send(()).unwrap();
        while threads.run(LONG, || Ok(7)).is_err() {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

//! Wrong tries at a lock: how many, and how long the next one has to wait. Kept in the profile's folder, so a restart
//! forgives nothing. It stops whoever sits at this computer with the window or the terminal program; whoever may write
//! in the folder can undo it, and whoever has copied folder and keyring tries elsewhere: against those only the cost of
//! each try stands (Argon2id), and how good the words are.

use crate::OpenError;
use crate::home::{alone, write_whole};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const FILE: &str = "tries.json";
/// Whoever tries is alone: several at once do not get several tries at the price of one.
const LOCK: &str = "tries.lock";

/// Wrong tries since the last right one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tries {
    pub(crate) wrong: u32,
    /// When the last of them was, in seconds since 1970.
    last: u64,
}

/// How long after so many the next one has to wait.
fn wait_after(wrong: u32) -> u64 {
    match wrong {
        0..=4 => 0,
        5 => 30,
        6 => 60,
        7 => 5 * 60,
        8 => 15 * 60,
        _ => 60 * 60,
    }
}

fn seconds(now: SystemTime) -> u64 {
    now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

impl Tries {
    pub(crate) fn of(folder: &Path) -> Self {
        let text = fs::read(folder.join(FILE)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// How long the next one still has to wait. A clock that was set back does not make it longer than it was.
    pub(crate) fn left(self, now: SystemTime) -> Duration {
        let wait = wait_after(self.wrong);
        Duration::from_secs(self.last.saturating_add(wait).saturating_sub(seconds(now)).min(wait))
    }

    /// A disk that cannot be written must not keep the person out.
    fn write(self, folder: &Path) {
        let path = folder.join(FILE);
        let written = match serde_json::to_vec(&self) {
            Ok(_) if self == Tries::default() && !path.exists() => return,
            Ok(_) if self == Tries::default() => fs::remove_file(path),
            Ok(text) => write_whole(&path, &text),
            Err(_) => return,
        };
        if let Err(error) = written {
            tracing::info!(%error, "a try could not be counted");
        }
    }
}

/// One try, counted before it is made, so that one that is cut counts, too. What fails for another reason than wrong
/// words is none.
pub(crate) fn one_more<T>(
    folder: &Path,
    now: SystemTime,
    attempt: impl FnOnce() -> Result<T, OpenError>,
) -> Result<T, OpenError> {
    let _alone = alone(folder, LOCK).ok();
    let mut before = Tries::of(folder);
    if before.last > seconds(now) {
        // The clock was set back: the wait begins again, instead of lasting until the clock is there once more.
        before.last = seconds(now);
        before.write(folder);
    }
    if !before.left(now).is_zero() {
        return Err(OpenError::TooSoon);
    }
    Tries { wrong: before.wrong.saturating_add(1), last: seconds(now) }.write(folder);
    let done = attempt();
    match &done {
        Ok(_) => Tries::default().write(folder),
        Err(OpenError::WrongPin | OpenError::WrongPassphrase) => {}
        Err(_) => before.write(folder),
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_800_000_000 + seconds)
    }

    fn wrong(folder: &Path, seconds: u64) -> bool {
        matches!(one_more(folder, at(seconds), || Err::<(), _>(OpenError::WrongPin)), Err(OpenError::WrongPin))
    }

    #[test]
    fn four_wrong_tries_are_free_and_each_after_that_waits_longer_however_often_the_program_starts() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let mut now = 0;
        assert!((0..5).all(|_| wrong(folder, now)));
        for wait in [30, 60, 300, 900, 3600, 3600] {
            assert_eq!(Tries::of(folder).left(at(now)), Duration::from_secs(wait));
            let early = one_more(folder, at(now + wait - 1), || Ok(()));
            assert!(matches!(early, Err(OpenError::TooSoon)), "also the right one waits");
            now += wait;
            assert!(wrong(folder, now), "{wait}");
        }
        assert_eq!(Tries::of(folder).wrong, 11);
        one_more(folder, at(now + 3600), || Ok(())).unwrap();
        assert_eq!(Tries::of(folder), Tries::default());
    }

    #[test]
    fn trouble_with_the_keyring_is_no_wrong_try_and_a_try_that_is_cut_is_one() {
        let folder = tempfile::tempdir().unwrap();
        assert!(one_more(folder.path(), at(0), || Err::<(), _>(OpenError::KeyringSilent)).is_err());
        assert_eq!(Tries::of(folder.path()), Tries::default());
        let cut = std::panic::catch_unwind(|| one_more(folder.path(), at(0), || -> Result<(), OpenError> { panic!() }));
        assert!(cut.is_err() && Tries::of(folder.path()).wrong == 1);
    }

    #[test]
    fn a_clock_that_is_set_back_neither_frees_from_the_wait_nor_makes_it_last_for_years() {
        let folder = tempfile::tempdir().unwrap();
        let year = 365 * 24 * 3600;
        assert!((0..5).all(|_| wrong(folder.path(), year)));
        assert!(matches!(one_more(folder.path(), at(0), || Ok(())), Err(OpenError::TooSoon)));
        assert_eq!(Tries::of(folder.path()).left(at(0)), Duration::from_secs(30));
        one_more(folder.path(), at(30), || Ok(())).unwrap();
    }
}

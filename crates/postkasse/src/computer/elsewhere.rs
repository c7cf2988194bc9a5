//! Where the system tells nothing without code of its own kind (macOS, Windows): once a minute the two clocks are
//! looked at. While a computer sleeps the one that only goes forward stands still, or the look comes far too late.

#![cfg_attr(test, allow(dead_code, reason = "on Linux only what decides is tried"))]

use super::{Change, Tell};
use std::time::{Duration, Instant, SystemTime};

const EVERY: Duration = Duration::from_secs(60);
/// A busy computer is late by less than this.
const LATE: Duration = Duration::from_secs(30);

/// Tells when the computer woke. It counts as running on mains.
pub(super) async fn by_the_clock(tell: Tell) {
    while !tell.is_closed() {
        let (wall, steady) = (SystemTime::now(), Instant::now());
        tokio::time::sleep(EVERY).await;
        // A clock that was set back says nothing about sleep.
        if slept(wall.elapsed().unwrap_or_default(), steady.elapsed()) && tell.send(Change::Woke).is_err() {
            return;
        }
    }
}

/// Whether the computer slept in a minute that took so long by the one clock and by the other.
fn slept(wall: Duration, steady: Duration) -> bool {
    wall.max(steady) > EVERY + LATE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_that_took_an_hour_by_either_clock_was_slept_through_and_one_of_a_busy_computer_was_not() {
        let hour = Duration::from_secs(3600);
        assert!(slept(hour, EVERY) && slept(hour, hour));
        assert!(!slept(EVERY, EVERY) && !slept(EVERY + Duration::from_secs(20), EVERY + Duration::from_secs(20)));
        assert!(!slept(Duration::ZERO, EVERY), "the clock was set back");
    }
}

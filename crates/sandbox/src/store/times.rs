//! Times as the interface writes them, and the two clocks: the services' own, which an
//! administrator may set forward, and the computer's, by which staleness is counted.

use jiff::{SignedDuration, Timestamp};
use std::sync::atomic::{AtomicI64, Ordering};

/// RFC 3339 in UTC with milliseconds, as in `2026-06-01T06:30:12.000Z`.
#[must_use]
pub fn stamp(at: Timestamp) -> String {
    format!("{at:.3}")
}

/// Milliseconds of the computer's own clock.
#[must_use]
pub fn real_ms() -> i64 {
    Timestamp::now().as_millisecond()
}

/// The mail services' clock.
#[derive(Debug, Default)]
pub struct ServiceClock(AtomicI64);

impl ServiceClock {
    /// The services' present.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let ahead = SignedDuration::from_secs(self.0.load(Ordering::Relaxed));
        Timestamp::now().checked_add(ahead).unwrap_or(Timestamp::MAX)
    }

    /// Sets it forward (or back) by seconds; out of the calendar's range it stays where it is and says none.
    pub fn advance(&self, seconds: i64) -> Option<Timestamp> {
        let ahead = self.0.load(Ordering::Relaxed).saturating_add(seconds);
        let now = Timestamp::now().checked_add(SignedDuration::from_secs(ahead)).ok()?;
        self.0.store(ahead, Ordering::Relaxed);
        Some(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_always_has_three_decimals_and_so_sorts_as_text() {
        assert_eq!(stamp("2026-06-01T06:30:12Z".parse().unwrap()), "2026-06-01T06:30:12.000Z");
        assert_eq!(stamp("2026-06-01T06:30:12.5Z".parse().unwrap()), "2026-06-01T06:30:12.500Z");
    }

    #[test]
    fn a_clock_set_out_of_range_stays() {
        let clock = ServiceClock::default();
        let before = clock.now();
        assert_eq!(clock.advance(i64::MAX), None);
        assert!(clock.now().duration_since(before) < SignedDuration::from_secs(60));
        assert!(clock.advance(3600).is_some());
        assert!(clock.now().duration_since(before) >= SignedDuration::from_secs(3600));
    }
}

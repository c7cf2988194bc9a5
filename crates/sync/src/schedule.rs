//! When to look next: some minutes from now, never on the clock and never in step with other clients; after
//! a failure later and later, up to an hour.

use rand::{Rng, RngExt};
use std::time::Duration;

/// How long to wait between looks.
#[derive(Debug, Clone, Copy)]
struct Schedule {
    /// At least.
    shortest: Duration,
    /// At most, while all goes well.
    longest: Duration,
    /// At most, however often it failed.
    most: Duration,
}

impl Default for Schedule {
    fn default() -> Self {
        Schedule {
            shortest: Duration::from_secs(10 * 60),
            longest: Duration::from_secs(15 * 60),
            most: Duration::from_secs(60 * 60),
        }
    }
}

/// The looks of one program, one after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rhythm {
    schedule: Schedule,
    failures: u32,
}

impl Rhythm {
    /// How long until the next look, after one that went well or failed.
    pub fn after(&mut self, failed: bool, random: &mut impl Rng) -> Duration {
        self.failures = if failed { self.failures.saturating_add(1) } else { 0 };
        next_look(&self.schedule, self.failures, random)
    }
}

/// How long until the next look, after so many failures in a row.
fn next_look(schedule: &Schedule, failures: u32, random: &mut impl Rng) -> Duration {
    if failures == 0 {
        return random.random_range(schedule.shortest..=schedule.longest);
    }
    // Full jitter: anywhere between nothing and what doubling allows, but never at once.
    let ceiling = schedule.shortest.saturating_mul(1 << failures.min(10)).min(schedule.most);
    random.random_range(Duration::from_secs(1)..=ceiling)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_are_spread_and_failures_spread_them_wider_up_to_a_limit() {
        let (schedule, mut random) = (Schedule::default(), rand::rng());
        for failures in 0..40 {
            let waits: Vec<Duration> = (0..200).map(|_| next_look(&schedule, failures, &mut random)).collect();
            assert!(waits.iter().all(|wait| *wait <= schedule.most));
            let distinct: std::collections::BTreeSet<_> = waits.iter().collect();
            assert!(distinct.len() > 150, "never in step");
        }
    }
}

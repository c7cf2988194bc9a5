//! When to look next: some minutes from now, never on the clock and never in step with other clients; after
//! a failure later and later, up to an hour. Half as often on battery, and gradually less often where nothing
//! has come for days. What happens to the computer (it woke, there is a line again) brings a look nearer.

use rand::{Rng, RngExt};
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Nothing has come for so long: from the first of them on looks are rarer and rarer, from the second on they stay so.
const LONG: (Duration, Duration) = (DAY, Duration::from_secs(3 * 24 * 60 * 60));
/// A look that something about the computer brings nearer is at least and at most so far away: the line has just come
/// up, and the computers of a whole town may have woken together.
const SOON: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(20));

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

/// As usual.
const USUAL: Schedule =
    Schedule { shortest: Duration::from_secs(10 * 60), longest: Duration::from_secs(15 * 60), most: MOST };
/// Where nothing has come for long.
const RARE: Schedule = Schedule { shortest: Duration::from_secs(30 * 60), longest: MOST, most: MOST };
const MOST: Duration = Duration::from_secs(60 * 60);

/// How a look went, as far as it says when the next one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Something came.
    News,
    /// Nothing came.
    Nothing,
    /// There is no line to the service. Nobody was asked anything.
    Offline,
    /// The service is in trouble, asks for patience, or will not have us.
    Trouble,
}

/// The looks of one program, one after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rhythm {
    failures: u32,
    /// The last look ended in [`Look::Trouble`].
    trouble: bool,
    on_battery: bool,
    /// How long nothing has come, as far as looks waited for it.
    quiet: Duration,
}

impl Rhythm {
    /// How long until the next look, after one that went so.
    pub fn after(&mut self, look: Look, random: &mut impl Rng) -> Duration {
        let failed = matches!(look, Look::Offline | Look::Trouble);
        self.failures = if failed { self.failures.saturating_add(1) } else { 0 };
        self.trouble = look == Look::Trouble;
        if look == Look::News {
            self.quiet = Duration::ZERO;
        }
        let wait = next_look(&self.schedule(), self.failures, random);
        if !failed {
            self.quiet = self.quiet.saturating_add(wait);
        }
        wait
    }

    /// The person asked for a look: she waits for something, so looks are as usual again.
    pub fn by_hand(&mut self) {
        self.quiet = Duration::ZERO;
    }

    /// The computer runs on battery, or no longer does.
    pub fn on_battery(&mut self, on_battery: bool) {
        self.on_battery = on_battery;
    }

    /// How long until the next look, now that something about the computer brings it nearer. It was due after `due`,
    /// and the last look that asked a service began so long ago. No look is within a minute of another, none is nearer
    /// where the service is in trouble, and a second reason changes nothing.
    pub fn soon(&self, due: Duration, ago: Option<Duration>, random: &mut impl Rng) -> Duration {
        let rest = ago.map_or(Duration::ZERO, |ago| MINUTE.saturating_sub(ago));
        if self.trouble || due <= rest + SOON.1 {
            return due;
        }
        rest + random.random_range(SOON.0..=SOON.1)
    }

    /// As things are.
    fn schedule(&self) -> Schedule {
        let long = self.quiet.saturating_sub(LONG.0).div_duration_f64(LONG.1.saturating_sub(LONG.0)).min(1.0);
        let between = |usual: Duration, rare: Duration| usual + rare.saturating_sub(usual).mul_f64(long);
        let (shortest, longest) = (between(USUAL.shortest, RARE.shortest), between(USUAL.longest, RARE.longest));
        if !self.on_battery {
            return Schedule { shortest, longest, most: MOST };
        }
        let twice = |wait: Duration, most: Duration| wait.saturating_mul(2).min(most);
        Schedule { shortest: twice(shortest, RARE.shortest), longest: twice(longest, MOST), most: MOST }
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
        let mut random = rand::rng();
        for schedule in [USUAL, RARE] {
            for failures in 0..40 {
                let waits: Vec<Duration> = (0..200).map(|_| next_look(&schedule, failures, &mut random)).collect();
                assert!(waits.iter().all(|wait| *wait <= schedule.most));
                let distinct: std::collections::BTreeSet<_> = waits.iter().collect();
                assert!(distinct.len() > 150, "never in step");
            }
        }
    }
}

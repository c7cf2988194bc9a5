//! How a channel does: when a message last came through, what is the matter since, and when it is tried again.

use crate::{Fate, SendError};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use vault::{Profile, StoreError};

/// The first wait after a failure; each further one doubles it.
const FIRST: SignedDuration = SignedDuration::from_mins(1);
/// The longest that is waited of our own accord.
const LONGEST: SignedDuration = SignedDuration::from_hours(1);
/// The longest that a service can make us wait; also what is left of a wait when the clock was set back.
const LONGEST_ASKED: SignedDuration = SignedDuration::from_hours(24);

/// The health, kept beside the channel.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Health {
    /// When a message last got through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ok: Option<Timestamp>,
    /// What is the matter: the word of a trouble.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trouble: Option<String>,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Failures in a row.
    pub failures: u32,
    /// Not before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Timestamp>,
    /// The service asked for that wait.
    pub asked: bool,
}

impl Health {
    /// That of a channel; a good one when nothing is known.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn read(profile: &Profile, channel: &str) -> Result<Self, StoreError> {
        let record = profile.channel(channel)?;
        Ok(record.and_then(|record| serde_json::from_str(&record.health).ok()).unwrap_or_default())
    }

    /// Keeps it.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn write(&self, profile: &Profile, channel: &str) -> Result<(), StoreError> {
        profile.set_channel_health(channel, &serde_json::to_string(self)?)
    }

    /// Whether it is not tried now. Who asked for it herself does not wait for what only we thought better.
    #[must_use]
    pub fn waits(&self, now: Timestamp, eager: bool) -> bool {
        let later = |next: Timestamp| now < next && next.duration_since(now) <= LONGEST_ASKED;
        (self.asked || !eager) && self.next.is_some_and(later)
    }

    /// After a sending.
    pub fn learns(&mut self, outcome: &Result<Fate, SendError>, now: Timestamp) {
        match outcome {
            Ok(Fate::Accepted | Fate::Delivered) => *self = Health { ok: Some(now), ..Health::default() },
            Ok(Fate::Failed) => self.fails("notDelivered", None, now),
            Err(SendError::NotYet(trouble, wait)) => {
                let wait = wait.and_then(|wait| SignedDuration::try_from(wait).ok());
                self.fails(trouble.word(), wait.map(|wait| wait.min(LONGEST_ASKED)), now);
            }
            Err(SendError::Refused(trouble) | SendError::Doubtful(trouble)) => self.fails(trouble.word(), None, now),
        }
    }

    fn fails(&mut self, trouble: &str, asked: Option<SignedDuration>, now: Timestamp) {
        let own = FIRST.checked_mul(1 << self.failures.min(6)).unwrap_or(LONGEST).min(LONGEST);
        self.failures = self.failures.saturating_add(1);
        self.since = self.since.or(Some(now));
        self.trouble = Some(trouble.to_owned());
        self.next = Some(now + asked.unwrap_or(own));
        self.asked = asked.is_some();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Trouble;
    use std::time::Duration;

    const NOW: Timestamp = Timestamp::constant(1_800_000_000, 0);

    #[test]
    fn a_channel_in_trouble_is_tried_ever_more_seldom_and_a_success_ends_it() {
        let mut health = Health::default();
        let mut waits = Vec::new();
        for _ in 0..9 {
            health.learns(&Err(SendError::NotYet(Trouble::Down, None)), NOW);
            waits.push(health.next.unwrap().duration_since(NOW).as_mins());
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
        assert_eq!((health.trouble.as_deref(), health.since, health.failures), (Some("down"), Some(NOW), 9));
        assert!(health.waits(NOW, false) && !health.waits(NOW, true) && !health.waits(health.next.unwrap(), false));
        health.learns(&Ok(Fate::Accepted), NOW);
        assert_eq!(health, Health { ok: Some(NOW), ..Health::default() });
    }

    #[test]
    fn a_wait_that_the_service_asks_for_is_kept_also_by_who_is_eager_but_not_after_the_clock_was_set_back() {
        let mut health = Health::default();
        health.learns(&Err(SendError::NotYet(Trouble::Greylisted, Some(Duration::from_secs(300)))), NOW);
        let minutes = |n| NOW + SignedDuration::from_mins(n);
        assert!(health.waits(minutes(4), true) && !health.waits(minutes(5), true));
        assert!(!health.waits(NOW - SignedDuration::from_hours(48), false));
        health.learns(&Err(SendError::NotYet(Trouble::Quota, Some(Duration::MAX))), NOW);
        assert!(health.next.unwrap() <= NOW + LONGEST_ASKED);
    }
}

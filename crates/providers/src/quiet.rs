//! A service that asked for patience is asked nothing until then, by nobody in this process: requests run at
//! the same time, and the next round may make a client of its own.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};
use url::Url;

/// One a service.
static SERVICES: LazyLock<Mutex<HashMap<String, Arc<Quiet>>>> = LazyLock::new(Mutex::default);

/// Until when a service wants to be left alone.
#[derive(Debug, Default)]
pub struct Quiet(Mutex<Option<Instant>>);

impl Quiet {
    /// That of the service at this address.
    #[must_use]
    pub fn of(base: &Url) -> Arc<Self> {
        let mut all = SERVICES.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(base.as_str().to_owned()).or_default().clone()
    }

    /// From now on for so long, unless it asked for longer before.
    pub fn keep(&self, wait: Duration, now: Instant) {
        let mut until = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *until = (*until).max(now.checked_add(wait));
    }

    /// How long it still wants to be left alone, if it does.
    pub fn left(&self, now: Instant) -> Option<Duration> {
        let until = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        until?.checked_duration_since(now).filter(|left| !left.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_wait_counts_and_each_service_has_its_own() {
        let now = Instant::now();
        let (one, other) = ("https://one.example/v1".parse().unwrap(), "https://other.example/v1".parse().unwrap());
        Quiet::of(&one).keep(Duration::from_secs(3000), now);
        Quiet::of(&one).keep(Duration::from_secs(1), now);
        assert!(Quiet::of(&one).left(now).unwrap() > Duration::from_secs(1000));
        assert_eq!(Quiet::of(&other).left(now), None);
        Quiet::of(&other).keep(Duration::ZERO, now);
        assert_eq!(Quiet::of(&other).left(now), None);
    }
}

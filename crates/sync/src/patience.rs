//! A request that did not come through is tried again a few times: after what the service asks for, or
//! after a random time that may double (full jitter), so that clients never come back in step.

use crate::SyncError;
use providers::ProviderError;
use rand::RngExt;
use std::future::Future;
use std::time::Duration;

const TRIES: u32 = 4;
const FIRST: Duration = Duration::from_millis(250);
/// Longer than this is for the schedule, not for a request in the middle of a sync.
const LONGEST: Duration = Duration::from_secs(20);

/// Tries until it comes through or has failed often enough.
///
/// # Errors
/// The last failure.
pub async fn patiently<T, E, F>(mut request: impl FnMut() -> F) -> Result<T, SyncError>
where
    E: Into<SyncError>,
    F: Future<Output = Result<T, E>>,
{
    let mut tries = 0;
    loop {
        let error = match request().await {
            Ok(answer) => return Ok(answer),
            Err(error) => error.into(),
        };
        tries += 1;
        match next_try(&error, tries) {
            Some(wait) => pause(wait.least, wait.jitter).await,
            None => return Err(error),
        }
    }
}

/// How long to wait before a request is tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// At least.
    pub least: Duration,
    /// And up to so much longer, by chance.
    pub jitter: Duration,
}

/// Whether a request that failed so often is tried again, and after what.
#[must_use]
pub fn next_try(error: &SyncError, tries: u32) -> Option<Wait> {
    let asked = match error {
        SyncError::Provider(ProviderError::Offline | ProviderError::Cut | ProviderError::Failed) => None,
        SyncError::Provider(ProviderError::Busy(retry)) => retry.after,
        _ => return None,
    };
    if tries >= TRIES || asked.is_some_and(|asked| asked > LONGEST) {
        return None;
    }
    Some(Wait { least: asked.unwrap_or(Duration::ZERO), jitter: FIRST.saturating_mul(1 << tries) })
}

/// Waits at least so long, and up to so much longer.
pub(crate) async fn pause(least: Duration, jitter: Duration) {
    let jitter = rand::rng().random_range(Duration::ZERO..=jitter);
    tokio::time::sleep(least + jitter).await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use providers::Retry;
    use std::cell::Cell;
    use std::time::Instant;

    /// How often it was asked, and for how long, by one who always answers so.
    async fn asked(answer: impl Fn() -> ProviderError) -> (u32, Duration) {
        let (count, began) = (Cell::new(0), Instant::now());
        let ask = || {
            count.set(count.get() + 1);
            std::future::ready(Err::<(), _>(answer()))
        };
        assert!(patiently(ask).await.is_err());
        (count.get(), began.elapsed())
    }

    #[tokio::test]
    async fn what_may_come_through_another_time_is_asked_again_and_what_will_not_is_not() {
        assert_eq!(asked(|| ProviderError::Cut).await.0, TRIES);
        for hopeless in
            [|| ProviderError::SignInAgain, || ProviderError::Garbage { what: "" }, || ProviderError::NotFound]
        {
            assert_eq!(asked(hopeless).await.0, 1);
        }
    }

    #[tokio::test]
    async fn a_service_is_left_alone_for_as_long_as_it_asks_and_for_long_not_within_a_sync() {
        let busy = |seconds| move || ProviderError::Busy(Retry { after: Some(Duration::from_millis(seconds)) });
        let (count, took) = asked(busy(200)).await;
        assert_eq!(count, TRIES);
        assert!(took >= Duration::from_millis(200) * (TRIES - 1), "{took:?}");
        assert_eq!(asked(busy(600_000)).await.0, 1);
    }
}

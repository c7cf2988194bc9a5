//! A request that did not come through is tried again a few times: after what the service asks for, or
//! after a random time that may double (full jitter), so that clients never come back in step.

use providers::ProviderError;
use rand::RngExt;
use std::future::Future;
use std::time::Duration;

const TRIES: u32 = 4;
const FIRST: Duration = Duration::from_millis(250);
/// Longer than this is for the schedule, not for a request in the middle of a sync.
const LONGEST: Duration = Duration::from_secs(20);

/// Tries until it comes through or has failed often enough.
pub(crate) async fn patiently<T, F>(mut request: impl FnMut() -> F) -> Result<T, ProviderError>
where
    F: Future<Output = Result<T, ProviderError>>,
{
    let mut tries = 0;
    loop {
        let error = match request().await {
            Ok(answer) => return Ok(answer),
            Err(error) => error,
        };
        tries += 1;
        let asked = match &error {
            ProviderError::Offline => None,
            ProviderError::Busy(retry) => retry.after,
            _ => return Err(error),
        };
        if tries >= TRIES || asked.is_some_and(|asked| asked > LONGEST) {
            return Err(error);
        }
        let most = FIRST.saturating_mul(1 << tries);
        let jitter = rand::rng().random_range(Duration::ZERO..most);
        tokio::time::sleep(asked.unwrap_or(Duration::ZERO) + jitter).await;
    }
}

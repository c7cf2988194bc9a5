//! Starting over where nothing can be opened any more.

use crate::views::ApiError;
use std::path::PathBuf;
use vault::{Home, forget_unopened};

/// Whether this error means that a profile may never be opened again as it is: its key is gone, or is in a keyring
/// that is gone, that nobody can unlock any more or that never answers, or it is damaged.
#[must_use]
pub fn is_beyond_opening(error: &ApiError) -> bool {
    let Some(text) = error.text.as_deref().and_then(|text| text.strip_prefix("trouble.")) else { return false };
    matches!(text, "keyLost" | "keyringAway" | "keyringLocked" | "keyringSilent" | "profileDamaged")
}

/// Forgets a profile without opening it. The letters are still at the service.
///
/// # Errors
/// [`ApiError`] when the disk refuses.
pub async fn forget_closed(home: PathBuf, profile: String) -> Result<(), ApiError> {
    let done = tokio::task::spawn_blocking(move || forget_unopened(&Home::new(home), &profile)).await;
    Ok(done.map_err(|error| ApiError::unexpected(&error))??)
}

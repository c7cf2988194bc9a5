//! Starting with the computer's login, in the background. Whether it is on is read from the system each time, since
//! the system has a place of its own to turn it off.

#[cfg_attr(any(windows, target_os = "macos"), path = "native.rs")]
#[cfg_attr(not(any(windows, target_os = "macos")), path = "desktop.rs")]
mod system;

use model::Code;
use postkasse::views::ApiError;
use std::path::Path;

/// Whether the program with this data folder is started; nothing where that cannot be had.
pub fn is_on(home: &Path) -> Option<bool> {
    system::is_on(home)
}

/// Turns it on or off.
///
/// # Errors
/// [`ApiError`] `refused` when the system's place for it cannot be written.
pub fn set(home: &Path, on: bool) -> Result<(), ApiError> {
    system::set(home, on).map_err(|error| {
        tracing::warn!(%error, on, "starting at login cannot be changed");
        ApiError { code: Code::Refused, retry: false, text: Some("error.atLogin".to_owned()), reference: String::new() }
    })
}

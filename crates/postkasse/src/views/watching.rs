//! Looking for letters without a window, for the settings.

use serde::Serialize;
use ts_rs::TS;

/// How it stands with looking for letters while no window is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct WatchingView {
    /// There is a tray in which the program is found when its window is closed.
    pub tray: bool,
    /// It is started when the person logs in to the computer, as the system has it; nothing where that cannot be had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_login: Option<bool>,
}

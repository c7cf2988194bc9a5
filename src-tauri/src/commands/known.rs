//! What lies on this computer, and whom the program talks to.

use crate::shell::Shell;
use postkasse::views::{ApiError, KnownView, StoredView};
use std::sync::Arc;
use tauri::State;

#[tauri::command]
pub async fn stored(shell: State<'_, Arc<Shell>>) -> Result<StoredView, ApiError> {
    shell.app().await?.stored().await
}

#[tauri::command]
pub async fn known(shell: State<'_, Arc<Shell>>) -> Result<KnownView, ApiError> {
    shell.app().await?.known_view().await
}

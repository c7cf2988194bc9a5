//! Looking for letters without a window, and starting with the computer.

use crate::shell::Shell;
use postkasse::views::{ApiError, WatchingView};
use std::sync::Arc;
use tauri::State;

#[tauri::command]
pub async fn watching(shell: State<'_, Arc<Shell>>) -> Result<WatchingView, ApiError> {
    Ok(shell.watching_view())
}

#[tauri::command]
pub async fn start_at_login(shell: State<'_, Arc<Shell>>, on: bool) -> Result<WatchingView, ApiError> {
    crate::at_login::set(&shell.home, on)?;
    Ok(shell.watching_view())
}

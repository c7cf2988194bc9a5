//! Syncing, and the doctor.

use crate::shell::Shell;
use postkasse::views::{ApiError, DoctorView, SyncState};
use std::sync::Arc;
use tauri::State;

#[tauri::command]
pub async fn sync_now(shell: State<'_, Arc<Shell>>) -> Result<(), ApiError> {
    shell.app().await?.sync_now();
    Ok(())
}

#[tauri::command]
pub async fn sync_state(shell: State<'_, Arc<Shell>>) -> Result<SyncState, ApiError> {
    shell.app().await?.sync_state().await
}

#[tauri::command]
pub async fn doctor(shell: State<'_, Arc<Shell>>) -> Result<DoctorView, ApiError> {
    shell.app().await?.doctor().await
}

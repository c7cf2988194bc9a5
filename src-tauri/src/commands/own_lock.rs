//! The person's own lock, and locking by itself.

use crate::shell::Shell;
use postkasse::views::{ApiError, LockView, OwnLock};
use secrecy::SecretString;
use std::sync::Arc;
use tauri::State;

#[tauri::command]
pub async fn lock_view(shell: State<'_, Arc<Shell>>) -> Result<LockView, ApiError> {
    shell.app().await?.lock_view().await
}

#[tauri::command]
pub async fn lock_set(
    shell: State<'_, Arc<Shell>>,
    kind: OwnLock,
    present: Option<String>,
    new: Option<String>,
) -> Result<LockView, ApiError> {
    let (present, new) = (present.map(SecretString::from), new.map(SecretString::from));
    let view = shell.app().await?.set_lock(kind, present, new).await?;
    shell.lock_is(&view);
    Ok(view)
}

#[tauri::command]
pub fn used(shell: State<'_, Arc<Shell>>) {
    shell.self_lock.used();
}

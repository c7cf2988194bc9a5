//! How things stand, settings, locking.

use crate::shell::Shell;
use crate::window;
use postkasse::views::{ApiError, AppEvent, KeyChoice, Settings, StartView};
use secrecy::SecretString;
use std::sync::Arc;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

#[tauri::command]
pub async fn start(shell: State<'_, Arc<Shell>>) -> Result<StartView, ApiError> {
    shell.mend().await;
    Ok(shell.start_view().await)
}

#[tauri::command]
pub async fn settings_set(shell: State<'_, Arc<Shell>>, mut settings: Settings) -> Result<(), ApiError> {
    let app = shell.app().await?;
    // Whether the screen tells is turned on and off with the channels; what the page knows of it may be old.
    settings.notify_desktop = app.settings().await?.notify_desktop;
    app.set_settings(&settings).await?;
    shell.settings_changed(settings).await;
    Ok(())
}

#[tauri::command]
pub async fn lock(shell: State<'_, Arc<Shell>>) -> Result<(), ApiError> {
    shell.lock().await
}

#[tauri::command]
pub async fn unlock(
    shell: State<'_, Arc<Shell>>,
    key: KeyChoice,
    passphrase: Option<String>,
) -> Result<StartView, ApiError> {
    shell.open_chosen(key, passphrase.map(SecretString::from)).await;
    Ok(shell.start_view().await)
}

#[tauri::command]
pub fn subscribe(app: AppHandle, shell: State<'_, Arc<Shell>>, channel: Channel<AppEvent>) {
    shell.listen(channel);
    window::appear(&app);
}

//! An appointment of a letter as a calendar file, saved because the person asked for it.

use super::letters::downloads;
use crate::browser;
use crate::shell::Shell;
use model::MessageId;
use postkasse::views::{ApiError, AppointmentPlace, SavedView};
use std::sync::Arc;
use tauri::{AppHandle, State};

/// Saves it in the folder for downloads.
#[tauri::command]
pub async fn calendar_save(
    app: AppHandle,
    shell: State<'_, Arc<Shell>>,
    message: MessageId,
    place: AppointmentPlace,
) -> Result<SavedView, ApiError> {
    shell.app().await?.calendar_into(message, Some(place), downloads(&app)?).await.map(|(saved, _)| saved)
}

/// The same, and hands it to the program that the system has for calendar files. Where there is none the file
/// lies there all the same, and the answer says so.
#[tauri::command]
pub async fn calendar_add(
    app: AppHandle,
    shell: State<'_, Arc<Shell>>,
    message: MessageId,
    place: AppointmentPlace,
) -> Result<SavedView, ApiError> {
    let saved = calendar_save(app, shell, message, place).await?;
    let opened = browser::open_file(saved.path.as_ref()).await;
    Ok(SavedView { opened, ..saved })
}

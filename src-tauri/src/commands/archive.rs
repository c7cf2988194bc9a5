//! Letters from files and into files. What is read and where it is written the person chooses in the system's own
//! dialog; the window learns what became of it.

use crate::choose;
use crate::shell::Shell;
use model::MailboxId;
use postkasse::views::{ApiError, ExportFormat, ExportView, ImportView};
use std::sync::Arc;
use tauri::{AppHandle, State};

#[tauri::command]
pub async fn import_letters(
    window: AppHandle,
    shell: State<'_, Arc<Shell>>,
    title: String,
    folder: bool,
) -> Result<Option<ImportView>, ApiError> {
    let app = shell.app().await?;
    let chosen = match folder {
        true => choose::folder(&window, title).await.into_iter().collect(),
        false => choose::files(&window, title).await,
    };
    if chosen.is_empty() { Ok(None) } else { app.import(chosen, None).await.map(Some) }
}

#[tauri::command]
pub async fn export_letters(
    window: AppHandle,
    shell: State<'_, Arc<Shell>>,
    title: String,
    mailbox: Option<MailboxId>,
    format: ExportFormat,
) -> Result<Option<ExportView>, ApiError> {
    let app = shell.app().await?;
    match choose::folder(&window, title).await {
        Some(folder) => app.export(folder, mailbox, format).await.map(Some),
        None => Ok(None),
    }
}

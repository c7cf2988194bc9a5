//! Lists, letters, their files.

use crate::browser;
use crate::shell::Shell;
use model::{Code, FileId, MessageId, SenderId};
use postkasse::views::{ApiError, LetterPage, LetterQuery, LetterView, LinkTarget, SavedView, SearchQuery, TextView};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;
use tauri::{AppHandle, Manager, State};

pub(super) fn failed(code: Code) -> ApiError {
    ApiError { code, retry: false, text: None, reference: String::new() }
}

/// The person's folder for downloads.
pub(super) fn downloads(app: &AppHandle) -> Result<PathBuf, ApiError> {
    let folder = app.path().download_dir().or_else(|_| app.path().home_dir());
    folder.map_err(|_| failed(Code::Refused))
}

#[tauri::command]
pub async fn letters(shell: State<'_, Arc<Shell>>, query: LetterQuery) -> Result<LetterPage, ApiError> {
    shell.app().await?.letters(query).await
}

#[tauri::command]
pub async fn search(shell: State<'_, Arc<Shell>>, query: SearchQuery) -> Result<LetterPage, ApiError> {
    shell.app().await?.search(query).await
}

#[tauri::command]
pub async fn searches(shell: State<'_, Arc<Shell>>) -> Result<Vec<String>, ApiError> {
    shell.app().await?.searches().await
}

#[tauri::command]
pub async fn search_keep(shell: State<'_, Arc<Shell>>, text: String) -> Result<(), ApiError> {
    shell.app().await?.search_keep(&text).await
}

#[tauri::command]
pub async fn search_forget(shell: State<'_, Arc<Shell>>, text: Option<String>) -> Result<(), ApiError> {
    shell.app().await?.search_forget(text).await
}

#[tauri::command]
pub async fn letter(shell: State<'_, Arc<Shell>>, id: MessageId, open: bool) -> Result<LetterView, ApiError> {
    shell.app().await?.letter(id, false, open).await
}

#[tauri::command]
pub async fn not_now(shell: State<'_, Arc<Shell>>, id: MessageId) -> Result<(), ApiError> {
    shell.app().await?.not_now(id).await
}

#[tauri::command]
pub async fn file_text(shell: State<'_, Arc<Shell>>, message: MessageId, file: FileId) -> Result<TextView, ApiError> {
    shell.app().await?.file_text(message, file).await
}

#[tauri::command]
pub async fn file_url(shell: State<'_, Arc<Shell>>, message: MessageId, file: FileId) -> Result<String, ApiError> {
    shell.app().await?.letter(message.clone(), false, false).await?;
    let handle = shell.handles.make((message, file), Instant::now()).map_err(|_| failed(Code::Unexpected))?;
    Ok(format!("letter://localhost/{handle}"))
}

#[tauri::command]
pub async fn logo_url(shell: State<'_, Arc<Shell>>, sender: SenderId) -> Result<String, ApiError> {
    // A closed vault gives no addresses either.
    shell.app().await?;
    let handle = shell.logos.make(sender, Instant::now()).map_err(|_| failed(Code::Unexpected))?;
    Ok(format!("letter://localhost/{handle}"))
}

#[tauri::command]
pub async fn save_file(
    app: AppHandle,
    shell: State<'_, Arc<Shell>>,
    message: MessageId,
    file: FileId,
) -> Result<SavedView, ApiError> {
    shell.app().await?.save_into(message, file, downloads(&app)?).await
}

#[tauri::command]
pub async fn save_all(app: AppHandle, shell: State<'_, Arc<Shell>>, message: MessageId) -> Result<SavedView, ApiError> {
    shell.app().await?.save_all(message, downloads(&app)?).await
}

#[tauri::command]
pub async fn open_link(shell: State<'_, Arc<Shell>>, message: MessageId, target: LinkTarget) -> Result<(), ApiError> {
    let url = shell.app().await?.link(message, target).await?;
    let opened = browser::system().open(&url).await;
    opened.map_err(|_| ApiError { text: Some("error.link.browser".to_owned()), ..failed(Code::Unexpected) })
}

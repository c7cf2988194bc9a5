//! Lists, letters, their files.

use crate::browser;
use crate::shell::Shell;
use model::{Code, FileId, MessageId, SenderId};
use postkasse::views::{
    ApiError, FileState, LetterPage, LetterQuery, LetterView, LinkTarget, SavedView, SearchQuery, TextView,
};
use serde::Serialize;
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

/// A letter, and where its first file is to be had: whoever asks for the letter asks for that next.
#[derive(Serialize)]
pub struct Opened {
    #[serde(flatten)]
    letter: LetterView,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<FirstFile>,
}

#[derive(Serialize)]
struct FirstFile {
    file: FileId,
    url: String,
}

#[tauri::command]
pub async fn letter(shell: State<'_, Arc<Shell>>, id: MessageId, open: bool) -> Result<Opened, ApiError> {
    let letter = shell.app().await?.letter(id.clone(), false, open).await?;
    let first = letter.documents.first().and_then(|document| document.files.first());
    let here = first.filter(|file| file.state == FileState::Here).map(|file| file.id.clone());
    let first = match here {
        Some(file) => Some(FirstFile { url: address(&shell, id, file.clone())?, file }),
        None => None,
    };
    Ok(Opened { letter, first })
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
    address(&shell, message, file)
}

/// Where the window finds a file of a letter that may be read.
fn address(shell: &Shell, message: MessageId, file: FileId) -> Result<String, ApiError> {
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

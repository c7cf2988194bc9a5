//! Reading a file of a letter aloud.

use crate::shell::Shell;
use model::{FileId, MessageId};
use postkasse::views::{ApiError, VoiceView};
use std::sync::Arc;
use tauri::State;

#[tauri::command]
pub async fn voice(shell: State<'_, Arc<Shell>>, message: MessageId, file: FileId) -> Result<VoiceView, ApiError> {
    shell.app().await?.voice(message, file).await
}

#[tauri::command]
pub async fn read_aloud(shell: State<'_, Arc<Shell>>, message: MessageId, file: FileId) -> Result<(), ApiError> {
    shell.app().await?.read_aloud(message, file).await
}

#[tauri::command]
pub async fn read_aloud_stop(shell: State<'_, Arc<Shell>>) -> Result<(), ApiError> {
    shell.stop_reading();
    Ok(())
}

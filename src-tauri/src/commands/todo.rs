//! What there is to do.

use super::letters::downloads;
use crate::shell::Shell;
use model::MessageId;
use postkasse::views::{ApiError, SavedView, TodoItem, TodoQuery};
use std::sync::Arc;
use tauri::{AppHandle, State};

#[tauri::command]
pub async fn todo(shell: State<'_, Arc<Shell>>, query: TodoQuery) -> Result<Vec<TodoItem>, ApiError> {
    shell.app().await?.todo(query).await
}

#[tauri::command]
pub async fn todo_tick(
    shell: State<'_, Arc<Shell>>,
    letter: MessageId,
    item: String,
    done: bool,
) -> Result<(), ApiError> {
    shell.app().await?.todo_tick(letter, item, done).await
}

/// Saves it as a calendar file of this name in the folder for downloads.
#[tauri::command]
pub async fn todo_calendar(
    app: AppHandle,
    shell: State<'_, Arc<Shell>>,
    query: TodoQuery,
    name: String,
) -> Result<SavedView, ApiError> {
    shell.app().await?.todo_calendar_into(query, &name, downloads(&app)?).await.map(|(saved, _)| saved)
}

//! The people who share this computer.

use crate::shell::Shell;
use postkasse::views::{ApiError, StartView};
use std::sync::Arc;
use tauri::State;

#[tauri::command]
pub fn person_add(shell: State<'_, Arc<Shell>>, own: String, name: String) -> Result<String, ApiError> {
    shell.people.add(&shell.profile(), &own, &name)
}

#[tauri::command]
pub async fn person_change(shell: State<'_, Arc<Shell>>, id: String) -> Result<StartView, ApiError> {
    shell.change_person(&id).await?;
    Ok(shell.start_view().await)
}

#[tauri::command]
pub async fn person_name(shell: State<'_, Arc<Shell>>, name: String) -> Result<StartView, ApiError> {
    shell.people.name(&shell.profile(), &name)?;
    Ok(shell.start_view().await)
}

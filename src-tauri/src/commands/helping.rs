//! The mailboxes of those whom the person helps.

use crate::shell::Shell;
use model::{MailboxId, MessageId};
use postkasse::views::{ApiError, HelpedView};
use std::sync::Arc;
use tauri::State;

#[tauri::command]
pub async fn helping(shell: State<'_, Arc<Shell>>) -> Result<Vec<HelpedView>, ApiError> {
    shell.app().await?.helping().await
}

#[tauri::command]
pub async fn looked(shell: State<'_, Arc<Shell>>, id: MessageId) -> Result<(), ApiError> {
    shell.app().await?.looked(id).await
}

#[tauri::command]
pub async fn handover_set(shell: State<'_, Arc<Shell>>, mailbox: MailboxId, text: String) -> Result<(), ApiError> {
    shell.app().await?.set_handover(mailbox, &text).await
}

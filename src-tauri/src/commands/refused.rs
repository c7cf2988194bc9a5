//! Wishes that the service refused, until the person has seen them.

use crate::shell::Shell;
use model::{MailboxId, WishId};
use postkasse::views::{ApiError, RefusedView};
use std::sync::Arc;
use tauri::State;

#[tauri::command]
pub async fn refused(shell: State<'_, Arc<Shell>>) -> Result<Vec<RefusedView>, ApiError> {
    shell.app().await?.refused().await
}

#[tauri::command]
pub async fn wish_dismiss(shell: State<'_, Arc<Shell>>, mailbox: MailboxId, wish: WishId) -> Result<(), ApiError> {
    shell.app().await?.wish_dismiss(mailbox, wish).await
}

#[tauri::command]
pub async fn wish_again(shell: State<'_, Arc<Shell>>, mailbox: MailboxId, wish: WishId) -> Result<(), ApiError> {
    shell.app().await?.wish_again(mailbox, wish).await
}

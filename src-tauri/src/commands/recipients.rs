//! Whom one can write and forward to: asked of the service at once.

use crate::shell::Shell;
use model::MailboxId;
use postkasse::views::{ApiError, AuthorityView, RecipientView};
use std::sync::Arc;
use tauri::State;

#[tauri::command]
pub async fn recipients(
    shell: State<'_, Arc<Shell>>,
    mailbox: MailboxId,
    words: String,
) -> Result<Vec<RecipientView>, ApiError> {
    shell.app().await?.recipients(mailbox, &words).await
}

#[tauri::command]
pub async fn authorities(
    shell: State<'_, Arc<Shell>>,
    mailbox: MailboxId,
    words: String,
) -> Result<Vec<AuthorityView>, ApiError> {
    shell.app().await?.authorities(mailbox, &words).await
}

#[tauri::command]
pub async fn contact_points(
    shell: State<'_, Arc<Shell>>,
    mailbox: MailboxId,
    authority: String,
) -> Result<Vec<RecipientView>, ApiError> {
    shell.app().await?.contact_points(mailbox, &authority).await
}

#[tauri::command]
pub async fn trustees(shell: State<'_, Arc<Shell>>, mailbox: MailboxId) -> Result<Vec<RecipientView>, ApiError> {
    shell.app().await?.trustees(mailbox).await
}

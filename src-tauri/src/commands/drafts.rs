//! Letters in the making. A file that goes along is chosen in the system's own dialog: its path and its bytes stay
//! on this side.

use crate::browser;
use crate::choose;
use crate::shell::Shell;
use model::{AttachmentId, Code, DraftId, MailboxId, MessageId};
use postkasse::views::{ApiError, DraftEdit, DraftView};
use std::sync::Arc;
use tauri::{AppHandle, State};

#[tauri::command]
pub async fn drafts(shell: State<'_, Arc<Shell>>) -> Result<Vec<DraftView>, ApiError> {
    shell.app().await?.drafts().await
}

#[tauri::command]
pub async fn draft(shell: State<'_, Arc<Shell>>, id: DraftId) -> Result<DraftView, ApiError> {
    shell.app().await?.draft(id).await
}

#[tauri::command]
pub async fn draft_new(shell: State<'_, Arc<Shell>>, mailbox: MailboxId) -> Result<DraftView, ApiError> {
    shell.app().await?.draft_new(mailbox).await
}

#[tauri::command]
pub async fn draft_reply(shell: State<'_, Arc<Shell>>, message: MessageId) -> Result<DraftView, ApiError> {
    shell.app().await?.draft_reply(message).await
}

#[tauri::command]
pub async fn draft_forward(shell: State<'_, Arc<Shell>>, message: MessageId) -> Result<DraftView, ApiError> {
    shell.app().await?.draft_forward(message).await
}

#[tauri::command]
pub async fn draft_change(shell: State<'_, Arc<Shell>>, id: DraftId, edit: DraftEdit) -> Result<DraftView, ApiError> {
    shell.app().await?.draft_change(id, edit).await
}

#[tauri::command]
pub async fn draft_to(shell: State<'_, Arc<Shell>>, id: DraftId, recipient: String) -> Result<DraftView, ApiError> {
    shell.app().await?.draft_to(id, &recipient).await
}

#[tauri::command]
pub async fn draft_attach(
    window: AppHandle,
    shell: State<'_, Arc<Shell>>,
    id: DraftId,
    title: String,
) -> Result<DraftView, ApiError> {
    let app = shell.app().await?;
    for path in choose::files(&window, title).await {
        app.attach(id.clone(), path).await?;
    }
    app.draft(id).await
}

#[tauri::command]
pub async fn draft_detach(
    shell: State<'_, Arc<Shell>>,
    id: DraftId,
    attachment: AttachmentId,
) -> Result<DraftView, ApiError> {
    shell.app().await?.detach(id, attachment).await
}

#[tauri::command]
pub async fn draft_send(shell: State<'_, Arc<Shell>>, id: DraftId) -> Result<(), ApiError> {
    shell.app().await?.draft_send(id).await.map(|_| ())
}

#[tauri::command]
pub async fn draft_take_back(shell: State<'_, Arc<Shell>>, id: DraftId) -> Result<DraftView, ApiError> {
    shell.app().await?.draft_take_back(id).await
}

#[tauri::command]
pub async fn draft_discard(shell: State<'_, Arc<Shell>>, id: DraftId) -> Result<(), ApiError> {
    shell.app().await?.draft_discard(id).await
}

#[tauri::command]
pub async fn draft_link(shell: State<'_, Arc<Shell>>, id: DraftId) -> Result<(), ApiError> {
    let url = shell.app().await?.draft_link(id).await?;
    let failed = |_| ApiError { code: Code::Unexpected, retry: false, text: None, reference: String::new() };
    browser::system().open(&url).await.map_err(failed)
}

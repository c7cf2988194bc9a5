//! Changing letters and folders: wishes that the next sync sends.

use crate::shell::Shell;
use model::{Change, Code, FolderIcon, FolderId, MailboxId, MessageId};
use postkasse::views::ApiError;
use serde::Deserialize;
use std::sync::Arc;
use tauri::State;

/// What is changed about letters.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    Read,
    Unread,
    Flag,
    Unflag,
}

impl From<Mark> for Change {
    fn from(mark: Mark) -> Self {
        match mark {
            Mark::Read => Change::Read(true),
            Mark::Unread => Change::Read(false),
            Mark::Flag => Change::Flag(true),
            Mark::Unflag => Change::Flag(false),
        }
    }
}

/// More than anybody selects; a page that asks for more is not ours.
const MOST: usize = 1000;

/// Wishes the same for each; the first that cannot be wished is told after all were tried.
async fn each(shell: &Shell, ids: Vec<MessageId>, change: impl Fn() -> Change) -> Result<(), ApiError> {
    if ids.len() > MOST {
        return Err(ApiError { code: Code::Refused, retry: false, text: None, reference: String::new() });
    }
    let app = shell.app().await?;
    let mut outcome = Ok(());
    for id in ids {
        outcome = outcome.and(app.wish(id, change()).await.map(|_| ()));
    }
    outcome
}

#[tauri::command]
pub async fn mark(shell: State<'_, Arc<Shell>>, ids: Vec<MessageId>, change: Mark) -> Result<(), ApiError> {
    each(&shell, ids, || change.clone().into()).await
}

#[tauri::command]
pub async fn move_letters(shell: State<'_, Arc<Shell>>, ids: Vec<MessageId>, folder: FolderId) -> Result<(), ApiError> {
    each(&shell, ids, || Change::Move(folder.clone())).await
}

#[tauri::command]
pub async fn delete_letters(shell: State<'_, Arc<Shell>>, ids: Vec<MessageId>) -> Result<(), ApiError> {
    each(&shell, ids, || Change::Delete).await
}

#[tauri::command]
pub async fn erase_letters(shell: State<'_, Arc<Shell>>, ids: Vec<MessageId>) -> Result<(), ApiError> {
    each(&shell, ids, || Change::Erase).await
}

#[tauri::command]
pub async fn note_set(shell: State<'_, Arc<Shell>>, id: MessageId, text: String) -> Result<(), ApiError> {
    each(&shell, vec![id], || Change::Note(text.trim().to_owned())).await
}

#[tauri::command]
pub async fn rename_letter(shell: State<'_, Arc<Shell>>, id: MessageId, name: String) -> Result<(), ApiError> {
    each(&shell, vec![id], || Change::Rename(name.trim().to_owned())).await
}

#[tauri::command]
pub async fn folder_add(
    shell: State<'_, Arc<Shell>>,
    mailbox: MailboxId,
    name: String,
    parent: Option<FolderId>,
    icon: Option<FolderIcon>,
) -> Result<FolderId, ApiError> {
    shell.app().await?.folder_add(mailbox, &name, parent, icon).await.map(|(folder, _)| folder)
}

#[tauri::command]
pub async fn folder_rename(
    shell: State<'_, Arc<Shell>>,
    mailbox: MailboxId,
    folder: FolderId,
    name: String,
) -> Result<(), ApiError> {
    shell.app().await?.folder_rename(mailbox, folder, &name).await.map(|_| ())
}

#[tauri::command]
pub async fn folder_icon(
    shell: State<'_, Arc<Shell>>,
    mailbox: MailboxId,
    folder: FolderId,
    icon: FolderIcon,
) -> Result<(), ApiError> {
    shell.app().await?.folder_icon(mailbox, folder, icon).await.map(|_| ())
}

#[tauri::command]
pub async fn folder_remove(shell: State<'_, Arc<Shell>>, mailbox: MailboxId, folder: FolderId) -> Result<(), ApiError> {
    shell.app().await?.folder_remove(mailbox, folder).await.map(|_| ())
}

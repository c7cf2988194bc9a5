//! Putting a document of one's own into a mailbox. The file is chosen in the system's own dialog: its path and its
//! bytes stay on this side, and the window names it by a handle.

use super::letters::failed;
use crate::choose;
use crate::shell::Shell;
use model::{Code, FolderId, MailboxId};
use postkasse::PutIn;
use postkasse::views::{ApiError, OwnDocumentView};
use serde::Serialize;
use std::sync::Arc;
use std::time::Instant;
use tauri::{AppHandle, State};

/// A file that was chosen.
#[derive(Serialize)]
pub struct Chosen {
    handle: String,
    #[serde(flatten)]
    document: OwnDocumentView,
}

/// Nothing when the person closed the dialog.
#[tauri::command]
pub async fn own_document_choose(
    window: AppHandle,
    shell: State<'_, Arc<Shell>>,
    mailbox: MailboxId,
    title: String,
) -> Result<Option<Chosen>, ApiError> {
    let app = shell.app().await?;
    let Some(path) = choose::file(&window, title).await else { return Ok(None) };
    let document = app.own_document(mailbox, path.clone()).await?;
    let handle = shell.documents.make(path, Instant::now()).map_err(|_| failed(Code::Unexpected))?;
    Ok(Some(Chosen { handle, document }))
}

/// Whether it was put in: not when the person ended it before.
#[tauri::command]
pub async fn own_document_put(
    shell: State<'_, Arc<Shell>>,
    mailbox: MailboxId,
    handle: String,
    name: String,
    folder: Option<FolderId>,
) -> Result<bool, ApiError> {
    let app = shell.app().await?;
    let path = shell.documents.look_up(&handle, Instant::now()).ok_or_else(|| failed(Code::NotFound))?;
    let wanted = PutIn { mailbox, path, name: Some(name), folder };
    tokio::select! {
        put = app.put_in(wanted) => put.map(|()| true),
        () = shell.cancel_document.notified() => Ok(false),
    }
}

#[tauri::command]
pub fn own_document_cancel(shell: State<'_, Arc<Shell>>) {
    shell.cancel_document.notify_waiters();
}

//! Accounts, mailboxes, folders; forgetting.

use crate::shell::Shell;
use model::{AccountId, Code, MailboxId};
use postkasse::views::{AccountView, ApiError, FolderView, MailboxView};
use serde::Deserialize;
use std::sync::Arc;
use tauri::State;

/// What is forgotten on this computer.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Forget {
    mailbox: Option<MailboxId>,
    account: Option<AccountId>,
    #[serde(default)]
    all: bool,
}

#[tauri::command]
pub async fn accounts(shell: State<'_, Arc<Shell>>) -> Result<Vec<AccountView>, ApiError> {
    shell.app().await?.accounts().await
}

#[tauri::command]
pub async fn mailboxes(shell: State<'_, Arc<Shell>>) -> Result<Vec<MailboxView>, ApiError> {
    shell.app().await?.mailboxes().await
}

#[tauri::command]
pub async fn mailbox_used(shell: State<'_, Arc<Shell>>, mailbox: MailboxId) -> Result<(), ApiError> {
    shell.app().await?.mailbox_used(mailbox).await
}

#[tauri::command]
pub async fn set_fetch_ahead(shell: State<'_, Arc<Shell>>, mailbox: MailboxId, on: bool) -> Result<(), ApiError> {
    shell.app().await?.set_fetch_ahead(mailbox, on).await
}

#[tauri::command]
pub async fn folders(shell: State<'_, Arc<Shell>>, mailbox: MailboxId) -> Result<Vec<FolderView>, ApiError> {
    shell.app().await?.folders(mailbox).await
}

#[tauri::command]
pub async fn forget(shell: State<'_, Arc<Shell>>, what: Forget) -> Result<(), ApiError> {
    let app = shell.app().await?;
    match what {
        Forget { mailbox: Some(id), account: None, all: false } => app.forget_mailbox(id).await,
        Forget { mailbox: None, account: Some(id), all: false } => app.forget_account(id).await,
        Forget { mailbox: None, account: None, all: true } => {
            app.forget_all().await?;
            shell.person_has_gone().await
        }
        _ => Err(ApiError { code: Code::Refused, retry: false, text: None, reference: String::new() }),
    }
}

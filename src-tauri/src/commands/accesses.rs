//! Who may see whose post, and what was done there: asked of the service, answered at once.

use crate::shell::Shell;
use model::{AccessLevel, MailboxId};
use postkasse::views::{AccessView, AccessesView, ActivityPage, ApiError};
use postkasse::{ActivityAsked, Gift, Somebody};
use serde::Deserialize;
use std::sync::Arc;
use tauri::State;

/// Somebody and what she is to get, or is asked for. A day is a date without a time.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Wanted {
    number: String,
    name: String,
    level: AccessLevel,
    until: Option<jiff::civil::Date>,
}

impl Wanted {
    fn parts(self) -> (Somebody, Gift) {
        let Wanted { number, name, level, until } = self;
        (Somebody { number: number.into(), name }, Gift { level, until })
    }
}

/// Which part of the activity log.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Asked {
    from: Option<jiff::civil::Date>,
    to: Option<jiff::civil::Date>,
    page: u32,
}

#[tauri::command]
pub async fn accesses(shell: State<'_, Arc<Shell>>) -> Result<AccessesView, ApiError> {
    shell.app().await?.accesses().await
}

#[tauri::command]
pub async fn access_give(
    shell: State<'_, Arc<Shell>>,
    mailbox: MailboxId,
    wanted: Wanted,
) -> Result<AccessView, ApiError> {
    let (somebody, gift) = wanted.parts();
    shell.app().await?.access_give(mailbox, &somebody, gift).await
}

#[tauri::command]
pub async fn access_ask(shell: State<'_, Arc<Shell>>, wanted: Wanted) -> Result<AccessView, ApiError> {
    let (somebody, gift) = wanted.parts();
    shell.app().await?.access_ask(None, &somebody, gift).await
}

#[tauri::command]
pub async fn access_accept(
    shell: State<'_, Arc<Shell>>,
    id: String,
    until: Option<jiff::civil::Date>,
) -> Result<(), ApiError> {
    shell.app().await?.access_accept(&id, until).await
}

#[tauri::command]
pub async fn access_reject(shell: State<'_, Arc<Shell>>, id: String) -> Result<(), ApiError> {
    shell.app().await?.access_reject(&id).await
}

#[tauri::command]
pub async fn access_end(shell: State<'_, Arc<Shell>>, id: String) -> Result<(), ApiError> {
    shell.app().await?.access_end(&id).await
}

#[tauri::command]
pub async fn access_activate(shell: State<'_, Arc<Shell>>, code: String) -> Result<AccessView, ApiError> {
    shell.app().await?.access_activate(None, &code).await
}

#[tauri::command]
pub async fn activity(
    shell: State<'_, Arc<Shell>>,
    mailbox: MailboxId,
    asked: Asked,
) -> Result<ActivityPage, ApiError> {
    let Asked { from, to, page } = asked;
    shell.app().await?.activity(mailbox, ActivityAsked { from, to, page, size: None }).await
}

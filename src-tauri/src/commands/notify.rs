//! How the person is told of new letters. Passwords and tokens come in here and never go back.

use crate::shell::Shell;
use model::MailboxId;
use postkasse::Fate;
use postkasse::views::{
    ApiError, ChannelForms, ChannelTrouble, EmailForm, LedgerRow, NotifyRuleView, NotifyView, PreviewView, RuleChange,
    SmsForm, TrialView, WrongField,
};
use secrecy::SecretString;
use std::sync::Arc;
use tauri::State;

/// So many lines of the ledger are read at once.
const LINES: usize = 100;

/// `ask` says to ask the services, too, whether they tell the person at the same address themselves.
#[tauri::command]
pub async fn notify_show(shell: State<'_, Arc<Shell>>, ask: bool) -> Result<NotifyView, ApiError> {
    let app = shell.app().await?;
    if ask { app.notify_show().await } else { app.notify_standing().await }
}

#[tauri::command]
pub async fn notify_set(
    shell: State<'_, Arc<Shell>>,
    channel: String,
    mailbox: Option<MailboxId>,
    change: RuleChange,
) -> Result<NotifyRuleView, ApiError> {
    let app = shell.app().await?;
    let holds = app.notify_set(&channel, mailbox, change).await?;
    shell.settings_changed(app.settings().await?).await;
    Ok(holds)
}

#[tauri::command]
pub async fn notify_unset(
    shell: State<'_, Arc<Shell>>,
    channel: String,
    mailbox: MailboxId,
) -> Result<NotifyRuleView, ApiError> {
    shell.app().await?.notify_unset(&channel, mailbox).await
}

#[tauri::command]
pub async fn notify_forms(shell: State<'_, Arc<Shell>>) -> Result<ChannelForms, ApiError> {
    shell.app().await?.notify_forms().await
}

#[tauri::command]
pub async fn notify_email(
    shell: State<'_, Arc<Shell>>,
    form: EmailForm,
    secret: Option<String>,
) -> Result<Vec<WrongField>, ApiError> {
    shell.app().await?.notify_email_form(form, secret.map(SecretString::from)).await
}

#[tauri::command]
pub async fn notify_sms(
    shell: State<'_, Arc<Shell>>,
    form: SmsForm,
    secret: Option<String>,
) -> Result<Vec<WrongField>, ApiError> {
    shell.app().await?.notify_sms_form(form, secret.map(SecretString::from)).await
}

#[tauri::command]
pub async fn notify_forget(shell: State<'_, Arc<Shell>>, channel: String) -> Result<(), ApiError> {
    shell.app().await?.notify_forget(&channel).await.map(|_| ())
}

#[tauri::command]
pub async fn notify_test(shell: State<'_, Arc<Shell>>, channel: String) -> Result<TrialView, ApiError> {
    let fate = shell.app().await?.notify_test(&channel).await?;
    Ok(if fate == Fate::Delivered { TrialView::Delivered } else { TrialView::Accepted })
}

#[tauri::command]
pub async fn notify_preview(
    shell: State<'_, Arc<Shell>>,
    channel: String,
    mailbox: Option<MailboxId>,
) -> Result<PreviewView, ApiError> {
    shell.app().await?.notify_preview(&channel, mailbox).await
}

#[tauri::command]
pub async fn notify_ledger(shell: State<'_, Arc<Shell>>) -> Result<Vec<LedgerRow>, ApiError> {
    shell.app().await?.notify_ledger(LINES).await
}

#[tauri::command]
pub async fn notify_troubles(shell: State<'_, Arc<Shell>>) -> Result<Vec<ChannelTrouble>, ApiError> {
    let troubles = shell.app().await?.notify_troubles().await?;
    Ok(troubles.into_iter().map(|(channel, text)| ChannelTrouble { channel, text }).collect())
}

//! Direct questions: registration, the service's own notifications, connected programs; the guide and its pages.

use crate::browser;
use crate::shell::Shell;
use model::{AccountId, Code, MailboxId, RegisterLanguage, RemoteId};
use postkasse::guide;
use postkasse::views::{
    ApiError, ContactRegisterView, DeviceView, GuideAnswers, MailboxProvidersView, NemSmsWish, OtherMailView, PageView,
    RegistrationView, ServiceNotifications, ServiceNotifyWish, StepView, SupportView,
};
use std::sync::Arc;
use tauri::State;

fn failed(code: Code) -> ApiError {
    ApiError { code, retry: false, text: None, reference: String::new() }
}

#[tauri::command]
pub async fn registration(shell: State<'_, Arc<Shell>>, mailbox: MailboxId) -> Result<RegistrationView, ApiError> {
    shell.app().await?.registration(mailbox).await
}

#[tauri::command]
pub async fn nem_sms(
    shell: State<'_, Arc<Shell>>,
    mailbox: MailboxId,
    wish: NemSmsWish,
) -> Result<RegistrationView, ApiError> {
    shell.app().await?.change_nem_sms(mailbox, wish).await
}

#[tauri::command]
pub async fn contact_register(
    shell: State<'_, Arc<Shell>>,
    account: AccountId,
) -> Result<ContactRegisterView, ApiError> {
    shell.app().await?.contact_register(account).await
}

/// The window has said that it is a national register.
#[tauri::command]
pub async fn register_language(
    shell: State<'_, Arc<Shell>>,
    account: AccountId,
    language: RegisterLanguage,
) -> Result<ContactRegisterView, ApiError> {
    shell.app().await?.set_register_language(account, language).await
}

#[tauri::command]
pub async fn service_notifications(
    shell: State<'_, Arc<Shell>>,
    mailbox: MailboxId,
) -> Result<ServiceNotifications, ApiError> {
    shell.app().await?.service_notifications(mailbox).await
}

#[tauri::command]
pub async fn service_notify(
    shell: State<'_, Arc<Shell>>,
    mailbox: MailboxId,
    wish: ServiceNotifyWish,
) -> Result<ServiceNotifications, ApiError> {
    shell.app().await?.change_service_notifications(mailbox, wish).await
}

#[tauri::command]
pub async fn devices(shell: State<'_, Arc<Shell>>, account: AccountId) -> Result<Vec<DeviceView>, ApiError> {
    shell.app().await?.devices(account).await
}

/// The window has asked: also for this one.
#[tauri::command]
pub async fn device_revoke(
    shell: State<'_, Arc<Shell>>,
    account: AccountId,
    device: RemoteId,
    also_here: bool,
) -> Result<(), ApiError> {
    shell.app().await?.revoke_device(account, device, also_here).await
}

#[tauri::command]
pub fn guide_plan(answers: GuideAnswers) -> Vec<StepView> {
    guide::plan(&answers)
}

#[tauri::command]
pub fn support() -> Vec<SupportView> {
    guide::support()
}

#[tauri::command]
pub fn other_mail() -> Vec<OtherMailView> {
    guide::other_mail()
}

#[tauri::command]
pub fn mailbox_providers() -> MailboxProvidersView {
    guide::mailbox_providers()
}

/// One of the guide's pages, to be shown before it is opened.
#[tauri::command]
pub fn public_page(page: String) -> Result<PageView, ApiError> {
    guide::public_page(&page).ok_or_else(|| failed(Code::NotFound))
}

/// Opens one of the guide's pages, and no other address.
#[tauri::command]
pub async fn open_page(page: String) -> Result<(), ApiError> {
    let url = guide::address(&page).ok_or_else(|| failed(Code::NotFound))?;
    browser::system().open(&url).await.map_err(|_| failed(Code::Unexpected))
}

//! Logging in and out. The browser is the system's; the window never sees a token.

use crate::browser;
use crate::sandbox::Sandbox;
use crate::shell::Shell;
use model::{AccountId, Code, ProviderId};
use postkasse::views::ApiError;
use postkasse::{LoginRequest, services};
use std::sync::Arc;
use tauri::State;

#[tauri::command]
pub async fn login(shell: State<'_, Arc<Shell>>, provider: String) -> Result<(), ApiError> {
    let app = shell.app().await?;
    let language = app.settings().await?.language;
    let request = match provider.as_str() {
        "sandbox" => services::login_at_sandbox(ProviderId::DigitalPost, &sandbox(&shell).await?, language),
        service => services::login_at(service, language)?,
    };
    finish(&shell, request).await
}

async fn finish(shell: &Shell, request: LoginRequest) -> Result<(), ApiError> {
    let app = shell.app().await?;
    tokio::select! {
        done = app.login(request, browser::system()) => done.map(|_| ()),
        () = shell.cancel_login.notified() => Err(ApiError {
            code: Code::SignInAgain,
            retry: false,
            text: Some("error.login.cancelled".to_owned()),
            reference: String::new(),
        }),
    }
}

/// The address of the sandbox, started when it is not there.
async fn sandbox(shell: &Shell) -> Result<String, ApiError> {
    let mut sandbox = shell.sandbox.lock().await;
    if let Some(running) = &*sandbox {
        return Ok(running.url.clone());
    }
    let started = Sandbox::start(None).await?;
    let url = started.url.clone();
    *sandbox = Some(started);
    Ok(url)
}

#[tauri::command]
pub fn login_cancel(shell: State<'_, Arc<Shell>>) {
    shell.cancel_login.notify_waiters();
}

#[tauri::command]
pub async fn sign_out(shell: State<'_, Arc<Shell>>, account: AccountId) -> Result<(), ApiError> {
    shell.app().await?.sign_out(account).await
}

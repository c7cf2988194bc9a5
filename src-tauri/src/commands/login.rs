//! Logging in and out. The browser is the system's; the window never sees a token.

use crate::browser;
use crate::sandbox::Sandbox;
use crate::shell::Shell;
use model::{AccountId, Code, MessageId, ProviderId};
use postkasse::services;
use postkasse::views::{ApiError, LetterView};
use std::sync::Arc;
use tauri::State;

#[tauri::command]
pub async fn login(shell: State<'_, Arc<Shell>>, provider: String, sandbox: bool) -> Result<(), ApiError> {
    let app = shell.app().await?;
    let language = app.settings().await?.language;
    let request = if sandbox {
        let known = ProviderId::parse(&provider).filter(|provider| !provider.keeps_here());
        let provider = known.ok_or_else(|| refused(Code::NotFound, None))?;
        services::login_at_sandbox(provider, &sandbox_at(&shell, None).await?, language)
    } else {
        services::login_at(&provider, language)?
    };
    unless_cancelled(&shell, app.login(request, browser::system())).await.map(|_| ())
}

#[tauri::command]
pub async fn login_again(shell: State<'_, Arc<Shell>>, account: AccountId) -> Result<(), ApiError> {
    let app = shell.app().await?;
    let found = app.accounts().await?.into_iter().find(|one| one.id == account);
    if let Some(samples) = found.filter(|account| account.sandbox) {
        sandbox_at(&shell, Some(&samples.server)).await?;
    }
    unless_cancelled(&shell, app.log_in_again(account, browser::system())).await
}

#[tauri::command]
pub async fn step_up(shell: State<'_, Arc<Shell>>, message: MessageId) -> Result<LetterView, ApiError> {
    let app = shell.app().await?;
    unless_cancelled(&shell, app.step_up(message, browser::system())).await
}

async fn unless_cancelled<T>(shell: &Shell, login: impl Future<Output = Result<T, ApiError>>) -> Result<T, ApiError> {
    tokio::select! {
        done = login => done,
        () = shell.cancel_login.notified() => Err(refused(Code::SignInAgain, Some("error.login.cancelled"))),
    }
}

fn refused(code: Code, text: Option<&str>) -> ApiError {
    ApiError { code, retry: false, text: text.map(str::to_owned), reference: String::new() }
}

/// The address of the sandbox, started when it is not there: where an account knows it to be, if it is for that.
async fn sandbox_at(shell: &Shell, known: Option<&str>) -> Result<String, ApiError> {
    let mut sandbox = shell.sandbox.lock().await;
    if let Some(running) = &*sandbox {
        return Ok(running.url.clone());
    }
    let started = Sandbox::start(known.map(|url| url.trim_start_matches("http://"))).await?;
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

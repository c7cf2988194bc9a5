//! Logging in: at a sandbox or another address, or at the real service by its registration.

use crate::arguments::Command;
use crate::open::refused;
use crate::text::texts;
use crate::{browser, terminal};
use model::Code;
use postkasse::views::ApiError;
use postkasse::{App, LoginRequest, environment, services};
use secrecy::SecretString;
use std::path::Path;

/// Logs in as typed.
pub async fn login(app: &App, command: &Command, json: bool) -> Result<(), ApiError> {
    let Command::Login { provider, server, person, issuer, client_id, client_secret_file, level } = command else {
        return Ok(());
    };
    let language = environment::language();
    let usual = match server {
        Some(server) => services::login_at_sandbox(*provider, server, language),
        None => services::login_at(provider.as_str(), language)?,
    };
    // Another program than the usual one has no share in its secret.
    let usual_secret = usual.client_secret.filter(|_| client_id.is_none());
    let request = LoginRequest {
        provider: *provider,
        issuer: issuer.clone().or(usual.issuer),
        client_id: client_id.clone().unwrap_or(usual.client_id),
        client_secret: client_secret_file.as_deref().map(secret).transpose()?.or(usual_secret),
        level: *level,
        ..usual
    };
    let done = app.login(request, browser::choose(person.as_deref(), *level)).await?;
    if json {
        terminal::json(&done);
    } else {
        terminal::say(&texts().fill("cli.loggedIn", done.mailboxes, &[("person", &done.person)]));
    }
    Ok(())
}

fn secret(file: &Path) -> Result<SecretString, ApiError> {
    let text = std::fs::read_to_string(file).map_err(|_| refused(Code::Refused, Some("trouble.secretFile")))?;
    Ok(text.trim().to_owned().into())
}
